import { describe, expect, test } from 'vitest';
import { attack } from '../../../../gateway/statistics/printed/attack.ts';
import { createSuppression, type PlacedCell } from '../../../../gateway/statistics/printing/suppress-counts.ts';
import { withMargins } from '../../../../gateway/statistics/printing/with-margins.ts';

const suppress = createSuppression();
/** Participants of three actions by four age bands, from a register on paper. */
const COUNTS = [
  [3, 24, 31, 0],
  [18, 40, 22, 15],
  [27, 12, 19, 30],
];
const at = (cells: readonly PlacedCell[], row: number | null, column: number | null) =>
  cells.find((cell) => cell.row === row && cell.column === column);
const keyOf = ({ row, column }: PlacedCell) => `${row ?? ''}|${column ?? ''}`;

test('margins are every sum that a reader can make, each cell once', () => {
  const { counts, sums } = withMargins(COUNTS);
  const countOf = new Map(counts.map(({ key, count }) => [key, count]));
  expect(countOf.size).toBe(counts.length);
  expect(counts).toHaveLength(12 + 3 + 4 + 1);
  expect([countOf.get('0|'), countOf.get('|0'), countOf.get('|')]).toEqual([58, 48, 241]);
  for (const { total, parts } of sums)
    expect(parts.reduce((sum, part) => sum + (countOf.get(part) ?? 0), 0)).toBe(countOf.get(total));
  expect(sums).toHaveLength(3 + 4 + 2);
});

test.each([
  ['one row', [[3, 24, 31]], 4],
  ['one column', [[3], [24], [31]], 4],
  ['one count', [[3]], 1],
])('%s has no cell twice', (_, counts, cells) => {
  expect(withMargins(counts).counts).toHaveLength(cells);
});

test('a small count is hidden, and so many others that the attacker does not find it', async () => {
  const cells = await suppress(COUNTS);
  expect(at(cells, 0, 0)).toMatchObject({ value: null, suppressed: 'PRIMARY' });
  expect(at(cells, 0, 3)).toMatchObject({ value: 0, suppressed: null });
  expect(cells.filter(({ suppressed }) => suppressed === 'COMPLEMENTARY').length).toBeGreaterThanOrEqual(3);
  const hidden = new Set(cells.filter(({ value }) => value === null).map(keyOf));
  const found = (await attack(withMargins(COUNTS), hidden, 11)).find(({ key }) => key === '0|0');
  expect((found?.most ?? Number.POSITIVE_INFINITY) - (found?.least ?? 0)).toBeGreaterThanOrEqual(5);
  for (const { row, column, value } of cells)
    if (value !== null && row !== null && column !== null) expect(value).toBe(COUNTS[row]?.[column]);
});

test('the hub goes on meanwhile: its own thread is never held for long', async () => {
  const many = Array.from({ length: 8 }, (_, row) =>
    Array.from({ length: 8 }, (__, column) => ((row * 37 + column * 61 + row * column * 13) % 90) + 1),
  );
  let longest = 0;
  let last = performance.now();
  const ticking = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const started = performance.now();
  await createSuppression({ deadlineMs: 60_000 })(many);
  const took = performance.now() - started;
  clearInterval(ticking);
  console.info(`64 counts: ${Math.round(took)} ms in its thread, ${Math.round(longest)} ms of ours at the longest`);
  expect(longest).toBeLessThan(Math.max(200, took / 3));
});

describe('what is refused', () => {
  test.each([
    ['rows of unlike length', [[1, 2], [3]], 'BAD_REQUEST'],
    ['nothing', [], 'BAD_REQUEST'],
    ['a negative count', [[4, -1]], 'BAD_REQUEST'],
    ['half a person', [[4, 1.5]], 'BAD_REQUEST'],
    ['too many', Array.from({ length: 11 }, () => Array.from({ length: 11 }, () => 12)), 'LIMIT_EXCEEDED'],
  ])('%s', async (_, counts, code) => {
    await expect(suppress(counts)).rejects.toMatchObject({ code });
  });

  test('a third table while two are worked on; and none once they are done', async () => {
    const three = [suppress(COUNTS), suppress(COUNTS), suppress(COUNTS)];
    const outcomes = await Promise.allSettled(three);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    await expect(three[2]).rejects.toMatchObject({ code: 'RETRY' });
    await expect(suppress(COUNTS)).resolves.toHaveLength(20);
  });

  test('one that takes longer than its deadline, whose thread is ended', async () => {
    const impatient = createSuppression({ deadlineMs: 1 });
    await expect(impatient(COUNTS)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await expect(impatient(COUNTS)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await expect(impatient(COUNTS)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });
});
