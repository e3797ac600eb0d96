import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type Asked, openTerritory, type Territory } from '../support/territory.ts';
import { audit, type Office, openOffice, refusalOf } from './office.ts';

const SERGE = 'CCAS_LONGVIC:1835';
const MAN = 'CCAS_LONGVIC:7781';
const OFFICER = audit('AG-14');
const HERS = { agent: 'AG-02', purpose: 'CASE' } as const;
const READER = { agent: 'AG-01', purpose: 'CASE' } as const;

let territory: Territory;
let office: Office;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['CCAS_LONGVIC'] });
  office = openOffice(territory);
});
afterAll(() => territory?.close());

const REPORT = `query($body: ID!, $month: String!) { monthlyReport(body: $body, month: $month) {
  body month until final accordsGiven accordsRefused accordsWithdrawn accessesPermitted accessesDenied emergenciesDeclared
  emergenciesJustified emergenciesUnjustified contestationsOpened contestationsAnswered contestationsAnsweredInTime } }`;
type Report = Record<string, unknown>;
const report = async (month: string, asked: Asked = OFFICER, body = 'CCAS_LONGVIC') =>
  (await office.give<{ monthlyReport: Report }>(REPORT, asked, { body, month })).monthlyReport;
const at = (local: string) => territory.setClock(parisInstant(local));

