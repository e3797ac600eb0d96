import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { LEAST_RECORD_KEY_BYTES } from '../disclosure/record-key.ts';

/** What the hub reads from its environment. The compose file and the development run are held against this list. */
export const HUB_VARIABLES = {
  PASSERELLE_ENV: 'development or production; production when absent',
  PASSERELLE_DATABASE_URL: 'the hub’s own PostgreSQL database',
  PASSERELLE_SIGNING_KEY: 'private Ed25519 key for passes, as a JWK',
  PASSERELLE_SIGNING_KEY_FILE: 'a file that holds it, instead',
  PASSERELLE_LOG_KEY:
    'private Ed25519 key that signs the checkpoints of the journal, as a JWK; a JWK set while one key follows another',
  PASSERELLE_LOG_KEY_FILE: 'a file that holds it, instead',
  PASSERELLE_LOG_ORIGIN: 'name of the journal in its checkpoints, for good: an address without a scheme',
  PASSERELLE_LINKAGE_URL: 'where the linkage service answers; without it the hub runs, and is told of no links',
  PASSERELLE_LINKAGE_KEY: 'private Ed25519 key that signs what the hub asks there, as a JWK',
  PASSERELLE_LINKAGE_KEY_FILE: 'a file that holds it, instead',
  PASSERELLE_STATISTIC_KEY:
    'at least 32 secret bytes, base64url: noise of the figures that the hub makes from its own frames; without it, it freezes none',
  PASSERELLE_STATISTIC_KEY_FILE: 'a file that holds it, instead',
  PASSERELLE_AUDIENCE: 'audience that tokens must name; `passerelle` when absent',
  PASSERELLE_BODY_DEADLINE_MS: 'how long a body may take to answer; 5000 when absent',
  PASSERELLE_CLOCK: 'ISO instant at which the clock starts; development only',
  PASSERELLE_HOST: 'address to listen on; 127.0.0.1 when absent',
  PORT: 'port to listen on; 4000 when absent',
} as const;

export interface HubConfig {
  readonly development: boolean;
  readonly databaseUrl: string;
  readonly signing: { readonly kid: string; readonly key: KeyObject };
  /** The journal's name, and the keys that sign its checkpoints: several while one follows another. */
  readonly log: { readonly origin: string; readonly keys: readonly KeyObject[] };
  /** Where the linkage service answers, and the key that signs what it is asked; null: nothing is asked. */
  readonly linkage: { readonly url: string; readonly key: KeyObject } | null;
  /** What the noise of the hub's own figures is made from; null: it freezes none. */
  readonly statisticKey: Uint8Array | null;
  readonly audience: string;
  readonly bodyDeadlineMs: number;
  /** Where the clock starts, in development; null: the real time. */
  readonly clock: Date | null;
  readonly host: string;
  readonly port: number;
}

/** Reads the environment once. Throws with the name of the variable that is wrong, and never its value. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): HubConfig {
  const env = environment.PASSERELLE_ENV ?? 'production';
  if (env !== 'development' && env !== 'production') refuse('PASSERELLE_ENV', 'is neither development nor production');
  const development = env === 'development';
  if (environment.PASSERELLE_CLOCK && !development) refuse('PASSERELLE_CLOCK', 'is for development only');
  const signing = signingKey(environment);
  return Object.freeze({
    development,
    databaseUrl: databaseUrl(environment),
    signing,
    log: { origin: logOrigin(environment), keys: logKeys(environment, signing.key) },
    linkage: linkage(environment),
    statisticKey: statisticKey(environment),
    audience: environment.PASSERELLE_AUDIENCE ?? 'passerelle',
    bodyDeadlineMs: wholeNumber(environment, 'PASSERELLE_BODY_DEADLINE_MS', 5000, 1, 60_000),
    clock: clock(environment),
    host: environment.PASSERELLE_HOST ?? '127.0.0.1',
    port: wholeNumber(environment, 'PORT', 4000, 0, 65_535),
  });
}

type Environment = Readonly<Record<string, string | undefined>>;

function refuse(name: keyof typeof HUB_VARIABLES, why: string): never {
  throw new Error(`configuration: \`${name}\` ${why}`);
}

function databaseUrl(environment: Environment): string {
  const url = environment.PASSERELLE_DATABASE_URL;
  if (!url) return refuse('PASSERELLE_DATABASE_URL', 'is missing');
  if (!/^postgres(ql)?:\/\//.test(url))
    return refuse('PASSERELLE_DATABASE_URL', 'is not the address of a PostgreSQL database');
  return url;
}

function signingKey(environment: Environment): HubConfig['signing'] {
  const text = secret(environment, 'PASSERELLE_SIGNING_KEY');
  try {
    const jwk = JSON.parse(text) as Record<string, string>;
    if (jwk.crv !== 'Ed25519' || typeof jwk.kid !== 'string') throw new Error('not an Ed25519 key with a kid');
    return { kid: jwk.kid, key: createPrivateKey({ key: jwk, format: 'jwk' }) };
  } catch {
    return refuse('PASSERELLE_SIGNING_KEY', 'is not a private Ed25519 key with a `kid`, as a JWK');
  }
}

/** Whoever checks passes must never be shown a checkpoint as one, nor the other way round. */
function logKeys(environment: Environment, signing: KeyObject): readonly KeyObject[] {
  const text = secret(environment, 'PASSERELLE_LOG_KEY');
  const keys = readKeys(text);
  if (keys === null || keys.length === 0)
    return refuse('PASSERELLE_LOG_KEY', 'is not a private Ed25519 key as a JWK, nor a set of them');
  const [pass, ...logs] = [signing, ...keys].map((key) => createPublicKey(key).export({ format: 'jwk' }).x);
  if (logs.includes(pass)) return refuse('PASSERELLE_LOG_KEY', 'is the key that signs passes');
  if (new Set(logs).size < logs.length) return refuse('PASSERELLE_LOG_KEY', 'names a key twice');
  return keys;
}

