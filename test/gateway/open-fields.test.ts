import { buildSchema, execute, parse } from 'graphql';
import { expect, test } from 'vitest';
import { openFields } from '../../gateway/open-fields.ts';

const SDL = `
  type Query { now: String! rows: [Row!]! soon(after: Int): String late: String }
  type Row { name: String! }`;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const failing = (name: string, ms: number) => async () => {
  await wait(ms);
  throw new Error(name);
};
const root = {
  now: failing('now', 5),
  rows: () => [{ name: failing('first', 1) }, { name: failing('second', 10) }],
  soon: failing('soon', 1),
  late: failing('late', 20),
};
const ask = (schema: ReturnType<typeof buildSchema>) =>
  execute({ schema, document: parse('{ now rows { name } soon late }'), rootValue: root });

test('every field that fails is told, whichever fails first', async () => {
  const { data, errors = [] } = await ask(openFields(buildSchema(SDL)));
  expect(errors.map(({ message }) => message).sort()).toEqual(['first', 'late', 'now', 'second', 'soon']);
  expect(data).toEqual({ now: null, rows: [{ name: null }, { name: null }], soon: null, late: null });
});

test('without it, what failed later than what may not be null is lost', async () => {
  const { errors = [] } = await ask(buildSchema(SDL));
  expect(errors.map(({ message }) => message)).not.toContain('late');
});
