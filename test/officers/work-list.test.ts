import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { audit, type Office, openOffice } from './office.ts';

const SERGE = 'CCAS_LONGVIC:1835';
const MAN = 'CCAS_LONGVIC:7781';
const AT = parisInstant('2026-05-04T10:00');
const OFFICER = audit('AG-14');
const DPO = audit('AG-23');

let territory: Territory;
let office: Office;
beforeAll(async () => {
  territory = await openTerritory({ at: AT, bodies: [] });
  office = openOffice(territory);
});
afterAll(() => territory?.close());

const LIST = `{ workList {
  accordsEndingIn7Days { id } accordsEndingIn30Days { id validTo } accordsOfMinorsComingOfAge { id } accordsWithDoubtfulGranter { id }
  linksToConfirm { id status } emergenciesToReview { id } personsToInform { id informDueOn } contestationsToAnswer { id dueOn } } }`;
type List = Record<string, readonly { id: string }[] | null>;
const workList = async (asked = OFFICER) => (await office.give<{ workList: List | null }>(LIST, asked)).workList;
const idsOf = async (field: string, asked = OFFICER) => ((await workList(asked))?.[field] ?? []).map(({ id }) => id);

async function record(person: string, over: Readonly<Record<string, unknown>>): Promise<string> {
  const input = {
    ...{ person, kind: 'ACCORD', categories: ['HOUSING'], fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'] },
    ...{ purposes: ['CASE'], validTo: '2027-05-04', grantedBy: ['SELF'], channel: 'IN_PERSON_SIGNED' },
    ...{ informationNoticeVersion: '2026-01', ...over },
  };
  const answer = await office.give<{ recordConsent: { id: string } }>(
    'mutation($input: RecordConsentInput!) { recordConsent(input: $input) { id } }',
    { agent: 'AG-02', purpose: 'CASE' },
    { input },
  );
  return answer.recordConsent.id;
}

test('accords that end within thirty days, and within seven', async () => {
  const soon = await record(SERGE, { validTo: '2026-06-03' });
  const sooner = await record(SERGE, { validTo: '2026-05-11' });
  await record(SERGE, { validTo: '2026-06-20' });
  expect(await idsOf('accordsEndingIn30Days')).toEqual([sooner, soon]);
  expect(await idsOf('accordsEndingIn7Days')).toEqual([sooner]);
  await office.give(
    'mutation($id: ID!) { withdrawConsent(id: $id, channel: LETTER) { id } }',
    { agent: 'AG-02', purpose: 'CASE' },
    { id: sooner },
  );
  expect(await idsOf('accordsEndingIn7Days')).toEqual([]);
});

test('accords of minors who come of age, and accords whose granter is in doubt', async () => {
  const id = await record(SERGE, {});
  const [{ subject }] = (await office.rows<{ subject: string }>('SELECT subject FROM person_link WHERE id = $1', [
    SERGE,
  ])) as [{ subject: string }];
  const before = await idsOf('accordsWithDoubtfulGranter');
  await office.rows(`UPDATE decision_fact SET value = 'PERSON' WHERE subject = $1 AND word = 'PROTECTION'`, [subject]);
  await office.rows(`UPDATE decision_fact SET revoked_at = $2 WHERE subject = $1 AND word = 'PROTECTION'`, [
    subject,
    AT,
  ]);
  expect(await idsOf('accordsWithDoubtfulGranter')).toContain(id);
  expect(before).not.toContain(id);
  await office.rows(
    `UPDATE decision_fact SET value = 'NONE', revoked_at = NULL WHERE subject = $1 AND word = 'PROTECTION'`,
    [subject],
  );

  const body = `SELECT $1, 'CCAS_LONGVIC', w, v, '2025-01-01' FROM (VALUES ('EMANCIPATED', 'no'), ('ENTRUSTED_TO_ASE', 'no'), ('PARENTAL_HOLDERS', 'PARENT_A')) t(w, v)`;
  await office.rows(
    `INSERT INTO decision_fact (subject, body_code, word, value, valid_from, id) SELECT s.*, 'F-' || s.w FROM (${body}) s(subject, b, w, v, f)`.replace(
      'SELECT s.*,',
      'SELECT s.subject, s.b, s.w, s.v, s.f::timestamptz,',
    ),
    [subject],
  );
  await office.rows(`UPDATE decision_fact SET value = '2026-05-20' WHERE subject = $1 AND word = 'MINOR_UNTIL'`, [
    subject,
  ]);
  const minor = await record(SERGE, { grantedBy: ['PARENT_A'], minorAssent: 'AGREES' });
  expect(await idsOf('accordsOfMinorsComingOfAge')).toContain(minor);
  await office.rows(`UPDATE decision_fact SET value = '2026-06-20' WHERE subject = $1 AND word = 'MINOR_UNTIL'`, [
    subject,
  ]);
  expect(await idsOf('accordsOfMinorsComingOfAge')).not.toContain(minor);
  await office.rows(`UPDATE decision_fact SET value = '2025-01-01' WHERE subject = $1 AND word = 'MINOR_UNTIL'`, [
    subject,
  ]);
});

test('links of the body’s own files', async () => {
  await office.rows(`UPDATE person_link SET status = 'CANDIDATE' WHERE id IN ($1, 'DEPT_21:D-2918')`, [SERGE]);
  expect((await workList())?.linksToConfirm).toEqual([{ id: SERGE, status: 'CANDIDATE' }]);
  await office.give('mutation($file: ID!) { breakLink(file: $file) { id } }', OFFICER, { file: SERGE });
  expect((await workList())?.linksToConfirm).toEqual([]);
  await office.rows(`UPDATE person_link SET status = 'CONFIRMED' WHERE id IN ($1, 'DEPT_21:D-2918')`, [SERGE]);
});

test('emergencies that one’s own office has to review, and the persons to inform afterwards', async () => {
  await office.give(
    'mutation($p: ID!) { declareEmergency(input: { person: $p, motive: CHILD_IN_IMMEDIATE_DANGER }) { motive } }',
    { agent: 'AG-01', purpose: 'EMERGENCY' },
    { p: MAN },
  );
  const [{ id }] = (await office.rows<{ id: string }>('SELECT id FROM emergency_access')) as [{ id: string }];
  expect([await idsOf('emergenciesToReview'), await idsOf('personsToInform')]).toEqual([[id], []]);
  await office.give('mutation($id: ID!) { reviewEmergency(id: $id, verdict: JUSTIFIED) { id } }', OFFICER, { id });
  expect([await idsOf('emergenciesToReview'), await idsOf('emergenciesToReview', DPO)]).toEqual([[], [id]]);
  territory.setClock(parisInstant('2026-05-04T14:00'));
  expect((await workList())?.personsToInform).toEqual([{ id, informDueOn: '2026-06-04' }]);
  await office.give('mutation($id: ID!) { recordEmergencyInformed(id: $id, channel: PHONE) { id } }', OFFICER, { id });
  expect(await idsOf('personsToInform')).toEqual([]);
  territory.setClock(AT);
});

test('contestations that the body answers, those due first, first', async () => {
  const contest = async (objectId: string, at: string) => {
    territory.setClock(parisInstant(at));
    const said = await office.give<{ contest: { reference: string } }>(
      'mutation($input: ContestInput!) { contest(input: $input) { reference } }',
      await office.asPerson(MAN),
      { input: { object: 'LINK', objectId } },
    );
    return said.contest.reference;
  };
  const later = await contest(MAN, '2026-05-03T10:00');
  const first = await contest(MAN, '2026-05-02T10:00');
  await contest('DEPT_21:D-5512', '2026-05-01T10:00');
  territory.setClock(AT);
  expect((await workList())?.contestationsToAnswer).toEqual([
    { id: first, dueOn: '2026-06-02' },
    { id: later, dueOn: '2026-06-03' },
  ]);
  await office.give('mutation($id: ID!) { moveContestation(id: $id, seen: 1, to: UNDER_REVIEW) { id } }', OFFICER, {
    id: first,
  });
  await office.give(
    'mutation($id: ID!) { answerContestation(id: $id, seen: 2, answer: REJECTED, measure: LINK_FOUND_RIGHT) { id } }',
    OFFICER,
    { id: first },
  );
  expect(await idsOf('contestationsToAnswer')).toEqual([later]);
});

describe('is for officers', () => {
  test.each([
    ['an agent', { agent: 'AG-02', purpose: 'CASE' }],
    ['an analyst', { agent: 'AG-13', purpose: 'STATISTICS' }],
    ['the police', { agent: 'AG-05', purpose: 'SECURITY' }],
    ['the mayor', { agent: 'AG-15', purpose: 'STEERING' }],
    ['the officer under another purpose', { agent: 'AG-23', purpose: 'STEERING' }],
  ] as const)('and not for %s', async (_, asked) => {
    const answer = await office.ask(LIST, asked);
    expect(answer.body.data).toEqual({ workList: null });
    expect(await territory.linesOf(answer.operation)).toContainEqual(
      expect.objectContaining({ category: 'AUDIT_TRACE', decision: 'DENY' }),
    );
  });

  test('and not for the person', async () => {
    expect((await office.ask(LIST, await office.asPerson(MAN))).body.data).toEqual({ workList: null });
  });

  test('each of her own body, and that she looked is on record', async () => {
    const answer = await office.ask(LIST, audit('AG-22'));
    const ids = Object.values((answer.body.data as { workList: List }).workList).flatMap((rows) =>
      rows?.map(({ id }) => id),
    );
    expect(ids).not.toContain(MAN);
    expect(await territory.linesOf(answer.operation)).toContainEqual(
      expect.objectContaining({
        owner: 'DEPT_21',
        subject: null,
        category: 'AUDIT_TRACE',
        rule: 'R602',
        decision: 'PERMIT',
      }),
    );
  });
});
