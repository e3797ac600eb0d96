import type { IncomingMessage } from 'node:http';
import { HubError } from './errors.ts';
import type { Vars } from './federation/doors.ts';
import { LIMITS } from './limits.ts';

/** The body of a GraphQL request over HTTP. */
export interface GraphQLBody {
  readonly query: string;
  readonly operationName?: string;
  readonly variables: Vars;
}

/** Reads a JSON body within the limit of size. What is larger is refused as soon as that is known, and read no further. */
export async function readBody(request: IncomingMessage): Promise<GraphQLBody> {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new HubError('BAD_REQUEST', 'the body is to be sent as `application/json`');
  }
  if (Number(request.headers['content-length'] ?? 0) > LIMITS.bytes) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LIMITS.bytes) throw tooLarge();
    chunks.push(chunk);
  }
  return checkBody(parseJson(Buffer.concat(chunks)));
}

function tooLarge(): HubError {
  return new HubError('LIMIT_EXCEEDED', `the body has more bytes than the limit of ${LIMITS.bytes}`);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new HubError('BAD_REQUEST', 'the body is not JSON');
  }
}

function checkBody(body: unknown): GraphQLBody {
  if (Array.isArray(body)) throw new HubError('BAD_REQUEST', 'operations are sent one by one');
  if (!isObject(body) || typeof body.query !== 'string') throw new HubError('BAD_REQUEST', 'the body has no `query`');
  const { query, operationName, variables } = body;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') {
    throw new HubError('BAD_REQUEST', '`operationName` is not a string');
  }
  if (variables !== undefined && variables !== null && !isObject(variables)) {
    throw new HubError('BAD_REQUEST', '`variables` is not an object');
  }
  return { query, ...(operationName ? { operationName } : {}), variables: variables ?? {} };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
