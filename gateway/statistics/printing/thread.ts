import { parentPort, workerData } from 'node:worker_threads';
import type { PrintedTable } from '../printed/printed-table.ts';
import { SMALLEST_CELL, type Suppressed, suppressTable } from '../printed/suppress-table.ts';

/** What the thread says when it is done. `null`: no set of hidden cells protects the table. */
export interface Done {
  readonly suppressed: Suppressed | null;
}

/** Works on the one table that it was started with, and ends. */
async function run(table: PrintedTable): Promise<Done> {
  try {
    return { suppressed: await suppressTable(table, { k: SMALLEST_CELL }) };
  } catch (error) {
    if (error instanceof RangeError) return { suppressed: null };
    throw error;
  }
}

parentPort?.postMessage(await run(workerData as PrintedTable));
