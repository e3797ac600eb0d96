import { OperationTypeNode } from 'graphql';
import { describe, expect, test } from 'vitest';
import { governanceOf } from '../../../gateway/crossing/governance.ts';
import type { Leaf, Reading } from '../../../gateway/crossing/reading.ts';
import { createShapes } from '../../../gateway/crossing/shape.ts';
import type { FieldItem, Shape, Tree } from '../../../gateway/federation/doors.ts';
import { readOperation } from '../../../gateway/federation/operation.ts';
import { printPiece } from '../../../gateway/federation/print.ts';
import { readSupergraph } from '../../../gateway/federation/supergraph.ts';
import { readContract } from '../../../schema/files.ts';

const SUPERGRAPH = readContract('supergraph.graphql');
const supergraph = readSupergraph(SUPERGRAPH);
const shapes = createShapes(governanceOf(SUPERGRAPH, new Set(['registry'])));

/** The shape of what a plan would fetch of entities of `type` from `service`. */
function entityShape(service: string, type: string, selection: string): Shape {
  const text = `query($_r: [_Any!]!, $x: Boolean, $c: Category!) { _entities(representations: $_r) { ... on ${type} { ${selection} } } }`;
  const [entities] = readOperation(text, service, supergraph).tree.items;
  return shapes.prepare({ service, tree: (entities as FieldItem).tree as Tree, root: null, keys: ['id'] });
}

function rootShape(service: string, text: string, root: OperationTypeNode): Shape {
  return shapes.prepare({ service, tree: readOperation(text, service, supergraph).tree, root, keys: [] });
}

const pathsOf = ({ leaves }: Reading) => leaves.map(({ path }) => path);
const read = (shape: Shape) => shapes.readingOf(shape);
const printed = (shape: Shape, mask = '1'.repeat(shape.leaves)) => printPiece(shape.tree, mask)?.text ?? null;

describe('leaves', () => {
  test('every leaf is numbered, under its path from the entity and its own category', () => {
    const shape = entityShape('body', 'Person', 'birthName housing { tenure } socialReports { on narrative }');
    expect(read(shape).leaves.map(({ path, category }) => [path, category])).toEqual([
      ['birthName', 'IDENTITY'],
      ['housing.tenure', 'HOUSING'],
      ['socialReports.on', 'SOCIAL_REPORT'],
      ['socialReports.narrative', 'FREE_TEXT'],
    ]);
  });

  test('a leaf waits for the categories of the objects above it', () => {
    const shape = entityShape('body', 'Person', 'socialReports { narrative }');
    expect(read(shape).leaves[0]?.above).toEqual([{ category: 'SOCIAL_REPORT', path: 'socialReports' }]);
  });

  test('keys and the name of the type travel without a decision', () => {
    const shape = entityShape('body', 'Person', '__typename id birthName');
    expect(pathsOf(read(shape))).toEqual(['birthName']);
  });

  test('the name of a type below a field tells that there is something, so it is a read', () => {
    const shape = entityShape('body', 'Person', 'benefits { __typename kind }');
    expect(pathsOf(read(shape))).toEqual(['benefits.__typename', 'benefits.kind']);
  });

  test('two aliases of one field are two leaves of one path', () => {
    const shape = entityShape('body', 'Person', 'a: birthName b: birthName');
    expect(read(shape).leaves.map(({ path, at }) => [path, at])).toEqual([
      ['birthName', ['a']],
      ['birthName', ['b']],
    ]);
  });

  test('a category that an argument names is read from that argument, all the way down', () => {
    const shape = entityShape('body', 'Participant', 'housing: contributions(category: HOUSING) { value at }');
    const named = (leaf: Leaf) => (typeof leaf.category === 'string' ? leaf.category : leaf.category.path);
    expect(read(shape).leaves.map((leaf) => [leaf.path, named(leaf)])).toEqual([
      ['contributions.value', 'contributions'],
      ['contributions.at', 'contributions'],
    ]);
  });
});

describe('masks', () => {
  const shape = entityShape('body', 'Person', 'birthName housing { tenure arrearsMonths } notes');

  test('a leaf that is not released is not in the request', () => {
    expect(printed(shape, '1100')).toBe('{...on Person{birthName housing{tenure}}}');
  });
  test('an object with nothing left is not asked for', () => {
    expect(printed(shape, '1000')).toBe('{...on Person{birthName}}');
  });
  test('with nothing released nothing is asked', () => {
    expect(printed(shape, '0000')).toBeNull();
  });
});

