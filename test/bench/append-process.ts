import { generateKeyPairSync } from 'node:crypto';
import pg from 'pg';
import { createJournal } from '../../gateway/journal/journal.repository.ts';
import { openLogSigning } from '../../gateway/journal/log-keys.repository.ts';
import { startSequencer } from '../../gateway/journal/sequencer.ts';
import { aContext, aRecord } from '../gateway/journal/some-records.ts';

/** The journal of one hub in a process of its own: appends for so many milliseconds, and says how many operations it took. */
const [, , url = '', duration = '0'] = process.argv;
const pool = new pg.Pool({ connectionString: url, max: 10 });
const treePool = new pg.Pool({ connectionString: url, max: 2 });
const keys = [generateKeyPairSync('ed25519').privateKey];
const signing = await openLogSigning(treePool, { origin: 'journal.bench.invalid', keys }, new Date());
const sequencer = startSequencer({ pool: treePool, signing, now: () => new Date(), log: console.error });
const journal = createJournal(pool);

process.once('message', async () => {
  const end = performance.now() + Number(duration);
  let operations = 0;
  const writers = Array.from({ length: 20 }, async () => {
    for (; performance.now() < end; operations += 1)
      await journal.append(aContext(), [aRecord(), aRecord(), aRecord()]);
  });
  await Promise.all(writers);
  await sequencer.close();
  await Promise.all([pool.end(), treePool.end()]);
  process.send?.(operations, undefined, undefined, () => process.exit());
});
process.send?.('ready');
