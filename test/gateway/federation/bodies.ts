import { buildSubgraphSchema } from '@apollo/subgraph';
import { buildSchema, type GraphQLSchema, graphql, Kind, parse, type ValueNode } from 'graphql';
import { compose } from '../../../gateway/federation/compose.ts';
import type {
  Answer,
  Cross,
  Cut,
  FieldItem,
  Item,
  Reply,
  Request,
  ResponseKey,
  Send,
  Shape,
  Tree,
  Vars,
  Verdict,
} from '../../../gateway/federation/doors.ts';
import { createExecutor, type ExecutorParts } from '../../../gateway/federation/executor.ts';
import { createPlanner } from '../../../gateway/federation/planner.ts';

/** A small town: a registry in process, and a `body` served by as many instances as ids name (`B1:p`). */
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])\n';
const SDL = {
  registry: `${LINK}
    type Query { people(ids: [ID!]!): [Person!] person(id: ID!): Person pairs(ids: [ID!]!): [[Person]] hello: String }
    type Person @key(fields: "id") { id: ID! since: String }`,
  body: `${LINK}
    type Query { offers(body: ID!): [String!] }
    type Mutation { write(body: ID!, value: String): Person touch(body: ID!): Int }
    type Person @key(fields: "id") {
      id: ID! name: String age: Int sure: String! housing: Housing spouse: Person household: Household tags(first: Int): [String]
    }
    type Housing { tenure: String rooms: Int }
    type Household { members: [Member!] }
    type Member { role: String person: Person }`,
  kind: `${LINK}
    type Mutation { mark(body: ID!): Int }
    type Person @key(fields: "id") { id: ID! pmi: String }`,
};

type Named = { readonly id: string };
const person = (id: string): object => ({
  __typename: 'Person',
  id,
  name: `name of ${id}`,
  age: id.length,
  sure: 'sure',
  housing: { tenure: 'TENANT', rooms: 3 },
  spouse: () => person(`${id}s`),
  household: {
    members: [
      { role: 'SELF', person: () => person(id) },
      { role: 'SPOUSE', person: () => person(`${id}s`) },
    ],
  },
  tags: ({ first }: { first?: number | null }) => ['a', null].slice(0, first ?? 2),
  pmi: `pmi of ${id}`,
});

function build(sdl: string, resolvers: object): GraphQLSchema {
  return buildSubgraphSchema([{ typeDefs: parse(sdl), resolvers: resolvers as never }]);
}
const found = { __resolveReference: ({ id }: Named) => (id.endsWith('gone') ? null : person(id)) };
const schemas: Readonly<Record<string, GraphQLSchema>> = {
  registry: build(SDL.registry, {
    Query: {
      people: (_: unknown, { ids }: { ids: string[] }) => ids.map((id) => ({ id })),
      person: (_: unknown, { id }: Named) => ({ id }),
      pairs: (_: unknown, { ids }: { ids: string[] }) => [ids.map((id) => ({ id })), [null]],
      hello: () => 'hello',
    },
    Person: { __resolveReference: ({ id }: Named) => ({ id }), since: () => '2026' },
  }),
  body: build(SDL.body, {
    Query: { offers: (_: unknown, { body }: { body: string }) => [`offer of ${body}`] },
    Mutation: {
      write: (_: unknown, { body }: { body: string }) => person(`${body}:new`),
      touch: (_: unknown, { body }: { body: string }) => body.length,
    },
    Person: found,
  }),
  kind: build(SDL.kind, { Person: found, Mutation: { mark: () => 1 } }),
};

export const SUPERGRAPH = compose(
  Object.entries(SDL).map(([name, sdl]) => ({ name, url: `http://${name}.invalid`, sdl })),
);
const planner = createPlanner(SUPERGRAPH);
const schema = buildSchema(planner.consumerSchema);

