import { createHash } from 'node:crypto';
import { createOPRF } from '@noble/curves/abstract/oprf.js';
import { ristretto255, ristretto255_hasher } from '@noble/curves/ed25519.js';

/**
 * The oblivious function of RFC 9497 in its verifiable mode, ristretto255-SHA512: who blinds learns the value of the
 * function for its own input and nothing of the key; who evaluates learns nothing; and a proof shows that one key, the
 * published one, was used for the whole batch.
 *
 * What is kept of a value is its group element and not the hash that the RFC makes of it at the end: an element under
 * one key can be carried over to the next, a hash cannot. The RFC's own checks are made all the same.
 */
const { Point } = ristretto255;
const { Fn } = Point;
const { voprf } = createOPRF({
  name: 'ristretto255-SHA512',
  Point,
  hash: hashUnlessLast,
  hashToGroup: ristretto255_hasher.hashToCurve,
  hashToScalar: ristretto255_hasher.hashToScalar,
});
/** With these bytes, and no others, the RFC ends what it hashes last. */
const LAST = Buffer.from('Finalize');
const ELEMENT_BYTES = 32;
/** Mode 1 of the RFC, verifiable. */
const HASH_TO_GROUP = 'HashToGroup-OPRFV1-\x01-ristretto255-SHA512';

type Random = (length?: number) => Uint8Array;

export interface ObliviousKey {
  readonly secretKey: Uint8Array;
  readonly publicKey: Uint8Array;
}

/** A value on its way: `blinded` may be shown to who evaluates; `blind` may not. */
export interface Blinded {
  readonly input: Uint8Array;
  readonly blind: Uint8Array;
  readonly blinded: Uint8Array;
}

export interface Evaluation {
  readonly evaluated: readonly Uint8Array[];
  /** One for the whole batch. */
  readonly proof: Uint8Array;
}

export function makeObliviousKey(): ObliviousKey {
  return voprf.generateKeyPair();
}

/** The same key from the same seed, as the RFC derives it. */
export function deriveObliviousKey(seed: Uint8Array, info: string): ObliviousKey {
  return voprf.deriveKeyPair(seed, Buffer.from(info));
}

/** `random` is for vectors only. */
export function blind(input: Uint8Array, random?: Random): Blinded {
  return { input, ...voprf.blind(input, random) };
}

/** Throws where an element is none of the group, or its neutral one. `random` is for vectors only. */
export function evaluate(key: ObliviousKey, blinded: readonly Uint8Array[], random?: Random): Evaluation {
  return voprf.blindEvaluateBatch(key.secretKey, key.publicKey, [...blinded], random);
}

/** The elements of the inputs under the key. Throws if the proof does not show that `publicKey` was used for each. */
export function unblind(
  items: readonly Blinded[],
  { evaluated, proof }: Evaluation,
  publicKey: Uint8Array,
): readonly Uint8Array[] {
  if (evaluated.length !== items.length) throw new Error('the evaluation is of another number of elements');
  const whole = items.map((item, index) => ({ ...item, evaluated: evaluated[index]! }));
  return voprf
    .finalizeBatch(whole, publicKey, proof)
    .map((last) => last.slice(-LAST.length - ELEMENT_BYTES, -LAST.length));
}

/**
 * SHA-512, but for the last hash of the RFC, which is left undone: it is of the input, the unblinded element and the word
 * that ends it, and the element is what is wanted. To compute that beside it would double the work of unblinding.
 */
function hashUnlessLast(message: Uint8Array): Uint8Array<ArrayBuffer> {
  const isLast = LAST.equals(message.subarray(-LAST.length));
  return new Uint8Array(isLast ? message : createHash('sha512').update(message).digest());
}

/** The element of an input for who holds the key: what blinding, evaluating and unblinding come to. */
export function elementOf(key: ObliviousKey, input: Uint8Array): Uint8Array {
  const point = ristretto255_hasher.hashToCurve(input, { DST: HASH_TO_GROUP });
  return point.multiply(Fn.fromBytes(key.secretKey)).toBytes();
}

/** By what an element under the old key is multiplied to be the one under the new key. It is as secret as the keys. */
export function stepBetween(old: ObliviousKey, next: ObliviousKey): Uint8Array {
  return Fn.toBytes(Fn.mul(Fn.fromBytes(next.secretKey), Fn.inv(Fn.fromBytes(old.secretKey))));
}

export function carryOver(element: Uint8Array, step: Uint8Array): Uint8Array {
  return Point.fromBytes(element).multiply(Fn.fromBytes(step)).toBytes();
}
