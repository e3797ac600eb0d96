import { join } from 'node:path';
import { type CivilDate, civilDateOf } from '../gateway/policy/civil-date.ts';
import type { Addresses } from '../prisma/seed/hub.ts';
import { BODIES } from '../prisma/seed/town.ts';
import { employers, openDevelopmentIssuer } from './agents.ts';
import type { Child } from './child.ts';
import { type ProvidedDatabase, provideDatabases } from './databases.ts';
import { findFreePorts } from './free-port.ts';
import { serveKeys } from './issuer.ts';
import { KeptFile } from './kept-file.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { placeTown, seedTown } from './prepare.ts';
import { startBody, startHub } from './programs.ts';
import { openSecrets, type Secrets } from './secrets.ts';
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
 * Starts everything, each part once what it needs stands: PostgreSQL, the databases with the town in them, then the
 * nine bodies and the hub. What was started leaves its undoing in `undo`, also when a later step fails.
 */
export async function startRun({ port, data, clock }: Settings, undo: Undo): Promise<Run> {
  const secrets = openSecrets(data);
  const issuer = await openDevelopmentIssuer(data);
  const server = await startPostgres({ directory: data });
  undo.push(() => server.stop());
  const keys = await serveKeys(issuer);
  undo.push(() => keys.close());

  const ports = await findFreePorts(BODIES.length);
  const places = BODIES.map(({ code, kind }, index) => ({ code, kind, port: ports[index] ?? 0 }));
  const bodies = Object.fromEntries(places.map((place) => [place.code, `http://127.0.0.1:${place.port}`]));
  const issuers = employers.map((body) => ({
    bodyCode: body,
    issuer: issuer.nameOf(body),
    jwksUri: keys.jwksUri(body),
  }));
  const databaseOf = await openTown(server, {
    data,
    secrets,
    addresses: { bodies, issuers },
    today: civilDateOf(clock ?? new Date()),
  });

  const common = { data, secrets };
  const children = places.map((place) => startBody({ ...common, ...place, database: databaseOf(place.code).url }));
  undo.push(() => Promise.all(children.map((child) => child.stop())));
  const hub = startHub({ ...common, port, clock, database: databaseOf('hub').url });
  undo.push(() => hub.stop());
  await Promise.all([...children, hub].map((child) => child.ready()));

  const numbers = [...children, hub].map(({ name, pid }) => [name, pid] as const);
  return {
    hub: `http://127.0.0.1:${port}`,
    hubDatabase: databaseOf('hub').url,
    bodies,
    processes: Object.fromEntries([['postgres', server.process.pid ?? 0], ...numbers]),
    watched: firstToEnd([...children, hub], server),
  };
}

interface Town {
  readonly data: string;
  readonly secrets: Secrets;
  readonly addresses: Addresses;
  readonly today: CivilDate;
}

/** The ten databases, up to date: filled on the first start, and told of the new addresses on the others. */
async function openTown(
  server: Postgres,
  { data, secrets, addresses, today }: Town,
): Promise<(name: string) => ProvidedDatabase> {
  // Written last, so that a first start that was interrupted begins again from nothing.
  const seeded = new KeptFile<{ readonly today: CivilDate }>(join(data, 'town.json'));
  const isFirst = seeded.read() === null;
  const names = [
    { name: 'hub', schema: 'hub' as const },
    ...BODIES.map(({ code }) => ({ name: code, schema: 'body' as const })),
  ];
  const databases = await provideDatabases(server, { names, databaseKey: secrets.databaseKey, anew: isFirst });
  const databaseOf = (name: string) => databases.get(name) ?? unknown(name);
  const ownerUrlOf = (name: string) => databaseOf(name).ownerUrl;
  if (isFirst) {
    await seedTown(ownerUrlOf, today, { ...addresses, linkageKey: secrets.linkageKey });
    seeded.write({ today });
  } else {
    await placeTown(ownerUrlOf, addresses);
  }
  return databaseOf;
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
