import { civilDateOf } from '../gateway/policy/civil-date.ts';
import { BODIES } from '../prisma/seed/town.ts';
import { employers, openDevelopmentIssuer } from './agents.ts';
import type { Child } from './child.ts';
import { findFreePorts } from './free-port.ts';
import { serveKeys } from './issuer.ts';
import { type Postgres, startPostgres } from './postgres.ts';
import { bodyEnvironment, startBody, startHub, startLinkage } from './programs.ts';
import { openSecrets } from './secrets.ts';
import type { Settings } from './settings.ts';
import { openTown } from './town.ts';
import { witnessVerifier } from './witness-keys.ts';

/** A whole town that runs. */
export interface Run {
  readonly hub: string;
  readonly hubDatabase: string;
  readonly bodies: Readonly<Record<string, string>>;
  /** What each body was told, by code: its other programs are run with the same. */
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly processes: Readonly<Record<string, number>>;
  /** Rejects as soon as one of the processes ends by itself. */
  readonly watched: Promise<never>;
}

/** What undoes each thing that was started; to be run from the last to the first. */
export type Undo = (() => Promise<unknown>)[];

/**
 * Starts everything, each part once what it needs stands: PostgreSQL, the databases, the bodies while the town is
 * prepared, and the hub. What was started leaves its undoing in `undo`, also when a later step fails.
 */
export async function startRun({ port, data, clock }: Settings, undo: Undo): Promise<Run> {
  const secrets = openSecrets(data);
  const issuer = await openDevelopmentIssuer(data);
  const server = await startPostgres({ directory: data });
  undo.push(() => server.stop());
  const keys = await serveKeys(issuer);
  undo.push(() => keys.close());
  const town = await openTown(server, data, secrets);

  const [linkagePort = 0, ...ports] = await findFreePorts(BODIES.length + 1);
  const linkageDatabase = town.databaseOf('linkage').url;
  const linkage = startLinkage({ port: linkagePort, data, secrets, database: linkageDatabase });
  undo.push(() => linkage.stop());
  const linkageUrl = `http://127.0.0.1:${linkagePort}`;
  const bodies = BODIES.map(({ code, kind }, index) => {
    const port = ports[index] ?? 0;
    const database = town.databaseOf(code).url;
    const linkage = { url: linkageUrl, trustedKeys: town.trustedKeys };
    const environment = bodyEnvironment({ code, kind, data, secrets, clock, database, linkage });
    return { code, port, environment, child: startBody({ code, port, data, environment }) };
  });
  undo.push(() => Promise.all(bodies.map(({ child }) => child.stop())));
  const urls = Object.fromEntries(bodies.map((body) => [body.code, `http://127.0.0.1:${body.port}`]));
  const issuers = employers.map((body) => ({
    bodyCode: body,
    issuer: issuer.nameOf(body),
    jwksUri: keys.jwksUri(body),
  }));
  const witnesses = BODIES.map(({ code }) => ({ bodyCode: code, verifier: witnessVerifier(data, code) }));
  const { settled } = await town.prepare({ bodies: urls, issuers, witnesses }, civilDateOf(clock ?? new Date()));

  const database = town.databaseOf('hub').url;
  const hub = startHub({ port, data, secrets, clock, database, linkage: linkageUrl });
  undo.push(() => hub.stop());
  const children = [linkage, ...bodies.map(({ child }) => child), hub];
  await Promise.all([settled, ...children.map((child) => child.ready())]);
  const numbers = children.map(({ name, pid }) => [name, pid] as const);
  return {
    hub: `http://127.0.0.1:${port}`,
    hubDatabase: database,
    bodies: urls,
    environments: Object.fromEntries(bodies.map(({ code, environment }) => [code, environment])),
    processes: Object.fromEntries([['postgres', server.process.pid ?? 0], ...numbers]),
    watched: firstToEnd(children, server),
  };
}

/** One part alone is no town: the others would answer with holes that nobody meant. */
async function firstToEnd(children: readonly Child[], server: Postgres): Promise<never> {
  const ends = children.map(({ name, ended }) => ended.then((how) => `${name} ended (${how})`));
  const database = new Promise<string>((resolve) => server.process.once('exit', () => resolve('PostgreSQL ended')));
  throw new Error(await Promise.race([...ends, database]));
}
