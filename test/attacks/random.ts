/** Numbers in [0, 1) from a seed (mulberry32), so that a try can be made again. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One of the words, by their shares. */
export function drawFrom<Word>(shares: ReadonlyMap<Word, number>, random: () => number): Word {
  let left = random();
  for (const [word, share] of shares) {
    left -= share;
    if (left < 0) return word;
  }
  return [...shares.keys()].at(-1)!;
}

/** How often each try comes with `PASSERELLE_ATTACKS`, and without it. */
export const tries = (many: number, few: number): number => (process.env.PASSERELLE_ATTACKS ? many : few);
