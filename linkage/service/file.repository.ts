import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { type FileKeys, matchCascade, type SetKeys } from '../match.ts';
import { LINKING } from './key.repository.ts';
import { LinkageRefusal } from './refusal.ts';
import { transaction } from './request.repository.ts';

/** One file as its body sends it: a reference that means nothing to the service, and its keys as elements in base64url. */
export interface SentFile {
  readonly reference: string;
  readonly keys: FileKeys;
  /** Its name, sealed for the hub, in base64url; null where its body tells the hub itself. */
  readonly sealedName: string | null;
}

/** Keeps files until they are linked. What a body sends again is taken as it is now, and keeps its links. */
export async function stageFiles(
  database: Pool,
  o: { readonly body: string; readonly version: number; readonly files: readonly SentFile[] },
): Promise<void> {
  await transaction(database, async (client) => {
    await client.query(LINKING);
    await refuseOtherKey(client, o.version);
    const references = o.files.map(({ reference }) => reference);
    // One that was linked before it had a name for the hub is news to it now.
    await client.query(
      `INSERT INTO "file" ("body", "reference", "sealed_name") SELECT $1, * FROM unnest($2::text[], $3::bytea[])
       ON CONFLICT ("body", "reference") DO UPDATE SET "sealed_name" = EXCLUDED."sealed_name",
         "place" = CASE WHEN "file"."subject" IS NULL THEN NULL ELSE nextval('file_place') END
        WHERE "file"."sealed_name" IS NULL AND EXCLUDED."sealed_name" IS NOT NULL`,
      [o.body, references, o.files.map(({ sealedName }) => (sealedName === null ? null : bytesOf(sealedName)))],
    );
    await client.query('DELETE FROM "file_key" WHERE "body" = $1 AND "reference" = ANY($2)', [o.body, references]);
    const keys = o.files.flatMap(({ reference, keys: all }) =>
      all.flatMap((key, rank) => (key === null ? [] : [{ reference, rank, element: bytesOf(key) }])),
    );
    await client.query(`INSERT INTO "file_key" SELECT $1, * FROM unnest($2::text[], $3::smallint[], $4::bytea[])`, [
      o.body,
      keys.map((key) => key.reference),
      keys.map(({ rank }) => rank),
      keys.map(({ element }) => element),
    ]);
  });
}

/**
 * Links all that a body has staged, in the order of the cascade over all of it, and gives each file its subject. A file
 * that agrees with another body's on everything shares its subject; one that a weaker key finds gets a subject of its
 * own, and that the two may be one person is a *candidate*, told to the hub and never to the body: it would be an answer
 * to “do others know her?”.
 */
export async function linkStaged(database: Pool, body: string): Promise<void> {
  await transaction(database, async (client) => {
    await client.query(LINKING);
    const staged = await stagedFiles(client, body);
    const persons = await personsThatMayMatch(client, body);
    const found = new Map(
      matchCascade(
        staged.map(({ keys }) => keys),
        persons.map(({ keys }) => keys),
      ).map((match) => [match.left, match]),
    );
    const links = staged.map(({ reference, keys }, index) => {
      const match = found.get(index);
      const person = match && persons[match.right];
      const subject = match?.rank === 0 ? person?.subjects.get(keys[0] ?? '') : undefined;
      return { reference, person: person?.person ?? randomUUID(), subject: subject ?? mintSubject() };
    });
    await client.query(
      `UPDATE "file" f SET "person" = l.person, "subject" = l.subject, "place" = nextval('file_place')
         FROM unnest($2::text[], $3::uuid[], $4::text[]) AS l(reference, person, subject)
        WHERE f."body" = $1 AND f."reference" = l.reference`,
      [body, links.map((l) => l.reference), links.map((l) => l.person), links.map((l) => l.subject)],
    );
  });
}

/** The subjects of a body's own files; null for one that is not linked yet, or not known. */
export async function subjectsOf(
  database: Pool,
  body: string,
  references: readonly string[],
): Promise<readonly (string | null)[]> {
  const { rows } = await database.query<{ reference: string; subject: string | null }>(
    'SELECT "reference", "subject" FROM "file" WHERE "body" = $1 AND "reference" = ANY($2)',
    [body, references],
  );
  const subjects = new Map(rows.map(({ reference, subject }) => [reference, subject]));
  return references.map((reference) => subjects.get(reference) ?? null);
}

/** Subjects that the cascade takes for one person without agreeing on everything, for agents to confirm or to part. */
export async function candidates(database: Pool): Promise<readonly (readonly string[])[]> {
  const { rows } = await database.query<{ subjects: string[] }>(
    `SELECT array_agg(DISTINCT "subject" ORDER BY "subject") AS subjects FROM "file" WHERE "person" IS NOT NULL
      GROUP BY "person" HAVING count(DISTINCT "subject") > 1 ORDER BY 1`,
  );
  return rows.map(({ subjects }) => subjects);
}

/**
 * A link that agents found wrong: the body's file of this subject is of another person from now on, under a subject of its
 * own, which is returned. Who asks again for the same is told the same.
 */
