import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EMERGENCY_MOTIVES } from '../../gateway/registry/officers/emergency-words.ts';
import type { Purpose } from '../../schema/vocabulary.ts';
import { parisInstant } from '../support/paris.ts';
import { dataOf, openTerritory, type Territory } from '../support/territory.ts';
import { type Office, openOffice, refusalOf } from './office.ts';

/** S27: the phone and address that the Département holds. */
const FILE = 'DEPT_21:D-6190';
const AT = parisInstant('2026-05-04T22:10');

let territory: Territory;
let office: Office;
beforeAll(async () => {
  territory = await openTerritory({ at: AT, bodies: ['DEPT_21'] });
  office = openOffice(territory);
});
afterAll(() => territory?.close());

const DECLARE = `mutation($person: ID!, $motive: EmergencyMotive = UNCONSCIOUS_OR_UNRESPONSIVE, $request: ID) {
  declareEmergency(input: { person: $person, motive: $motive, request: $request }) { motive goodForHours reviewedWithinHours } }`;
const READ = 'query($id: ID!) { person(id: $id) { phone addressLine } }';
const hers = { agent: 'AG-02', purpose: 'EMERGENCY' } as const;

const declare = (person: string, asked: { agent: string; purpose: Purpose; token?: string } = hers, over = {}) =>
  office.ask(DECLARE, asked, { person, ...over });
const declared = () =>
  office.rows<{ agent: string; declared_at: Date; expires_at: Date; verdict: string }>(
    'SELECT agent, declared_at, expires_at, verdict FROM emergency_access ORDER BY declared_at',
  );

test('a declaration opens phone and address for four hours, and nothing before or after', async () => {
  const before = await office.ask(READ, hers, { id: FILE });
  expect(dataOf<{ person: object | null }>(before).person).toBeNull();
  expect(await territory.linesOf(before.operation)).toContainEqual(
    expect.objectContaining({ rule: 'R001', reason: 'CONDITION_NOT_MET:EMERGENCY_DECLARED' }),
  );
  const said = await declare(FILE);
  expect(said.body.data).toEqual({
    declareEmergency: { motive: 'UNCONSCIOUS_OR_UNRESPONSIVE', goodForHours: 4, reviewedWithinHours: 72 },
  });
  expect(await declared()).toEqual([
    { agent: 'AG-02', declared_at: AT, expires_at: parisInstant('2026-05-05T02:10'), verdict: 'PENDING' },
  ]);
  const during = await office.ask(READ, hers, { id: FILE });
  expect(dataOf<{ person: object }>(during).person).toEqual({
    phone: expect.any(String),
    addressLine: expect.any(String),
  });
  expect(await territory.linesOf(during.operation)).toContainEqual(
    expect.objectContaining({ decision: 'PERMIT', rule: 'R001', transform: 'EMERGENCY_MIN' }),
  );
  territory.setClock(parisInstant('2026-05-05T02:10'));
  const after = await office.ask(READ, hers, { id: FILE });
  expect(dataOf<{ person: object | null }>(after).person).toBeNull();
  territory.setClock(AT);
});

test('it opens the minimum alone, and an address that is protected as well', async () => {
  await declare(FILE);
  const budget = await office.ask('query($id: ID!) { person(id: $id) { budget { debtTotal } phone } }', hers, {
    id: FILE,
  });
  expect(dataOf<{ person: object }>(budget).person).toEqual({ budget: null, phone: expect.any(String) });
  expect(await territory.linesOf(budget.operation)).toContainEqual(
    expect.objectContaining({ category: 'BUDGET_DEBT', decision: 'DENY', rule: 'R990', reason: 'NO_RULE' }),
  );
  await office.rows(`UPDATE decision_fact SET value = 'yes' WHERE id = $1`, [`${FILE}:PROTECTED_ADDRESS`]);
  const protectedOne = await office.ask(READ, hers, { id: FILE });
  expect(dataOf<{ person: object }>(protectedOne).person).toMatchObject({ addressLine: expect.any(String) });
  await office.rows(`UPDATE decision_fact SET value = 'no' WHERE id = $1`, [`${FILE}:PROTECTED_ADDRESS`]);
});

test('a declaration is of one agent, one person and one owner', async () => {
  await declare(FILE);
  const other = await office.ask(READ, { agent: 'AG-02b', purpose: 'EMERGENCY' }, { id: FILE });
  expect(other.body.data).toEqual({ person: null });
  const another = await office.ask(READ, hers, { id: 'DEPT_21:D-7725' });
  expect(another.body.data).toEqual({ person: null });
});

test('a declaration stands in the journal on the account of the person', async () => {
  const [link] = await office.rows<{ subject: string }>('SELECT subject FROM person_link WHERE id = $1', [FILE]);
  const answer = await declare(FILE);
  expect(await territory.linesOf(answer.operation)).toEqual([
    expect.objectContaining({
      ...{ owner: 'DEPT_21', subject: link?.subject, category: 'AUDIT_TRACE' },
      ...{ decision: 'PERMIT', rule: 'EMERGENCY', reason: null },
    }),
  ]);
});

