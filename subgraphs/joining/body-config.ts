import { readFileSync } from 'node:fs';
import { SERVING_KINDS, type ServingKind } from '../../schema/vocabulary.ts';
import type { HubKeySource } from './hub-keys.ts';
import { type LinkageConfig, readLinkageConfig } from './linkage-config.ts';
import { LEAST_KEY_BYTES } from './pseudonym.ts';
import { readWitnessConfig, type WitnessConfig } from './witness-config.ts';

/** What the process of a body reads from its environment. The compose file is held against this list. */
export const BODY_VARIABLES = {
  BODY_CODE: 'code of the body in the registry of the hub, as `CCAS_LONGVIC`',
  BODY_KIND: `kind of the body: ${SERVING_KINDS.join(', ')}`,
  DATABASE_URL: 'the body’s own PostgreSQL database',
  HUB_JWKS_URL: 'where the hub publishes its public keys',
  HUB_JWKS: 'the hub’s public keys as a JSON Web Key Set, instead',
  LINKAGE_KEY_FILE: 'a file with the key of pseudonyms that bodies share; needed where people are entered',
  LINKAGE_URL: 'where the linkage service answers; needed where people are linked',
  LINKAGE_SIGNING_KEY_FILE: 'a file with the private Ed25519 key that signs what it is asked, as a JWK',
  LINKAGE_TRUSTED_KEYS: 'its public keys as bodies agreed on them, as `1=…,2=…`',
  LINKAGE_HUB_KEY: 'the hub’s public key for names of files, as its operator tells it; with it the hub learns of links',
  WITNESS_KEY_FILE:
    'a file with the private Ed25519 key that countersigns the journal, as a JWK; its `kid` is the name',
  LOG_KEYS_FILE: 'a file with the public keys of the journals that this body watches, one per line; beside the former',
  CLOCK: 'ISO instant at which the clock of what is derived starts; never in production',
  HOST: 'address to listen on; 127.0.0.1 when absent',
  PORT: 'port to listen on',
} as const;

export interface BodyConfig {
  readonly code: string;
  readonly kind: ServingKind;
  readonly databaseUrl: string;
  readonly hubKeys: HubKeySource;
  /** Bodies hold it and the hub does not; null where this body enters nobody. */
  readonly linkageKey: string | null;
  /** Null: this body asks the linkage service nothing. */
  readonly linkage: LinkageConfig | null;
  /** Null: this body countersigns nothing. */
  readonly witness: WitnessConfig | null;
  /** Where the clock of ages and rights in force starts; null: the real time. Passes always live in real time. */
  readonly clock: Date | null;
  readonly host: string;
  readonly port: number;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Variable = keyof typeof BODY_VARIABLES;

/** Reads the environment once. Throws with the name of the variable that is wrong, and never its value. */
export function readBodyConfig(environment: Environment): BodyConfig {
  const text = (name: Variable): string => environment[name] || refuse(name, 'is missing');
  const code = text('BODY_CODE');
  if (!/^[A-Z][A-Z0-9_]*$/.test(code)) refuse('BODY_CODE', 'is not a code: capitals, digits and `_`');
  const kind =
    SERVING_KINDS.find((one) => one === text('BODY_KIND')) ?? refuse('BODY_KIND', 'is not a kind that serves');
  const databaseUrl = text('DATABASE_URL');
  if (!/^postgres(ql)?:\/\//.test(databaseUrl)) refuse('DATABASE_URL', 'is not the address of a PostgreSQL database');
  return Object.freeze({
    code,
    kind,
    databaseUrl,
    hubKeys: readHubKeys(environment),
    linkageKey: environment.LINKAGE_KEY_FILE ? readLinkageKey(environment.LINKAGE_KEY_FILE) : null,
    linkage: readLinkageConfig(environment, refuse),
    witness: readWitnessConfig(environment, refuse),
    clock: environment.CLOCK ? readClock(environment) : null,
    host: environment.HOST || '127.0.0.1',
    port: readPort(text('PORT')),
  });
}

function readHubKeys(environment: Environment): HubKeySource {
  const { HUB_JWKS_URL: address, HUB_JWKS: set } = environment;
  if (address && set) refuse('HUB_JWKS', 'is given beside `HUB_JWKS_URL`: which one counts cannot be told');
  if (address) {
    if (!/^https?:\/\//.test(address) || !URL.canParse(address)) refuse('HUB_JWKS_URL', 'is not an http address');
    return new URL(address);
  }
  const { keys } = parseJson('HUB_JWKS', set || refuse('HUB_JWKS_URL', 'is missing, and so is `HUB_JWKS`'));
  if (!Array.isArray(keys) || !keys.length || !keys.every(isPublicKey))
    refuse('HUB_JWKS', 'is not a set of public Ed25519 keys');
  return { keys };
}

function isPublicKey(key: unknown): boolean {
  if (typeof key !== 'object' || key === null) return false;
  return 'crv' in key && key.crv === 'Ed25519' && 'x' in key && 'kid' in key && !('d' in key);
}

function readLinkageKey(file: string): string {
  let key = '';
  try {
    key = readFileSync(file, 'utf8').trim();
  } catch {
    refuse('LINKAGE_KEY_FILE', 'cannot be read');
  }
  // Other bytes would make pseudonyms that link with nobody's, and nobody would notice.
  return Buffer.byteLength(key) < LEAST_KEY_BYTES ? refuse('LINKAGE_KEY_FILE', 'holds less than 32 bytes') : key;
}

function readClock({ CLOCK = '', NODE_ENV }: Environment): Date {
  if (NODE_ENV === 'production') refuse('CLOCK', 'is for development only');
  const instant = new Date(CLOCK);
  return Number.isNaN(instant.getTime()) ? refuse('CLOCK', 'is not an ISO instant') : instant;
}

function readPort(text: string): number {
  const port = Number(text);
  return Number.isInteger(port) && port >= 0 && port <= 65_535 ? port : refuse('PORT', 'is not a port');
}

function parseJson(name: Variable, text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return refuse(name, 'is not JSON');
  }
}

function refuse(name: Variable, why: string): never {
  throw new Error(`configuration: \`${name}\` ${why}`);
}
