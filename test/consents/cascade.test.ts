import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { openRegister, type Register, type Said } from './register.ts';

/** He agreed to two requests for the housing fund (C-7): one of the Département, one of the CCAS. */
const GERARD = 'CCAS_LONGVIC:7781';
const AGREED = {
  person: 'DEPT_21:D-5512',
  categories: ['IDENTITY', 'HOUSING'],
  fromBodies: ['DEPT_21'],
  toBodies: ['METRO_DIJON'],
  purposes: ['HOUSING_FSL'],
} satisfies Said;
const ESCO = { agent: 'AG-01', purpose: 'HOUSING_FSL' } as const;

let territory: Territory;
let register: Register;
let seeded: readonly Record<string, unknown>[];
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: [] });
  register = openRegister(territory);
  seeded = await register.rows(`SELECT id FROM consent`);
});
afterAll(() => territory?.close());

beforeEach(async () => {
  const { hubDatabase } = territory;
  await hubDatabase.query(`DELETE FROM consent WHERE NOT id = ANY($1)`, [seeded.map(({ id }) => id)]);
  await hubDatabase.query(`UPDATE consent SET withdrawn_at = NULL, superseded_by = NULL WHERE id = 'C-7'`);
  await hubDatabase.query(
    `UPDATE referral SET state = 'IN_PROGRESS', purpose = 'HOUSING_FSL', recipient_body = 'METRO_DIJON', payload_version = NULL
      WHERE id IN ('R-FSL-1', 'R-FSL-2')`,
  );
  await hubDatabase.query(`DELETE FROM referral_payload_field; DELETE FROM recipient_notice`);
});

async function states(): Promise<unknown> {
  const rows = await register.rows<{ id: string; state: string }>(
    `SELECT id, state FROM referral WHERE id IN ('R-FSL-1', 'R-FSL-2') ORDER BY id`,
  );
  return rows.map(({ state }) => state);
}

test('the referrals that rested on it end with it, and their recipient is told', async () => {
  await register.withdraw('C-7', ESCO);
  expect(await states()).toEqual(['WITHDRAWN', 'WITHDRAWN']);
  expect(await register.rows(`SELECT body_code, owner_body, kind FROM recipient_notice ORDER BY owner_body`)).toEqual([
    { body_code: 'METRO_DIJON', owner_body: 'CCAS_LONGVIC', kind: 'WITHDRAWN' },
    { body_code: 'METRO_DIJON', owner_body: 'DEPT_21', kind: 'WITHDRAWN' },
  ]);
});

test('nothing crosses by a referral that ended', async () => {
  await register.withdraw('C-7', ESCO);
  const { value, line } = await register.read('DEPT_21:D-5512', 'housing { tenure }', {
    agent: 'AG-08',
    purpose: 'HOUSING_FSL',
  });
  expect(value).toBeNull();
  expect(line).toMatchObject({ rule: 'G2', reason: 'NO_MISSION_LINK' });
});

test('a referral that another accord of hers carries goes on', async () => {
  await register.record(AGREED, ESCO);
  await register.withdraw('C-7', ESCO);
  expect(await states()).toEqual(['IN_PROGRESS', 'WITHDRAWN']);
});

test('but not on an accord that does not cover what is being sent', async () => {
  await territory.hubDatabase.query(`UPDATE referral SET payload_version = 2 WHERE id = 'R-FSL-1'`);
  await territory.hubDatabase.query(
    `INSERT INTO referral_payload_field (referral_id, version, category, path)
     VALUES ('R-FSL-1', 1, 'BENEFITS', '*'), ('R-FSL-1', 2, 'HOUSING', 'housing.tenure')`,
  );
  await register.record(AGREED, ESCO);
  await register.withdraw('C-7', ESCO);
  expect(await states()).toEqual(['IN_PROGRESS', 'WITHDRAWN']);

  await territory.hubDatabase.query(`UPDATE consent SET withdrawn_at = NULL WHERE id = 'C-7'`);
  await territory.hubDatabase.query(`UPDATE referral SET payload_version = 1 WHERE id = 'R-FSL-1'`);
  await register.withdraw('C-7', ESCO);
  expect(await states()).toEqual(['WITHDRAWN', 'WITHDRAWN']);
});