describe('objects whose leaves may all be off', () => {
  test('where every leaf hangs on a condition, that the object exists is decided for itself', () => {
    const shape = entityShape('body', 'Person', 'housing { tenure @include(if: $x) }');
    expect(pathsOf(read(shape))).toEqual(['housing.tenure', 'housing.__typename']);
  });
  test('a landlord who is silently left out leaves the object standing', () => {
    const shape = entityShape('body', 'Person', 'housing { landlordName }');
    expect(pathsOf(read(shape))).toEqual(['housing.landlordName', 'housing.__typename']);
    expect(printed(shape, '01')).toBe('{...on Person{housing{_exists:__typename}}}');
  });
});

describe('the cut', () => {
  test('a person inside a household is reduced to her key, and fetched by a step of her own', () => {
    const shape = entityShape('body', 'Person', 'household { members { role person { birthName } } }');
    expect(printed(shape)).toBe('{...on Person{household{members{role person{__typename id}}}}}');
    expect(shape.cuts.map(({ path, type, service }) => ({ path, type, service }))).toEqual([
      { path: ['household', 'members', 'person'], type: 'Person', service: 'body' },
    ]);
    expect(pathsOf(read(shape.cuts[0]!.shape))).toEqual(['birthName']);
  });

  test('that she is a member is a read of the household, and is numbered', () => {
    const shape = entityShape('body', 'Person', 'household { members { person { id } } }');
    expect(read(shape).leaves.map(({ path, category }) => [path, category])).toEqual([
      ['household.members.person', 'HOUSEHOLD'],
    ]);
  });

  test('of a key that a body gives nothing more is asked, and yet it is looked at', () => {
    const [cut, ...others] = entityShape('body', 'Person', 'household { members { person { id } } }').cuts;
    expect([read(cut!.shape).leaves, others]).toEqual([[], []]);
  });

  test('the key keeps every name under which it was asked', () => {
    const shape = entityShape('body', 'Person', 'household { members { person { i: id t: __typename birthName } } }');
    expect(printed(shape)).toBe('{...on Person{household{members{person{__typename id i:id t:__typename}}}}}');
  });

  test('people in people in people are cut once per level', () => {
    const inner = 'household { members { person { birthName } } }';
    const shape = entityShape('body', 'Person', `household { members { person { ${inner} } } }`);
    expect(shape.cuts[0]?.shape.cuts[0]?.path).toEqual(['household', 'members', 'person']);
  });

  test('a root field that names a record is cut at once', () => {
    const shape = rootShape('registry', '{ sharedCase(id: "x") { status people { id } } }', OperationTypeNode.QUERY);
    expect(printed(shape)).toBe('{sharedCase(id: "x"){__typename id}}');
    expect(pathsOf(read(shape.cuts[0]!.shape))).toEqual(['status', 'people']);
  });

  test('a root field of which only the key is asked decides whether there is such a record', () => {
    const shape = rootShape('registry', '{ p: person(id: "x") { id } }', OperationTypeNode.QUERY);
    const reading = read(shape.cuts[0]!.shape);
    expect(reading.keyOnlyAt).toBe('p');
    expect(reading.leaves.map(({ path, category }) => [path, category])).toEqual([['__typename', 'PRESENCE']]);
  });

  test('the name of a type alone is no way around it', () => {
    const shape = rootShape('registry', '{ person(id: "x") { __typename } }', OperationTypeNode.QUERY);
    expect(read(shape.cuts[0]!.shape).keyOnlyAt).toBe('person');
  });

  test('the rows of a list are cut, its plumbing is not', () => {
    const text = '{ sharedCases(first: 1) { totalCount edges { cursor node { id status } } } }';
    const shape = rootShape('registry', text, OperationTypeNode.QUERY);
    expect(printed(shape)).toBe('{sharedCases(first: 1){totalCount edges{cursor node{__typename id}}}}');
    expect(shape.cuts.map(({ path }) => path)).toEqual([['sharedCases', 'edges', 'node']]);
  });

  test('open data is neither cut nor decided in the registry', () => {
    const shape = rootShape('registry', '{ bodies { code name services { label } } }', OperationTypeNode.QUERY);
    expect(shape).toMatchObject({ leaves: 0, cuts: [] });
  });

  test('what a mutation returns is fetched and decided like anything else', () => {
    const text = 'mutation { contribute(body: "B", case: "C", category: HOUSING, value: "v") { actions { code } } }';
    const shape = rootShape('body', text, OperationTypeNode.MUTATION);
    expect(printed(shape)).toMatch(/^\{contribute\(.*\)\{__typename id\}\}$/);
    expect(pathsOf(read(shape.cuts[0]!.shape))).toEqual(['actions.code']);
  });
});

test('a representation with two keys is refused when the plan is made', () => {
  const tree: Tree = { items: [] };
  expect(() => shapes.prepare({ service: 'body', tree, root: null, keys: ['id', 'code'] })).toThrow(
    /more than one key/,
  );
});
