import { setTimeout as sleep } from 'node:timers/promises';
import type { Pass } from '../../schema/pass.ts';
import type { Subgraph } from './build-subgraph.ts';
import type { Fault } from './mask-error.ts';
import { type Received, type ServedBody, serveBody } from './serve.ts';
import type { HubKeys } from './verify-pass.ts';
import {
  type Contradiction,
  createWitness,
  type Witness,
  type WitnessedCheckpoints,
  type Witnessing,
} from './witness.ts';

/** The data of a body, open for its resolvers. */
export interface OpenData<C extends object> {
  /** What the resolvers of one request are given: a plain object, made for this request alone. */
  contextOf(pass: Pass): C;
  /** Whether the data can be read at this moment. */
  isReady(): Promise<boolean>;
  /** Where the checkpoints stand that this body has countersigned. */
  readonly witnessed?: WitnessedCheckpoints;
  close(): Promise<void>;
}

/** The six steps of joining; `subgraphs/README.md` tells them in words. */
export interface Joining<C extends object> {
  /** 1. Who you are: your code in the registry of the hub. */
  readonly code: string;
  /** 2. Your data, in a database that no other body can reach. */
  readonly openData: () => Promise<OpenData<C>>;
  /** 3. What you publish: the contract of every body, and what your kind has beside it. */
  readonly subgraphs: readonly (() => Promise<Subgraph<C>>)[];
  /** 4. Whose passes you honour: the hub's public keys. */
  readonly hubKeys: HubKeys;
  /** 5. Where you listen: the address that the registry holds for you. */
  readonly host?: string;
  readonly port?: number;
  /** 6. Where you are a witness of the hub's journal: your key, and the keys of the logs that you watch. */
  readonly witnessing?: Pick<Witnessing, 'signer' | 'logKeys'>;

  readonly onRequest?: (received: Received) => void;
  readonly onFault?: (fault: Fault) => void;
  /** How long to wait for a database that starts at the same time; it may still be empty when we first look. */
  readonly patienceMs?: number;
}

/** Brings a body into the hub's graph. It listens once its data is open, and `close` leaves nothing running. */
export async function joinBody<C extends object>(o: Joining<C>): Promise<ServedBody> {
  const [data, ...subgraphs] = await Promise.all([
    openPatiently(o.openData, o.patienceMs ?? 60_000),
    ...o.subgraphs.map((build) => build()),
  ]);
  try {
    const witness = o.witnessing && openWitness(o.witnessing, data.witnessed);
    const served = await serveBody<C>({
      code: o.code,
      subgraphs,
      keys: o.hubKeys,
      contextOf: (pass) => data.contextOf(pass),
      isReady: () => data.isReady(),
      ...(o.host !== undefined && { host: o.host }),
      ...(o.port !== undefined && { port: o.port }),
      ...(o.onRequest && { onRequest: o.onRequest }),
      ...(o.onFault && { onFault: o.onFault }),
      ...(witness && { witness }),
    });
    return {
      url: served.url,
      async close() {
        await served.close();
        await data.close();
      },
    };
  } catch (cause) {
    await data.close();
    throw cause;
  }
}

function openWitness(
  witnessing: NonNullable<Joining<object>['witnessing']>,
  checkpoints?: WitnessedCheckpoints,
): Witness {
  if (!checkpoints) throw new Error('a witness needs a place for what it has countersigned');
  return createWitness({ ...witnessing, checkpoints, onContradiction: sayContradiction });
}

/** Both notes, for whoever keeps watch: they are signed by the hub, and hold nothing but sizes and hashes. */
function sayContradiction(found: Contradiction): void {
  console.error(`contradiction: ${JSON.stringify(found)}`);
}

async function openPatiently<Data>(open: () => Promise<Data>, patienceMs: number): Promise<Data> {
  const deadline = Date.now() + patienceMs;
  for (let tried = 0; ; tried += 1) {
    try {
      return await open();
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      if (tried === 0)
        console.error(`waiting for the data: ${error instanceof Error ? error.message : 'it does not open'}`);
      await sleep(RETRY_MS);
    }
  }
}

const RETRY_MS = 200;
