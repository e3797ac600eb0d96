import type { HubConfig } from './config.ts';
import { openWitnessPost } from './journal/ask-witness.ts';
import { checkTree } from './journal/check-tree.repository.ts';
import { openLogSigning } from './journal/log-keys.repository.ts';
import { startSequencer } from './journal/sequencer.ts';
import { assertWitnessesAgree } from './journal/witness-evidence.ts';
import { gatherCosignatures } from './journal/witnesses.ts';
import { openPool } from './open-pool.ts';
import type { Opened } from './opened.ts';
import { PATIENCE } from './patience.ts';

export interface RunningJournal {
  /** That a witness has countersigned another history; the hub then signs nothing more. Null: none has. */
  contradiction(): Error | null;
}

/** A witness is asked beside the way of answers; this is how long its connection is held for it. */
const WITNESS_DEADLINE_MS = 3_000;

/** Whoever grows the tree holds its row meanwhile; one that hangs must not hold it for the others. */
const NO_HOLDING = { idle_in_transaction_session_timeout: 10_000, statement_timeout: 10_000 };

/**
 * Checks the tree that is stored against its last checkpoint and against what witnesses hold, then makes it grow, signs it and
 * has it countersigned. Rejects where the tree does not hold. What it opens is added to `opened`.
 */
export async function startJournal(
  config: HubConfig,
  o: { opened: Opened; now: () => Date; onPoolError: (error: Error) => void; log: (error: unknown) => void },
): Promise<RunningJournal> {
  const { opened, now, log } = o;
  const { origin } = config.log;
  // The tree grows over connections of its own: neither waits for questions, nor they for it.
  const options = { connectionString: config.databaseUrl, max: 2, ...PATIENCE, ...NO_HOLDING };
  const { pool, close } = openPool(options, o.onPoolError);
  opened.add(close);
  await checkTree(pool, origin);
  const signing = await openLogSigning(pool, config.log, now());
  const post = openWitnessPost(WITNESS_DEADLINE_MS, signing.signers);
  opened.add(() => post.close());
  const witnessing = { pool, origin, post, now, log };
  await assertWitnessesAgree(witnessing);
  const sequencer = startSequencer({ pool, signing, now, log });
  opened.add(() => sequencer.close());
  let contradiction: Error | null = null;
  const witnesses = gatherCosignatures({
    ...witnessing,
    onContradiction: (found) => {
      contradiction = found;
      log(found);
      void sequencer.close();
    },
  });
  opened.add(() => witnesses.close());
  return { contradiction: () => contradiction };
}
