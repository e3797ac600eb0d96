import { join } from 'node:path';
import { civilDateOf } from '../gateway/policy/civil-date.ts';
import { BODIES } from '../prisma/seed/town.ts';
import { employers, openDevelopmentIssuer } from './agents.ts';
import type { Child } from './child.ts';
import { provideDatabases } from './databases.ts';
import { findFreePort } from './free-port.ts';
import { serveKeys } from './issuer.ts';
import { KeptFile } from './kept-file.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { placeTown, seedTown } from './prepare.ts';
import { startBody, startHub } from './programs.ts';
import { openSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';

/** A whole town that runs. */
export interface Run {
  readonly hub: string;
  readonly hubDatabase: string;
  readonly bodies: Readonly<Record<string, string>>;
  readonly processes: Readonly<Record<string, number>>;
  /** Rejects as soon as one of the processes ends by itself. */
  readonly watched: Promise<never>;
}

/** What undoes each thing that was started; to be run from the last to the first. */
export type Undo = (() => Promise<unknown>)[];

/**
 * Starts everything, each part as soon as what it needs stands: PostgreSQL, the databases, the nine bodies, the town on
 * the first start, and last the hub. What was started leaves its undoing in `undo`, also when a later step fails.
 */
export async function startRun({ port, data, clock }: Settings, undo: Undo): Promise<Run> {
  const secrets = openSecrets(data);
  const issuer = await openDevelopmentIssuer(data);
  const server = await startPostgres({ directory: data });
  undo.push(() => server.stop());
  const keys = await serveKeys(issuer);
  undo.push(() => keys.close());

  // Written last, so that a first start that was interrupted begins again from nothing.
  const town = new KeptFile<{ seededAt: string }>(join(data, 'town.json'));
  const isFirst = town.read() === null;
  const names = [
    { name: 'hub', schema: 'hub' as const },
    ...BODIES.map(({ code }) => ({ name: code, schema: 'body' as const })),
  ];
  const databases = await provideDatabases(server, { names, databaseKey: secrets.databaseKey, anew: isFirst });
  const databaseOf = (name: string) => databases.get(name) ?? unknown(name);
  const ownerUrlOf = (name: string) => databaseOf(name).ownerUrl;

  const bodies = await Promise.all(
    BODIES.map(async ({ code, kind }) => {
      const place = { port: await findFreePort(), database: databaseOf(code).url, data, secrets };
      return { code, url: `http://127.0.0.1:${place.port}`, child: startBody({ code, kind, ...place }) };
    }),
  );
  undo.push(() => Promise.all(bodies.map(({ child }) => child.stop())));

  const urls = Object.fromEntries(bodies.map(({ code, url }) => [code, url]));
  const issuers = employers.map((bodyCode) => ({
    bodyCode,
    issuer: issuer.nameOf(bodyCode),
    jwksUri: keys.jwksUri(bodyCode),
  }));
  if (isFirst) {
    await seedTown(ownerUrlOf, civilDateOf(clock ?? new Date()), {
      bodies: urls,
      issuers,
      linkageKey: secrets.linkageKey,
    });
    town.write({ seededAt: new Date().toISOString() });
  } else {
    await placeTown(ownerUrlOf, { bodies: urls, issuers });
  }

  const hub = startHub({ port, database: databaseOf('hub').url, data, secrets, clock });
  undo.push(() => hub.stop());
  const children = [...bodies.map(({ child }) => child), hub];
  await Promise.all(children.map((child) => child.ready()));
  return {
    hub: `http://127.0.0.1:${port}`,
    hubDatabase: databaseOf('hub').url,
    bodies: urls,
    processes: Object.fromEntries([
      ['postgres', server.process.pid ?? 0],
      ...children.map(({ name, pid }) => [name, pid]),
    ]),
    watched: firstToEnd(children, server),
  };
}

/** One part alone is no town: the others would answer with holes that nobody meant. */
async function firstToEnd(children: readonly Child[], server: Postgres): Promise<never> {
  const ends = children.map(({ name, ended }) => ended.then((how) => `${name} ended (${how})`));
  const database = new Promise<string>((resolve) => server.process.once('exit', () => resolve('PostgreSQL ended')));
  throw new Error(await Promise.race([...ends, database]));
}

function unknown(name: string): never {
  throw new Error(`\`${name}\` is not part of this run`);
}
