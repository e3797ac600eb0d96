import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { seal, unseal } from '../../../linkage/service/seal.ts';

test('a sealed key opens with its sealing key, for its own row, unchanged, and not otherwise', () => {
  const [secret, sealingKey] = [randomBytes(32), randomBytes(32)];
  const sealed = seal(secret, sealingKey, 'key 1');
  expect(unseal(sealed, sealingKey, 'key 1')).toEqual(secret);
  expect(sealed.includes(secret)).toBe(false);
  expect(seal(secret, sealingKey, 'key 1')).not.toEqual(sealed);
  expect(() => unseal(sealed, randomBytes(32), 'key 1')).toThrow();
  expect(() => unseal(sealed, sealingKey, 'key 2')).toThrow();
  for (const at of [0, 20, sealed.length - 1]) {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    expect(() => unseal(changed, sealingKey, 'key 1')).toThrow();
  }
});
