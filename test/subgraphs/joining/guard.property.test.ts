import fc from 'fast-check';
import { buildSchema, type ExecutionResult, execute, type GraphQLSchema, parse, printSchema } from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Grant } from '../../../schema/pass.ts';
import type { Category } from '../../../schema/vocabulary.ts';
import { compileGuard } from '../../../subgraphs/joining/guard.ts';
import { size } from '../../support/size.ts';
import { aPass } from './a-pass.ts';
import { smallBody } from './small-body.ts';

/**
 * The guard reads the question; the oracle reads the answer. It runs the question in a world where nothing is null and
 * walks what came back: every key in it is a read, whatever alias, fragment or condition brought it there. Then: the
 * guard lets in exactly what the grants cover.
 *
 * Aliases carry the field's name, and the category where one was named, so that the oracle need not read the question.
 */

interface Asked {
  readonly text: string;
  readonly variables: Record<string, unknown>;
  readonly declared: readonly string[];
}
type Fields = Readonly<Record<string, string | null>>;

/** Fields of each type, and the type that they lead to. `person` leads to another entity, of which only the key is open. */
const TYPES: Readonly<Record<string, Fields>> = {
  Person: {
    __typename: null,
    id: null,
    birthName: null,
    housing: 'Housing',
    benefits: 'Benefit',
    household: 'Household',
  },
  Housing: { __typename: null, tenure: null, arrearsMonths: null },
  Benefit: { __typename: null, kind: null },
  Household: { __typename: null, members: 'Membership' },
  Membership: { __typename: null, role: null, person: 'Key' },
  Key: { __typename: null, id: null },
  Participant: { __typename: null, id: null, contributions: 'Contribution' },
  Contribution: { __typename: null, value: null, at: null },
};
const GRAPHQL_NAME: Readonly<Record<string, string>> = { Key: 'Person' };
const CATEGORIES = ['HOUSING', 'HEALTH'] as const satisfies readonly Category[];
const RECORDS = { Person: ['CCAS_X:1', 'CCAS_X:2'], Participant: ['CCAS_X:S'] } as const;
type Entity = keyof typeof RECORDS;

let count = 0;
const join = (parts: readonly Asked[]): Asked => ({
  text: parts.map(({ text }) => text).join(' '),
  variables: Object.assign({}, ...parts.map(({ variables }) => variables)),
  declared: parts.flatMap(({ declared }) => declared),
});
const plain = (text: string): Asked => ({ text, variables: {}, declared: [] });

const condition: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 6, arbitrary: fc.constant(plain('')) },
  { weight: 1, arbitrary: fc.constantFrom('@include(if: true)', '@include(if: false)', '@skip(if: true)').map(plain) },
  {
    weight: 2,
    arbitrary: fc.record({ word: fc.constantFrom('include', 'skip'), value: fc.boolean() }).map(({ word, value }) => {
      const name = `v${count++}`;
      return { text: `@${word}(if: $${name})`, variables: { [name]: value }, declared: [`$${name}: Boolean!`] };
    }),
  },
);

const category = fc.record({
  word: fc.constantFrom(...CATEGORIES),
  how: fc.constantFrom('literal', 'variable', 'default'),
});

function fieldOf(type: string, depth: number): fc.Arbitrary<Asked> {
  const names = Object.keys(TYPES[type]!).filter((name) => depth > 0 || TYPES[type]![name] === null);
  return fc.constantFrom(...names).chain((name) => {
    const leadsTo = TYPES[type]![name] ?? null;
    const below = leadsTo === null ? fc.constant(plain('')) : selectionOf(leadsTo, depth - 1).map(braced);
    return fc
      .record({ below, condition, alias: fc.boolean(), category })
      .map(({ below, condition, alias, category }) => {
        if (name !== 'contributions') {
          const called = alias ? `${name}_x${count++}: ${name}` : name;
          return join([plain(called), condition, below]);
        }
        const variable = `c${count++}`;
        const argument = category.how === 'literal' ? category.word : `$${variable}`;
        return join([
          plain(`contributions_${category.word}_x${count++}: contributions(category: ${argument})`),
          category.how === 'variable'
            ? { text: '', variables: { [variable]: category.word }, declared: [`$${variable}: Category!`] }
            : {
                ...plain(''),
                declared: category.how === 'default' ? [`$${variable}: Category = ${category.word}`] : [],
              },
          condition,
          below,
        ]);
      });
  });
}

function selectionOf(type: string, depth: number): fc.Arbitrary<Asked> {
  const inFragment = fc
    .record({ field: fieldOf(type, depth), condition, typed: fc.boolean() })
    .map(({ field, condition, typed }) =>
      join([plain(typed ? `... on ${GRAPHQL_NAME[type] ?? type}` : '...'), condition, braced(field)]),
    );
  const one = fc.oneof({ weight: 4, arbitrary: fieldOf(type, depth) }, { weight: 1, arbitrary: inFragment });
  return fc.array(one, { minLength: 1, maxLength: 4 }).map(join);
}

const braced = (inner: Asked): Asked => ({ ...inner, text: `{ ${inner.text} }` });

const block = fc.constantFrom<Entity>('Person', 'Participant').chain((type) =>
  fc.record({
    type: fc.constant(type),
    ids: fc.subarray([...RECORDS[type]], { minLength: 1 }),
    selection: selectionOf(type, 3),
  }),
);

