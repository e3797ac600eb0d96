import { describe, expect, test } from 'vitest';
import { amendedOn, type InstrumentChange } from '../../../gateway/policy/amendments.ts';
import { instrumentStanding, instrumentStatus } from '../../../gateway/policy/instruments.ts';
import { anInstrument, INSTRUMENTS } from '../../support/reference.ts';

const CHARTER = INSTRUMENTS.find(({ id }) => id === 'C-21-CJE')!;

function amended(...amendments: [effectiveOn: string | null, ...changes: InstrumentChange[]][]): typeof CHARTER {
  return {
    ...CHARTER,
    amendments: amendments.map(([effectiveOn, ...changes], i) => ({ number: i + 1, effectiveOn, changes })),
  };
}

describe('an avenant', () => {
  const housing = amended(['2026-06-01', { kind: 'ADD_PURPOSE', purpose: 'HOUSING_FSL' }]);

  test('lets another purpose cross from the day of the last signature, and not before', () => {
    const standing = (on: string) => instrumentStanding([housing], on, 'HOUSING_FSL', 'DEPT_21', 'ML_DIJON').word;
    expect(standing('2026-05-31')).toBe('NONE');
    expect(standing('2026-06-01')).toBe('IN_FORCE');
  });

  test('changes nothing as long as a signature is missing', () => {
    const waiting = amended([null, { kind: 'ADD_PURPOSE', purpose: 'HOUSING_FSL' }]);
    expect(instrumentStanding([waiting], '2030-01-01', 'HOUSING_FSL', 'DEPT_21', 'ML_DIJON').word).toBe('NONE');
  });

  test('can take a purpose away', () => {
    const narrowed = amended(['2026-06-01', { kind: 'REMOVE_PURPOSE', purpose: 'EMPLOYMENT' }]);
    const standing = (on: string) => instrumentStanding([narrowed], on, 'EMPLOYMENT', 'DEPT_21', 'ML_DIJON').word;
    expect(standing('2026-05-31')).toBe('IN_FORCE');
    expect(standing('2026-06-01')).toBe('NONE');
  });

  test('follows those of lower numbers, in whatever order they are listed', () => {
    const both = amended(
      ['2026-06-01', { kind: 'REMOVE_PURPOSE', purpose: 'EMPLOYMENT' }],
      ['2026-07-01', { kind: 'ADD_PURPOSE', purpose: 'EMPLOYMENT' }],
    );
    const shuffled = { ...both, amendments: both.amendments.toReversed() };
    for (const one of [both, shuffled]) {
      const standing = (on: string) => instrumentStanding([one], on, 'EMPLOYMENT', 'DEPT_21', 'ML_DIJON').word;
      expect([standing('2026-06-30'), standing('2026-07-01')]).toEqual(['NONE', 'IN_FORCE']);
    }
  });

  test('can set another term, which counts from the effect of the instrument', () => {
    const longer = amended(['2027-01-01', { kind: 'SET_TERM', termMonths: 48 }]);
    expect(instrumentStatus(longer, '2026-12-31').periodEnd).toBe('2029-02-01');
    expect(instrumentStatus(longer, '2027-01-01').periodEnd).toBe('2030-02-01');
    const none = amended(['2027-01-01', { kind: 'SET_TERM', termMonths: 0 }]);
    expect(() => instrumentStatus(none, '2027-01-01')).toThrow('C-21-CJE');
  });

  test('adds and removes communes', () => {
    const terms = { purposes: [], communes: ['21355'], termMonths: null };
    const changes: InstrumentChange[] = [
      { kind: 'ADD_COMMUNE', commune: '21540' },
      { kind: 'REMOVE_COMMUNE', commune: '21355' },
    ];
    const result = amendedOn(terms, [{ number: 1, effectiveOn: '2026-06-01', changes }], '2026-06-01');
    expect(result.communes).toEqual(['21540']);
    expect(terms.communes).toEqual(['21355']);
  });

  test('that is not understood stops whoever asks', () => {
    const [strange] = amended(['2026-06-01', { kind: 'OPEN_EVERYTHING' } as never]).amendments;
    const ask = (on: string) => amendedOn({ purposes: [], communes: [], termMonths: null }, [strange!], on);
    expect(() => ask('2026-06-01')).toThrow('not understood');
    const word = { kind: 'ADD_PURPOSE', purpose: 'ANYTHING' } as never;
    const instrument = anInstrument('P', ['A', 'B'], '2026-01-01', {
      amendments: [{ number: 1, effectiveOn: '2026-06-01', changes: [word] }],
    });
    expect(() => instrumentStanding([instrument], '2026-06-01', 'CASE', 'A', 'B')).toThrow('none');
  });
});

describe('restrictions and the route of L121-6-2', () => {
  const from = { validFrom: '2026-06-01', validTo: '2027-06-01' };
  const strict = anInstrument('P', ['A', 'B'], '2026-01-01', {
    restrictions: [{ category: 'HOUSING', profession: '*', purpose: 'CASE', ...from }],
    optIns: [from],
  });
  const on = (day: string) => instrumentStanding([strict], day, 'CASE', 'A', 'B');

  test.each([
    ['2026-05-31', false],
    ['2026-06-01', true],
    ['2027-05-31', true],
    ['2027-06-01', false],
  ])('on %s they hold: %s', (day, holds) => {
    expect(on(day)).toMatchObject({
      word: 'IN_FORCE',
      restrictions: holds ? [{ category: 'HOUSING', profession: '*', purpose: 'CASE' }] : [],
      optIn: holds,
    });
  });
});
