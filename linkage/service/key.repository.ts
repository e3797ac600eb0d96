import type { Pool, PoolClient } from 'pg';
import { carryOver, makeObliviousKey, type ObliviousKey, stepBetween } from '../oblivious.ts';
import { transaction } from './request.repository.ts';
import { seal, unseal } from './seal.ts';

/** The key that works now, as the process holds it. */
export interface CurrentKey extends ObliviousKey {
  readonly version: number;
}

/** What anybody may know of a key. */
export interface PublishedKey {
  readonly version: number;
  readonly publicKey: string;
  readonly madeAt: string;
  readonly destroyedAt: string | null;
}

/** Held while files are linked and while the key changes: neither happens under the other. */
export const LINKING = 'SELECT pg_advisory_xact_lock(20261121, 5)';
/** How many elements are carried over between two looks at the database. */
const PAGE = 2_000;

/** The key that works; on an empty database the first one is made. */
export async function openKey(database: Pool, sealingKey: Uint8Array): Promise<CurrentKey> {
  return transaction(database, async (client) => {
    await client.query(LINKING);
    return (await readKey(client, sealingKey)) ?? addKey(client, sealingKey, 1, makeObliviousKey());
  });
}

export async function publishedKeys(database: Pool): Promise<readonly PublishedKey[]> {
  const { rows } = await database.query<{
    version: number;
    public_key: Buffer;
    made_at: Date;
    destroyed_at: Date | null;
  }>('SELECT "version", "public_key", "made_at", "destroyed_at" FROM "oblivious_key" ORDER BY "version"');
  return rows.map((row) => ({
    version: row.version,
    publicKey: row.public_key.toString('base64url'),
    madeAt: row.made_at.toISOString(),
    destroyedAt: row.destroyed_at?.toISOString() ?? null,
  }));
}

/**
 * Puts a new key in the place of the old one, and carries every kept element over to it: what was linked stays linked, and
 * what comes later links with what came before. Bodies send nothing again. The old key is destroyed in the same
 * transaction; its sealed bytes may live on in backups of the database, which open only with the sealing key.
 */
export async function rotateKey(database: Pool, sealingKey: Uint8Array): Promise<CurrentKey> {
  return transaction(database, async (client) => {
    await client.query(LINKING);
    const old = await readKey(client, sealingKey);
    if (old === null) throw new Error('there is no key to rotate');
    const next = makeObliviousKey();
    await carryAllOver(client, stepBetween(old, next));
    await client.query(
      'UPDATE "oblivious_key" SET "sealed_secret" = NULL, "destroyed_at" = now() WHERE "version" = $1',
      [old.version],
    );
    return addKey(client, sealingKey, old.version + 1, next);
  });
}

async function readKey(client: PoolClient, sealingKey: Uint8Array): Promise<CurrentKey | null> {
  const { rows } = await client.query<{ version: number; public_key: Buffer; sealed_secret: Buffer }>(
    'SELECT "version", "public_key", "sealed_secret" FROM "oblivious_key" WHERE "destroyed_at" IS NULL',
  );
  const [row] = rows;
  if (row === undefined) return null;
  const secretKey = unseal(row.sealed_secret, sealingKey, `key ${row.version}`);
  return { version: row.version, publicKey: new Uint8Array(row.public_key), secretKey: new Uint8Array(secretKey) };
}

async function addKey(
  client: PoolClient,
  sealingKey: Uint8Array,
  version: number,
  key: ObliviousKey,
): Promise<CurrentKey> {
  await client.query('INSERT INTO "oblivious_key" ("version", "public_key", "sealed_secret") VALUES ($1, $2, $3)', [
    version,
    Buffer.from(key.publicKey),
    seal(key.secretKey, sealingKey, `key ${version}`),
  ]);
  return { version, ...key };
}

async function carryAllOver(client: PoolClient, step: Uint8Array): Promise<void> {
  let after: readonly [string, string, number] = ['', '', -1];
  for (;;) {
    const { rows } = await client.query<{ body: string; reference: string; rank: number; element: Buffer }>(
      `SELECT * FROM "file_key" WHERE ("body", "reference", "rank") > ($1, $2, $3::smallint)
        ORDER BY "body", "reference", "rank" LIMIT ${PAGE}`,
      [...after],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    after = [last.body, last.reference, last.rank];
    await client.query(
      `UPDATE "file_key" k SET "element" = n.element
         FROM unnest($1::text[], $2::text[], $3::smallint[], $4::bytea[]) AS n(body, reference, rank, element)
        WHERE k."body" = n.body AND k."reference" = n.reference AND k."rank" = n.rank`,
      [
        rows.map(({ body }) => body),
        rows.map(({ reference }) => reference),
        rows.map(({ rank }) => rank),
        rows.map(({ element }) => Buffer.from(carryOver(element, step))),
      ],
    );
  }
}
