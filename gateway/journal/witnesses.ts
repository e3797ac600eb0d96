import type { Pool } from 'pg';
import { verifyCosignature } from '../../transparency/cosignature.ts';
import { consistencyProof } from '../../transparency/merkle.ts';
import { readTextUnverified } from '../../transparency/note.ts';
import { readFromTiles } from '../../transparency/tiles.ts';
import type { WitnessPost } from './ask-witness.ts';
import { findCheckpoint, type SignedCheckpoint } from './checkpoint.repository.ts';
import { readTilesFrom } from './tree.repository.ts';
import { type KnownWitness, keepCosignature, readCosigned, readWitnesses } from './witness.repository.ts';
import { compareWithTree } from './witness-evidence.ts';

/** How often a hub looks whether there is a checkpoint that a witness has not seen. */
const ROUND_MS = 250;
/** After a witness failed; twice as long each time. */
const LEAST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
/** Another hub may have shown it a newer one in between. */
const MOST_TRIES = 3;

/** What this hub remembers of one witness between two questions. */
interface Standing {
  /** The tree it countersigned last, as far as we know. */
  size: bigint;
  isAsked: boolean;
  failures: number;
  askAgainAt: number;
}

export interface Witnesses {
  /** Gives up the questions that are out. The post is closed with it. */
  close(): Promise<void>;
}

/**
 * Shows each new checkpoint to the witnesses and keeps what they countersign, beside the way of answers. Each is asked for the
 * newest alone, one question at a time: a slow one misses checkpoints in between, a dead or lying one costs a line in the log.
 */
export function gatherCosignatures(o: {
  readonly pool: Pool;
  readonly origin: string;
  readonly post: WitnessPost;
  readonly now: () => Date;
  readonly log: (error: unknown) => void;
  /** A witness holds what this journal has signed and does not hold: nothing more may be signed. Told once. */
  readonly onContradiction: (found: Error) => void;
}): Witnesses {
  const { pool, post, now, log } = o;
  const read = readFromTiles(readTilesFrom(pool));
  const standings = new Map<string, Standing>();
  const asking = new Set<Promise<void>>();
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function round(): Promise<void> {
    const newest = await findCheckpoint(pool);
    if (newest === null) return;
    const [witnesses, cosigned] = await Promise.all([readWitnesses(pool, now()), readCosigned(pool, newest.size)]);
    for (const witness of witnesses) {
      const standing = standingOf(witness);
      const isDue = !standing.isAsked && performance.now() >= standing.askAgainAt && standing.size <= newest.size;
      if (!isDue || cosigned.has(witness.verifier.name)) continue;
      standing.isAsked = true;
      const asked = ask(witness, standing, newest).finally(() => {
        standing.isAsked = false;
        asking.delete(asked);
      });
      asking.add(asked);
    }
  }

  function standingOf({ verifier: { key } }: KnownWitness): Standing {
    const standing = standings.get(key) ?? { size: 0n, isAsked: false, failures: 0, askAgainAt: 0 };
    standings.set(key, standing);
    return standing;
  }

  async function ask(witness: KnownWitness, standing: Standing, newest: SignedCheckpoint): Promise<void> {
    try {
      await show(witness, standing, newest);
      standing.failures = 0;
    } catch (cause) {
      standing.failures += 1;
      standing.askAgainAt =
        performance.now() + Math.min(LEAST_PAUSE_MS * 2 ** (standing.failures - 1), LONGEST_PAUSE_MS);
      if (standing.failures === 1 && !closed)
        log(new Error(`the witness \`${witness.body}\` did not countersign`, { cause }));
    }
  }

  async function show(witness: KnownWitness, standing: Standing, newest: SignedCheckpoint): Promise<void> {
    for (let tried = 0; tried < MOST_TRIES; tried += 1) {
      const old = standing.size;
      const proof = await consistencyProof(old, newest.size, read);
      const reply = await post.add(witness, { old, proof, note: newest.note });
      if (reply.is === 'refused') return disagree(witness, standing, `it answers ${reply.status}`);
      if (reply.is === 'signed') {
        const { line, seconds } = lineOf(newest, reply.lines, witness);
        await keepCosignature(pool, { size: newest.size, witness, line, seconds });
        standing.size = newest.size;
        return;
      }
      if (reply.size === old) return disagree(witness, standing, 'it takes nothing that begins with what it signed');
      // Either another hub has shown it a newer one, or it holds what we do not: its own note tells.
      if (reply.size > newest.size)
        return disagree(witness, standing, 'it says that it has signed more, and shows nothing');
      standing.size = reply.size;
    }
    throw new Error('it says another size each time');
  }

  /** Looks at what the witness holds itself: a newer checkpoint of ours is no disagreement, a foreign one ends our signing. */
  async function disagree(witness: KnownWitness, standing: Standing, why: string): Promise<void> {
    const { body } = witness;
    const note = await post.last(witness, o.origin);
    const compared = note === null ? null : await compareWithTree(pool, o.origin, note);
    if (compared?.contradiction && !closed) {
      closed = true;
      o.onContradiction(
        new Error(`the journal has two histories: of the witness \`${body}\`, ${compared.contradiction}`),
      );
    }
    if (!compared || compared.size <= standing.size) throw new Error(why);
    standing.size = compared.size;
  }

  function next(): void {
    const started = round()
      .catch(log)
      .finally(() => {
        asking.delete(started);
        if (!closed) timer = setTimeout(next, ROUND_MS);
      });
    asking.add(started);
  }
  next();

  return {
    async close() {
      closed = true;
      clearTimeout(timer);
      await post.close();
      while (asking.size > 0) await Promise.all(asking);
    },
  };
}

/** The witness's own line among those it sent, once its signature holds. */
function lineOf({ note }: SignedCheckpoint, lines: string, { verifier }: KnownWitness) {
  const text = readTextUnverified(note);
  for (const line of lines.split(/(?<=\n)/)) {
    try {
      return { line, seconds: verifyCosignature(text, line, verifier) };
    } catch {
      // A line of another of its keys, or a lie: only one that holds counts.
    }
  }
  throw new Error('no line that it sent is its signature');
}
