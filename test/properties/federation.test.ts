import fc from 'fast-check';
import { expect, test } from 'vitest';
import { size } from '../support/size.ts';
import { compare, createWorld } from './federation/compare.ts';
import { Dice } from './federation/dice.ts';
import { rollModel } from './federation/model.ts';
import { rollQuery } from './federation/query.ts';

const QUERIES_PER_SCHEMA = 6;

test('any federated schema answers as one schema does', { timeout: 3_600_000 }, async () => {
  const seed = Number(process.env.PASSERELLE_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const seen = { schemas: 0, refused: 0, queries: 0, clashing: 0, requests: 0, errors: 0 };
  const numRuns = size(250, 1_700);
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
        seen[outcome === 'invalid' ? 'clashing' : 'queries'] += 1;
        seen.errors += errors;
      }
      seen.requests += world.requests();
    }),
    { seed, numRuns, interruptAfterTimeLimit: 3_500_000 },
  );
  console.log(JSON.stringify(seen));
  expect(seen.queries).toBeGreaterThan(numRuns);
});
