import { describe, expect, test } from 'vitest';
import { CATALOGUE, findIndicator } from '../../disclosure/catalogue.ts';
import { BINS, binOf, DIMENSION_LABELS, DIMENSIONS, isBin } from '../../disclosure/dimensions.ts';
import { combinationsOf, hasSource, readCombination } from '../../disclosure/indicator.ts';
import { daysOf, endedPeriods } from '../../disclosure/periods.ts';
import { ageBand } from '../../subgraphs/contract/derived.ts';

const SENSITIVE = ['P1', 'I1'];

test('every indicator is defined in French, once, and says where it is asked for', () => {
  expect(new Set(CATALOGUE.map(({ code }) => code)).size).toBe(CATALOGUE.length);
  for (const { code, label, definition, source, ownerKinds, sourceKinds } of CATALOGUE) {
    expect([code, label.length > 3, definition.length > 30, source.length > 5]).toEqual([code, true, true, true]);
    expect([code, sourceKinds.every((kind) => ownerKinds.includes(kind))]).toEqual([code, true]);
    expect(findIndicator(code)?.code).toBe(code);
  }
  expect(findIndicator('N99')).toBeNull();
});

test('only persons, and records about persons, are released through cell keys: nothing else has a source', () => {
  const counted = ['PERSONS', 'RECORDS', 'SHARE'];
  expect(CATALOGUE.filter(({ sourceKinds, unit }) => sourceKinds.length > 0 && !counted.includes(unit))).toEqual([]);
});

test('what the hub counts from its frames is records, and a share is of one of its own dimensions', () => {
  const frames = CATALOGUE.filter(({ keptBy }) => keptBy === 'HUB');
  expect(frames.map(({ code }) => code)).toEqual(['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'H1', 'C1', 'G1']);
  expect(frames.filter(({ sourceKinds, unit }) => sourceKinds.length === 0 || unit === 'PERSONS')).toEqual([]);
  for (const { code, unit, shareOf, dimensions } of CATALOGUE) {
    expect([code, shareOf !== null]).toEqual([code, unit === 'SHARE']);
    if (shareOf !== null) expect(dimensions).toContain(shareOf);
  }
});

test('only what persons are given has an amount, with a public scale', () => {
  expect(CATALOGUE.flatMap(({ code, unit, amount }) => (amount ? [[code, unit, amount.scale > 0]] : []))).toEqual([
    ['N3', 'PERSONS', true],
    ['F1', 'PERSONS', true],
  ]);
});

test('what is about health, autonomy or danger is sensitive, and informations préoccupantes have no breakdown', () => {
  expect(CATALOGUE.filter(({ sensitivity }) => sensitivity === 'SENSITIVE').map(({ code }) => code)).toEqual(SENSITIVE);
  expect(findIndicator('I1')).toMatchObject({ ownerKinds: ['DEPARTEMENT'], dimensions: [], period: 'YEAR' });
});

describe('a breakdown', () => {
  test('crosses three dimensions at most, and every part of one that is allowed is allowed: guards need their bases', () => {
    for (const indicator of CATALOGUE) {
      expect(indicator.crossed).toBeLessThanOrEqual(3);
      const sets = combinationsOf(indicator);
      expect(sets[0]).toEqual([]);
      for (const set of sets) {
        expect(set.length).toBeLessThanOrEqual(indicator.crossed);
        for (const taken of set) {
          const rest = set.filter((each) => each !== taken);
          expect(sets.some((other) => other.join() === rest.join())).toBe(true);
        }
      }
    }
  });

  test('is a set: in any order it is the same, and neither twice nor of another indicator', () => {
    const N2 = findIndicator('N2')!;
    expect(readCombination(N2, ['AGE_BAND', 'COMMUNE'])).toEqual(['COMMUNE', 'AGE_BAND']);
    expect(readCombination(N2, [])).toEqual([]);
    expect(readCombination(N2, ['COMMUNE', 'COMMUNE'])).toBeNull();
    expect(readCombination(N2, ['THEME'])).toBeNull();
    expect(readCombination(findIndicator('C1')!, ['COMMUNE'])).toBeNull();
  });
});

test('a fund is counted by a body that has declared it', () => {
  const F1 = findIndicator('F1')!;
  const body = (kind: string, ...capabilities: string[]) => hasSource(F1, { kind, capabilities });
  expect([body('METROPOLE', 'HOUSING_FUND'), body('METROPOLE'), body('CCAS', 'HOUSING_FUND')]).toEqual([
    ...[true, false, false],
  ]);
});

describe('bins', () => {
  test('each has one code and a label, and no code holds what separates codes', () => {
    for (const dimension of DIMENSIONS) {
      const codes = BINS[dimension].map(({ code }) => code);
      expect(new Set(codes).size).toBe(codes.length);
      expect(codes.filter((code) => code === '' || code.includes('|'))).toEqual([]);
      expect(BINS[dimension].every(({ label }) => label.length > 0) && DIMENSION_LABELS[dimension].length > 0).toBe(
        true,
      );
    }
  });

  test('age bands are those that owners derive', () => {
    const derived = Array.from({ length: 100 }, (_, age) => ageBand(new Date(`${2025 - age}-01-01`), '2025-12-31'));
    expect([...new Set(derived)]).toEqual(
      BINS.AGE_BAND.filter(({ code }) => code !== 'UNKNOWN').map(({ code }) => code),
    );
  });

  test('a commune of under 2 000 inhabitants counts with its intercommunalité; what is unknown is said to be', () => {
    expect([binOf('COMMUNE', '21355'), binOf('COMMUNE', '21001')]).toEqual(['21355', '200070894']);
    expect([binOf('COMMUNE', '75056'), binOf('COMMUNE', null)]).toEqual(['ELSEWHERE', 'UNKNOWN']);
    expect(isBin('COMMUNE', '21001')).toBe(false);
    expect(binOf('THEME', 'une note libre')).toBe('UNKNOWN');
    expect(isBin('THEME', 'une note libre')).toBe(false);
  });
});

describe('periods', () => {
  test('are civil days, half-open', () => {
    expect(daysOf('YEAR', '2025')).toEqual({ from: '2025-01-01', to: '2026-01-01' });
    expect(daysOf('QUARTER', '2025-Q4')).toEqual({ from: '2025-10-01', to: '2026-01-01' });
    expect(daysOf('MONTH', '2024-02')).toEqual({ from: '2024-02-01', to: '2024-03-01' });
  });

  test.each([
    ['YEAR', '2025-Q1'],
    ['YEAR', '25'],
    ['QUARTER', '2025-Q5'],
    ['MONTH', '2025-13'],
    ['MONTH', '2025-00'],
    ['MONTH', '2025-01; DROP TABLE'],
  ] as const)('no %s is written %s', (kind, period) => {
    expect(daysOf(kind, period)).toBeNull();
  });

  test('have ended on the day after their last, and not before', () => {
    expect(endedPeriods('QUARTER', '2025-10-01', '2026-03-31')).toEqual(['2025-Q4']);
    expect(endedPeriods('QUARTER', '2025-10-01', '2026-04-01')).toEqual(['2025-Q4', '2026-Q1']);
    expect(endedPeriods('YEAR', '2024-06-01', '2026-05-04')).toEqual(['2024', '2025']);
    expect(endedPeriods('MONTH', '2026-01-01', '2026-03-01')).toEqual(['2026-01', '2026-02']);
  });
});
