import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type pg from 'pg';

/** In front of every body of a territory: each request waits at the door for as long as the test says. */
export interface Doorkeepers {
  /** Called with `BODY subgraph` for each request, which goes on to its body when the promise resolves. */
  hold: (name: string) => Promise<void>;
  close(): Promise<void>;
}

/** Puts a door before each body that has an address, by moving the address in the registry of the hub that runs. */
export async function postDoorkeepers(hubDatabase: pg.Pool): Promise<Doorkeepers> {
  const { rows } = await hubDatabase.query<{ code: string; url: string }>(
    'SELECT code, url FROM body WHERE url IS NOT NULL',
  );
  const closing: (() => void)[] = [];
  const doorkeepers: Doorkeepers = {
    hold: async () => {},
    async close() {
      for (const close of closing) close();
    },
  };
  for (const { code, url } of rows) {
    const server = createServer((incoming, outgoing) => {
      const subgraph = (incoming.url ?? '').slice(1);
      doorkeepers.hold(`${code} ${subgraph}`).then(
        () => pass(incoming, outgoing, `${url}/${subgraph}`),
        () => outgoing.destroy(),
      );
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    closing.push(() => {
      server.close();
      server.closeAllConnections();
    });
    const { port } = server.address() as AddressInfo;
    await hubDatabase.query('UPDATE body SET url = $1 WHERE code = $2', [`http://127.0.0.1:${port}`, code]);
  }
  return doorkeepers;
}

function pass(incoming: IncomingMessage, outgoing: ServerResponse, url: string): void {
  const { method, headers } = incoming;
  const onward = ask(url, { method, headers: { ...headers, connection: 'close' } }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  onward.on('error', () => outgoing.destroy());
  incoming.pipe(onward);
}
