import { expect, test } from 'vitest';
import { groupCommits } from '../../../gateway/journal/group-commit.ts';

/** A database whose statements end when the test says so. */
function aDatabase() {
  const statements: { readonly names: readonly string[]; readonly end: PromiseWithResolvers<void> }[] = [];
  const write = groupCommits((names: readonly string[]) => {
    const end = Promise.withResolvers<void>();
    statements.push({ names, end });
    return end.promise;
  });
  return { statements, write };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

test('what comes while the database is busy is written together, and none is told before its own statement has ended', async () => {
  const { statements, write } = aDatabase();
  const done: string[] = [];
  const all = ['a', 'b', 'c', 'd'].map((name) => write(name).then(() => done.push(name)));
  expect(statements.map(({ names }) => names)).toEqual([['a'], ['b']]);
  statements[0]!.end.resolve();
  await settle();
  expect(done).toEqual(['a']);
  expect(statements[2]!.names).toEqual(['c', 'd']);
  statements[1]!.end.resolve();
  await settle();
  expect(done).toEqual(['a', 'b']);
  statements[2]!.end.resolve();
  await Promise.all(all);
  expect(done).toEqual(['a', 'b', 'c', 'd']);
});

test('an operation whose data the database refuses fails alone', async () => {
  const { statements, write } = aDatabase();
  const outcomes = Promise.allSettled(['a', 'b', 'c', 'bad', 'd'].map(write));
  for (const first of statements.slice(0, 2)) first.end.resolve();
  await settle();
  const refusal = Object.assign(new Error('refused'), { code: '22P05' });
  expect(statements[2]!.names).toEqual(['c', 'bad', 'd']);
  statements[2]!.end.reject(refusal);
  for (let n = 3; n < 6; n += 1) {
    await settle();
    if (statements[n]!.names[0] === 'bad') statements[n]!.end.reject(refusal);
    else statements[n]!.end.resolve();
  }
  expect((await outcomes).map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
});

test('a database that is gone is not asked again for each', async () => {
  const { statements, write } = aDatabase();
  const outcomes = Promise.allSettled(['a', 'b', 'c', 'd'].map(write));
  for (let n = 0; n < 3; n += 1) {
    statements[n]!.end.reject(new Error('Connection terminated unexpectedly'));
    await settle();
  }
  expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
  expect(statements).toHaveLength(3);
});
