import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BodyCode } from '../../prisma/seed/town.ts';
import type { Territory } from '../support/territory.ts';

/** In front of one body: it has answered, and its answer is held back for as long as the test says. */
export interface SlowBody {
  /** Called when the body has answered, and before the hub is told what. Every answer waits for its promise. */
  onAnswer: () => Promise<void>;
  /** How often the body was asked since `onAnswer` was last set. */
  readonly asked: number;
  close(): Promise<void>;
}

export async function slowDown(territory: Territory, code: BodyCode): Promise<SlowBody> {
  let onAnswer: SlowBody['onAnswer'] = async () => {};
  let asked = 0;
  let url = '';
  const server = createServer((incoming, outgoing) => {
    asked += 1;
    pass(incoming, outgoing, `${url}${incoming.url}`, () => onAnswer());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = await territory.moveBody(code, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return {
    get onAnswer() {
      return onAnswer;
    },
    set onAnswer(wanted) {
      asked = 0;
      onAnswer = wanted;
    },
    get asked() {
      return asked;
    },
    async close() {
      await territory.moveBody(code, url);
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, url: string, hold: () => Promise<void>): void {
  const { method, headers } = incoming;
  const onward = ask(url, { method, headers: { ...headers, connection: 'close' } }, (answer) => {
    const chunks: Buffer[] = [];
    answer.on('data', (chunk: Buffer) => chunks.push(chunk));
    answer.on('end', () => {
      const tell = () => {
        outgoing.writeHead(answer.statusCode ?? 502, { 'content-type': 'application/json' });
        outgoing.end(Buffer.concat(chunks));
      };
      hold().then(tell, () => outgoing.destroy());
    });
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
