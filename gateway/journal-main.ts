import pg from 'pg';
import { checkJournal } from './journal/check-journal.repository.ts';
import { erasePast, rewriteFiles } from './journal/erase.repository.ts';
import { retireKey } from './journal/log-keys.repository.ts';

/** What the commands of the journal read from their environment, each its own. */
export const JOURNAL_VARIABLES = {
  PASSERELLE_DATABASE_URL: 'check: the hub’s database, under any role that may read it',
  PASSERELLE_LOG_ORIGIN: 'check: the name of the journal',
  ERASER_DATABASE_URL: 'erase: the same, under the eraser’s role',
  OWNER_DATABASE_URL: 'retire: the same, as the role that owns it',
} as const;

const USAGE = `journal check            compute the whole journal anew, and name the first that does not hold
journal erase            remove what is past its retention, and write the files of its tables anew
journal retire <key>     say that a key (as \`/journal/keys\` names it) signs no more`;

/** The commands of whoever operates the journal; `npx passerelle verify` is for those who trust nobody. */
async function main([command, key]: readonly string[]): Promise<string> {
  switch (command) {
    case 'check': {
      const origin = read('PASSERELLE_LOG_ORIGIN');
      const found = await over('PASSERELLE_DATABASE_URL', (pool) => checkJournal(pool, origin));
      const { leaves, erased, waiting, checkpoints } = found;
      return `the journal holds: ${leaves} leaves, ${erased} of them erased, ${waiting} records waiting, ${checkpoints} checkpoints`;
    }
    case 'erase':
      return over('ERASER_DATABASE_URL', async (pool) => {
        const erased = await erasePast(pool);
        await rewriteFiles(pool);
        return `erased: ${erased}`;
      });
    case 'retire': {
      if (key === undefined) throw new Error(USAGE);
      await over('OWNER_DATABASE_URL', (pool) => retireKey(pool, key, new Date()));
      return 'retired';
    }
    default:
      throw new Error(USAGE);
  }
}

async function over<T>(name: keyof typeof JOURNAL_VARIABLES, work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: read(name), max: 1 });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

function read(name: keyof typeof JOURNAL_VARIABLES): string {
  const value = process.env[name];
  if (!value) throw new Error(`\`${name}\` is missing: ${JOURNAL_VARIABLES[name]}`);
  return value;
}

if (import.meta.main) {
  main(process.argv.slice(2)).then(console.log, (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}
