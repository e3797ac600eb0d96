import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FileKeys, groupDuplicates, matchCascade } from '../../linkage/match.ts';

const pairs = (left: FileKeys[], right: FileKeys[]) =>
  matchCascade(left, right).map(({ left: l, right: r, rank }) => [l, r, rank]);
const someFiles = fc.array(fc.array(fc.option(fc.constantFrom('a', 'b', 'c', 'd')), { minLength: 3, maxLength: 3 }), {
  maxLength: 8,
});

test('the first key that finds one on either side decides, and who is found is found no more', () => {
  expect(
    pairs(
      [
        ['a', 'x'],
        ['b', 'y'],
      ],
      [
        ['b', 'x'],
        ['z', 'y'],
      ],
    ),
  ).toEqual([[1, 0, 0]]);
  expect(pairs([['a', 'x']], [[null, 'x']])).toEqual([[0, 0, 1]]);
  expect(pairs([[null]], [[null]])).toEqual([]);
  expect(pairs([], [['a']])).toEqual([]);
});

test('two files of one list that share a key are not guessed between, on either side', () => {
  expect(pairs([['a'], ['a']], [['a']])).toEqual([]);
  expect(pairs([['a']], [['a'], ['a']])).toEqual([]);
  expect(
    pairs(
      [
        ['a', 'x'],
        ['a', 'y'],
      ],
      [['a', 'y']],
    ),
  ).toEqual([[1, 0, 1]]);
});

test('who is known by several keys of one rank is found by either, and once', () => {
  const known = [[['a', 'b']], [['c']]];
  expect(matchCascade([['b']], known)).toEqual([{ left: 0, right: 0, rank: 0 }]);
  expect(matchCascade([['a'], ['b'], ['c']], known)).toEqual([
    { left: 0, right: 0, rank: 0 },
    { left: 2, right: 1, rank: 0 },
  ]);
});

test('nobody is matched twice, each match has its key on either side, and sides may be exchanged', () => {
  fc.assert(
    fc.property(someFiles, someFiles, (left, right) => {
      const found = matchCascade(left, right);
      expect(new Set(found.map((match) => match.left)).size).toBe(found.length);
      expect(new Set(found.map((match) => match.right)).size).toBe(found.length);
      for (const { left: l, right: r, rank } of found) {
        expect(left[l]?.[rank]).not.toBeNull();
        expect(left[l]?.[rank]).toBe(right[r]?.[rank]);
      }
      const exchanged = matchCascade(right, left).map(({ left: r, right: l, rank }) => ({ left: l, right: r, rank }));
      expect(new Set(exchanged.map((match) => JSON.stringify(match)))).toEqual(
        new Set(found.map((match) => JSON.stringify(match))),
      );
    }),
  );
});

test('duplicates are grouped through one another, unless too many share a key', () => {
  expect(
    groupDuplicates(
      [
        ['a', 'x'],
        ['a', 'y'],
        ['b', 'y'],
        ['c', 'z'],
      ],
      3,
    ),
  ).toEqual([[0, 1, 2], [3]]);
  expect(groupDuplicates([['a'], ['a'], ['a']], 2)).toEqual([[0], [1], [2]]);
});
