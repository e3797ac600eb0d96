/** Draws that fall the same in every run: the town must not change between two starts. */
export interface Draw {
  /** Both bounds included. */
  between(least: number, most: number): number;
  one<T>(list: readonly T[]): T;
  chance(odds: number): boolean;
  /** A civil date in the years from `first` up to `last`, the latter excluded. */
  date(first: number, last: number): string;
}

/** Mulberry32: thirty-two bits of state are plenty for a town. */
export function createDraw(seed: number): Draw {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    between,
    one: (list) => list[between(0, list.length - 1)]!,
    chance: (odds) => next() < odds,
    date: (first, last) =>
      new Date(Date.UTC(first, 0, 1) + between(0, (last - first) * 365 - 1) * 86_400_000).toISOString().slice(0, 10),
  };
}

/** A seed from a text, so that each file of each body draws its own contents whatever the order of seeding. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ character.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}
