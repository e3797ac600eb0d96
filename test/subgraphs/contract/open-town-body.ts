import { PrismaPg } from '@prisma/adapter-pg';
import { execute, type GraphQLSchema, isObjectType, parse } from 'graphql';
import pg from 'pg';
import { expect, vi } from 'vitest';
import { PrismaClient } from '../../../prisma/generated/body/client.ts';
import { seedBody } from '../../../prisma/seed/bodies.ts';
import { BODIES, type BodyCode } from '../../../prisma/seed/town.ts';
import type { BodyContext } from '../../../subgraphs/contract/context.ts';
import { openBody } from '../../../subgraphs/contract/open-body.ts';
import type { Subgraph } from '../../../subgraphs/joining/build-subgraph.ts';
import { freshDatabase } from '../../support/database.ts';

const THE_DAY = new Date('2026-05-04T10:00:00+02:00');

/** A body of the town on a database of its own, asked as if the guard had let everything through. */
export interface TownBody {
  readonly url: string;
  ask(subgraph: Subgraph<BodyContext>, query: string, variables?: Record<string, unknown>): Promise<unknown>;
  close(): Promise<void>;
}

export async function openTownBody(code: BodyCode, agent: string | null = 'AG-02'): Promise<TownBody> {
  const { kind } = BODIES.find((body) => body.code === code)!;
  const database = await freshDatabase('body', { name: `town_${code}`, fill: (url) => fillTownBody(code, url) });
  const body = await openBody({ code, kind, databaseUrl: database.url, now: () => THE_DAY });
  return {
    url: database.url,
    async ask({ schema }, query, variables = {}) {
      const result = await execute({
        schema,
        document: parse(query),
        variableValues: variables,
        contextValue: { ...body.contextOf(agent === null ? null : { agent }), covered: everyFieldOf(schema) },
      });
      if (result.errors) throw result.errors[0];
      return JSON.parse(JSON.stringify(result.data));
    },
    async close() {
      await body.close();
      await database.drop();
    },
  };
}

/** The entities of these keys, as the hub asks for them. */
export function entities(selection: string, type = 'Person'): string {
  return `query($of: [_Any!]!) { _entities(representations: $of) { ... on ${type} { ${selection} } } }`;
}

export async function fillTownBody(code: BodyCode, url: string): Promise<void> {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: url }) });
  await seedBody(code, prisma, '2026-05-04');
  await prisma.$disconnect();
}

/** The statements that reach PostgreSQL while `work` runs, as the driver sends them. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    await work();
    return spy.mock.calls.map(([query]) => textOf(query)).filter((text) => text.startsWith('SELECT'));
  } finally {
    spy.mockRestore();
  }
}

function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  expect(query).toHaveProperty('text');
  return (query as { text: string }).text;
}

function everyFieldOf(schema: GraphQLSchema): ReadonlySet<string> {
  return new Set(
    Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
    ),
  );
}