function readKeys(text: string): readonly KeyObject[] | null {
  try {
    const read = JSON.parse(text) as Record<string, string> | { keys: Record<string, string>[] };
    const jwks = Array.isArray(read.keys) ? read.keys : [read as Record<string, string>];
    if (jwks.some(({ crv }) => crv !== 'Ed25519')) return null;
    return jwks.map((key) => createPrivateKey({ key, format: 'jwk' }));
  } catch {
    return null;
  }
}

/** It begins the name of the log's key in every signature, where a blank or a plus sign would end it. */
function logOrigin(environment: Environment): string {
  const origin = environment.PASSERELLE_LOG_ORIGIN;
  if (!origin) return refuse('PASSERELLE_LOG_ORIGIN', 'is missing');
  return /^[A-Za-z0-9._~/:-]{1,200}$/.test(origin)
    ? origin
    : refuse('PASSERELLE_LOG_ORIGIN', 'is not the name of a log: letters, digits and `._~/:-`');
}

/** An address without a key asks nothing, and a key without an address has nobody to ask: both or neither. */
function linkage(environment: Environment): HubConfig['linkage'] {
  const { PASSERELLE_LINKAGE_URL: url, PASSERELLE_LINKAGE_KEY: text, PASSERELLE_LINKAGE_KEY_FILE: file } = environment;
  if (!url) return text || file ? refuse('PASSERELLE_LINKAGE_URL', 'is missing beside the key') : null;
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    return refuse('PASSERELLE_LINKAGE_URL', 'is not an http address');
  const [key, ...others] = readKeys(secret(environment, 'PASSERELLE_LINKAGE_KEY')) ?? [];
  return key === undefined || others.length > 0
    ? refuse('PASSERELLE_LINKAGE_KEY', 'is not a private Ed25519 key as a JWK')
    : { url, key };
}

/** Whoever has it can take the noise away: it is random, long, and given to the hub alone. */
function statisticKey(environment: Environment): Uint8Array | null {
  if (!environment.PASSERELLE_STATISTIC_KEY && !environment.PASSERELLE_STATISTIC_KEY_FILE) return null;
  const text = secret(environment, 'PASSERELLE_STATISTIC_KEY').trim();
  const key = /^[A-Za-z0-9_-]+$/.test(text) ? Buffer.from(text, 'base64url') : Buffer.alloc(0);
  return key.byteLength >= LEAST_RECORD_KEY_BYTES
    ? key
    : refuse('PASSERELLE_STATISTIC_KEY', `is not ${LEAST_RECORD_KEY_BYTES} bytes or more in base64url`);
}

/** From the variable itself, or from the file that `…_FILE` names. */
function secret(
  environment: Environment,
  name: 'PASSERELLE_SIGNING_KEY' | 'PASSERELLE_LOG_KEY' | 'PASSERELLE_LINKAGE_KEY' | 'PASSERELLE_STATISTIC_KEY',
): string {
  const file = environment[`${name}_FILE`];
  return environment[name] || (file ? readFileSync(file, 'utf8') : undefined) || refuse(name, 'is missing');
}

function clock(environment: Environment): Date | null {
  const text = environment.PASSERELLE_CLOCK;
  if (!text) return null;
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? refuse('PASSERELLE_CLOCK', 'is not an ISO instant') : instant;
}

function wholeNumber(
  environment: Environment,
  name: 'PORT' | 'PASSERELLE_BODY_DEADLINE_MS',
  otherwise: number,
  least: number,
  most: number,
): number {
  const text = environment[name];
  if (text === undefined || text === '') return otherwise;
  const number = Number(text);
  return Number.isInteger(number) && number >= least && number <= most
    ? number
    : refuse(name, `is not a whole number from ${least} to ${most}`);
}
