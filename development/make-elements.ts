import { parentPort, workerData } from 'node:worker_threads';
import { elementOf } from '../linkage/oblivious.ts';
import type { ElementsToMake } from './elements-on-all-cores.ts';

/** One thread of `elementsOnAllCores`. */
const { key, inputs } = workerData as ElementsToMake;
parentPort?.postMessage(inputs.map((input) => elementOf(key, input)));
