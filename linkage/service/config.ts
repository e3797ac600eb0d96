import { readFileSync } from 'node:fs';
import { type Party, readParties } from './parties.ts';

/** What the process of the linkage service reads from its environment. The compose file is held against this list. */
export const LINKAGE_VARIABLES = {
  LINKAGE_DATABASE_URL: 'the service’s own PostgreSQL database',
  LINKAGE_SEALING_KEY_FILE: 'a file with 32 bytes in base64url, under which keys lie in the database',
  LINKAGE_PARTIES_FILE: 'a file that lists who may ask, with public keys and daily quotas, as JSON',
  LINKAGE_HOST: 'address to listen on; 127.0.0.1 when absent',
  PORT: 'port to listen on',
} as const;

export interface LinkageConfig {
  readonly databaseUrl: string;
  readonly sealingKey: Uint8Array;
  readonly parties: ReadonlyMap<string, Party>;
  readonly host: string;
  readonly port: number;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment once. Throws with the name of the variable that is wrong, and never its value. */
export function readLinkageConfig(environment: Environment): LinkageConfig {
  const databaseUrl = environment.LINKAGE_DATABASE_URL ?? '';
  if (!/^postgres(ql)?:\/\//.test(databaseUrl))
    refuse('LINKAGE_DATABASE_URL', 'is not the address of a PostgreSQL database');
  const sealingKey = Buffer.from(read(environment, 'LINKAGE_SEALING_KEY_FILE').trim(), 'base64url');
  if (sealingKey.length !== 32) refuse('LINKAGE_SEALING_KEY_FILE', 'does not hold 32 bytes in base64url');
  const port = Number(environment.PORT || Number.NaN);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) refuse('PORT', 'is not a port');
  return Object.freeze({
    databaseUrl,
    sealingKey,
    parties: parties(environment),
    host: environment.LINKAGE_HOST || '127.0.0.1',
    port,
  });
}

function parties(environment: Environment): LinkageConfig['parties'] {
  const text = read(environment, 'LINKAGE_PARTIES_FILE');
  try {
    return readParties(text);
  } catch {
    return refuse('LINKAGE_PARTIES_FILE', 'is not a list of parties');
  }
}

function read(environment: Environment, name: keyof typeof LINKAGE_VARIABLES): string {
  const file = environment[name] || refuse(name, 'is missing');
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return refuse(name, 'cannot be read');
  }
}

function refuse(name: keyof typeof LINKAGE_VARIABLES, why: string): never {
  throw new Error(`configuration: \`${name}\` ${why}`);
}
