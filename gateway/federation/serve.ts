import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { buildSchema, type DocumentNode, GraphQLError, type GraphQLFormattedError, parse, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { createExecutor } from './executor.ts';
import { openCross } from './open-cross.ts';
import { createPlanner } from './planner.ts';
import { createSender } from './send.ts';
import { readSupergraph } from './supergraph.ts';

/**
 * Serves any supergraph over plain HTTP, its subgraphs at the URLs of the composition, with nothing decided: for
 * conformance runs. It is no hub, and refuses to start where a hub is configured.
 */
export async function serveSupergraph(supergraph: string, port: number): Promise<Server> {
  const planner = createPlanner(supergraph);
  const schema = buildSchema(planner.consumerSchema, { assumeValid: true });
  const { services } = readSupergraph(supergraph);
  const sender = createSender<null>({ urlOf: ({ service }) => services.get(service) });
  const cross = openCross<null>();
  const parts = { schema, supergraph, planner, send: sender.send, local: new Map(), cross, trust: true };
  const execute = createExecutor<null>(parts);
  const documents = new LRUCache<string, DocumentNode>({ max: 1_000 });

  const answer = async (asked: Asked): Promise<{ data?: unknown; errors?: readonly GraphQLFormattedError[] }> => {
    let document = documents.get(asked.query);
    if (document === undefined) {
      document = parse(asked.query);
      const errors = validate(schema, document);
      if (errors.length > 0) return { errors };
      documents.set(asked.query, document);
    }
    const { query: source, operationName, variables = {} } = asked;
    const { data, errors } = await execute({ source, document, operationName, variables, op: null });
    return errors.length === 0 ? { data } : { data, errors };
  };

  const server = createServer((request, response) => {
    readAsked(request)
      .then((asked) => (asked === null ? undefined : answer(asked)))
      .then((result) => (result === undefined ? reply(response, 404, null) : reply(response, 200, result)))
      .catch((error: unknown) => reply(response, 200, { errors: [describe(error)] }));
  });
  server.on('close', () => void sender.close());
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, resolve));
  return server;
}

interface Asked {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Record<string, unknown> | undefined;
}

/** Null where there is no question: another path, or none in the request. */
async function readAsked(request: IncomingMessage): Promise<Asked | null> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname !== '/' && pathname !== '/graphql') return null;
  if (request.method === 'GET') {
    const query = searchParams.get('query');
    return query === null ? { query: '{ __typename }' } : { query };
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Partial<Record<keyof Asked, unknown>>;
  if (typeof body.query !== 'string') throw new GraphQLError('the request holds no `query`');
  const operationName = typeof body.operationName === 'string' ? body.operationName : undefined;
  return { query: body.query, operationName, variables: (body.variables ?? {}) as Record<string, unknown> };
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

function describe(error: unknown): GraphQLFormattedError {
  return error instanceof GraphQLError ? error.toJSON() : { message: String(error) };
}

/** Why this process may not serve with nothing decided; null when it may. */
export function refuseBesideHub(environment: Readonly<Record<string, string | undefined>>): string | null {
  const found = Object.keys(environment).filter((name) => name.startsWith('PASSERELLE_'));
  if (found.length === 0) return null;
  return `this command decides nothing and must not run where a hub is configured: unset ${found.sort().join(', ')}`;
}

async function main(): Promise<void> {
  const refusal = refuseBesideHub(process.env);
  const { values } = parseArgs({ options: { supergraph: { type: 'string' }, port: { type: 'string' } } });
  const port = Number(values.port ?? 4000);
  if (refusal !== null) throw new Error(refusal);
  if (values.supergraph === undefined) throw new Error('say which supergraph to serve: --supergraph FILE --port N');
  if (!Number.isInteger(port)) throw new Error(`not a port: \`${values.port}\``);
  const server = await serveSupergraph(readFileSync(values.supergraph, 'utf8'), port);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop(server));
  console.log(`listening on http://localhost:${(server.address() as AddressInfo).port}`);
}

function stop(server: Server): void {
  server.close();
  server.closeAllConnections();
}

if (import.meta.main) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
