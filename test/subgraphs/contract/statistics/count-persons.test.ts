import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameBreakdown, nameCell } from '../../../../disclosure/breakdown.ts';
import { findIndicator } from '../../../../disclosure/catalogue.ts';
import { combinationsOf } from '../../../../disclosure/indicator.ts';
import { recordKey } from '../../../../disclosure/record-key.ts';
import { Tally } from '../../../../disclosure/tally.ts';
import { type CountedPerson, countPersons } from '../../../../subgraphs/contract/statistics/count-persons.ts';

const AIDED = findIndicator('N3')!;
const keyOf = (person: string) => recordKey(Buffer.alloc(32, 3), '1', person);
async function* each(persons: readonly CountedPerson[]) {
  yield* persons;
}

const ROW = fc.record({
  COMMUNE: fc.constantFrom('21355', '21540'),
  AGE_BAND: fc.constantFrom('40-54', '65-74', 'UNKNOWN'),
  AID_KIND: fc.constantFrom('FOOD', 'ENERGY', 'LOAN'),
});
const PERSONS = fc
  .array(fc.array(ROW, { minLength: 1, maxLength: 4 }), { maxLength: 40 })
  .map((all) => all.map((rows, nth): CountedPerson => ({ person: `P-${nth}`, rows })));

test('each person is once in each cell that she is in, in every breakdown: against a count by hand', async () => {
  await fc.assert(
    fc.asyncProperty(PERSONS, async (persons) => {
      const counted = await countPersons(AIDED, each(persons), keyOf);
      for (const by of combinationsOf(AIDED)) {
        const cells = new Map<string, Map<string, bigint>>();
        for (const { person, rows } of persons) {
          for (const row of rows) {
            const cell = nameCell(by.map((dimension) => (row as Record<string, string>)[dimension] ?? ''));
            cells.set(cell, (cells.get(cell) ?? new Map()).set(person, keyOf(person)));
          }
        }
        const stored = [...(counted.get(nameBreakdown(by)) ?? [])].map(([cell, tally]) => [cell, tally.toStore()]);
        expect(Object.fromEntries(stored)).toEqual(
          Object.fromEntries([...cells].map(([cell, keys]) => [cell, Tally.of(keys).toStore()])),
        );
      }
    }),
    { numRuns: 40 },
  );
});

test('neither the order of persons nor that of their records changes a tally', async () => {
  await fc.assert(
    fc.asyncProperty(PERSONS, async (persons) => {
      const one = await countPersons(AIDED, each(persons), keyOf);
      const turned = persons.toReversed().map(({ person, rows }) => ({ person, rows: [...rows, ...rows].reverse() }));
      const other = await countPersons(AIDED, each(turned), keyOf);
      const written = (all: typeof one) =>
        [...all].map(([by, cells]) => [by, [...cells].map(([cell, tally]) => [cell, tally.toStore()]).sort()]);
      expect(written(other)).toEqual(written(one));
    }),
    { numRuns: 40 },
  );
});

test('a breakdown has as many sets as the catalogue allows, and the total is one of them', () => {
  expect(combinationsOf(AIDED).map(nameBreakdown)).toEqual([
    ...['', 'COMMUNE', 'AGE_BAND', 'AID_KIND'],
    ...['COMMUNE+AGE_BAND', 'COMMUNE+AID_KIND', 'AGE_BAND+AID_KIND', 'COMMUNE+AGE_BAND+AID_KIND'],
  ]);
  expect(combinationsOf(findIndicator('I1')!).map(nameBreakdown)).toEqual(['']);
});
