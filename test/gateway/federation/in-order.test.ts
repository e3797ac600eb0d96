import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import { inOrder, notesInOrder } from '../../../gateway/federation/in-order.ts';

function error(path: readonly (string | number)[], code: string): GraphQLError {
  return new GraphQLError('a body does not answer', { path, extensions: { code } });
}

test('errors stand in the order of their places, whichever came first', () => {
  const arrived = [
    error(['people', 10, 'name'], 'BODY_UNREACHABLE'),
    error(['people', 9], 'BODY_UNREACHABLE'),
    error(['people', 9], 'BODY_MISBEHAVED'),
    error(['bodies'], 'BODY_UNREACHABLE'),
    error(['people'], 'BODY_UNREACHABLE'),
  ];
  const told = (errors: readonly GraphQLError[]) => errors.map(({ path, extensions }) => [path, extensions.code]);
  expect(told(inOrder(arrived))).toEqual([
    [['bodies'], 'BODY_UNREACHABLE'],
    [['people'], 'BODY_UNREACHABLE'],
    [['people', 9], 'BODY_MISBEHAVED'],
    [['people', 9], 'BODY_UNREACHABLE'],
    [['people', 10, 'name'], 'BODY_UNREACHABLE'],
  ]);
  expect(told(inOrder(arrived.toReversed()))).toEqual(told(inOrder(arrived)));
});

test('notes of one record stand in one order, whichever fetch brought them first', () => {
  const notes = [
    { at: ['name'], note: { decision: 'DENY' } },
    { at: ['housing', 'tenure'], note: { decision: 'PERMIT' } },
    { at: ['housing'], note: { decision: 'DENY' } },
  ];
  const places = (some: typeof notes) => notesInOrder(some).map(({ at }) => at.join('.'));
  expect(places(notes)).toEqual(['housing', 'housing.tenure', 'name']);
  expect(places(notes.toReversed())).toEqual(places(notes));
});
