import { expect, test } from 'vitest';
import { publicHolidaysOf } from '../../../gateway/policy/public-holidays.ts';

test('the public holidays of a year, as the calendar of the administration has them', () => {
  // https://www.service-public.fr/particuliers/vosdroits/F2405, 2025 and 2026.
  expect(publicHolidaysOf(2025)).toEqual([
    ...['2025-01-01', '2025-04-21', '2025-05-01', '2025-05-08', '2025-05-29', '2025-06-09', '2025-07-14'],
    ...['2025-08-15', '2025-11-01', '2025-11-11', '2025-12-25'],
  ]);
  expect(publicHolidaysOf(2026)).toEqual([
    ...['2026-01-01', '2026-04-06', '2026-05-01', '2026-05-08', '2026-05-14', '2026-05-25', '2026-07-14'],
    ...['2026-08-15', '2026-11-01', '2026-11-11', '2026-12-25'],
  ]);
});

test.each([
  [1961, '1961-04-03'],
  [2008, '2008-03-24'],
  [2011, '2011-04-25'],
  [2038, '2038-04-26'],
  [2285, '2285-03-23'],
])('Easter Monday of %i, earliest and latest included', (year, monday) => {
  expect(publicHolidaysOf(year)).toContain(monday);
});

test('where Ascension falls on the eighth of May, both are there', () => {
  expect(publicHolidaysOf(2008)).toHaveLength(11);
  expect(publicHolidaysOf(2008).filter((day) => day === '2008-05-01')).toHaveLength(2);
});
