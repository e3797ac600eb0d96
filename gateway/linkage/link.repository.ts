import type { Pool, PoolClient } from 'pg';

/** A link that agents have broken or rejected, and that the linkage service has not been told of. */
export interface BrokenLink {
  readonly id: string;
  readonly body: string;
  readonly subject: string;
}

/** A file that its body has linked, its name read. */
export interface LinkedFile {
  readonly id: string;
  readonly body: string;
  readonly subject: string;
}

/** What the hub keeps of files and subjects, as the linkage service's news are written into it. */
export interface LinkRepository {
  brokenLinks(): Promise<readonly BrokenLink[]>;
  /** The file stands under a subject of its own from now on, as a candidate; unless somebody has written of it meanwhile. */
  partLink(broken: BrokenLink, fresh: string): Promise<void>;
  /** The service knows no such file: there is nothing to put in the place of the link. */
  closeLink(broken: BrokenLink): Promise<void>;
  /** Up to which place news have been read. */
  place(): Promise<string>;
  /** Files that the hub has not met become candidates; what it knows of the others stays. `place` has been read with them. */
  addCandidates(files: readonly LinkedFile[], place: string): Promise<void>;
}

const BROKEN = `"status" IN ('BROKEN', 'REJECTED') AND "parted_at" IS NULL`;
/** Told apart from all other locks of the hub's database. */
const LOCK = '20261122, 30';

/**
 * Runs `work` unless another replica runs it already, and says whether it did. Who dies in it leaves it to the others: the
 * lock ends with the connection.
 */
export async function inTurn(pool: Pool, work: (repository: LinkRepository) => Promise<void>): Promise<boolean> {
  const client = await pool.connect();
  let isWhole = false;
  try {
    const { rows } = await client.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(${LOCK}) AS mine`);
    if (rows[0]?.mine === true) {
      try {
        await work(createLinkRepository(client));
      } finally {
        await client.query(`SELECT pg_advisory_unlock(${LOCK})`);
      }
    }
    isWhole = true;
    return rows[0]?.mine === true;
  } finally {
    // A connection that may still hold the lock is not given to anybody else.
    client.release(!isWhole);
  }
}

function createLinkRepository(client: PoolClient): LinkRepository {
  return {
    async brokenLinks() {
      const { rows } = await client.query<BrokenLink>(
        `SELECT "id", "body_code" AS body, "subject" FROM "person_link" WHERE ${BROKEN} ORDER BY "id" LIMIT 100`,
      );
      return rows;
    },
    async partLink({ id, subject }, fresh) {
      await client.query(
        `UPDATE "person_link" SET "subject" = $3, "status" = 'CANDIDATE' WHERE "id" = $1 AND "subject" = $2 AND ${BROKEN}`,
        [id, subject, fresh],
      );
    },
    async closeLink({ id, subject }) {
      await client.query(
        `UPDATE "person_link" SET "parted_at" = now() WHERE "id" = $1 AND "subject" = $2 AND ${BROKEN}`,
        [id, subject],
      );
    },
    async place() {
      const { rows } = await client.query<{ place: string }>('SELECT "place" FROM "linkage_reading" WHERE "id" = 1');
      return rows[0]?.place ?? '0';
    },
    async addCandidates(files, place) {
      // One statement: what was read is in the table, or it is read again.
      await client.query(
        `WITH read AS (UPDATE "linkage_reading" SET "place" = $4 WHERE "id" = 1)
         INSERT INTO "person_link" ("id", "body_code", "local_id", "subject", "status")
         SELECT f.id, b."code", substr(f.id, length(b."code") + 2), f.subject, 'CANDIDATE'
           FROM unnest($1::text[], $2::text[], $3::text[]) AS f(id, body, subject) JOIN "body" b ON b."code" = f.body
         ON CONFLICT DO NOTHING`,
        [files.map(({ id }) => id), files.map(({ body }) => body), files.map(({ subject }) => subject), place],
      );
    },
  };
}