function pathsBelow(type: string, prefix: string): readonly string[] {
  return Object.entries(TYPES[type]!).flatMap(([name, leadsTo]) => {
    const path = `${prefix}.${name}`;
    return leadsTo === null || leadsTo === 'Key' ? [path] : pathsBelow(leadsTo, path);
  });
}

const grant: fc.Arbitrary<Grant> = fc.constantFrom<Entity>('Person', 'Participant').chain((type) => {
  const all = pathsBelow(type, type);
  // Most paths are granted, or next to nothing random would ever be let in.
  const fields = fc.oneof(
    fc.constant(all),
    fc.array(fc.constantFrom(...all), { maxLength: 2 }).map((less) => all.filter((path) => !less.includes(path))),
    fc.subarray([...all]),
  );
  return fc.record({
    type: fc.constant(type),
    ids: fc.subarray([...RECORDS[type]], { minLength: 1 }),
    fields,
    by: fc.subarray([...CATEGORIES]).map((named) => ({ 'Participant.contributions': named })),
  });
});

let schema: GraphQLSchema;
let world: GraphQLSchema;
beforeAll(async () => {
  schema = (await smallBody()).schema;
  world = buildSchema(printSchema(schema));
});

/** An answer in which nothing is null and every list has one item. */
async function answerOf(query: string, variables: Record<string, unknown>): Promise<Record<string, unknown>> {
  const result: ExecutionResult = await execute({
    schema: world,
    document: parse(query),
    variableValues: variables,
    fieldResolver: (_source, args, _context, { fieldName, returnType }) => {
      if (fieldName === '_entities') return (args as { representations: unknown }).representations;
      if (String(returnType).startsWith('[')) return [{}];
      return (
        { Int: 1, Date: '2026-05-04', DateTime: '2026-05-04T00:00:00Z', String: 'x', 'ID!': 'x' }[String(returnType)] ??
        {}
      );
    },
  });
  expect(result.errors).toBeUndefined();
  return result.data as Record<string, unknown>;
}

interface Read {
  readonly path: string;
  readonly category: string | null;
  /** It stands for an object with nothing in it, which tells that there is one. */
  readonly empty: boolean;
}

function readsOf(
  type: string,
  value: Record<string, unknown>,
  prefix: string,
  category: string | null,
): readonly Read[] {
  return Object.entries(value).flatMap(([key, inner]): readonly Read[] => {
    const name = key.startsWith('__typename') ? '__typename' : key.split('_')[0]!;
    const path = `${prefix}.${name}`;
    const named = name === 'contributions' ? key.split('_')[1]! : category;
    const leadsTo = TYPES[type]![name] ?? null;
    if (leadsTo === null || leadsTo === 'Key') return [{ path, category: named, empty: false }];
    const object = (Array.isArray(inner) ? inner[0] : inner) as Record<string, unknown>;
    if (Object.keys(object).length === 0) return [{ path: `${path}.__typename`, category: named, empty: true }];
    return readsOf(leadsTo, object, path, named);
  });
}

function isGranted(type: Entity, id: string, reads: readonly Read[], grants: readonly Grant[]): boolean {
  const own = grants.filter((one) => one.type === type && one.ids.includes(id));
  const gives = ({ fields, by }: Grant, { path, category }: Read) =>
    fields.includes(path) && (category === null || by!['Participant.contributions']!.includes(category as Category));
  // What an empty object tells is told already by whatever else is read inside of it under another alias.
  const isTold = ({ path, category, empty }: Read) =>
    empty &&
    reads.some(
      (other) =>
        other.category === category &&
        (other.path !== path || !other.empty) &&
        other.path.startsWith(path.replace(/__typename$/, '')),
    );
  return (
    own.length > 0 &&
    reads
      .filter(({ path }) => path !== `${type}.id` && path !== `${type}.__typename`)
      .every((read) => own.some((one) => gives(one, read)) || isTold(read))
  );
}

describe('for any question and any grants', () => {
  test('the guard lets in exactly what the grants cover', async () => {
    let letIn = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(block, { minLength: 1, maxLength: 2 }),
        fc.array(grant, { maxLength: 4 }),
        async (blocks, grants) => {
          const representations = blocks.map(({ type, ids }) => ids.map((id) => ({ __typename: type, id })));
          const variables = Object.assign(
            {},
            ...blocks.map(({ selection }, n) => ({ ...selection.variables, [`r${n}`]: representations[n] })),
          );
          const declared = blocks.flatMap(({ selection }, n) => [`$r${n}: [_Any!]!`, ...selection.declared]);
          const groups = blocks.map(
            ({ type, selection }, n) =>
              `_g${n}: _entities(representations: $r${n}) { ... on ${type} { ${selection.text} } }`,
          );
          const query = `query(${declared.join(', ')}) { ${groups.join(' ')} }`;

          const answer = await answerOf(query, variables);
          const covered = blocks.every(({ type, ids }, n) =>
            ids.every((id, index) => {
              const record = (answer[`_g${n}`] as Record<string, unknown>[])[index]!;
              return isGranted(type, id, readsOf(type, record, type, null), grants);
            }),
          );
          const refusal = compileGuard(schema, parse(query))(variables, aPass({ grants }));
          expect(refusal, query).toEqual(covered ? null : expect.objectContaining({ reason: 'TOO_NARROW' }));
          if (covered) letIn += 1;
          else refused += 1;
        },
      ),
      { numRuns: size(3_000, 100_000) },
    );
    console.log(`guard: ${letIn} let in, ${refused} refused`);
    expect(Math.min(letIn, refused)).toBeGreaterThan(200);
  }, 300_000);
});
