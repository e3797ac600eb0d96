import { PrismaPg } from '@prisma/adapter-pg';
import { createLocalJWKSet } from 'jose';
import { PrismaClient } from '../../prisma/generated/body/client.ts';
import { createWitnessedCheckpoints } from '../../subgraphs/contract/witnessed.repository.ts';
import { serveBody } from '../../subgraphs/joining/serve.ts';
import { type Contradiction, createWitness, type WitnessedCheckpoints } from '../../subgraphs/joining/witness.ts';
import { makeWitness } from '../../transparency/cosignature.ts';
import { type NoteSigner, readVerifier } from '../../transparency/note.ts';
import { signWitnessRequest } from '../../transparency/witness-request.ts';
import { smallBody } from '../subgraphs/joining/small-body.ts';
import { freshDatabase } from '../support/database.ts';
import { type ALog, aKey } from './a-log.ts';

/** A body that does nothing but countersign: over HTTP, on a database of its own. */
export interface AWitness {
  readonly url: string;
  readonly key: string;
  readonly contradictions: readonly Contradiction[];
  add(request: string): Promise<{ readonly status: number; readonly type: string | null; readonly text: string }>;
  /** The last note that it has countersigned, as it shows it to the log; of a log that is named, where it watches several. */
  last(log?: string): Promise<string | null>;
  /** Ends the process, as far as a test can, and starts another on the same database, with other keys if given. */
  restart(logKeys?: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function aWitness(o: {
  name: string;
  /** The log that it watches, and that asks it. */
  log: Pick<ALog, 'key' | 'signer'>;
  now?: () => Date;
  /** Lets a test come between. */
  around?: (checkpoints: WitnessedCheckpoints) => WitnessedCheckpoints;
}): Promise<AWitness> {
  const database = await freshDatabase('body');
  const contradictions: Contradiction[] = [];
  const signer: NoteSigner = makeWitness(o.name, aKey());

  async function open(logKeys: readonly string[]) {
    const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: database.url, max: 4 }) });
    const kept = createWitnessedCheckpoints(prisma);
    const witness = createWitness({
      signer,
      logKeys: logKeys.map(readVerifier),
      checkpoints: o.around?.(kept) ?? kept,
      onContradiction: (found) => contradictions.push(found),
      ...(o.now && { now: o.now }),
    });
    const served = await serveBody({
      code: 'CCAS_X',
      subgraphs: [await smallBody()],
      keys: createLocalJWKSet({ keys: [] }),
      contextOf: () => ({ log: [] }),
      witness,
    });
    return { witness, served, close: () => served.close().then(() => prisma.$disconnect()) };
  }

  let running = await open([o.log.key]);
  /** As the log shows itself. */
  const headers = () => ({ authorization: signWitnessRequest(o.name, o.now?.() ?? new Date(), [o.log.signer]) });
  return {
    get url() {
      return running.served.url;
    },
    key: running.witness.key,
    contradictions,
    async add(request) {
      const response = await fetch(`${running.served.url}/witness/add-checkpoint`, {
        method: 'POST',
        headers: headers(),
        body: request,
      });
      return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
    },
    async last(log) {
      const named = log === undefined ? '' : `?log=${log}`;
      const response = await fetch(`${running.served.url}/witness/checkpoint${named}`, { headers: headers() });
      return response.status === 200 ? response.text() : null;
    },
    async restart(logKeys = [o.log.key]) {
      await running.close();
      running = await open(logKeys);
    },
    async close() {
      await running.close();
      await database.drop();
    },
  };
}
