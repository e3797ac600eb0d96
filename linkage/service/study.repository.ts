import { createHmac, randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { LinkageRefusal } from './refusal.ts';
import { seal, unseal } from './seal.ts';

/** A count of distinct persons over some bodies, until an instant. */
export interface Study {
  readonly id: string;
  readonly bodies: readonly string[];
  readonly endsAt: Date;
}

/** Opens a study under a key made for it alone. */
export async function openStudy(database: Pool, sealingKey: Uint8Array, openedBy: string, study: Study): Promise<void> {
  const { rowCount } = await database.query(
    `INSERT INTO "study" ("id", "opened_by", "bodies", "ends_at", "sealed_key") VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [study.id, openedBy, study.bodies, study.endsAt, seal(randomBytes(32), sealingKey, `study ${study.id}`)],
  );
  if (rowCount === 0) throw new LinkageRefusal('STUDY_EXISTS');
}

/**
 * Pseudonyms of a body's own files for one study: the same for one person from whichever body, different in every other
 * study, and once the study has ended beyond anybody's making. Null for a file that is not linked.
 */
export async function rekey(
  database: Pool,
  sealingKey: Uint8Array,
  o: { readonly study: string; readonly body: string; readonly references: readonly string[] },
): Promise<readonly (string | null)[]> {
  const key = await keyOf(database, sealingKey, o.study, o.body);
  const { rows } = await database.query<{ reference: string; person: string }>(
    'SELECT "reference", "person" FROM "file" WHERE "body" = $1 AND "reference" = ANY($2) AND "person" IS NOT NULL',
    [o.body, o.references],
  );
  const persons = new Map(rows.map(({ reference, person }) => [reference, person]));
  return o.references.map((reference) => {
    const person = persons.get(reference);
    return person === undefined ? null : createHmac('sha256', key).update(person).digest('base64url');
  });
}

/** Destroys the key of a study. Ending it twice changes nothing. */
export async function endStudy(database: Pool, openedBy: string, id: string): Promise<void> {
  const { rowCount } = await database.query(
    `UPDATE "study" SET "sealed_key" = NULL, "destroyed_at" = coalesce("destroyed_at", now())
      WHERE "id" = $1 AND "opened_by" = $2`,
    [id, openedBy],
  );
  if (rowCount === 0) throw new LinkageRefusal('NOT_FOUND');
  await forgetSets(database);
}

/** Destroys the keys of all studies whose end has come. */
export async function endLapsedStudies(database: Pool): Promise<void> {
  const { rowCount } = await database.query(
    'UPDATE "study" SET "sealed_key" = NULL, "destroyed_at" = now() WHERE "ends_at" <= now() AND "sealed_key" IS NOT NULL',
  );
  if (rowCount !== 0) await forgetSets(database);
}

/** The bodies of a study that the hub has opened and that has not ended. */
export async function bodiesOf(database: Pool, openedBy: string, id: string): Promise<readonly string[]> {
  await endLapsedStudies(database);
  const { rows } = await database.query<{ bodies: string[]; has_ended: boolean }>(
    'SELECT "bodies", "sealed_key" IS NULL AS has_ended FROM "study" WHERE "id" = $1 AND "opened_by" = $2',
    [id, openedBy],
  );
  const [study] = rows;
  if (study === undefined) throw new LinkageRefusal('NOT_FOUND');
  if (study.has_ended) throw new LinkageRefusal('STUDY_ENDED');
  return study.bodies;
}

/** Refuses a study that a body takes no part in, and one that has ended; holds it from ending until the transaction has. */
export async function assertOpen(client: PoolClient, id: string, body: string): Promise<void> {
  const { rows } = await client.query<{ bodies: string[]; has_ended: boolean }>(
    'SELECT "bodies", "sealed_key" IS NULL OR "ends_at" <= now() AS has_ended FROM "study" WHERE "id" = $1 FOR SHARE',
    [id],
  );
  const [study] = rows;
  if (study === undefined || !study.bodies.includes(body)) throw new LinkageRefusal('NOT_FOUND');
  if (study.has_ended) throw new LinkageRefusal('STUDY_ENDED');
}

async function keyOf(database: Pool, sealingKey: Uint8Array, id: string, body: string): Promise<Buffer> {
  await endLapsedStudies(database);
  const { rows } = await database.query<{ bodies: string[]; sealed_key: Buffer | null }>(
    'SELECT "bodies", "sealed_key" FROM "study" WHERE "id" = $1',
    [id],
  );
  const [study] = rows;
  // To a body that takes no part, a study is one that there is not.
  if (study === undefined || !study.bodies.includes(body)) throw new LinkageRefusal('NOT_FOUND');
  if (study.sealed_key === null) throw new LinkageRefusal('STUDY_ENDED');
  return unseal(study.sealed_key, sealingKey, `study ${id}`);
}

/** What was sent for a study is forgotten with it. */
async function forgetSets(database: Pick<Pool, 'query'>): Promise<void> {
  await database.query(
    'DELETE FROM "study_set" WHERE "study" IN (SELECT "id" FROM "study" WHERE "sealed_key" IS NULL)',
  );
}
