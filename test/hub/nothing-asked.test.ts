import { afterAll, beforeAll, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { dataOf, openTerritory, type Territory } from '../support/territory.ts';

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
});
afterAll(() => territory?.close());

interface Told {
  readonly person: { readonly household: { readonly members: readonly { readonly person: object | null }[] } };
}
/** Everything below a member of the household is switched off. */
const QUESTION = `query($off: Boolean!) { person(id: "CCAS_LONGVIC:7781") {
  household { members { person { __typename @skip(if: $off) } again: person { birthName @skip(if: $off) } } } } }`;
const ask = (off: boolean) => territory.ask(QUESTION, { agent: 'AG-01', purpose: 'CASE', variables: { off } });

test('of whom nothing is asked it is not told whether there is a file', async () => {
  const known = await ask(true);
  expect(dataOf<Told>(known).person.household.members.length).toBeGreaterThan(2);
  // Those whom she has no mission for are gone from the hub: she is told the same.
  const { rowCount } = await territory.hubDatabase.query(
    `DELETE FROM person_link WHERE body_code = 'CCAS_LONGVIC'
        AND subject NOT IN (SELECT subject FROM case_subject UNION SELECT subject FROM referral_subject)`,
  );
  expect(rowCount).toBeGreaterThan(0);
  expect((await ask(true)).text).toBe(known.text);
});
