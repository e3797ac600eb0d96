import { describe, expect, test } from 'vitest';
import { instrumentStanding, instrumentStatus } from '../../../gateway/policy/instruments.ts';
import { anInstrument, INSTRUMENTS } from '../../support/reference.ts';

const LONGVIC = INSTRUMENTS.find(({ id }) => id === 'P-21-LONGVIC')!;
const SCEAUX = INSTRUMENTS.find(({ id }) => id === 'P-92-SCEAUX')!;
const METRO = INSTRUMENTS.find(({ id }) => id === 'P-21-METRO')!;

const aCarrier = (id: string) => ({ id, restrictions: [], optIn: false });

function denounced(instrument: typeof LONGVIC, ...receivedOn: string[]): typeof LONGVIC {
  return { ...instrument, denunciations: receivedOn.map((on) => ({ receivedOn: on })) };
}

describe('tacit renewal (S15)', () => {
  test.each([
    ['2026-01-14', 'DRAFT', null, null],
    ['2026-01-15', 'ACTIVE', 1, '2029-01-15'],
    ['2029-01-14', 'ACTIVE', 1, '2029-01-15'],
    ['2029-01-15', 'ACTIVE', 2, '2032-01-15'],
    ['2032-01-15', 'ACTIVE', 3, '2035-01-15'],
  ])('on %s it is %s in period %s', (on, word, periodNumber, periodEnd) => {
    expect(instrumentStatus(LONGVIC, on)).toEqual({
      word,
      effectiveOn: '2026-01-15',
      periodNumber,
      periodEnd,
      endsOn: null,
    });
  });

  test('before its effect it is not yet effective', () => {
    const standing = instrumentStanding([LONGVIC], '2026-01-14', 'CASE', 'DEPT_21', 'CCAS_LONGVIC');
    expect(standing).toEqual({ word: 'NOT_YET_EFFECTIVE', id: 'P-21-LONGVIC' });
    expect(instrumentStanding([LONGVIC], '2026-01-15', 'CASE', 'DEPT_21', 'CCAS_LONGVIC').word).toBe('IN_FORCE');
  });

  test('without renewal it ends with its first period', () => {
    const once = { ...LONGVIC, tacitRenewal: false };
    expect(instrumentStatus(once, '2029-01-14')).toMatchObject({ word: 'ACTIVE', endsOn: '2029-01-15' });
    expect(instrumentStatus(once, '2029-01-15')).toMatchObject({ word: 'ENDED', periodNumber: null });
    const standing = instrumentStanding([once], '2029-01-15', 'CASE', 'DEPT_21', 'CCAS_LONGVIC');
    expect(standing).toEqual({ word: 'EXPIRED', id: 'P-21-LONGVIC' });
  });

  test('periods are counted from the effect, so that a short month shortens none of the others', () => {
    const late = anInstrument('P', ['A', 'B'], '2026-01-31', { termMonths: 1 });
    expect(instrumentStatus(late, '2026-02-28')).toMatchObject({ periodNumber: 2, periodEnd: '2026-03-31' });
  });

  test('without a term there is one period and no end', () => {
    expect(instrumentStatus(METRO, '2050-06-01')).toMatchObject({ word: 'ACTIVE', periodNumber: 1, periodEnd: null });
  });
});

describe('denunciation at any time (S13)', () => {
  const letter = denounced(SCEAUX, '2026-09-01');

  test('it ends three months after the letter, and the day of the end is already out', () => {
    expect(instrumentStatus(letter, '2026-09-01')).toMatchObject({ word: 'NOTICE_RUNNING', endsOn: '2026-12-01' });
    expect(instrumentStatus(letter, '2026-11-30').word).toBe('NOTICE_RUNNING');
    expect(instrumentStatus(letter, '2026-12-01').word).toBe('ENDED');
    expect(instrumentStanding([letter], '2026-11-30', 'CASE', 'DEPT_92', 'CCAS_SCEAUX').word).toBe('IN_FORCE');
    expect(instrumentStanding([letter], '2026-12-01', 'CASE', 'DEPT_92', 'CCAS_SCEAUX').word).toBe('DENOUNCED');
  });

  test('the day is held back to the length of the month', () => {
    expect(instrumentStatus(denounced(SCEAUX, '2026-11-30'), '2026-11-30').endsOn).toBe('2027-02-28');
  });

  test('a letter counts from the day it is received', () => {
    expect(instrumentStatus(letter, '2026-08-31')).toMatchObject({ word: 'ACTIVE', endsOn: null });
  });

  test('of several letters the first to take effect ends it', () => {
    expect(instrumentStatus(denounced(SCEAUX, '2026-10-01', '2026-09-01'), '2026-10-02').endsOn).toBe('2026-12-01');
  });

  test('what would have ended earlier still does', () => {
    const once = { ...denounced(SCEAUX, '2028-02-01'), tacitRenewal: false };
    expect(instrumentStatus(once, '2028-02-02')).toMatchObject({ word: 'ACTIVE', endsOn: '2028-03-10' });
    expect(instrumentStanding([once], '2028-03-10', 'CASE', 'DEPT_92', 'CCAS_SCEAUX').word).toBe('EXPIRED');
  });
});

