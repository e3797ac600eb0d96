import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** What went by: who asked what, and the text of both sides. */
export interface Passing {
  readonly path: string;
  readonly sent: string;
  readonly answered: string;
}

/** Hands requests on to a linkage service, as late as it is told, and remembers them. */
export interface SlowLinkage {
  readonly url: string;
  readonly passed: readonly Passing[];
  delayMs: number;
  close(): Promise<void>;
}

export async function openSlowLinkage(to: string): Promise<SlowLinkage> {
  const passed: Passing[] = [];
  const self = { delayMs: 0 };
  const server = createServer(async (request, response) => {
    try {
      const body = await textOf(request);
      if (request.url?.includes('/pseudonyms')) await wait(self.delayMs);
      const headers = { authorization: request.headers.authorization ?? '', 'content-type': 'application/json' };
      const answer = await fetch(new URL(request.url ?? '', to), { method: 'POST', headers, body });
      const text = await answer.text();
      passed.push({ path: request.url ?? '', sent: body, answered: text });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return Object.assign(self, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
