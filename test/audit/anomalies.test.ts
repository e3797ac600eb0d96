import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { THRESHOLDS } from '../../gateway/registry/journal/access-anomaly.ts';
import { HIS_FILE, HIS_OTHER_FILE, nodesOf, type Office, openOffice, ROWS, type Rows, wordsOf } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-05-04T09:00');
});
afterAll(() => office?.close());

interface Anomalies {
  readonly criterion: { readonly fr: string };
  readonly notKnown: number | null;
  readonly records: Rows;
}
async function look(kind: string, period: string, agent?: string): Promise<Anomalies> {
  const query = `{ accessAnomalies(kind: ${kind}, ${period}) { criterion { fr } notKnown records ${ROWS} } }`;
  return (await office.audit<{ accessAnomalies: Anomalies }>(query, {}, agent)).accessAnomalies;
}
const day = (from: string, to: string) => `from: "${from}T00:00:00+02:00", to: "${to}T00:00:00+02:00"`;

test('OUTSIDE_HOURS: nights, weekends and public holidays, as clocks and calendars have them in Paris', async () => {
  const instants = {
    '2026-05-05T06:59': true,
    '2026-05-05T07:00': false,
    '2026-05-05T19:59': false,
    '2026-05-05T20:00': true,
    // Victory day is a Friday, Ascension a Thursday, Whit Monday a Monday.
    '2026-05-08T10:00': true,
    '2026-05-09T10:00': true,
    '2026-05-10T10:00': true,
    '2026-05-14T10:00': true,
    '2026-05-25T10:00': true,
    '2026-05-26T10:00': false,
  };
  for (const instant of Object.keys(instants)) await office.at(instant, 'AG-01', HIS_FILE, 'birthName');
  office.setClock('2026-05-27T10:00');
  const found = await look('OUTSIDE_HOURS', day('2026-05-05', '2026-05-27'));
  const unusual = Object.entries(instants).flatMap(([instant, is]) => (is ? [new Date(`${instant}+02:00`)] : []));
  expect(
    nodesOf(found.records)
      .map(({ at }) => new Date(at))
      .reverse(),
  ).toEqual(unusual);
  expect(found.criterion.fr).toContain(String(THRESHOLDS.lastHour));
});

describe('OWN_FAMILY_NAME', () => {
  test('is told of a body’s own agents by what that body has said, and what it has not said is counted', async () => {
    await office.at('2026-06-02T10:00', 'AG-02', HIS_OTHER_FILE, 'birthName');
    await office.at('2026-06-02T11:00', 'AG-02b', HIS_OTHER_FILE, 'birthName');
    office.setClock('2026-06-03T10:00');
    const period = day('2026-06-02', '2026-06-03');
    const before = await look('OWN_FAMILY_NAME', period);
    expect([wordsOf(before.records), before.notKnown]).toEqual([[], 2]);

    await office.world.say(HIS_FILE, 'NAMED_LIKE_AGENTS', 'AG-02|AG-03');
    const found = await look('OWN_FAMILY_NAME', period);
    expect(new Set(nodesOf(found.records).map(({ agent }) => agent))).toEqual(new Set(['AG-02']));
    expect(found.notKnown).toBe(0);
    expect(found.criterion.fr).toContain('ne connaît aucun nom');
  });

  test('what another body has said of its agents is not told', async () => {
    await office.at('2026-06-04T10:00', 'AG-01', HIS_FILE, 'birthName');
    await office.world.say(HIS_OTHER_FILE, 'NAMED_LIKE_AGENTS', 'AG-01');
    office.setClock('2026-06-05T10:00');
    const period = day('2026-06-04', '2026-06-05');
    expect(nodesOf((await look('OWN_FAMILY_NAME', period)).records)).toEqual([]);
    expect(wordsOf((await look('OWN_FAMILY_NAME', period, 'AG-22')).records)).toEqual(['AG-01 IDENTITY PERMIT']);

    await office.at('2026-06-05T10:00', 'AG-02', 'DEPT_21:D-7725', 'birthName');
    await office.world.say('DEPT_21:D-7725', 'NAMED_LIKE_AGENTS', 'AG-02');
    office.setClock('2026-06-06T10:00');
    const found = await look('OWN_FAMILY_NAME', day('2026-06-05', '2026-06-06'));
    expect([wordsOf(found.records), found.notKnown]).toEqual([[], 1]);
  });
});

