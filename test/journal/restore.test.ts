import { type KeyObject, randomUUID } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeBaseBackup } from '../../deploy/backup/base-backup.ts';
import { layOutRestore } from '../../deploy/backup/restore.ts';
import type { Postgres } from '../../development/postgres.ts';
import { type HubConfig, readConfig } from '../../gateway/config.ts';
import { checkJournal } from '../../gateway/journal/check-journal.repository.ts';
import { checkTree } from '../../gateway/journal/check-tree.repository.ts';
import { createJournal } from '../../gateway/journal/journal.repository.ts';
import { startSequencer } from '../../gateway/journal/sequencer.ts';
import { startHub } from '../../gateway/start-hub.ts';
import { applyMigrations } from '../../prisma/apply-migrations.ts';
import { projectRoot } from '../../schema/files.ts';
import { type ArchivedServer, anArchivedServer, archiveUntilNow } from '../deploy/archived-server.ts';
import { aContext, aRecord } from '../gateway/journal/some-records.ts';
import { type AJournal, aJournal, enterWitnesses } from './a-journal.ts';
import { type ALog, aKey, aLog, ORIGIN } from './a-log.ts';
import { type AWitness, aWitness } from './a-witness.ts';

/** A journal on a server that archives, with one witness that stands elsewhere. */
let place: ArchivedServer;
let server: Postgres;
let log: ALog;
let witness: AWitness;
let journal: AJournal;

beforeEach(async () => {
  place = anArchivedServer();
  server = await place.start();
  await run(server.url('postgres'), 'CREATE DATABASE hub');
  await applyMigrations(server.url('hub'), join(projectRoot(), 'prisma/hub/migrations'));
  log = aLog();
  witness = await aWitness({ name: 'ccas-x.invalid/witness', log });
  await enterWitnesses(server.url('hub'), { CCAS_X: witness });
  journal = await aJournal(server.url('hub'), log);
});
afterEach(async () => {
  await journal.close();
  await witness.close();
  await server.stop();
  place.remove();
});

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

/** Eight at once record operations of three records, as fast as the journal takes them, while it grows and is signed. */
function load(): { readonly acknowledged: string[]; stop(): Promise<void> } {
  const acknowledged: string[] = [];
  const { append } = createJournal(journal.pool);
  const sequencer = startSequencer({ ...journal, now: () => new Date(), log: () => {} });
  let going = true;
  async function keepRecording(): Promise<void> {
    while (going) {
      const operation = randomUUID();
      await append(aContext({ operation }), [aRecord(), aRecord(), aRecord()]);
      acknowledged.push(operation);
    }
  }
  // The server is killed under them: what fails then was not acknowledged.
  const writers = Array.from({ length: 8 }, () => keepRecording().catch(() => {}));
  return {
    acknowledged,
    async stop() {
      going = false;
      await Promise.all(writers);
      await sequencer.close();
    },
  };
}

async function restoreFromArchive(): Promise<void> {
  rmSync(place.cluster, { recursive: true });
  layOutRestore({ ...place, until: null });
  server = await place.start();
  await enterWitnesses(server.url('hub'), { CCAS_X: witness });
  journal = await aJournal(server.url('hub'), log);
}

const takeBackup = () => takeBaseBackup({ url: server.url('postgres'), cluster: place.cluster, target: place.backup });

test('a journal under load is back up to its last archived segment, whole, and goes on', {
  timeout: 180_000,
}, async () => {
  const loading = load();
  await wait(300);
  await takeBackup();
  const during = loading.acknowledged.length;
  await wait(700);
  await journal.countersigned(1);
  // What is countersigned from here on could be lost: that is the next test.
  await journal.leaveWitnesses();
  const kept = [...loading.acknowledged];
  expect(kept.length).toBeGreaterThan(during);
  await archiveUntilNow(server.url('postgres'), place.archive);
  await place.kill(server);
  await loading.stop();
  await journal.close();

  await restoreFromArchive();
  const { rows } = await journal.pool.query<{ operation: string; n: number }>(
    'SELECT operation, count(*)::int AS n FROM access_record GROUP BY operation',
  );
  const found = new Map(rows.map(({ operation, n }) => [operation, n]));
  expect(kept.filter((operation) => found.get(operation) !== 3)).toEqual([]);
  console.log(`${kept.length} operations acknowledged before the last archived segment, ${found.size} restored`);
  await checkTree(journal.pool, ORIGIN);
  await journal.agrees();
  await journal.grow(5);
  await journal.countersigned(1);
  expect(await checkJournal(journal.pool, ORIGIN)).toMatchObject({ waiting: 0 });
});

test('a restore without the end of the journal is found by a witness, and no hub goes on from it', {
  timeout: 180_000,
}, async () => {
  await journal.grow(3);
  await takeBackup();
  await journal.grow(4);
  const last = await archiveUntilNow(server.url('postgres'), place.archive);
  await journal.grow(5);
  await journal.countersigned(1);
  await archiveUntilNow(server.url('postgres'), place.archive);
  await journal.close();
  await place.kill(server);
  place.loseArchiveFrom(`${last}~`);
  await restoreFromArchive();

  // By itself the database is in order: nothing in it tells that something is gone.
  expect(await checkJournal(journal.pool, ORIGIN)).toMatchObject({ leaves: 7n });
  await expect(journal.agrees()).rejects.toThrow(
    'of the witness `CCAS_X`, it has countersigned 12 leaves, and the tree has 7: the end of the journal is lost',
  );
  await expect(startHub(aHubOn(server.url('hub'), ORIGIN, log))).rejects.toThrow('the end of the journal is lost');

  // Two officers decide that the end is lost for good: the old journal is closed, and another begins, under a name of its own.
  await run(server.url('hub'), CLOSE_JOURNAL);
  const [name, key] = [`${ORIGIN}/2`, aKey()];
  const next = aLog({ name, key });
  await journal.close();
  await witness.restart([log.key, next.key]);
  await enterWitnesses(server.url('hub'), { CCAS_X: witness });
  journal = await aJournal(server.url('hub'), next);
  await journal.agrees();
  await journal.grow(2);
  await journal.countersigned(1);
  expect(await checkJournal(journal.pool, name)).toMatchObject({ leaves: 9n });
  // What the witness knew of the old one is still there to be asked for.
  expect(await witness.last(ORIGIN)).toContain(`${ORIGIN}\n12\n`);
});

/** As `docs/backup.md` says it, word for word. */
const CLOSE_JOURNAL =
  /```sql\n([\s\S]*?)```/.exec(readFileSync(join(projectRoot(), 'docs/backup.md'), 'utf8'))?.[1] ?? '';

function aHubOn(url: string, origin: string, { signer }: ALog): HubConfig {
  const jwk = (key: KeyObject) => JSON.stringify({ ...key.export({ format: 'jwk' }), kid: 'hub-test' });
  return readConfig({
    PASSERELLE_ENV: 'development',
    PASSERELLE_DATABASE_URL: url,
    PASSERELLE_SIGNING_KEY: jwk(aKey()),
    PASSERELLE_LOG_KEY: jwk(signer.privateKey),
    PASSERELLE_LOG_ORIGIN: origin,
    PORT: '0',
  });
}
