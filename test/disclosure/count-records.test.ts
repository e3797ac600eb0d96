import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findIndicator } from '../../disclosure/catalogue.ts';
import { type CountedRecord, countRecords } from '../../disclosure/count-records.ts';

const SENT = findIndicator('R1')!;
const IN_TIME = findIndicator('R2')!;
const ACTS = findIndicator('G1')!;
const keyOf = (record: string) => BigInt(record);

const aRecord = (record: number, subjects: readonly string[], bins: CountedRecord['bins'] = {}): CountedRecord => ({
  record: String(record),
  subjects,
  bins,
});
const storedTotal = (records: readonly CountedRecord[], indicator = SENT) =>
  countRecords(indicator, records, keyOf).get('')?.get('')?.toStore();

test('a record counts under its own key', () => {
  expect(storedTotal([aRecord(3, ['a']), aRecord(4, ['b'])])).toEqual({ persons: 2, keys: '7' });
});

test('of one person the first record counts, and one of several persons keeps all of them from counting again', () => {
  expect(storedTotal([aRecord(1, ['a']), aRecord(2, ['a'])])).toEqual({ persons: 1, keys: '1' });
  expect(storedTotal([aRecord(1, ['a', 'b']), aRecord(2, ['b']), aRecord(4, ['c'])])).toEqual({
    persons: 2,
    keys: '5',
  });
});

test('a record about nobody is not counted', () => {
  expect(storedTotal([aRecord(1, [])])).toBeUndefined();
});

test('a share is of one set: who has a late record and one in time counts for the first of them alone', () => {
  const records = [aRecord(1, ['a'], { TIMELINESS: 'LATE' }), aRecord(2, ['a'], { TIMELINESS: 'IN_TIME' })];
  const cells = countRecords(IN_TIME, records, keyOf).get('TIMELINESS')!;
  expect([...cells].map(([bin, tally]) => [bin, tally.toStore().persons])).toEqual([['LATE', 1]]);
});

test('what is no share is counted cell by cell: an accord and an access of one person are two cells', () => {
  const records = [aRecord(1, ['a'], { ACT: 'ACCORD_GIVEN' }), aRecord(2, ['a'], { ACT: 'EMERGENCY' })];
  const tallies = countRecords(ACTS, records, keyOf);
  expect([...tallies.get('ACT')!.values()].map((tally) => tally.toStore().persons)).toEqual([1, 1]);
  expect(tallies.get('')!.get('')!.toStore().persons).toBe(1);
});

describe('however many records a person has', () => {
  const subjects = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1, maxLength: 3 });
  const kinds = fc.constantFrom('FICHE_LIAISON', 'HANDOVER', 'PRE_RELAY');
  const worlds = fc.array(fc.tuple(subjects, kinds), { maxLength: 30 });

  test('no cell counts more records than there are persons, and one of hers at most', () => {
    fc.assert(
      fc.property(worlds, fc.constantFrom('a', 'b', 'c'), (world, person) => {
        const records = world.map(([about, REFERRAL_KIND], nth) => aRecord(1 << (nth % 30), about, { REFERRAL_KIND }));
        for (const indicator of [SENT, IN_TIME]) {
          for (const cells of countRecords(indicator, records, keyOf).values()) {
            for (const tally of cells.values()) {
              const { keys, persons } = tally.toStore();
              const hers = records.filter(
                (record, nth) => record.subjects.includes(person) && (BigInt(keys) >> BigInt(nth % 30)) & 1n,
              );
              expect(hers.length).toBeLessThanOrEqual(1);
              expect(persons).toBeLessThanOrEqual(6);
            }
          }
        }
      }),
    );
  });
});
