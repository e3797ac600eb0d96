import fc from 'fast-check';
import { buildSchema } from 'graphql';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createPlanner } from '../../gateway/federation/planner.ts';
import type { HubParts } from '../../gateway/hub.ts';
import { readContract } from '../../schema/files.ts';
import { chooseSeed } from '../support/seed.ts';
import { Dice } from './federation/dice.ts';
import { compareWorlds, type Pair } from './non-interference/compare-worlds.ts';
import { type Leak, leaks } from './non-interference/mutants/leaks.ts';
import { openSurroundings } from './non-interference/surroundings.ts';

/** Pairs of worlds in which a leak may stay unnoticed. */
const MOST_RUNS = 300;
const QUESTIONS = 5;

let leaking: Leak | null = null;
vi.mock('../../gateway/hub.ts', async (original) => {
  const right = await original<typeof import('../../gateway/hub.ts')>();
  return {
    ...right,
    createHub(parts: HubParts) {
      const hub = right.createHub(leaking?.parts?.(parts) ?? parts);
      return leaking?.hub?.(hub) ?? hub;
    },
  };
});

let database: Pick<pg.Pool, 'query'> | null = null;
const ALL = leaks(() => {
  if (database === null) throw new Error('a leak is looked for before there is a database');
  return database;
});
const caught: string[] = [];
const schema = buildSchema(createPlanner(readContract('supergraph.graphql')).consumerSchema);
const seed = chooseSeed();
beforeAll(() => console.log(`seed ${seed}`));
afterAll(() => console.log(`mutants caught: ${caught.length} of ${ALL.length}`));

/** The first pair that differs, if there is one. */
async function findDifference(runs: number): Promise<{ found: Pair | null; pairs: number }> {
  const surroundings = await openSurroundings();
  database = surroundings.database;
  let pairs = 0;
  let found: Pair | null = null;
  try {
    await fc.check(
      fc.asyncProperty(fc.gen(), async (g) => {
        const between = () => leaking?.forget?.();
        const some = await compareWorlds(new Dice(g), { surroundings, schema, questions: QUESTIONS, between });
        pairs += some.length;
        found ??= some.find(({ one, other }) => one.bytes !== other.bytes) ?? null;
        return found === null;
      }),
      { seed, numRuns: runs, unbiased: true, endOnFailure: true },
    );
    return { found, pairs };
  } finally {
    leaking = null;
    database = null;
    await surroundings.close();
  }
}

test.each(ALL.map((leak) => [leak.name, leak] as const))(
  'a hub that %s is caught',
  {
    timeout: 300_000,
  },
  async (name, leak) => {
    leaking = leak;
    const { found, pairs } = await findDifference(MOST_RUNS);
    expect(found).not.toBeNull();
    // One that fails to answer differs as well, and proves nothing.
    for (const { bytes, text } of [found!.one, found!.other]) {
      expect(bytes).toMatch(/^\[200,/);
      expect(text).not.toContain('INTERNAL');
    }
    caught.push(name);
    console.log(`caught after ${pairs} pairs: ${name}`);
  },
);

test('a hub that leaks nothing is not', { timeout: 300_000 }, async () => {
  expect(await findDifference(20)).toEqual({ found: null, pairs: 20 * QUESTIONS });
});
