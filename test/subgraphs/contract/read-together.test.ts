import { expect, test, vi } from 'vitest';
import { readOneTogether, readTogether } from '../../../subgraphs/contract/read-together.ts';

const table = [
  { key: 'a', value: 1 },
  { key: 'b', value: 2 },
  { key: 'a', value: 3 },
];
const readTable = () => vi.fn(async (keys: readonly string[]) => table.filter(({ key }) => keys.includes(key)));
const keyOf = ({ key }: { key: string }) => key;

test('keys asked for in one turn are read by one statement, each key once', async () => {
  const read = readTable();
  const rowsOf = readTogether(read, keyOf);
  const [a, b, again, none] = await Promise.all([rowsOf('a'), rowsOf('b'), rowsOf('a'), rowsOf('c')]);
  expect([a.map(({ value }) => value), b.map(({ value }) => value), none]).toEqual([[1, 3], [2], []]);
  expect(again).toBe(a);
  expect(read.mock.calls).toEqual([[['a', 'b', 'c']]]);
});

test('keys asked for after some promises of the same turn are still read together', async () => {
  const read = readTable();
  const rowsOf = readTogether(read, keyOf);
  const late = async () => {
    await Promise.resolve();
    await Promise.resolve();
    return rowsOf('b');
  };
  await Promise.all([rowsOf('a'), late()]);
  expect(read).toHaveBeenCalledTimes(1);
});

test('what was read in an earlier step is not read again', async () => {
  const read = readTable();
  const rowOf = readOneTogether(read, keyOf);
  await rowOf('a');
  expect(await rowOf('b')).toEqual({ key: 'b', value: 2 });
  await rowOf('a');
  expect(read.mock.calls).toEqual([[['a']], [['b']]]);
});

test('a read that fails fails each of its keys, and the next turn reads anew', async () => {
  const read = vi.fn(async (keys: readonly string[]) => {
    if (keys.includes('a')) throw new Error('the database is away');
    return [{ key: 'b', value: 2 }];
  });
  const rowOf = readOneTogether(read, keyOf);
  const both = await Promise.allSettled([rowOf('a'), rowOf('x')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await rowOf('b')).toEqual({ key: 'b', value: 2 });
});
