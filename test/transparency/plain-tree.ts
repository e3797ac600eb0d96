import { createHash } from 'node:crypto';

const sha256 = (...parts: readonly Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/**
 * The definitions of RFC 6962, section 2.1, written down as they stand there, over all the entries. It shares no line with the
 * code it is compared with; what was hashed once is remembered.
 */
export class PlainTree {
  readonly #entries: readonly Uint8Array[];
  readonly #known = new Map<number, Buffer>();

  constructor(entries: readonly Uint8Array[]) {
    this.#entries = entries;
  }

  /** MTH(D[from:to]), 2.1. */
  hash(from: number, to: number): Buffer {
    const place = from * 2 ** 24 + to;
    const known = this.#known.get(place);
    if (known) return known;
    const n = to - from;
    let hash: Buffer;
    if (n === 0) hash = sha256();
    else if (n === 1) hash = sha256(Buffer.from([0]), this.#entries[from]!);
    else {
      const k = largestPowerOfTwoBelow(n);
      hash = sha256(Buffer.from([1]), this.hash(from, from + k), this.hash(from + k, to));
    }
    this.#known.set(place, hash);
    return hash;
  }

  /** PATH(m, D[from:to]), 2.1.1. */
  path(m: number, from: number, to: number): readonly Buffer[] {
    const n = to - from;
    if (n === 1) return [];
    const k = largestPowerOfTwoBelow(n);
    return m < k
      ? [...this.path(m, from, from + k), this.hash(from + k, to)]
      : [...this.path(m - k, from + k, to), this.hash(from, from + k)];
  }

  /** PROOF(m, D[n]), 2.1.2. */
  proof(m: number, n: number): readonly Buffer[] {
    return this.#subproof(m, 0, n, true);
  }

  #subproof(m: number, from: number, to: number, isWhole: boolean): readonly Buffer[] {
    const n = to - from;
    if (m === n) return isWhole ? [] : [this.hash(from, to)];
    const k = largestPowerOfTwoBelow(n);
    return m <= k
      ? [...this.#subproof(m, from, from + k, isWhole), this.hash(from + k, to)]
      : [...this.#subproof(m - k, from + k, to, false), this.hash(from, from + k)];
  }
}

function largestPowerOfTwoBelow(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** Hex of each, so that a difference can be read. */
export const hex = (hashes: readonly Uint8Array[]) => hashes.map((hash) => Buffer.from(hash).toString('hex'));
