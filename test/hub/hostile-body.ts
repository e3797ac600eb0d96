import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PASS_HEADER } from '../../schema/pass.ts';

/** What a body says under one group of records: one item per record that was asked. */
export type Records = Record<string, unknown>[];
export interface Reply {
  data?: Record<string, unknown> | null;
  errors?: unknown[];
}

/** Answers a request of the hub as it likes. `honest` is what the real body says to the same request, pass and all. */
export type Lie = (told: {
  readonly honest: () => Promise<Reply>;
  readonly response: ServerResponse;
  readonly query: string;
}) => Promise<void> | void;

export interface HostileBody {
  readonly url: string;
  /** How many requests it has had since the last lie was set. */
  readonly asked: number;
  lie(lie: Lie): void;
  close(): Promise<void>;
}

/** A server that stands at the address of a body. It may ask the real one, whose address is `realUrl`. */
export async function openHostileBody(realUrl: () => string): Promise<HostileBody> {
  let asked = 0;
  let current: Lie = async ({ honest, response }) => json(response, await honest());
  const server = createServer((request, response) => {
    asked += 1;
    void read(request).then((body) => {
      const honest = async () => {
        const pass = request.headers[PASS_HEADER];
        const headers = { 'content-type': 'application/json', [PASS_HEADER]: String(pass) };
        const answer = await fetch(`${realUrl()}${request.url}`, { method: 'POST', headers, body });
        return (await answer.json()) as Reply;
      };
      return current({ honest, response, query: (JSON.parse(body) as { query: string }).query });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get asked() {
      return asked;
    },
    lie(lie) {
      asked = 0;
      current = lie;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Sends text as if it were an answer. */
export function say(response: ServerResponse, text: string, status = 200, type = 'application/json'): void {
  response.writeHead(status, { 'content-type': type }).end(text);
}

export function json(response: ServerResponse, reply: unknown): void {
  say(response, JSON.stringify(reply));
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
