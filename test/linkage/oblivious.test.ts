import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { describe, expect, test } from 'vitest';
import {
  blind,
  carryOver,
  deriveObliviousKey,
  elementOf,
  evaluate,
  makeObliviousKey,
  stepBetween,
  unblind,
} from '../../linkage/oblivious.ts';

interface Vector {
  readonly Blind: string;
  readonly BlindedElement: string;
  readonly EvaluationElement: string;
  readonly Input: string;
  readonly Output: string;
  readonly Info?: string;
  readonly Proof?: { readonly proof: string; readonly r: string };
}
interface Suite {
  readonly mode: 0 | 1 | 2;
  readonly seed: string;
  readonly keyInfo: string;
  readonly skSm: string;
  readonly pkSm?: string;
  readonly vectors: readonly Vector[];
}
const [oprf, voprf, poprf] = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/oprf/rfc9497-ristretto255.json'), 'utf8'),
) as [Suite, Suite, Suite];

const bytes = (hex: string): Uint8Array => Buffer.from(hex, 'hex');
const hex = (some: Uint8Array): string => Buffer.from(some).toString('hex');
const each = (list: string): readonly string[] => list.split(',');
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** What the RFC makes of an element at the end, and we do not. */
function lastHash(input: Uint8Array, element: Uint8Array): string {
  const parts = [input, element].map((part) => Buffer.concat([Buffer.from([0, part.length]), part]));
  return createHash('sha512')
    .update(Buffer.concat([...parts, Buffer.from('Finalize')]))
    .digest('hex');
}

/** A source of chance that gives the library the scalar of a vector: it reduces 48 bytes modulo the order less one, and adds one. */
const drawing = (...scalars: readonly string[]) => {
  const left = [...scalars];
  return () => {
    const scalar = BigInt(`0x${hex(bytes(left.shift() ?? '').toReversed())}`);
    return Buffer.from(((scalar - 1n + ORDER) % ORDER).toString(16).padStart(96, '0'), 'hex').toReversed();
  };
};

