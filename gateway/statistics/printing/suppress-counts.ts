import { Worker } from 'node:worker_threads';
import { HubError } from '../../errors.ts';
import type { PrintedCell, PrintedTable } from '../printed/printed-table.ts';
import type { Suppressed } from '../printed/suppress-table.ts';
import type { Done } from './thread.ts';
import { type Place, placeOf, withMargins } from './with-margins.ts';

/** A table of a report has fewer; with more, an optimum may not be proven within the deadline. */
export const MOST_CELLS = 120;
/** A count beyond this is no count of participants. */
const LARGEST_COUNT = 1_000_000;
const MOST_AT_ONCE = 2;

export type PlacedCell = PrintedCell & Place;

/** Suppresses tables beside the hub's own thread, `MOST_AT_ONCE` of them and none for longer than `deadlineMs`. */
export function createSuppression({ deadlineMs = 10_000 }: { readonly deadlineMs?: number } = {}) {
  let running = 0;
  /** The cells that may be printed, rows first, then their margins. */
  return async function suppressCounts(counts: readonly (readonly number[])[]): Promise<readonly PlacedCell[]> {
    assertTable(counts);
    if (running >= MOST_AT_ONCE) throw new HubError('RETRY', 'other tables are being worked on: ask again in a moment');
    running += 1;
    try {
      const { cells } = await suppressInThread(withMargins(counts), deadlineMs);
      return cells.map(({ key, ...cell }) => ({ ...placeOf(key), ...cell }));
    } finally {
      running -= 1;
    }
  };
}

function assertTable(counts: readonly (readonly number[])[]): void {
  const width = counts[0]?.length ?? 0;
  if (width === 0 || counts.some((row) => row.length !== width)) {
    throw new HubError('BAD_REQUEST', 'a table has rows of one length, and a count in each');
  }
  if (counts.length * width > MOST_CELLS) {
    throw new HubError('LIMIT_EXCEEDED', `a printed table has ${MOST_CELLS} counts at most`);
  }
  if (counts.flat().some((count) => !Number.isSafeInteger(count) || count < 0 || count > LARGEST_COUNT)) {
    throw new HubError('BAD_REQUEST', `a count is a whole number from zero to ${LARGEST_COUNT}`);
  }
}

/** Its own extension: the source runs as it is, and so does what is built from it. */
const THREAD = new URL(`./thread${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);

function suppressInThread(table: PrintedTable, deadlineMs: number): Promise<Suppressed> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(THREAD, { workerData: table });
    const deadline = setTimeout(() => end(new HubError('LIMIT_EXCEEDED', TOO_LONG)), deadlineMs);
    function end(outcome: Suppressed | Error): void {
      clearTimeout(deadline);
      worker.removeAllListeners();
      // A thread that is ended may still say so; nobody listens any more.
      worker.on('error', () => {});
      void worker.terminate();
      if (outcome instanceof Error) reject(outcome);
      else resolve(outcome);
    }
    worker.once('message', ({ suppressed }: Done) => end(suppressed ?? new HubError('BAD_REQUEST', UNPROTECTED)));
    worker.once('error', (error) => end(error instanceof Error ? error : new Error('the thread failed')));
    worker.once('exit', (code) => end(new Error(`the thread ended with ${code} and said nothing`)));
  });
}

const TOO_LONG = 'the table takes too long to protect: merge rows or columns';
const UNPROTECTED = 'no set of hidden cells protects this table: merge rows or columns';
