import { afterAll, beforeAll, expect, test } from 'vitest';
import { readWeek } from '../../../gateway/registry/journal/access-sample.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { seededHub } from '../../support/hub-database.ts';
import { parisInstant } from '../../support/paris.ts';
import { openRegistry, type Registry } from './registry.ts';

let database: FreshDatabase;
let registry: Registry;
beforeAll(async () => {
  database = await freshDatabase('hub', seededHub);
  registry = await openRegistry(database.url);
});
afterAll(async () => {
  await registry.close();
  await database.drop();
});

test('a week is drawn by nothing before the journal has signed something after it', async () => {
  const { codes } = await registry.ask('{ accessSample(week: "2026-W19") { totalCount } }', {
    ...{ caller: { agent: 'AG-14', purpose: 'AUDIT' }, at: '2026-05-11T00:00:00+02:00' },
  });
  expect(codes).toEqual(['RETRY']);
});

test.each([
  ['2026-W01', '2025-12-29T00:00', '2026-01-05T00:00'],
  ['2026-W13', '2026-03-23T00:00', '2026-03-30T00:00'],
  ['2026-W53', '2026-12-28T00:00', '2027-01-04T00:00'],
  ['2020-W53', '2020-12-28T00:00', '2021-01-04T00:00'],
])('%s is from Monday to Sunday in Paris, whatever the season', (week, from, to) => {
  expect(readWeek(week)).toEqual({ from: parisInstant(from), to: parisInstant(to) });
});

test.each([['2025-W53'], ['2026-W00'], ['2026-W54'], ['2026-w19'], ['26-W19'], ['2026-W1']])(
  '%s is no week',
  (week) => {
    expect(() => readWeek(week)).toThrow('2026-W19');
  },
);