export async function partFile(database: Pool, body: string, subject: string): Promise<string> {
  return transaction(database, async (client) => {
    await client.query(LINKING);
    const { rows } = await client.query<{ subject: string }>(
      'SELECT "subject" FROM "file" WHERE "body" = $1 AND "parted_from" = $2',
      [body, subject],
    );
    const [parted] = rows;
    if (parted !== undefined) return parted.subject;
    const fresh = mintSubject();
    const { rowCount } = await client.query(
      `UPDATE "file" SET "person" = $3, "subject" = $4, "parted_from" = $2 WHERE "body" = $1 AND "subject" = $2`,
      [body, subject, randomUUID(), fresh],
    );
    if (rowCount === 0) throw new LinkageRefusal('NOT_FOUND');
    return fresh;
  });
}

/** A file that was linked, as the hub is told of it. */
export interface ToldFile {
  readonly place: string;
  readonly body: string;
  readonly sealedName: string;
  readonly subject: string;
}

/**
 * Files that were linked after a place in the order of these news, oldest first, as many as are told at once.
 *
 * INVARIANT: places are given under the lock that linking holds until its commit, so none appears below one that was told.
 */
export async function toldFiles(database: Pool, after: string): Promise<readonly ToldFile[]> {
  const { rows } = await database.query<{ place: string; body: string; sealed_name: Buffer; subject: string }>(
    `SELECT "place", "body", "sealed_name", "subject" FROM "file"
      WHERE "place" > $1 AND "sealed_name" IS NOT NULL ORDER BY "place" LIMIT ${TOLD_AT_ONCE}`,
    [after],
  );
  return rows.map(({ place, body, sealed_name, subject }) => ({
    ...{ place, body, subject },
    sealedName: sealed_name.toString('base64url'),
  }));
}

const TOLD_AT_ONCE = 500;

/** Random: a subject is a function of nothing, so nobody who holds one can try names against it. */
export function mintSubject(): string {
  return randomBytes(32).toString('base64url');
}

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');

async function refuseOtherKey(client: PoolClient, version: number): Promise<void> {
  const { rows } = await client.query('SELECT 1 FROM "oblivious_key" WHERE "version" = $1 AND "destroyed_at" IS NULL', [
    version,
  ]);
  if (rows.length === 0) throw new LinkageRefusal('KEY_ROTATED');
}

interface KeyRow {
  readonly rank: number;
  readonly element: string;
}

/** Files to link. A key that a linked file of the same body has too is left out: it would be guessed between the two. */
async function stagedFiles(
  client: PoolClient,
  body: string,
): Promise<readonly { readonly reference: string; readonly keys: FileKeys }[]> {
  const { rows } = await client.query<{ reference: string } & Partial<KeyRow>>(
    `SELECT f."reference", k."rank", encode(k."element", 'hex') AS element
       FROM "file" f LEFT JOIN "file_key" k ON k."body" = f."body" AND k."reference" = f."reference"
        AND NOT EXISTS (
          SELECT 1 FROM "file_key" o JOIN "file" g ON g."body" = o."body" AND g."reference" = o."reference"
           WHERE o."rank" = k."rank" AND o."element" = k."element" AND o."body" = f."body" AND g."person" IS NOT NULL)
      WHERE f."body" = $1 AND f."person" IS NULL ORDER BY f."reference", k."rank"`,
    [body],
  );
  return [...Map.groupBy(rows, ({ reference }) => reference)].map(([reference, keys]) => ({
    reference,
    keys: RANKS.map((rank) => keys.find((key) => key.rank === rank)?.element ?? null),
  }));
}

interface StandingPerson {
  readonly person: string;
  readonly keys: SetKeys;
  /** By the first key. */
  readonly subjects: ReadonlyMap<string, string>;
}

/** Persons of other bodies that share a key with what is staged, and have no file at this body. */
async function personsThatMayMatch(client: PoolClient, body: string): Promise<readonly StandingPerson[]> {
  const { rows } = await client.query<{ person: string; subject: string } & KeyRow>(
    `SELECT DISTINCT f."person", f."subject", k."rank", encode(k."element", 'hex') AS element
       FROM "file_key" s
       JOIN "file" t ON t."body" = s."body" AND t."reference" = s."reference" AND t."person" IS NULL
       JOIN "file_key" k ON k."rank" = s."rank" AND k."element" = s."element"
       JOIN "file" f ON f."body" = k."body" AND f."reference" = k."reference"
      WHERE s."body" = $1 AND f."body" <> $1 AND f."person" IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "file" own WHERE own."person" = f."person" AND own."body" = $1)
      ORDER BY 1, 3, 4, 2`,
    [body],
  );
  return [...Map.groupBy(rows, ({ person }) => person)].map(([person, keys]) => ({
    person,
    keys: RANKS.map((rank) => [...new Set(keys.filter((key) => key.rank === rank).map(({ element }) => element))]),
    subjects: new Map(keys.filter(({ rank }) => rank === 0).map(({ element, subject }) => [element, subject])),
  }));
}

/** More than any cascade has keys; a rank that nobody uses costs nothing. */
export const MOST_KEYS = 16;
const RANKS = Array.from({ length: MOST_KEYS }, (_, rank) => rank);
