import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import {
  nameKeyFrom,
  openName,
  publicNameKey,
  readNameKey,
  SEALED_NAME_BYTES,
  sealName,
} from '../../linkage/sealed-name.ts';

const key = nameKeyFrom(randomBytes(32));
const recipient = readNameKey(publicNameKey(key));

test('a name is read by who has the key, and looks different each time it is sealed', () => {
  const [one, other] = [sealName('CCAS_LONGVIC:7781', recipient), sealName('CCAS_LONGVIC:7781', recipient)];
  expect([one, other].map((sealed) => openName(sealed, key))).toEqual(['CCAS_LONGVIC:7781', 'CCAS_LONGVIC:7781']);
  expect(one).not.toEqual(other);
});

test('is of one length whatever it says, and hides it', () => {
  const names = ['A:1', 'CCAS_LONGVIC:dossier-numéro-7781', `A:${'1'.repeat(94)}`];
  for (const name of names) {
    const sealed = sealName(name, recipient);
    expect(sealed).toHaveLength(SEALED_NAME_BYTES);
    expect(sealed.includes(name)).toBe(false);
    expect(openName(sealed, key)).toBe(name);
  }
  expect(() => sealName(`A:${'1'.repeat(95)}`, recipient)).toThrow('1 to 96');
});

test('is read by nobody else, and not once it was changed', () => {
  const sealed = sealName('A:1', recipient);
  expect(() => openName(sealed, nameKeyFrom(randomBytes(32)))).toThrow();
  for (const at of [0, 40, SEALED_NAME_BYTES - 1]) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => openName(changed, key), String(at)).toThrow();
  }
  expect(() => openName(sealed.subarray(1), key)).toThrow('not a sealed name');
});

test('the key is the same of the same secret, and tells it from another', () => {
  const secret = randomBytes(32);
  expect(publicNameKey(nameKeyFrom(secret))).toBe(publicNameKey(nameKeyFrom(secret)));
  expect(publicNameKey(nameKeyFrom(secret))).not.toBe(publicNameKey(key));
  expect(() => readNameKey('short')).toThrow();
});
