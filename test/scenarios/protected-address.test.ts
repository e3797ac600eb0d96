import { afterAll, beforeAll, expect, test } from 'vitest';
import { town } from '../../prisma/seed/town.ts';
import { parisInstant } from '../support/paris.ts';
import { dataOf, openTerritory, type Territory } from '../support/territory.ts';

/** A woman whose address is concealed, with an accord that covers her housing and her schooling as well. */
let territory: Territory;
let id: string;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['CCAS_LONGVIC'] });
  id = `CCAS_LONGVIC:${town.find(({ key }) => key === 'PE-29')?.files.CCAS_LONGVIC}`;
  await territory.hubDatabase.query(
    `UPDATE consent SET categories = categories || '{HOUSING,EDUCATION}' WHERE id = 'C-29'`,
  );
});
afterAll(() => territory?.close());

const ask = (selection: string) =>
  territory.ask(`query($id: ID!) { person(id: $id) { ${selection} } }`, {
    agent: 'AG-01',
    purpose: 'CASE',
    variables: { id },
  });

/** As the body that knows it has said, or has not. */
function sayProtected(word: 'yes' | 'no'): Promise<unknown> {
  return territory.hubDatabase.query(
    `UPDATE decision_fact SET value = $2 WHERE word = 'PROTECTED_ADDRESS'
        AND subject = (SELECT subject FROM person_link WHERE id = $1)`,
    [id, word],
  );
}

test('her landlord is never asked for, and no notice tells that there is one to hide', async () => {
  const answer = await ask('housing { tenure landlordName }');
  const housing = dataOf<{ person: { housing: { tenure: string; landlordName: null } } }>(answer).person.housing;
  expect(housing.tenure).not.toBeNull();
  expect(housing.landlordName).toBeNull();
  expect(answer.body.extensions).toBeUndefined();
  expect(territory.received.map(({ query }) => query.includes('landlordName'))).toEqual([false]);
});

test('asked for alone, the landlord reads like one that nobody has written down', async () => {
  const concealed = await ask('housing { landlordName }');
  expect(concealed.body).toEqual({ data: { person: { housing: { landlordName: null } } } });
});

test('every refusal of an address reads alike, whatever closes it; the journal knows', async () => {
  const concealed = await ask('addressLine phone');
  expect((await territory.linesOf(concealed.operation))[0]).toMatchObject({ rule: 'R109', reason: 'RULE_NEVER' });

  await sayProtected('no');
  await territory.hubDatabase.query(
    `UPDATE consent SET categories = array_remove(categories, 'CONTACT') WHERE id = 'C-29'`,
  );
  const uncovered = await ask('addressLine phone');
  expect((await territory.linesOf(uncovered.operation))[0]).toMatchObject({ reason: 'CONSENT_SCOPE_MISMATCH' });
  expect(uncovered.text).toBe(concealed.text);

  const open = await ask('housing { landlordName }');
  expect(territory.received[0]?.query).toContain('landlordName');
  expect(open.body.data).toHaveProperty('person.housing.landlordName');
  await sayProtected('yes');
});

test('an address that nobody has said is not concealed does not cross', async () => {
  await territory.hubDatabase.query(`UPDATE consent SET categories = categories || '{CONTACT}' WHERE id = 'C-29'`);
  await territory.hubDatabase.query(
    `DELETE FROM decision_fact WHERE word = 'PROTECTED_ADDRESS' AND subject = (SELECT subject FROM person_link WHERE id = $1)`,
    [id],
  );
  const answer = await ask('phone');
  expect(answer.body.data).toEqual({ person: { phone: null } });
  expect((await territory.linesOf(answer.operation))[0]).toMatchObject({ rule: 'R109' });
});
