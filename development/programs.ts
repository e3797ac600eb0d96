import { join } from 'node:path';
import { projectRoot } from '../schema/files.ts';
import type { BodyKind } from '../schema/vocabulary.ts';
import { AUDIENCE } from './agents.ts';
import { type Child, startChild } from './child.ts';
import {
  hubNameKey,
  linkageKeyFile,
  linkageServiceFiles,
  linkageSigningKeyFile,
  publicKeys,
  type Secrets,
} from './secrets.ts';
import { logKeysFile, witnessKeyFile } from './witness-keys.ts';

/** What every program of a run is told: where to listen, where its data is. */
interface Place {
  readonly port: number;
  readonly database: string;
  readonly data: string;
  readonly secrets: Secrets;
}

/** Ten processes on one machine: small heaps, so that the whole stays within what a laptop has to spare. */
const BODY_FLAGS = ['--max-old-space-size=192', '--max-semi-space-size=2'];

/** What a body is told: its own database, the hub's public keys to check passes with, and how it links its files. */
export function bodyEnvironment({
  code,
  kind,
  database,
  secrets,
  data,
  clock,
  linkage,
}: Omit<Place, 'port'> & {
  code: string;
  kind: BodyKind;
  clock: Date | null;
  linkage: { readonly url: string; readonly trustedKeys: string };
}): Readonly<Record<string, string>> {
  return {
    BODY_CODE: code,
    BODY_KIND: kind,
    DATABASE_URL: database,
    HUB_JWKS: JSON.stringify(publicKeys(secrets)),
    WITNESS_KEY_FILE: witnessKeyFile(data, code),
    LOG_KEYS_FILE: logKeysFile(data, secrets, LOG_ORIGIN),
    LINKAGE_KEY_FILE: linkageKeyFile(data, secrets),
    LINKAGE_URL: linkage.url,
    LINKAGE_SIGNING_KEY_FILE: linkageSigningKeyFile(data, code, secrets),
    LINKAGE_TRUSTED_KEYS: linkage.trustedKeys,
    LINKAGE_HUB_KEY: hubNameKey(secrets),
    ...(clock === null ? {} : { CLOCK: clock.toISOString() }),
  };
}

/** One body, with what it is told. */
export function startBody(o: {
  readonly code: string;
  readonly port: number;
  readonly data: string;
  readonly environment: Readonly<Record<string, string>>;
}): Child {
  return startChild({
    name: o.code,
    program: join(projectRoot(), 'dist/subgraphs/main.js'),
    port: o.port,
    logs: join(o.data, 'logs'),
    flags: BODY_FLAGS,
    environment: o.environment,
  });
}

/** Name of the journal of a development run. */
const LOG_ORIGIN = 'journal.passerelle.localhost';

/** The linkage service: neither hub nor body. It knows who may ask it, and nobody's traits. */
export function startLinkage({ port, database, secrets, data }: Place): Child {
  const { sealing, parties } = linkageServiceFiles(data, secrets);
  return startChild({
    name: 'linkage',
    program: join(projectRoot(), 'dist/linkage/service/main.js'),
    port,
    logs: join(data, 'logs'),
    flags: BODY_FLAGS,
    environment: {
      LINKAGE_DATABASE_URL: database,
      LINKAGE_SEALING_KEY_FILE: sealing,
      LINKAGE_PARTIES_FILE: parties,
    },
  });
}

/** The hub: it alone signs passes and the journal, and it never sees the linkage key. */
export function startHub({
  port,
  database,
  secrets,
  data,
  clock,
  linkage,
}: Place & { clock: Date | null; linkage: string }): Child {
  return startChild({
    name: 'hub',
    program: join(projectRoot(), 'dist/gateway/main.js'),
    port,
    logs: join(data, 'logs'),
    environment: {
      PASSERELLE_ENV: 'development',
      PASSERELLE_DATABASE_URL: database,
      PASSERELLE_SIGNING_KEY: JSON.stringify(secrets.signingKey),
      PASSERELLE_LOG_KEY: JSON.stringify(secrets.logKey),
      PASSERELLE_LOG_ORIGIN: LOG_ORIGIN,
      PASSERELLE_LINKAGE_URL: linkage,
      PASSERELLE_LINKAGE_KEY: JSON.stringify(secrets.linkageKeys.HUB),
      PASSERELLE_STATISTIC_KEY: secrets.statisticKey,
      PASSERELLE_AUDIENCE: AUDIENCE,
      ...(clock === null ? {} : { PASSERELLE_CLOCK: clock.toISOString() }),
    },
  });
}
