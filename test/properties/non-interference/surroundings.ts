import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet } from 'jose';
import pg from 'pg';
import { Agent as Connections, request } from 'undici';
import { PERSONS } from '../../../development/agents.ts';
import { openIssuer, serveKeys } from '../../../development/issuer.ts';
import { readConfig } from '../../../gateway/config.ts';
import { createJournal } from '../../../gateway/journal/journal.repository.ts';
import type { Caller } from '../../../gateway/policy/caller.ts';
import { startHub } from '../../../gateway/start-hub.ts';
import { moveHub } from '../../../prisma/seed/hub.ts';
import type { BodyCode } from '../../../prisma/seed/town.ts';
import { aContext, aRecord } from '../../gateway/journal/some-records.ts';
import { awaitSequenced } from '../../support/await-sequenced.ts';
import { freshDatabase } from '../../support/database.ts';
import { seededHub, withHub } from '../../support/hub-database.ts';
import { AGENTS, habilitationRows, SERVING } from './agents.ts';
import type { Question } from './question.ts';
import { NOW } from './roll-world.ts';
import { serveContent } from './serve-content.ts';
import { noRows, TABLES, type World } from './world.ts';

/** Who asks: an agent, or a person concerned, for one purpose and perhaps one mission. */
export type Asker = Pick<
  Caller,
  'agent' | 'body' | 'bodyKind' | 'profession' | 'service' | 'purpose' | 'mission' | 'self' | 'represents'
> & {
  /** As she writes it in the header `x-necessary`. */
  readonly necessary: string | null;
};

/** All that a caller receives, but for the name of the operation and the time of day. */
export interface Received {
  readonly bytes: string;
  readonly text: string;
}

/** One hub on a real PostgreSQL, with bodies whose content is made up; worlds are put into them and questions asked. */
export interface Surroundings {
  readonly database: pg.Pool;
  /** Operations so far in which something crossed from one body to another because the person had agreed. */
  readonly agreed: number;
  put(world: World): Promise<void>;
  ask(asker: Asker, question: Question): Promise<Received>;
  close(): Promise<void>;
}

const AUDIENCE = 'passerelle';
const KID = 'hub-test';

export async function openSurroundings(): Promise<Surroundings> {
  const undo: (() => Promise<unknown> | unknown)[] = [];
  let agreed = 0;
  let shown: World = { rows: noRows(), households: new Map(), salt: () => 0 };
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: KID, alg: 'EdDSA', use: 'sig' };

  const folder = mkdtempSync(join(tmpdir(), 'passerelle-issuer-'));
  undo.push(() => rmSync(folder, { recursive: true }));
  const employers = [...new Set([...AGENTS.map(({ body }) => body), PERSONS])];
  const issuer = await openIssuer({ file: join(folder, 'keys.json'), bodies: employers, audience: AUDIENCE });
  const keys = await serveKeys(issuer);
  undo.push(() => keys.close());

  const urls: Partial<Record<BodyCode, string>> = {};
  for (const { code, kind } of SERVING) {
    const served = await serveContent({ code, kind, keys: createLocalJWKSet({ keys: [jwk] }), world: () => shown });
    undo.push(() => served.close());
    urls[code] = served.url;
  }

  const fresh = await freshDatabase('hub', seededHub);
  undo.push(() => fresh.drop());
  const issuers = employers.map((body) => ({
    issuer: issuer.nameOf(body),
    bodyCode: body,
    jwksUri: keys.jwksUri(body),
  }));
  await withHub(fresh.url, (prisma) => moveHub(prisma, { bodies: urls, issuers }));
  const database = new pg.Pool({ connectionString: fresh.url, max: 2 });
  database.on('error', () => {});
  undo.push(() => database.end());
  // The others do not answer, each time in the same words.
  await database.query("UPDATE body SET url = 'http://127.0.0.1:1' WHERE url LIKE '%.invalid'");
  await database.query('INSERT INTO habilitation SELECT * FROM json_populate_recordset(null::habilitation, $1)', [
    JSON.stringify(habilitationRows()),
  ]);

  const environment = {
    PASSERELLE_ENV: 'development',
    PASSERELLE_DATABASE_URL: fresh.url,
    PASSERELLE_SIGNING_KEY: JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: KID }),
    PASSERELLE_LOG_KEY: JSON.stringify(generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })),
    PASSERELLE_LOG_ORIGIN: 'journal.passerelle.invalid',
    PASSERELLE_AUDIENCE: AUDIENCE,
    PORT: '0',
  };
  const hub = await startHub(readConfig(environment), { clock: () => new Date(NOW) });
  undo.push(() => hub.close());
  const connections = new Connections({ connections: 16 });
  undo.push(() => connections.close());

  const tokens = new Map<string, Promise<string>>();
  function tokenOf({ agent, body, self, represents }: Asker): Promise<string> {
    const key = [agent, body, represents, ...self].join(' ');
    const claims = self.length > 0 ? { subject: [...self], represents } : {};
    const token = tokens.get(key) ?? issuer.token({ agent, body, now: new Date(), claims });
    tokens.set(key, token);
    return token;
  }

  const surroundings: Surroundings = {
    database,
    get agreed() {
      return agreed;
    },
    async put(world) {
      agreed += await countAgreed(database);
      await writeWorld(database, world);
      shown = world;
    },
    async ask(asker, { query, variables, language }) {
      const { statusCode, headers, body } = await request(`${hub.url}/graphql`, {
        method: 'POST',
        dispatcher: connections,
        headers: {
          'content-type': 'application/json',
          'accept-language': language,
          authorization: `Bearer ${await tokenOf(asker)}`,
          'x-purpose': asker.purpose,
          ...(asker.mission === null ? {} : { 'x-mission': asker.mission }),
          ...(asker.necessary === null ? {} : { 'x-necessary': asker.necessary }),
        },
        body: JSON.stringify({ query, variables }),
      });
      const text = await body.text();
      const { 'x-operation': _operation, date: _date, ...rest } = headers;
      return { bytes: JSON.stringify([statusCode, rest, text]), text };
    },
    async close() {
      for (const step of undo.reverse()) await step();
    },
  };
  // What is drawn by a checkpoint is drawn by the first one after: from here on there is one.
  await createJournal(database).append(aContext(), [aRecord()]);
  await awaitSequenced(database);
  return surroundings;
}

/** Read before the traces of a world go with it. */
async function countAgreed(database: pg.Pool): Promise<number> {
  const { rows } = await database.query<{ agreed: number }>(
    "SELECT count(DISTINCT operation)::int AS agreed FROM access_record WHERE decision = 'PERMIT' AND consent IS NOT NULL",
  );
  return rows[0]?.agreed ?? 0;
}

const EMPTY = TABLES.map((table) => `DELETE FROM "${table}"`).join(';');
const FILL = `WITH ${TABLES.map(
  (table) =>
    `fill_${table} AS (INSERT INTO "${table}" SELECT * FROM json_populate_recordset(null::"${table}", $1::json->'${table}'))`,
).join(',')} SELECT 1`;

/**
 * A world takes the place of the one before it, in one transaction. Nobody waits for the disk, and the fact epoch does
 * not move: no question is under way while worlds change, so there is nothing to decide again.
 */
async function writeWorld(database: pg.Pool, { rows }: World): Promise<void> {
  const client = await database.connect();
  try {
    await client.query('BEGIN; SET LOCAL session_replication_role = replica; SET LOCAL synchronous_commit = off');
    await client.query(EMPTY);
    await client.query({ name: 'fill', text: FILL, values: [JSON.stringify(rows)] });
    await client.query('COMMIT');
  } finally {
    client.release();
  }
}
