import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  parse,
} from 'graphql';
import { readContract } from '../../../schema/files.ts';
import type { Subgraph } from '../../../subgraphs/joining/build-subgraph.ts';
import { type ServedBody, serveBody } from '../../../subgraphs/joining/serve.ts';
import { coveredByGuard, type Guarded, shieldSchema } from '../../../subgraphs/joining/shield.ts';
import type { HubKeys } from '../../../subgraphs/joining/verify-pass.ts';
import { hash } from '../federation/dice.ts';
import { HOLDS_NOTHING, type World } from './world.ts';

/** Where a value stands: in which record, under which path, and the how-manieth of its lists it is. */
interface Made {
  readonly id: string;
  readonly code: string;
  readonly record: string;
  readonly path: string;
  readonly index: string;
}

/** Serves one body's part of the world of the moment, behind the guard and the passes that every body has. */
export async function serveContent(o: {
  code: string;
  kind: string;
  keys: HubKeys;
  world: () => World;
}): Promise<ServedBody> {
  return serveBody<Guarded>({
    code: o.code,
    subgraphs: ['body', o.kind.toLowerCase()].map((name) => buildContent(name, o.code, o.world)),
    keys: o.keys,
    contextOf: () => ({ covered: new Set() }),
    onFault: () => {},
  });
}

/** The published contract of a subgraph, with every value made up from its place in the world. */
function buildContent(name: string, body: string, world: () => World): Subgraph<Guarded> {
  const sdl = readContract(`subgraphs/${name}.graphql`);
  const find = (reference: { __typename: string; id?: string; code?: string }): Made | null => {
    const { __typename: type, id = '', code = body } = reference;
    const isHeld = type !== 'Person' || world().rows.person_link.some((file) => file.id === id);
    return isHeld ? { id, code, record: `${type} ${id || code}`, path: '', index: '' } : null;
  };
  const entities = [...sdl.matchAll(/^type (\w+) @key/gm)].map(([, type]) => type ?? '');
  const references = Object.fromEntries(entities.map((type) => [type, { __resolveReference: find }]));
  const schema = buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: references as never }]);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_') || type.name === 'Query' || type.name === 'Mutation') continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name === 'id' || field.name === 'code') continue;
      const resolve: GraphQLFieldResolver<Made, unknown> = (owner, args: { category?: string }) => {
        const step = args.category === undefined ? field.name : `${field.name}:${args.category}`;
        return makeValue(field.type, { ...owner, path: owner.path === '' ? step : `${owner.path}.${step}` }, world());
      };
      field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
    }
  }
  return { name, sdl, schema: shieldSchema<Guarded>(schema, coveredByGuard) };
}

function makeValue(type: GraphQLOutputType, at: Made, world: World): unknown {
  const isRequired = isNonNullType(type);
  const named = isRequired ? type.ofType : type;
  if (isObjectType(named) && named.name === 'Person') return { id: at.index.split(' ').at(-1) };
  if (isObjectType(named) && named.name === 'Body') return { code: at.code };
  const members = at.path === 'household.members' ? (world.households.get(at.id) ?? []) : null;
  const salt = world.salt(at.record, at.path);
  if (salt === HOLDS_NOTHING) return null;
  const number = hash(`${salt} ${at.record} ${at.path} ${at.index}`);
  if (!isRequired && members === null) {
    if (number % 41 === 0) throw new Error('the software of the body has failed');
    if (number % 9 === 0) return null;
  }
  if (isListType(named)) {
    const items = members ?? [...Array(number % 4).keys()].map(String);
    return items.map((item) => makeValue(named.ofType, { ...at, index: `${at.index} ${item}` }, world));
  }
  if (isObjectType(named)) return at;
  if (isEnumType(named)) return named.getValues()[number % named.getValues().length]?.value;
  return scalarOf(named.toString(), number);
}

function scalarOf(type: string, number: number): unknown {
  const day = `20${10 + (number % 16)}-0${1 + (number % 9)}-1${number % 10}`;
  if (type === 'Int') return 70_000 + (number % 100);
  if (type === 'Float') return (number % 100) / 2;
  if (type === 'Boolean') return number % 2 === 0;
  if (type === 'Date') return day;
  return type === 'DateTime' ? `${day}T08:00:00.000Z` : `value ${number % 10_000}`;
}
