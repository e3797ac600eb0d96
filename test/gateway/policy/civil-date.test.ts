import { describe, expect, test } from 'vitest';
import { addMonths, birthdayOf, civilDateOf, completedYears } from '../../../gateway/policy/civil-date.ts';

describe('civilDateOf', () => {
  test.each([
    ['2026-05-04T10:00:00Z', '2026-05-04'],
    ['2026-11-30T22:59:59.999Z', '2026-11-30'],
    ['2026-11-30T23:00:00Z', '2026-12-01'],
    ['2026-08-31T21:59:59Z', '2026-08-31'],
    ['2026-08-31T22:00:00Z', '2026-09-01'],
    ['2026-03-29T00:59:59Z', '2026-03-29'],
    ['2026-10-25T01:30:00Z', '2026-10-25'],
    ['2025-12-31T23:00:00Z', '2026-01-01'],
  ])('%s is %s in Paris, in winter and in summer time', (instant, date) => {
    expect(civilDateOf(new Date(instant))).toBe(date);
  });
});

describe('addMonths', () => {
  test.each([
    ['2026-09-01', 3, '2026-12-01'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2026-01-15', 36, '2029-01-15'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-05-31', -3, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-03-31', 1, '2026-04-30'],
    ['1900-01-31', 1, '1900-02-28'],
    ['2000-01-31', 1, '2000-02-29'],
    ['2026-05-04', 0, '2026-05-04'],
  ])('%s and %i months are %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  test.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-04-00', '26-04-01', '2026-04-01T00:00'])(
    '%s is not a day',
    (date) => {
      expect(() => addMonths(date, 1)).toThrow(RangeError);
    },
  );
});

describe('ages', () => {
  test.each([
    ['1961-11-21', '2025-11-21', 64],
    ['1961-11-21', '2026-11-20', 64],
    ['1961-11-21', '2026-11-21', 65],
    ['2008-02-29', '2026-02-28', 17],
    ['2008-02-29', '2026-03-01', 18],
    ['2008-02-29', '2028-02-28', 19],
    ['2008-02-29', '2028-02-29', 20],
    ['2026-05-04', '2026-05-04', 0],
  ])('someone born on %s has completed, on %s, %i years', (birth, on, years) => {
    expect(completedYears(birth, on)).toBe(years);
  });

  test('who is born on 29 February comes of age on 1 March in a common year', () => {
    expect(birthdayOf('2008-02-29', 18)).toBe('2026-03-01');
    expect(birthdayOf('2008-02-29', 20)).toBe('2028-02-29');
    expect(birthdayOf('2008-12-31', 18)).toBe('2026-12-31');
  });
});
