import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire between the hub and its database on which every byte is overheard, questions and answers alike. */
export interface WireTap {
  /** Address to give to the hub instead of the database's own. */
  readonly url: string;
  /** What was said since the last call, each connection and direction by itself, so that no word is torn. */
  overheard(): string;
  close(): Promise<void>;
}

/** Statements reach the database by a pool and by Prisma: what both say, and what they are told, passes here. */
export async function tapWire(databaseUrl: string): Promise<WireTap> {
  const database = new URL(databaseUrl);
  const said = new Map<Socket, Buffer[]>();

  const server = createServer((near) => {
    const far = connect(Number(database.port), database.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (bytes: Buffer) => {
        said.set(from, [...(said.get(from) ?? []), bytes]);
        to.write(bytes);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const tapped = new URL(database);
  tapped.hostname = '127.0.0.1';
  tapped.port = String((server.address() as AddressInfo).port);
  return {
    url: tapped.href,
    overheard() {
      const text = [...said.values()].map((heard) => Buffer.concat(heard).toString('latin1')).join('\n');
      said.clear();
      return text;
    },
    close: () => new Promise((closed) => server.close(() => closed())),
  };
}
