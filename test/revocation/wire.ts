import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire between a hub and its database that can be cut, as a network is: nobody is told, nothing arrives any more. */
export interface Wire {
  /** Address to give to the hub instead of the database's own. */
  readonly url: string;
  /** Cuts every connection, or only those that have carried a statement of this name. */
  cut(statement?: string): void;
  /** What was on its way arrives after all. */
  mend(): void;
  /** Resolves once a statement of this name has gone to the database. What that answers is held until the wire is mended. */
  holdReplyTo(statement: string): Promise<void>;
  close(): Promise<void>;
}

interface Connection {
  readonly near: Socket;
  readonly far: Socket;
  /** Names of the statements that it has carried, among all that was said on it. */
  said: string;
}

export async function layWire(databaseUrl: string): Promise<Wire> {
  const database = new URL(databaseUrl);
  const connections = new Set<Connection>();
  let isCut = false;
  let awaited: { readonly statement: string; readonly sent: () => void } | null = null;

  const server = createServer((near) => {
    const connection: Connection = { near, far: connect(Number(database.port), database.hostname), said: '' };
    const { far } = connection;
    connections.add(connection);
    if (isCut) near.pause();
    near.on('data', (bytes: Buffer) => {
      far.write(bytes);
      hear(connection, bytes.toString('latin1'));
    });
    far.on('data', (bytes: Buffer) => near.write(bytes));
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        connections.delete(connection);
        other.destroy();
      });
    }
  });

  function hear(connection: Connection, words: string): void {
    connection.said = `${connection.said}${words}`.slice(-10_000);
    if (awaited === null || !words.includes(awaited.statement)) return;
    connection.far.pause();
    awaited.sent();
    awaited = null;
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = new URL(database);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut(statement) {
      isCut = statement === undefined;
      for (const { near, far, said } of connections) {
        if (statement !== undefined && !said.includes(statement)) continue;
        near.pause();
        far.pause();
      }
    },
    mend() {
      isCut = false;
      for (const { near, far } of connections) {
        near.resume();
        far.resume();
      }
    },
    holdReplyTo: (statement) =>
      new Promise((sent) => {
        awaited = { statement, sent };
      }),
    close() {
      for (const { near, far } of connections) {
        near.destroy();
        far.destroy();
      }
      return new Promise((closed) => server.close(() => closed()));
    },
  };
}
