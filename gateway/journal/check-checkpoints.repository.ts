import type { ClientBase } from 'pg';
import { readCheckpoint } from '../../transparency/checkpoint.ts';
import { rootOf } from '../../transparency/merkle.ts';
import { openNote, readVerifier } from '../../transparency/note.ts';
import { readFromTiles } from '../../transparency/tiles.ts';
import { readLogKeys } from './log-keys.repository.ts';
import { readTilesFrom } from './tree.repository.ts';

const AT_ONCE = 500;

/** Every checkpoint: what it says is the root of the tree at its size, and a key that was valid then has signed it. Returns how many. */
export async function checkCheckpoints(client: ClientBase, origin: string, treeSize: bigint): Promise<number> {
  const keys = (await readLogKeys(client))
    .filter(({ use }) => use === 'LOG')
    .map((key) => ({ ...key, verify: readVerifier(key.verifier) }));
  const read = readFromTiles(readTilesFrom(client));
  let checked = 0;
  for (let last = -1n; ; ) {
    const { rows } = await client.query<{ size: string; root: Buffer; note: string; at: Date }>(
      'SELECT size, root, note, signed_at AS at FROM journal_checkpoint WHERE size > $1 ORDER BY size LIMIT $2',
      [String(last), AT_ONCE],
    );
    for (const { size, root, note, at } of rows) {
      const valid = keys.filter(({ validFrom, validTo }) => validFrom <= at && (validTo === null || at < validTo));
      const name = `the checkpoint over ${size} leaves`;
      const said = readCheckpoint(
        openOrName(
          note,
          valid.map(({ verify }) => verify),
          name,
        ),
      );
      if (said.origin !== origin || String(said.size) !== size || !said.root.equals(root))
        throw new Error(`${name} is not what was signed`);
      if (said.size > treeSize) throw new Error(`${name} is of a larger tree than there is`);
      if (!(await rootOf(said.size, read)).equals(root)) throw new Error(`${name} has another root than its leaves`);
      last = said.size;
    }
    checked += rows.length;
    if (rows.length < AT_ONCE) return checked;
  }
}

function openOrName(note: string, keys: Parameters<typeof openNote>[1], name: string): string {
  try {
    return openNote(note, keys).text;
  } catch (cause) {
    throw new Error(`${name} bears no signature that holds`, { cause });
  }
}