test('nor on one that has been withdrawn itself', async () => {
  const { id } = await register.record(AGREED, ESCO);
  await register.withdraw(id, ESCO);
  expect(await states()).toEqual(['IN_PROGRESS', 'IN_PROGRESS']);
  await register.withdraw('C-7', ESCO);
  expect(await states()).toEqual(['WITHDRAWN', 'WITHDRAWN']);
});

/** An instruction of the RSA at the Département, as a body says it; R-FSL-2 is the request that it is about. */
async function instruct(value: string, body: string): Promise<void> {
  await territory.hubDatabase.query(
    `UPDATE referral SET purpose = 'BENEFIT_INSTRUCTION', recipient_body = 'DEPT_21', sender_body = 'CCAS_LONGVIC'
      WHERE id = 'R-FSL-2'`,
  );
  await territory.hubDatabase.query(
    `INSERT INTO decision_fact (id, subject, body_code, word, value, valid_from)
     SELECT 'rsa', subject, $3, 'RSA_INSTRUCTION_OPEN', $2, '2026-01-01' FROM person_link WHERE id = $1
     ON CONFLICT (id) DO UPDATE SET value = $2, body_code = $3`,
    [GERARD, value, body],
  );
}

test.each<[what: string, value: string, body: string, state: string]>([
  ['goes on, where the law carries it without an accord', 'yes', 'DEPT_21', 'IN_PROGRESS'],
  ['ends, where the instruction is over', 'no', 'DEPT_21', 'WITHDRAWN'],
  ['ends, where only another body says that there is an instruction', 'yes', 'CCAS_LONGVIC', 'WITHDRAWN'],
])('a request for a benefit %s', async (_, value, body, state) => {
  await instruct(value, body);
  const { id } = await register.record({
    person: GERARD,
    fromBodies: ['CCAS_LONGVIC'],
    toBodies: ['DEPT_21'],
    purposes: ['BENEFIT_INSTRUCTION'],
  });
  await register.withdraw(id);
  expect(await states()).toEqual(['IN_PROGRESS', state]);
});

test('a referral that has lapsed by its date has nothing left to end', async () => {
  await territory.hubDatabase.query(
    `UPDATE referral SET state = 'RECEIVED', expires_on = CASE id WHEN 'R-FSL-1' THEN '2026-05-04' ELSE '2026-05-05' END::date
      WHERE id IN ('R-FSL-1', 'R-FSL-2')`,
  );
  await register.withdraw('C-7', ESCO);
  expect(await states()).toEqual(['RECEIVED', 'WITHDRAWN']);
});

test('a draft, a referral that is over and a case stay as they are', async () => {
  await territory.hubDatabase.query(`UPDATE referral SET state = 'DRAFT' WHERE id = 'R-FSL-1'`);
  await territory.hubDatabase.query(`UPDATE referral SET state = 'CLOSED' WHERE id = 'R-FSL-2'`);
  await register.withdraw('C-7', ESCO);
  await register.withdraw('C-1');
  expect(await states()).toEqual(['DRAFT', 'CLOSED']);
  expect(await register.rows(`SELECT status FROM shared_case WHERE id = 'SP-1'`)).toEqual([{ status: 'ACTIVE' }]);
});

test('an accord that is narrowed ends what it no longer covers', async () => {
  await register.record({ ...AGREED, supersedes: 'C-7' }, ESCO);
  expect(await states()).toEqual(['IN_PROGRESS', 'WITHDRAWN']);
});

test('two withdrawals at once end things once', async () => {
  await Promise.all([register.tryWithdraw('C-7', ESCO), register.tryWithdraw('C-7', ESCO)]);
  expect(await states()).toEqual(['WITHDRAWN', 'WITHDRAWN']);
  expect(await register.rows(`SELECT count(*)::int AS n FROM recipient_notice`)).toEqual([{ n: 2 }]);
});
