/** A pair that the cascade found: places in the two lists, and the place in the cascade of the key that found it. */
export interface Match {
  readonly left: number;
  readonly right: number;
  readonly rank: number;
}

/** Keys of one file by rank, as they are or under an oblivious function; null where the file has no such key. */
export type FileKeys = readonly (string | null)[];

/** Keys of what is known of one person already: a rank may have several, one for each way her files were written. */
export type SetKeys = readonly (readonly string[])[];

/**
 * Who is in both lists: each key in order, one to one, and only where exactly one file of either list, among those not
 * matched yet, has it. Two files of one list that share a key are never guessed between.
 */
export function matchCascade(left: readonly FileKeys[], right: readonly (FileKeys | SetKeys)[]): readonly Match[] {
  const matches: Match[] = [];
  const openLeft = new Set(left.keys());
  const openRight = new Set(right.keys());
  const ranks = Math.max(0, ...[left[0], right[0]].map((keys) => keys?.length ?? 0));
  for (let rank = 0; rank < ranks; rank++) {
    const onRight = uniqueByKey(right, openRight, rank);
    for (const [key, l] of uniqueByKey(left, openLeft, rank)) {
      const r = onRight.get(key) ?? AMBIGUOUS;
      // Who is known by two keys of one rank is still found once.
      if (l === AMBIGUOUS || r === AMBIGUOUS || !openRight.has(r)) continue;
      matches.push({ left: l, right: r, rank });
      openLeft.delete(l);
      openRight.delete(r);
    }
  }
  return matches;
}

/**
 * Groups of files of one list that are likely of one person: those that share a key, unless more than `most` share it.
 * Nothing is decided one to one here, since a list may hold the same person many times.
 */
export function groupDuplicates(files: readonly FileKeys[], most: number): readonly (readonly number[])[] {
  const parents = files.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] ?? root;
    return root;
  };
  for (let rank = 0; rank < (files[0]?.length ?? 0); rank++) {
    for (const group of Map.groupBy(files.keys(), (index) => files[index]?.[rank] ?? null)) {
      const [key, [head = 0, ...rest]] = group;
      if (key === null || rest.length >= most) continue;
      for (const other of rest) parents[rootOf(other)] = rootOf(head);
    }
  }
  return [...Map.groupBy(files.keys(), rootOf).values()];
}

const AMBIGUOUS = -1;

function uniqueByKey(
  files: readonly (FileKeys | SetKeys)[],
  open: ReadonlySet<number>,
  rank: number,
): Map<string, number> {
  const found = new Map<string, number>();
  for (const index of open) {
    const keys = files[index]?.[rank] ?? [];
    for (const key of typeof keys === 'string' ? [keys] : keys) found.set(key, found.has(key) ? AMBIGUOUS : index);
  }
  return found;
}
