import { createPublicKey, generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { grantRole } from '../../../deploy/grant-role.ts';
import type { CivilTraits } from '../../../linkage/civil-traits.ts';
import { nameKeyFrom } from '../../../linkage/sealed-name.ts';
import { type LinkageService, openLinkageService } from '../../../linkage/service/linkage-service.ts';
import type { Party } from '../../../linkage/service/parties.ts';
import { type ServedLinkage, serveLinkage } from '../../../linkage/service/serve-linkage.ts';
import { type LinkageAccess, signRequest } from '../../../subgraphs/joining/link-files.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';

export const LINKAGE_KEY = 'a linkage key of the bodies, long enough';
export type Code = 'DEPT' | 'CCAS' | 'METRO' | 'SMALL' | 'HUB' | 'METRO_DIJON' | 'CCAS_LONGVIC';
const CODES: readonly Code[] = ['DEPT', 'CCAS', 'METRO', 'SMALL', 'HUB', 'METRO_DIJON', 'CCAS_LONGVIC'];

/** A linkage service over a real database and real HTTP, with bodies, one that may ask little, and the hub. */
export interface LinkageWorld {
  readonly service: LinkageService;
  /** As the role that the service runs as. */
  readonly database: pg.Pool;
  /** As the role that owns the tables. */
  readonly owner: pg.Pool;
  readonly sealingKey: Buffer;
  readonly faults: unknown[];
  readonly url: string;
  access(code: Code): Promise<LinkageAccess>;
  ask(
    code: Code,
    path: string,
    sent: object,
  ): Promise<{ readonly status: number; readonly body: Record<string, unknown> }>;
  keyOf(code: Code): KeyObject;
  /** Opens what bodies seal for the hub. */
  readonly nameKey: KeyObject;
  close(): Promise<void>;
}

export async function openLinkageWorld(): Promise<LinkageWorld> {
  const fresh: FreshDatabase = await freshDatabase('linkage');
  const role = `linkage_${randomUUID()}`;
  await grantRole(fresh.url, { role, password: 'of the service', kind: 'linkage' });
  const runtime = Object.assign(new URL(fresh.url), { username: role, password: 'of the service' });
  const database = new pg.Pool({ connectionString: runtime.href, max: 6 });
  const owner = new pg.Pool({ connectionString: fresh.url, max: 2 });
  // Dropping the database ends connections that are about to end by themselves.
  for (const pool of [database, owner]) pool.on('connect', (client) => client.on('error', () => undefined));
  const sealingKey = randomBytes(32);
  const keys = new Map<string, KeyObject>();
  const parties = new Map<string, Party>();
  for (const code of CODES) {
    const pair = generateKeyPairSync('ed25519');
    keys.set(code, pair.privateKey);
    const role = code === 'HUB' ? 'HUB' : 'BODY';
    parties.set(code, { code, role, key: pair.publicKey, perDay: code === 'SMALL' ? 20 : 100_000 });
  }
  const service = await openLinkageService({ database, sealingKey });
  const faults: unknown[] = [];
  const served: ServedLinkage = await serveLinkage({
    service,
    parties,
    host: '127.0.0.1',
    port: 0,
    onFault: (fault) => faults.push(fault),
  });
  const nameKey = nameKeyFrom(randomBytes(32));
  const keyOf = (code: Code): KeyObject => keys.get(code)!;
  return {
    service,
    database,
    owner,
    sealingKey,
    faults,
    url: served.url,
    keyOf,
    nameKey,
    async access(code) {
      const trusted = new Map((await service.keys()).map(({ version, publicKey }) => [version, publicKey]));
      return {
        url: served.url,
        body: code,
        key: keyOf(code),
        linkageKey: LINKAGE_KEY,
        trusted,
        nameKey: createPublicKey(nameKey),
      };
    },
    async ask(code, path, sent) {
      const body = JSON.stringify(sent);
      const authorization = `Bearer ${await signRequest({ body: code, key: keyOf(code) }, path, body)}`;
      const response = await fetch(new URL(path, served.url), { method: 'POST', headers: { authorization }, body });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    async close() {
      await served.close();
      await Promise.all([database.end(), owner.end()]);
      await fresh.drop();
    },
  };
}

/** Jeanne Robert, unless it is said otherwise. */
export const aPerson = (traits: Partial<CivilTraits> = {}): CivilTraits => ({
  birthName: 'ROBERT',
  firstNames: ['Jeanne'],
  birthDate: '1961-11-21',
  sex: 'F',
  birthPlaceCog: '21231',
  ...traits,
});

/** Every row of every table as text: what somebody who takes a copy of the database holds. */
export async function dumpOf(database: pg.Pool): Promise<string> {
  const tables = ['file', 'file_key', 'request', 'study', 'oblivious_key'];
  const dumps = await Promise.all(
    tables.map((table) => database.query<{ row: string }>(`SELECT t::text AS row FROM "${table}" t ORDER BY 1`)),
  );
  return dumps.flatMap(({ rows }) => rows.map(({ row }) => row)).join('\n');
}