test('MANY_DENIALS: more questions of one agent on one day with a refusal than the threshold, and not as many', async () => {
  for (let n = 0; n < THRESHOLDS.denialsPerDay; n += 1) {
    await office.at(`2026-06-09T10:${String(10 + n)}`, 'AG-01', HIS_FILE, 'benefits { kind }');
  }
  // The day after is another day.
  await office.at('2026-06-10T10:00', 'AG-01', HIS_FILE, 'benefits { kind }');
  const period = day('2026-06-09', '2026-06-11');
  office.setClock('2026-06-11T10:00');
  expect(nodesOf((await look('MANY_DENIALS', period)).records)).toEqual([]);
  await office.at('2026-06-09T18:00', 'AG-01', HIS_FILE, 'birthName benefits { kind }');
  office.setClock('2026-06-11T10:00');
  const found = nodesOf((await look('MANY_DENIALS', period)).records);
  expect(found).toHaveLength(THRESHOLDS.denialsPerDay + 1);
  expect(new Set(found.map(({ decision, at }) => `${decision} ${at.slice(0, 10)}`))).toEqual(
    new Set(['DENY 2026-06-09']),
  );
  // A part of the day is looked at as part of that day.
  const morning = 'from: "2026-06-09T00:00:00+02:00", to: "2026-06-09T12:00:00+02:00"';
  expect(nodesOf((await look('MANY_DENIALS', morning)).records)).toHaveLength(THRESHOLDS.denialsPerDay);
  const evening = 'from: "2026-06-09T12:00:00+02:00", to: "2026-06-10T00:00:00+02:00"';
  expect(nodesOf((await look('MANY_DENIALS', evening)).records)).toHaveLength(1);
});

test('NO_ACTIVITY: released for a mission on which nothing happened for a month before and after', async () => {
  await office.at('2026-07-15T10:00', 'AG-01', HIS_FILE, 'birthName');
  office.setClock('2026-08-20T10:00');
  const period = day('2026-07-15', '2026-07-16');
  expect(wordsOf((await look('NO_ACTIVITY', period)).records)).toEqual(['AG-01 IDENTITY PERMIT']);
  const participants = [
    { body: 'CCAS_LONGVIC', agent: 'AG-02' },
    { body: 'METRO_DIJON', agent: 'AG-08' },
  ];
  // Nothing of a case in which the body takes no part may show here.
  await office.world.share('SP-ELSEWHERE', [HIS_FILE], [participants[1]!], { openedOn: new Date('2026-07-01') });
  expect(nodesOf((await look('NO_ACTIVITY', period)).records)).toHaveLength(1);
  await office.world.share('SP-EARLY', [HIS_FILE], participants, { openedOn: new Date('2026-06-14') });
  expect(nodesOf((await look('NO_ACTIVITY', period)).records)).toHaveLength(1);
  await office.world.share('SP-ACTIVE', [HIS_FILE], participants, { openedOn: new Date('2026-06-15') });
  expect(nodesOf((await look('NO_ACTIVITY', period)).records)).toEqual([]);
});

test('EMERGENCY_NOT_REVIEWED: from seventy-two hours after it was declared, until both officers have reviewed it', async () => {
  const declaredAt = new Date('2026-09-01T08:00:00Z');
  const over = { ownerBody: 'DEPT_21', id: 'E-OVERDUE' };
  await office.world.declareEmergency(HIS_OTHER_FILE, 'AG-02', 'CCAS_LONGVIC', declaredAt, over);
  await office.at('2026-09-01T11:00', 'AG-02', HIS_OTHER_FILE, 'phone', { purpose: 'EMERGENCY' });
  const overdue = async () => nodesOf((await look('EMERGENCY_NOT_REVIEWED', day('2026-09-01', '2026-09-02'))).records);
  office.setClock('2026-09-04T09:59');
  expect(await overdue()).toEqual([]);
  office.setClock('2026-09-04T10:00');
  expect((await overdue()).map(({ category }) => category)).toEqual(['CONTACT']);

  const review = (role: string) =>
    office.territory.hubDatabase.query(
      `INSERT INTO emergency_review (id, emergency_id, role, body_code, agent, verdict, at)
       VALUES ($1, 'E-OVERDUE', $1, 'DEPT_21', 'AG-22', 'JUSTIFIED', now())`,
      [role],
    );
  await review('DPO');
  expect(await overdue()).toHaveLength(1);
  await review('CONSENT_OFFICER');
  expect(await overdue()).toEqual([]);
  await office.territory.hubDatabase.query("DELETE FROM emergency_review WHERE emergency_id = 'E-OVERDUE'");
});

test('nobody but who controls the body looks for them', async () => {
  const query = '{ accessAnomalies(kind: OUTSIDE_HOURS) { kind } }';
  const { body } = await office.territory.ask(query, { agent: 'AG-02', purpose: 'CASE' });
  expect(body.errors?.[0]?.extensions.code).toBe('PURPOSE_NOT_ALLOWED');
});
