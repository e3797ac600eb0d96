import type { IncomingMessage } from 'node:http';

/** One operation as the hub sends it. It names no operation, because its document holds one. */
export interface SentOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A request that is not an operation at all: the HTTP status says why, and the message repeats nothing of it. */
export class UnreadableRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'UnreadableRequest';
    this.status = status;
  }
}

export const MOST_BYTES = 1_000_000;

/** Reads one operation, and no further than the limit of size. Batches are refused: a pass is for one operation. */
export async function readOperation(request: IncomingMessage): Promise<SentOperation> {
  if (request.method !== 'POST') throw new UnreadableRequest(405, 'operations are sent by POST');
  if (!/^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new UnreadableRequest(415, 'operations are sent as `application/json`');
  }
  const sent = parseJson(await readBytes(request, MOST_BYTES));
  if (!isObject(sent) || typeof sent.query !== 'string') throw new UnreadableRequest(400, 'the body has no `query`');
  const variables = sent.variables ?? {};
  if (!isObject(variables)) throw new UnreadableRequest(400, '`variables` is not an object');
  return { query: sent.query, variables };
}

/** All that was sent, and no further than `most` bytes of it. */
export async function readBytes(request: IncomingMessage, most: number): Promise<Buffer> {
  const tooLarge = new UnreadableRequest(413, `the body is larger than ${most} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > most) throw tooLarge;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new UnreadableRequest(400, 'the body is not JSON');
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
