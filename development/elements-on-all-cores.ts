import { availableParallelism } from 'node:os';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ObliviousKey } from '../linkage/oblivious.ts';

/** What a thread is given: some inputs, and the key. */
export interface ElementsToMake {
  readonly key: ObliviousKey;
  readonly inputs: readonly Uint8Array[];
}

/** The elements of inputs under a key, in their order, made on several threads: a first start waits for some thousands. */
export async function elementsOnAllCores(
  key: ObliviousKey,
  inputs: readonly Uint8Array[],
): Promise<readonly Uint8Array[]> {
  const threads = Math.min(availableParallelism(), 4);
  const size = Math.ceil(inputs.length / threads);
  const parts = Array.from({ length: threads }, (_, part) => inputs.slice(part * size, (part + 1) * size));
  return (await Promise.all(parts.map((part) => onOneThread({ key, inputs: part })))).flat();
}

function onOneThread(workerData: ElementsToMake): Promise<readonly Uint8Array[]> {
  const program = new URL(`./make-elements${extname(import.meta.filename)}`, import.meta.url);
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { workerData });
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', () => reject(new Error('a thread ended without a word')));
  });
}