async function record(over: Readonly<Record<string, unknown>>): Promise<string> {
  const input = {
    ...{ person: SERGE, kind: 'ACCORD', categories: ['HOUSING'], fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'] },
    ...{ purposes: ['CASE'], validTo: '2027-03-04', grantedBy: ['SELF'], channel: 'IN_PERSON_SIGNED' },
    ...{ informationNoticeVersion: '2026-01', ...over },
  };
  const mutation = 'mutation($input: RecordConsentInput!) { recordConsent(input: $input) { id } }';
  return (await office.give<{ recordConsent: { id: string } }>(mutation, HERS, { input })).recordConsent.id;
}
const withdraw = (id: string) =>
  office.give('mutation($id: ID!) { withdrawConsent(id: $id, channel: PHONE_CONFIRMED) { id } }', HERS, { id });
async function declare(): Promise<string> {
  const mutation =
    'mutation($p: ID!) { declareEmergency(input: { person: $p, motive: CHILD_IN_IMMEDIATE_DANGER }) { motive } }';
  await office.give(mutation, { agent: 'AG-01', purpose: 'EMERGENCY' }, { p: MAN });
  return (await office.rows<{ id: string }>('SELECT id FROM emergency_access ORDER BY ctid DESC LIMIT 1'))[0]!.id;
}
const review = (id: string, verdict: string, asked = OFFICER) =>
  office.give(
    'mutation($id: ID!, $v: EmergencyReviewVerdict!) { reviewEmergency(id: $id, verdict: $v) { id } }',
    asked,
    {
      id,
      v: verdict,
    },
  );
async function contest(): Promise<string> {
  const mutation = 'mutation($input: ContestInput!) { contest(input: $input) { reference } }';
  const input = { object: 'LINK', objectId: MAN };
  const asked = await office.asPerson(MAN);
  return (await office.give<{ contest: { reference: string } }>(mutation, asked, { input })).contest.reference;
}
async function answer(id: string): Promise<void> {
  await office.give('mutation($id: ID!) { moveContestation(id: $id, seen: 1, to: UNDER_REVIEW) { id } }', OFFICER, {
    id,
  });
  const mutation =
    'mutation($id: ID!) { answerContestation(id: $id, seen: 2, answer: ACCEPTED, measure: LINK_BROKEN) { id } }';
  await office.give(mutation, OFFICER, { id });
}
const read = (selection: string) =>
  office.ask(`query($id: ID!) { person(id: $id) { ${selection} } }`, READER, { id: MAN });

const NOTHING = {
  ...{ accordsGiven: 0, accordsRefused: 0, accordsWithdrawn: 0, accessesPermitted: 0, accessesDenied: 0 },
  ...{ emergenciesDeclared: 0, emergenciesJustified: 0, emergenciesUnjustified: 0 },
  ...{ contestationsOpened: 0, contestationsAnswered: 0, contestationsAnsweredInTime: 0 },
};

test('a month counts what happened in it, in Paris, and stays as it was once it is over', async () => {
  const months = ['2026-06', '2026-07'];
  at('2026-05-31T23:59');
  const before = await record({});
  at('2026-06-01T00:00');
  await record({});
  await record({ kind: 'REFUSAL' });
  const narrowed = await record({ categories: ['HOUSING', 'BENEFITS'] });
  await record({ supersedes: narrowed });
  await withdraw(before);
  await read('housing { tenure }');
  await read('benefits { kind }');
  const justified = await declare();
  const unjustified = await declare();
  const inTime = await contest();
  const late = await contest();
  const open = await contest();
  at('2026-06-30T23:50');
  await review(justified, 'JUSTIFIED');
  await review(unjustified, 'UNJUSTIFIED');
  await answer(inTime);
  const june = {
    ...{ body: 'CCAS_LONGVIC', month: '2026-06', accordsGiven: 3, accordsRefused: 1, accordsWithdrawn: 1 },
    ...{ emergenciesDeclared: 2, emergenciesJustified: 0, emergenciesUnjustified: 1 },
    ...{ contestationsOpened: 3, contestationsAnswered: 1, contestationsAnsweredInTime: 1 },
  };
  at('2026-06-30T23:59');
  expect(await report('2026-06')).toMatchObject({
    ...june,
    final: false,
    until: parisInstant('2026-06-30T23:59').toISOString(),
  });

  at('2026-07-01T00:00');
  const final = await report('2026-06');
  expect(final).toMatchObject({ ...june, final: true, until: parisInstant('2026-07-01T00:00').toISOString() });
  const [permitted] = await office.rows<{ permit: number; deny: number }>(
    `SELECT count(*) FILTER (WHERE decision = 'PERMIT')::int AS permit, count(*) FILTER (WHERE decision = 'DENY')::int AS deny
       FROM access_record WHERE owner_body = 'CCAS_LONGVIC' AND agent_body <> 'CCAS_LONGVIC' AND to_char(at AT TIME ZONE 'Europe/Paris', 'YYYY-MM') = '2026-06'`,
  );
  expect([final.accessesPermitted, final.accessesDenied]).toEqual([permitted?.permit, permitted?.deny]);
  expect([permitted!.permit > 0, permitted!.deny > 0]).toEqual([true, true]);

  // July: what is done now about the events of June counts in July, and moves nothing in June.
  await review(justified, 'JUSTIFIED', audit('AG-23'));
  at('2026-07-02T10:00');
  await answer(late);
  await withdraw(
    (
      await office.rows<{ id: string }>(
        `SELECT id FROM consent WHERE granted_at = $1 AND kind = 'ACCORD' AND withdrawn_at IS NULL LIMIT 1`,
        [parisInstant('2026-06-01T00:00')],
      )
    )[0]!.id,
  );
  await read('housing { tenure }');
  at('2026-07-02T11:00');
  const again = await Promise.all(months.map((month) => report(month)));
  expect(again[0]).toEqual(final);
  expect(again[1]).toMatchObject({
    ...{
      ...NOTHING,
      accordsWithdrawn: 1,
      emergenciesJustified: 1,
      final: false,
      accessesPermitted: expect.any(Number),
    },
    ...{ contestationsAnswered: 1, contestationsAnsweredInTime: 0, accessesDenied: expect.any(Number) },
  });
  expect(open).toEqual(expect.any(String));
});

test('another body has its own months', async () => {
  at('2026-07-03T10:00');
  expect(await report('2026-06', audit('AG-22'), 'DEPT_21')).toMatchObject({
    accordsGiven: 0,
    emergenciesDeclared: 0,
    contestationsOpened: 0,
  });
});

test.each(['2026-6', '2026-13', '06-2026', '2026-06-01', ''])('`%s` is no month', async (month) => {
  expect(refusalOf(await office.ask(REPORT, OFFICER, { body: 'CCAS_LONGVIC', month }))).toEqual([
    'BAD_REQUEST',
    undefined,
  ]);
});

test('a month to come has no report', async () => {
  at('2026-07-03T10:00');
  expect(refusalOf(await office.ask(REPORT, OFFICER, { body: 'CCAS_LONGVIC', month: '2026-08' }))).toEqual([
    'BAD_REQUEST',
    'MONTH_TO_COME',
  ]);
});

describe('is for the officers of the body', () => {
  test.each([
    ['an officer of another body', audit('AG-22')],
    ['an agent of the body', HERS],
    ['an analyst', { agent: 'AG-13', purpose: 'STATISTICS' }],
    ['the police', { agent: 'AG-05', purpose: 'SECURITY' }],
    ['the officer under another purpose', { agent: 'AG-23', purpose: 'STEERING' }],
  ] as const)('not for %s, who is told what she would be of a body that there is not', async (_, asked) => {
    const known = await office.ask(REPORT, asked, { body: 'CCAS_LONGVIC', month: '2026-05' });
    expect(refusalOf(known)).toEqual(['NOT_DISCLOSED', undefined]);
    expect((await office.ask(REPORT, asked, { body: 'NO_SUCH_BODY', month: '2026-05' })).text).toBe(known.text);
  });

  test('and that it was asked is on record', async () => {
    const answer = await office.ask(REPORT, OFFICER, { body: 'CCAS_LONGVIC', month: '2026-05' });
    expect(await territory.linesOf(answer.operation)).toEqual([
      expect.objectContaining({ owner: 'CCAS_LONGVIC', subject: null, category: 'AUDIT_TRACE', rule: 'R602' }),
    ]);
  });
});
