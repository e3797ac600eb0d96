import { describe, expect, test } from 'vitest';
import { instrumentAlerts } from '../../../gateway/policy/instrument-alerts.ts';
import { INSTRUMENTS } from '../../support/reference.ts';

const LONGVIC = INSTRUMENTS.find(({ id }) => id === 'P-21-LONGVIC')!;
const SCEAUX = INSTRUMENTS.find(({ id }) => id === 'P-92-SCEAUX')!;
const METRO = INSTRUMENTS.find(({ id }) => id === 'P-21-METRO')!;

describe('the countdown', () => {
  test('tells 180, 90, 30 and 7 days before a period ends, which renews if nobody denounces', () => {
    const all = instrumentAlerts(LONGVIC, '2028-01-15', 366);
    expect(all.map(({ daysBefore, dueOn }) => [daysBefore, dueOn])).toEqual([
      [180, '2028-07-19'],
      [90, '2028-10-17'],
      [30, '2028-12-16'],
      [7, '2029-01-08'],
    ]);
    for (const { target, what } of all) expect([target, what]).toEqual(['2029-01-15', 'RENEWS']);
  });

  test('tells of the end where there is one: after a letter, or without renewal', () => {
    const letter = { ...SCEAUX, denunciations: [{ receivedOn: '2026-09-01' }] };
    expect(instrumentAlerts(letter, '2026-09-02', 90).map(({ dueOn, what }) => [dueOn, what])).toEqual([
      ['2026-09-02', 'ENDS'],
      ['2026-11-01', 'ENDS'],
      ['2026-11-24', 'ENDS'],
    ]);
    const once = { ...LONGVIC, tacitRenewal: false };
    expect(instrumentAlerts(once, '2029-01-08', 0)).toEqual([
      { daysBefore: 7, dueOn: '2029-01-08', target: '2029-01-15', what: 'ENDS' },
    ]);
  });

  test.each([
    ['2029-01-07', 0, 0],
    ['2029-01-08', 0, 1],
    ['2029-01-07', 1, 1],
    ['2029-01-09', 30, 0],
  ])('from %s and %i days on: %i', (from, days, count) => {
    expect(instrumentAlerts(LONGVIC, from, days)).toHaveLength(count);
  });

  test('is about the next period once one is renewed', () => {
    expect(instrumentAlerts(LONGVIC, '2029-01-15', 3 * 366).at(-1)?.target).toBe('2032-01-15');
  });

  test('says nothing of what has no term, is not in force yet, or is over', () => {
    expect(instrumentAlerts(METRO, '2026-01-01', 10_000)).toEqual([]);
    expect(instrumentAlerts(LONGVIC, '2025-12-01', 10_000)).toEqual([]);
    const letter = { ...SCEAUX, denunciations: [{ receivedOn: '2026-09-01' }] };
    expect(instrumentAlerts(letter, '2026-12-01', 10_000)).toEqual([]);
  });
});
