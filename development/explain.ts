import pg from 'pg';
import { complain } from './complain.ts';
import { askHub, readQuestion } from './question.ts';
import { findRunning } from './running.ts';
import { dataFolder } from './settings.ts';
import { printTable } from './table.ts';

/**
 * `npm run explain -- FILE.graphql --as AG-01 --purpose CASE`: prints every crossing of the question with its decision,
 * rule and reason, released and withheld alike: the answer to "why is this null". It reads the journal of a
 * development run, where everybody is fictitious; nobody has such a view of a real one.
 */
async function main(): Promise<void> {
  const { operation, errors, data } = await askHub(readQuestion(process.argv.slice(2)));
  for (const { message, extensions } of errors ?? []) process.stdout.write(`${extensions?.code}: ${message}\n`);

  const rows = operation === null ? [] : await readRecords(operation);
  if (rows.length === 0) process.stdout.write('nothing crossed, and nothing was decided\n');
  else process.stdout.write(`${printTable(COLUMNS, rows)}\n`);
  if (data === undefined || data === null) process.exitCode = 1;
}

const COLUMNS = [
  'owner',
  'subject',
  'category',
  'decision',
  'rule',
  'transform',
  'reason',
  'instrument',
  'consent',
  'records',
];

/** One line per subject, category and owner. A subject is shown by the first signs of its pseudonym. */
const RECORDS = `
  SELECT owner_body, left(subject, 8), category, decision, rule, transform, reason, instrument, consent, count
    FROM access_record WHERE operation = $1
   ORDER BY owner_body, subject NULLS FIRST, category, decision`;

async function readRecords(operation: string): Promise<unknown[][]> {
  const database = findRunning(dataFolder(process.env))?.hubDatabase;
  if (database === undefined) return [];
  const client = new pg.Client({ connectionString: database, options: '-c default_transaction_read_only=on' });
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: RECORDS, values: [operation], rowMode: 'array' });
    return rows;
  } finally {
    await client.end();
  }
}

main().catch(complain);
