import fc from 'fast-check';
import { buildSchema } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPlanner } from '../../gateway/federation/planner.ts';
import { readContract } from '../../schema/files.ts';
import { chooseSeed } from '../support/seed.ts';
import { size } from '../support/size.ts';
import { Dice } from './federation/dice.ts';
import { compareWorlds } from './non-interference/compare-worlds.ts';
import { openSurroundings, type Surroundings } from './non-interference/surroundings.ts';
import { tally, tellPair } from './non-interference/tally.ts';

const QUESTIONS = 5;

let surroundings: Surroundings;
beforeAll(async () => {
  surroundings = await openSurroundings();
});
afterAll(() => surroundings?.close());

test('two worlds that differ in what the caller may not see give the same bytes', { timeout: 7_200_000 }, async () => {
  const seed = chooseSeed();
  const minutes = Number(process.env.PASSERELLE_MINUTES ?? 0);
  const pairs = size(500, 100_000);
  const schema = buildSchema(createPlanner(readContract('supergraph.graphql')).consumerSchema);
  const seen = tally();
  console.log(`seed ${seed}`);
  try {
    await fc.assert(
      fc.asyncProperty(fc.gen(), async (g) => {
        for (const pair of await compareWorlds(new Dice(g), { surroundings, schema, questions: QUESTIONS })) {
          seen.add(pair);
          if (pair.one.bytes !== pair.other.bytes) throw new Error(tellPair(pair));
        }
      }),
      {
        seed,
        numRuns: Math.ceil(pairs / QUESTIONS),
        // Else the rare would be common: what is rolled once in sixty questions would make half of them invalid.
        unbiased: true,
        // A long run that has to end by then says how far it has come.
        ...(minutes > 0 ? { interruptAfterTimeLimit: minutes * 60_000, markInterruptAsFailure: false } : {}),
        // A failure is shown as it is found: shrinking asks thousands of questions. `PASSERELLE_SHRINK=1` asks for it.
        endOnFailure: process.env.PASSERELLE_SHRINK !== '1',
      },
    );
  } finally {
    console.log(`${seen.sum()}; ${surroundings.agreed} answers with what a person agreed to`);
  }
  // Worlds in which nothing differs, or answers that say nothing, would be the same whatever the hub did.
  expect(seen.shares.released).toBeGreaterThan(0.015);
  expect(seen.shares.withheld).toBeGreaterThan(0.3);
  expect(seen.shares.rows).toBeGreaterThan(0.01);
  expect(seen.shares.invalid).toBeLessThan(0.25);
  expect(seen.shares.unchanged).toBeLessThan(0.05);
  expect(Object.values(seen.told).every((count) => count > 0)).toBe(true);
  // A short run may by chance have met nobody who had agreed to what was asked.
  if (pairs > 5_000) expect(surroundings.agreed).toBeGreaterThan(0);
  expect(seen.codes).not.toContain('INTERNAL');
});
