import { Agent, request as undiciRequest } from 'undici';
import type { Reply, Request, Send } from './doors.ts';
import { misbehaved, unreachable } from './faults.ts';

export interface SendOptions<Op> {
  /** Where an instance of a service is reached; undefined: nowhere. */
  readonly urlOf: (request: Pick<Request<Op>, 'op' | 'service' | 'instance'>) => string | undefined;
  /** Milliseconds that an instance has for its whole answer. */
  readonly deadline?: number;
  /** Bytes that an answer may have. */
  readonly limit?: number;
  /** Connections that are kept open to one origin. */
  readonly connections?: number;
}

export interface Sender<Op> {
  readonly send: Send<Op>;
  close(): Promise<void>;
}

/**
 * Sends requests over HTTP on connections that are kept open. Whatever goes wrong is one of two faults: the instance
 * did not answer (in time), or what it answered is no answer.
 */
export function createSender<Op>(options: SendOptions<Op>): Sender<Op> {
  const { urlOf, deadline = 10_000, limit = 8 * 1024 * 1024, connections = 64 } = options;
  const agent = new Agent({ connections, pipelining: 1, keepAliveTimeout: 30_000, connect: { timeout: deadline } });
  return {
    async send(request) {
      const url = urlOf(request);
      if (url === undefined || request.signal.aborted) throw unreachable(request.instance);
      const ending = new AbortController();
      const end = () => ending.abort();
      const timer = setTimeout(end, deadline);
      request.signal.addEventListener('abort', end, { once: true });
      try {
        return readReply(await post(url, request, agent, ending.signal, limit));
      } finally {
        clearTimeout(timer);
        request.signal.removeEventListener('abort', end);
      }
    },
    close: () => agent.close(),
  };
}

async function post<Op>(
  url: string,
  { query, variables, headers, instance }: Request<Op>,
  dispatcher: Agent,
  signal: AbortSignal,
  limit: number,
): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const response = await undiciRequest(url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables }),
      dispatcher,
      signal,
    });
    for await (const chunk of response.body) {
      size += (chunk as Buffer).length;
      if (size > limit) break;
      chunks.push(chunk as Buffer);
    }
    if (response.statusCode >= 500) throw unreachable(instance);
  } catch {
    throw unreachable(instance);
  }
  if (size > limit) throw misbehaved(`\`${instance}\` answers more than it may`);
  return Buffer.concat(chunks).toString('utf8');
}

function readReply(text: string): Reply {
  let reply: unknown;
  try {
    reply = JSON.parse(text);
  } catch {
    throw misbehaved('a body did not answer JSON');
  }
  if (!isReply(reply)) throw misbehaved('a body answered JSON, but not as GraphQL does');
  return reply;
}

function isReply(value: unknown): value is Reply {
  if (typeof value !== 'object' || value === null) return false;
  const { data, errors } = value as Record<string, unknown>;
  const hasData = data === undefined || data === null || (typeof data === 'object' && !Array.isArray(data));
  const hasErrors = errors === undefined || (Array.isArray(errors) && errors.every(isError));
  return hasData && hasErrors && (data !== undefined || errors !== undefined);
}

function isError(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { path, extensions } = value as Record<string, unknown>;
  const isObject = extensions === undefined || extensions === null || typeof extensions === 'object';
  return isObject && (path === undefined || path === null || Array.isArray(path));
}
