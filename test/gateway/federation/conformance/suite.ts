import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { type GraphQLSchema, graphql, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose } from '../../../../gateway/federation/compose.ts';
import { serveSupergraph } from '../../../../gateway/federation/serve.ts';

type Resolver = (parent: never, args: never) => unknown;
export interface SuiteSubgraph {
  readonly sdl: string;
  readonly resolvers: Readonly<Record<string, Readonly<Record<string, Resolver>>>>;
  /** For a subgraph of federation 1, which links nothing. */
  readonly bare?: boolean;
}
export interface Case {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly data?: unknown;
  readonly errors?: boolean;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: [
  "@key", "@external", "@requires", "@provides", "@shareable", "@inaccessible", "@override", "@interfaceObject", "@extends"
])\n`;

/** Real subgraphs and the real command, over HTTP: what comes back is compared as it is. */
export function describeSuite(
  name: string,
  subgraphs: Readonly<Record<string, SuiteSubgraph>>,
  cases: Readonly<Record<string, Case>>,
): void {
  describe(name, () => {
    const servers: Server[] = [];
    let gateway = '';

    beforeAll(async () => {
      const schemas = new Map<string, GraphQLSchema>();
      for (const [service, { sdl, resolvers, bare }] of Object.entries(subgraphs)) {
        const typeDefs = parse(bare ? sdl : LINK + sdl);
        schemas.set(service, buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]));
      }
      const bodies = await serveSchemas(schemas);
      servers.push(bodies.server);
      const parts = Object.entries(subgraphs).map(([service, { sdl, bare }]) => ({
        name: service,
        url: `${bodies.url}/${service}`,
        sdl: bare ? sdl : LINK + sdl,
      }));
      const server = await serveSupergraph(compose(parts), 0);
      servers.push(server);
      gateway = `http://localhost:${(server.address() as AddressInfo).port}/graphql`;
    });

    afterAll(() => {
      for (const server of servers) {
        server.close();
        server.closeAllConnections();
      }
    });

    for (const [title, { query, variables, data, errors = false }] of Object.entries(cases)) {
      test(title, async () => {
        const body = JSON.stringify({ query, variables });
        const response = await fetch(gateway, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        const answer = (await response.json()) as { data?: unknown; errors?: { message: string }[] };
        expect(errors ? [] : (answer.errors ?? [])).toEqual([]);
        if (errors) expect(answer.errors?.length).toBeGreaterThan(0);
        expect(answer.data ?? null).toEqual(data ?? null);
      });
    }
  });
}

async function serveSchemas(schemas: ReadonlyMap<string, GraphQLSchema>): Promise<{ server: Server; url: string }> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    const schema = schemas.get((request.url ?? '').slice(1))!;
    const result = await graphql({ schema, source: query, variableValues: variables });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  return { server, url: `http://localhost:${(server.address() as AddressInfo).port}` };
}
