import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { checkJournal } from '../../../gateway/journal/check-journal.repository.ts';
import { startSequencer } from '../../../gateway/journal/sequencer.ts';
import { awaitSequenced } from '../../support/await-sequenced.ts';
import { type OpenJournal, ORIGIN, openJournal } from './open-journal.ts';

let journal: OpenJournal;
let said: string[];
beforeEach(async () => {
  journal = await openJournal();
  said = [];
});
afterEach(() => journal.close());

function start() {
  const { pool, signing } = journal;
  return startSequencer({ pool, signing, now: () => new Date(), log: (error) => said.push(String(error)) });
}

test('under traffic the tree is signed again and again', async () => {
  const sequencer = start();
  const end = performance.now() + 4_000;
  while (performance.now() < end) await journal.write([1]);
  await awaitSequenced(journal.pool);
  await sequencer.close();
  const { rows } = await journal.pool.query<{ longest: number; n: number }>(
    `SELECT max(extract(epoch FROM gap))::float8 AS longest, count(*)::int AS n
       FROM (SELECT signed_at - lag(signed_at) OVER (ORDER BY size) AS gap FROM journal_checkpoint) g`,
  );
  console.log(`${rows[0]?.n} checkpoints in 4 s, at most ${rows[0]?.longest} s apart`);
  expect(rows[0]?.n).toBeGreaterThan(2);
  expect(said).toEqual([]);
});

test('where the tree cannot grow, records are written all the same, and the operator is told once what waits', async () => {
  await journal.pool.query('ALTER TABLE journal_leaf RENAME TO gone');
  await journal.write([3], new Date(Date.now() - 60_000));
  const sequencer = start();
  await vi.waitFor(() => expect(said).toHaveLength(2), { timeout: 5_000 });
  expect(said[0]).toContain('journal_leaf');
  expect(said[1]).toMatch(/access records have been waiting for their place in the tree for 6\d s/);
  await journal.write([2]);
  await journal.pool.query('ALTER TABLE gone RENAME TO journal_leaf');
  await awaitSequenced(journal.pool);
  await sequencer.close();
  expect(said).toHaveLength(2);
  expect(await checkJournal(journal.pool, ORIGIN)).toMatchObject({ leaves: 5n, waiting: 0 });
});