test('a file that there is not gives the same bytes, keeps nothing but a line, and opens nothing', async () => {
  const count = (await declared()).length;
  const unknown = await declare('DEPT_21:no-such-file');
  expect(unknown.text).toBe((await declare(FILE)).text);
  expect(await declared()).toHaveLength(count + 1);
  expect(await territory.linesOf(unknown.operation)).toEqual([
    expect.objectContaining({ owner: 'DEPT_21', subject: null, rule: 'EMERGENCY' }),
  ]);
  await office.rows(`UPDATE person_link SET status = 'CANDIDATE' WHERE id = 'DEPT_21:D-7725'`);
  expect((await declare('DEPT_21:D-7725')).text).toBe(unknown.text);
  expect(await declared()).toHaveLength(count + 1);
});

test('sent again under the same name, it is declared once', async () => {
  const count = (await declared()).length;
  const once = await declare(FILE, hers, { request: 'night-1' });
  const twice = await declare(FILE, hers, { request: 'night-1' });
  expect(twice.text).toBe(once.text);
  expect(await declared()).toHaveLength(count + 1);
});

describe('who may not', () => {
  test.each([
    ['municipal police', 'AG-05', 'EMERGENCY', 'R105', 'RULE_NEVER'],
    ['mayor', 'AG-15', 'EMERGENCY', 'R108', 'RULE_NEVER'],
    ['reception desk', 'AG-03', 'EMERGENCY', 'R990', 'NO_RULE'],
    ['crèche', 'AG-04', 'EMERGENCY', 'R990', 'NO_RULE'],
    ['mission locale', 'AG-12', 'EMERGENCY', 'R990', 'NO_RULE'],
    ['teacher', 'AG-16', 'EMERGENCY', 'R990', 'NO_RULE'],
    ['FSL', 'AG-08', 'EMERGENCY', 'R990', 'NO_RULE'],
    ['housing', 'AG-20', 'EMERGENCY', 'R990', 'NO_RULE'],
  ] as const)(
    '%s: refused for a file as for none, with the rule on record',
    async (_, agent, purpose, rule, reason) => {
      const count = (await declared()).length;
      const known = await declare(FILE, { agent, purpose });
      expect(refusalOf(known)).toEqual(['PURPOSE_NOT_ALLOWED', 'EMERGENCY_NOT_FOR_YOU']);
      expect((await declare('DEPT_21:no-such-file', { agent, purpose })).text).toBe(known.text);
      expect(await territory.linesOf(known.operation)).toEqual([
        expect.objectContaining({ owner: 'DEPT_21', decision: 'DENY', rule, reason }),
      ]);
      expect(await declared()).toHaveLength(count);
    },
  );

  test('one who is not bound by secrecy, whatever her profession', async () => {
    const post = { agent: 'AG-LOOSE', body: 'CCAS_LONGVIC', profession: 'CCAS_SOCIAL', secrecy: 'DISCRETION_ONLY' };
    const asked = await office.appoint({ ...post, purposes: ['EMERGENCY'] });
    const answer = await declare(FILE, { agent: 'AG-LOOSE', purpose: 'EMERGENCY', token: asked.token! });
    expect(refusalOf(answer)).toEqual(['PURPOSE_NOT_ALLOWED', 'EMERGENCY_NOT_FOR_YOU']);
    expect(await territory.linesOf(answer.operation)).toEqual([
      expect.objectContaining({ rule: 'R001', reason: 'RECIPIENT_NOT_BOUND_BY_SECRECY' }),
    ]);
  });

  test.each([
    ['AG-02', 'CASE', FILE, 'PURPOSE_NOT_ALLOWED', 'NOT_AN_EMERGENCY_PURPOSE'],
    ['AG-14', 'AUDIT', FILE, 'PURPOSE_NOT_ALLOWED', 'NOT_AN_EMERGENCY_PURPOSE'],
    ['AG-02', 'EMERGENCY', 'CCAS_LONGVIC:7781', 'BAD_REQUEST', 'OWN_FILE'],
    ['AG-02', 'EMERGENCY', 'NOBODY:1', 'BAD_REQUEST', 'NO_SUCH_BODY'],
    ['AG-02', 'EMERGENCY', 'DEPT_21', 'BAD_REQUEST', undefined],
  ] as const)('%s for %s of %s', async (agent, purpose, person, code, reason) => {
    expect(refusalOf(await declare(person, { agent, purpose }))).toEqual([code, reason]);
  });
});

test('every motive is one that the condition of the rule takes', async () => {
  expect(EMERGENCY_MOTIVES.filter((motive) => motive.length < 20)).toEqual([]);
  for (const motive of EMERGENCY_MOTIVES) {
    await office.rows('DELETE FROM emergency_access');
    await declare(FILE, hers, { motive });
    const read = await office.ask(READ, hers, { id: FILE });
    expect([motive, dataOf<{ person: { phone: unknown } }>(read).person.phone]).toEqual([motive, expect.any(String)]);
  }
});
