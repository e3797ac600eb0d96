import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseSeed } from '../support/seed.ts';
import { size } from '../support/size.ts';
import { compare, createWorld } from './federation/compare.ts';
import { Dice } from './federation/dice.ts';
import { rollModel } from './federation/model.ts';
import { rollQuery } from './federation/query.ts';

const QUERIES_PER_SCHEMA = 6;
const COUNTED = { same: 'queries', different: 'queries', invalid: 'clashing', unplanned: 'unplanned' } as const;

test('any federated schema answers as one schema does', { timeout: 3_600_000 }, async () => {
  const seed = chooseSeed();
  const seen = { schemas: 0, refused: 0, queries: 0, clashing: 0, unplanned: 0, requests: 0, errors: 0 };
  const numRuns = size(300, 1_700);
  console.log(`seed ${seed}`);
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (g) => {
      const dice = new Dice(g);
      const world = createWorld(rollModel(dice), dice.upTo(1_000_000));
      if (world === null) {
        seen.refused += 1;
        return;
      }
      seen.schemas += 1;
      for (let i = 0; i < QUERIES_PER_SCHEMA; i += 1) {
        const asked = rollQuery(dice, world.model);
        const { outcome, errors, difference } = await compare(world, asked);
        const shown = () =>
          [...world.sdls, asked.source, JSON.stringify({ asked, difference }, null, 1)].join('\n---\n');
        expect(outcome === 'different' ? shown() : 'same').toBe('same');
        seen[COUNTED[outcome]] += 1;
        seen.errors += errors;
      }
      seen.requests += world.requests();
    }),
    // A failure is shown as it is found: shrinking a whole graph can take an hour. `PASSERELLE_SHRINK=1` asks for it.
    { seed, numRuns, endOnFailure: process.env.PASSERELLE_SHRINK !== '1' },
  );
  console.log(JSON.stringify(seen));
  expect(seen.queries).toBeGreaterThan(3 * numRuns);
  // What the planner gives up on must stay the exception, or the test would say little.
  expect(seen.unplanned / seen.queries).toBeLessThan(0.04);
});