export type Sent = Pick<Request<string>, 'service' | 'instance' | 'query' | 'variables' | 'headers'>;
export interface Town {
  /** What each instance received, in the order in which it was sent. */
  readonly sent: Sent[];
  ask(source: string, variables?: Vars): Promise<Answer>;
}
export interface TownOptions extends Partial<Pick<ExecutorParts<string>, 'trust' | 'codes'>> {
  readonly cross?: Partial<Cross<string>>;
  /** Instead of what an instance would answer. */
  readonly reply?: (request: Request<string>, honest: () => Promise<Reply>) => Promise<Reply>;
}

export function openTown({ cross, reply, ...rest }: TownOptions = {}): Town {
  const sent: Sent[] = [];
  const honestly: Send<string> = async ({ service, query, variables }) => {
    const result = await graphql({ schema: schemas[service]!, source: query, variableValues: variables });
    return JSON.parse(JSON.stringify(result)) as Reply;
  };
  const send: Send<string> = (request) => {
    const { service, instance, query, variables, headers } = request;
    sent.push({ service, instance, query, variables, headers });
    return reply === undefined ? honestly(request) : reply(request, () => honestly(request));
  };
  const local = new Map([['registry', honestly]]);
  const parts = { schema, supergraph: SUPERGRAPH, planner, send, local, cross: { ...byPrefix(), ...cross }, ...rest };
  const execute = createExecutor<string>(parts);
  return {
    sent,
    ask: (source, variables = {}) => execute({ source, document: parse(source), variables, op: 'the operation' }),
  };
}

/** Everything crosses, to the instance that the prefix of the id names. */
function byPrefix(): Cross<string> {
  return {
    admit: () => [],
    shape: (fetch) => shapePeople(fetch),
    decide: async (_op, wave) => wave.map(({ representation }) => verdict({ instance: instanceOf(representation.id) })),
    route: async (_op, _service, field, vars) => ({ instance: argumentOf(field, vars), headers: {} }),
    headers: () => ({}),
  };
}

export function instanceOf(id: unknown): string {
  return String(id).split(':')[0]!;
}

export function verdict(part: Partial<Verdict>): Verdict {
  return { instance: null, mask: '', hidden: false, notes: [], ...part };
}

function argumentOf(field: FieldItem, vars: Vars): string {
  const value: ValueNode | undefined = field.args.find(({ name }) => name.value === 'body')?.value;
  if (value?.kind === Kind.VARIABLE) return String(vars[value.name.value]);
  return value?.kind === Kind.STRING ? value.value : 'nowhere';
}

/** Leaves are numbered in the order of the text; a person nested inside a person is cut to her key. */
export function shapePeople({ service, tree }: { service: string; tree: Tree }): Shape {
  const cuts: Cut[] = [];
  let leaves = 0;
  const walk = (items: readonly Item[], path: readonly ResponseKey[], isInside: boolean): Item[] =>
    items.map((item): Item => {
      if (item.kind === 'on')
        return { ...item, tree: { items: walk(item.tree.items, path, isInside || item.type === 'Person') } };
      if (item.tree === null)
        return item.name === '__typename' || item.name === 'id' ? item : { ...item, leaf: leaves++ };
      const below = [...path, item.as];
      if (item.gives !== 'Person') return { ...item, tree: { items: walk(item.tree.items, below, isInside) } };
      if (!isInside) return item;
      const shape = shapePeople({
        service,
        tree: { items: [{ kind: 'on', type: 'Person', when: [], tree: item.tree }] },
      });
      cuts.push({ path: below, when: item.when, type: 'Person', service, keys: ['id'], shape });
      return { ...item, tree: { items: [key('__typename'), key('id')] }, leaf: leaves++ };
    });
  return {
    tree: { items: walk(tree.items, [], false) },
    get leaves() {
      return leaves;
    },
    cuts,
  };
}

function key(name: string): FieldItem {
  return { kind: 'field', name, as: name, on: 'Person', gives: 'ID', args: [], when: [], tree: null };
}
