import type { Pool } from 'pg';
import { LinkageRefusal } from './refusal.ts';
import { transaction } from './request.repository.ts';
import { assertOpen } from './study.repository.ts';

/** Some persons of the set that a body counts in a study. */
export interface SentTags {
  readonly study: string;
  readonly body: string;
  /** The body's own word for the set: indicator, period and version of what it froze. Noise is bound to it. */
  readonly set: string;
  readonly tags: readonly string[];
  /** The first batch forgets what the body sent before, so that it may begin again; the last completes the set. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** What is compared of a study. True, and for the process of the service alone: it is released perturbed, or not at all. */
export interface ComparedSets {
  /** By body, in the order of their codes. */
  readonly sets: readonly { readonly body: string; readonly name: string; readonly size: number }[];
  /** How many persons are in exactly so many sets, from one up. */
  readonly inSets: readonly number[];
}

export async function keepTags(database: Pool, { study, body, set, tags, isFirst, isLast }: SentTags): Promise<void> {
  await transaction(database, async (client) => {
    await assertOpen(client, study, body);
    if (isFirst) {
      await client.query('DELETE FROM "study_set" WHERE "study" = $1 AND "body" = $2', [study, body]);
      await client.query('INSERT INTO "study_set" ("study", "body", "name") VALUES ($1, $2, $3)', [study, body, set]);
    }
    const { rowCount } = await client.query(
      `UPDATE "study_set" SET "complete" = $4 WHERE "study" = $1 AND "body" = $2 AND "name" = $3 AND NOT "complete"`,
      [study, body, set, isLast],
    );
    if (rowCount === 0) throw new LinkageRefusal('BAD_REQUEST');
    await client.query('INSERT INTO "study_tag" SELECT $1, $2, unnest($3::bytea[]) ON CONFLICT DO NOTHING', [
      study,
      body,
      tags.map((tag) => Buffer.from(tag, 'base64url')),
    ]);
  });
}

/** Compares the sets of a study, once all its bodies have sent theirs. */
export async function compareSets(database: Pool, study: string, bodies: readonly string[]): Promise<ComparedSets> {
  const { rows: sets } = await database.query<{ body: string; name: string; size: number }>(
    `SELECT s."body", s."name", (SELECT count(*)::int FROM "study_tag" t WHERE t."study" = s."study" AND t."body" = s."body") AS size
       FROM "study_set" s WHERE s."study" = $1 AND s."complete" ORDER BY s."body" COLLATE "C"`,
    [study],
  );
  if (sets.length < bodies.length) throw new LinkageRefusal('SETS_INCOMPLETE');
  const { rows: shared } = await database.query<{ bodies: number; persons: number }>(
    `SELECT bodies, count(*)::int AS persons
       FROM (SELECT count(*)::int AS bodies FROM "study_tag" WHERE "study" = $1 GROUP BY "tag") AS each GROUP BY bodies`,
    [study],
  );
  const persons = new Map(shared.map((row) => [row.bodies, row.persons]));
  return { sets, inSets: sets.map((_, nth) => persons.get(nth + 1) ?? 0) };
}