describe('denunciation at the term', () => {
  test.each([
    ['2026-02-01', '2029-01-15'],
    ['2028-10-15', '2029-01-15'],
    ['2028-10-16', '2032-01-15'],
  ])('a letter of %s ends it on %s: the notice fits before the renewal or waits for the next', (received, end) => {
    const letter = denounced(LONGVIC, received);
    expect(instrumentStatus(letter, received).endsOn).toBe(end);
    expect(instrumentStanding([letter], end, 'CASE', 'DEPT_21', 'CCAS_LONGVIC').word).toBe('DENOUNCED');
  });

  test('what was to end that day anyway has expired, letter or not', () => {
    const once = { ...denounced(LONGVIC, '2026-02-01'), tacitRenewal: false };
    expect(instrumentStatus(once, '2026-02-02')).toMatchObject({ word: 'ACTIVE', endsOn: '2029-01-15' });
    expect(instrumentStanding([once], '2029-01-15', 'CASE', 'DEPT_21', 'CCAS_LONGVIC').word).toBe('EXPIRED');
  });

  test('without a term there is nothing to wait for but the notice', () => {
    const endless = { ...denounced(METRO, '2026-01-31'), terminationMode: 'AT_TERM' as const };
    expect(instrumentStatus(endless, '2026-02-01').endsOn).toBe('2026-04-30');
  });
});

describe('parties and purposes', () => {
  test('it binds nobody before the last party has signed', () => {
    const waiting = {
      ...LONGVIC,
      parties: [
        { body: 'DEPT_21', signedOn: '2026-01-15' },
        { body: 'CCAS_LONGVIC', signedOn: null },
      ],
    };
    expect(instrumentStatus(waiting, '2027-01-01')).toMatchObject({ word: 'SIGNED', effectiveOn: null });
    expect(instrumentStanding([waiting], '2027-01-01', 'CASE', 'DEPT_21', 'CCAS_LONGVIC').word).toBe(
      'NOT_YET_EFFECTIVE',
    );
    const late = { ...waiting, parties: [waiting.parties[0]!, { body: 'CCAS_LONGVIC', signedOn: '2026-03-01' }] };
    expect(instrumentStatus(late, '2026-02-28')).toMatchObject({ word: 'SIGNED', effectiveOn: '2026-03-01' });
    expect(instrumentStatus(late, '2026-03-01').word).toBe('ACTIVE');
  });

  test.each([
    ['CASE', 'DEPT_21', 'CCAS_LONGVIC', 'P-21-LONGVIC'],
    ['CASE', 'CCAS_LONGVIC', 'DEPT_21', 'P-21-LONGVIC'],
    ['EMPLOYMENT', 'COMMUNE_LONGVIC', 'ML_DIJON', 'C-21-CJE'],
    ['EMPLOYMENT', 'DEPT_21', 'CCAS_LONGVIC', 'P-21-LONGVIC'],
    ['HOUSING_FSL', 'DEPT_21', 'METRO_DIJON', 'P-21-METRO'],
  ] as const)('%s between %s and %s rests on an instrument', (purpose, a, b, id) => {
    expect(instrumentStanding(INSTRUMENTS, '2026-05-04', purpose, a, b)).toEqual({
      word: 'IN_FORCE',
      id,
      restrictions: [],
      optIn: false,
      others: id === 'P-21-LONGVIC' && purpose === 'EMPLOYMENT' ? [aCarrier('C-21-CJE')] : [],
    });
  });

  test.each([
    ['HOUSING_FSL', 'CCAS_LONGVIC', 'METRO_DIJON'],
    ['CASE', 'DEPT_21', 'DEPT_92'],
    ['CASE', 'CCAS_LONGVIC', 'CCAS_STAPO'],
    ['CASE', 'COMMUNE_LONGVIC', 'ML_DIJON'],
    ['CARE', 'DEPT_21', 'METRO_DIJON'],
  ] as const)('%s between %s and %s rests on none', (purpose, a, b) => {
    expect(instrumentStanding(INSTRUMENTS, '2026-05-04', purpose, a, b)).toEqual({ word: 'NONE' });
  });

  test('one in force is enough, whatever became of the others and in whatever order they come', () => {
    const others = [
      anInstrument('ENDED', ['A', 'B'], '2020-01-01', { tacitRenewal: false }),
      anInstrument('DENOUNCED', ['A', 'B'], '2020-01-01', {
        terminationMode: 'ANYTIME',
        denunciations: [{ receivedOn: '2021-01-01' }],
      }),
      anInstrument('FUTURE', ['A', 'B'], '2030-01-01'),
    ];
    const standing = (list: typeof others) => instrumentStanding(list, '2026-05-04', 'CASE', 'A', 'B');
    expect(standing(others)).toEqual({ word: 'DENOUNCED', id: 'DENOUNCED' });
    expect(standing(others.toReversed())).toEqual({ word: 'DENOUNCED', id: 'DENOUNCED' });
    expect(standing([others[2]!, others[0]!])).toEqual({ word: 'EXPIRED', id: 'ENDED' });
    const young = anInstrument('YOUNG', ['A', 'B'], '2026-02-01');
    const old = anInstrument('OLD', ['A', 'B'], '2025-02-01');
    const both = { word: 'IN_FORCE', ...aCarrier('OLD'), others: [aCarrier('YOUNG')] };
    expect(standing([...others, young, old])).toEqual(both);
    expect(standing([old, young, ...others])).toEqual(both);
  });

  test('a term of no length is refused rather than counted for ever', () => {
    expect(() => instrumentStatus({ ...LONGVIC, termMonths: 0 }, '2027-01-01')).toThrow('P-21-LONGVIC');
  });
});
