import fc, { type GeneratorValue } from 'fast-check';

/** Choices that fast-check records, so that it can replay and shrink them. */
export class Dice {
  constructor(private readonly g: GeneratorValue) {}

  /** From 0 to `max`, both included. */
  upTo(max: number): number {
    return max <= 0 ? 0 : this.g(fc.nat, { max });
  }

  between(min: number, max: number): number {
    return min + this.upTo(max - min);
  }

  /** True once in `n`; shrinks to false. */
  oneIn(n: number): boolean {
    return this.upTo(n - 1) === n - 1;
  }

  of<T>(items: readonly T[]): T {
    return items[this.upTo(items.length - 1)]!;
  }

  some<T>(items: readonly T[], oneIn = 2): T[] {
    return items.filter(() => !this.oneIn(oneIn));
  }
}

/** A number that depends on the text alone: what a made-up record holds is the same wherever it is asked. */
export function hash(text: string): number {
  let h = 2166136261;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
  h = Math.imul(h ^ (h >>> 15), 2246822507);
  return (h ^ (h >>> 13)) >>> 0;
}
