import type { Pool } from 'pg';
import { readCheckpoint } from '../../transparency/checkpoint.ts';
import { rootOf } from '../../transparency/merkle.ts';
import { openNote } from '../../transparency/note.ts';
import { readFromTiles } from '../../transparency/tiles.ts';
import type { WitnessPost } from './ask-witness.ts';
import { readTreeSize } from './check-tree.repository.ts';
import { readTilesFrom } from './tree.repository.ts';
import { readLogVerifiers, readWitnesses } from './witness.repository.ts';

/** A checkpoint that a witness holds, beside our own tree. */
export interface Comparison {
  readonly size: bigint;
  /** What cannot be reconciled; null: what it holds is part of our history. */
  readonly contradiction: string | null;
}

/**
 * Compares what a witness holds with our tree. Its note counts only under a signature of the journal's own, so that a witness
 * cannot stop a hub by making something up; throws where there is none.
 */
export async function compareWithTree(pool: Pool, origin: string, note: string): Promise<Comparison> {
  const keys = (await readLogVerifiers(pool)).filter(({ name }) => name === origin);
  const { size, root } = readCheckpoint(openNote(note, keys).text);
  // Read after the note was received: what was countersigned by then was in the tree.
  const held = await readTreeSize(pool);
  if (size > held) {
    const contradiction = `it has countersigned ${size} leaves, and the tree has ${held}: the end of the journal is lost`;
    return { size, contradiction };
  }
  const ours = await rootOf(size, readFromTiles(readTilesFrom(pool)));
  return { size, contradiction: ours.equals(root) ? null : `it has countersigned another tree of ${size} leaves` };
}

/**
 * Throws where a witness can show that this journal is not the one it knows: a database that was restored without its end
 * would go on with another history under the same name. A witness that does not answer proves nothing and stops nothing; it is
 * told to `log`.
 */
export async function assertWitnessesAgree(o: {
  readonly pool: Pool;
  readonly origin: string;
  readonly post: WitnessPost;
  readonly now: () => Date;
  readonly log: (error: unknown) => void;
}): Promise<void> {
  const witnesses = await readWitnesses(o.pool, o.now());
  await Promise.all(
    witnesses.map(async (witness) => {
      const { body } = witness;
      let found: string | null;
      try {
        const note = await o.post.last(witness, o.origin);
        found = note === null ? null : (await compareWithTree(o.pool, o.origin, note)).contradiction;
      } catch (cause) {
        o.log(new Error(`the witness \`${body}\` does not say what it has countersigned`, { cause }));
        return;
      }
      if (found) throw new Error(`the hub does not start: of the witness \`${body}\`, ${found} (docs/backup.md)`);
    }),
  );
}