describe('the vectors of RFC 9497, ristretto255-SHA512', () => {
  test.each([oprf, voprf, poprf])('keys of mode $mode', ({ mode, seed, keyInfo, skSm, pkSm }) => {
    const suite = [ristretto255_oprf.oprf, ristretto255_oprf.voprf, ristretto255_oprf.poprf(bytes(''))][mode]!;
    const { secretKey, publicKey } = suite.deriveKeyPair(bytes(seed), bytes(keyInfo));
    expect(hex(secretKey)).toBe(skSm);
    if (pkSm) expect(hex(publicKey)).toBe(pkSm);
  });

  test.each(oprf.vectors)('mode 0: $Input', (vector) => {
    const { oprf: mode } = ristretto255_oprf;
    const made = mode.blind(bytes(vector.Input), drawing(vector.Blind));
    expect([hex(made.blind), hex(made.blinded)]).toEqual([vector.Blind, vector.BlindedElement]);
    const evaluated = mode.blindEvaluate(bytes(oprf.skSm), made.blinded);
    expect(hex(evaluated)).toBe(vector.EvaluationElement);
    expect(hex(mode.finalize(bytes(vector.Input), made.blind, evaluated))).toBe(vector.Output);
  });

  test.each(voprf.vectors)('mode 1, the one in use, by our own functions: $Input', (vector) => {
    const key = deriveObliviousKey(bytes(voprf.seed), Buffer.from(voprf.keyInfo, 'hex').toString());
    const blinds = each(vector.Blind);
    const items = each(vector.Input).map((input, index) => blind(bytes(input), drawing(blinds[index]!)));
    expect(items.map(({ blinded }) => hex(blinded))).toEqual(each(vector.BlindedElement));
    const evaluation = evaluate(
      key,
      items.map(({ blinded }) => blinded),
      drawing(vector.Proof!.r),
    );
    expect(evaluation.evaluated.map(hex)).toEqual(each(vector.EvaluationElement));
    expect(hex(evaluation.proof)).toBe(vector.Proof!.proof);
    const whole = items.map((item, index) => ({ ...item, evaluated: evaluation.evaluated[index]! }));
    const outputs = ristretto255_oprf.voprf.finalizeBatch(whole, key.publicKey, evaluation.proof);
    expect(outputs.map(hex)).toEqual(each(vector.Output));
    const elements = unblind(items, evaluation, key.publicKey);
    expect(elements.map(hex)).toEqual(items.map(({ input }) => hex(elementOf(key, input))));
    const hashed = elements.map((element, index) => lastHash(items[index]!.input, element));
    expect(hashed).toEqual(each(vector.Output));
  });

  test.each(poprf.vectors)('mode 2: $Input', (vector) => {
    const mode = ristretto255_oprf.poprf(bytes(vector.Info ?? ''));
    const blinds = each(vector.Blind);
    const items = each(vector.Input).map((input, index) => ({
      input: bytes(input),
      ...mode.blind(bytes(input), bytes(poprf.pkSm ?? ''), drawing(blinds[index]!)),
    }));
    expect(items.map(({ blinded }) => hex(blinded))).toEqual(each(vector.BlindedElement));
    const { evaluated, proof } = mode.blindEvaluateBatch(
      bytes(poprf.skSm),
      items.map(({ blinded }) => blinded),
      drawing(vector.Proof!.r),
    );
    expect([evaluated.map(hex), hex(proof)]).toEqual([each(vector.EvaluationElement), vector.Proof!.proof]);
    const whole = items.map((item, index) => ({ ...item, evaluated: evaluated[index]! }));
    expect(mode.finalizeBatch(whole, proof, items[0]!.tweakedKey).map(hex)).toEqual(each(vector.Output));
  });
});

describe('an element', () => {
  const key = makeObliviousKey();
  const inputs = ['one', 'two'].map((text) => Buffer.from(text));

  test('is the same whoever asks, and whatever blinds it', () => {
    const ask = () => {
      const items = inputs.map((input) => blind(input));
      return {
        items,
        elements: unblind(
          items,
          evaluate(
            key,
            items.map(({ blinded }) => blinded),
          ),
          key.publicKey,
        ),
      };
    };
    const [once, again] = [ask(), ask()];
    expect(once.elements).toEqual(again.elements);
    expect(once.items.map(({ blinded }) => blinded)).not.toEqual(again.items.map(({ blinded }) => blinded));
    expect(once.elements.map(hex)).toEqual(inputs.map((input) => hex(elementOf(key, input))));
  });

  test('is refused if another key was used, for all of the batch or for one of it', () => {
    const other = makeObliviousKey();
    const items = inputs.map((input) => blind(input));
    const blinded = items.map((item) => item.blinded);
    expect(() => unblind(items, evaluate(other, blinded), key.publicKey)).toThrow();
    const honest = evaluate(key, blinded);
    const evaluated = [honest.evaluated[0]!, evaluate(other, blinded).evaluated[1]!];
    expect(() => unblind(items, { ...honest, evaluated }, key.publicKey)).toThrow();
    expect(() => unblind(items, { ...honest, evaluated: [honest.evaluated[0]!] }, key.publicKey)).toThrow();
  });

  test('is not computed of what is no element', () => {
    expect(() => evaluate(key, [new Uint8Array(32)])).toThrow();
    expect(() => evaluate(key, [new Uint8Array(32).fill(255)])).toThrow();
  });

  test('is carried over to the next key without anybody knowing of what', () => {
    const next = makeObliviousKey();
    const carried = inputs.map((input) => carryOver(elementOf(key, input), stepBetween(key, next)));
    expect(carried.map(hex)).toEqual(inputs.map((input) => hex(elementOf(next, input))));
  });
});
