import { expect, test } from 'vitest';
import { fileReference, keyInput } from '../../../subgraphs/joining/pseudonym.ts';

const KEY = 'a linkage key of the bodies, long enough';

test('a reference names a file to nobody without the key that bodies share', () => {
  expect(fileReference('DEPT_21:1', KEY)).toMatch(/^[\w-]{43}$/);
  expect(fileReference('DEPT_21:1', KEY)).toBe(fileReference('DEPT_21:1', KEY));
  expect(fileReference('DEPT_21:1', KEY)).not.toBe(fileReference('DEPT_21:2', KEY));
  expect(fileReference('DEPT_21:1', KEY)).not.toBe(fileReference('DEPT_21:1', `${KEY}.`));
});

test('what enters the oblivious function is no key of the cascade, and never a reference', () => {
  expect(keyInput('["ALL","F"]', KEY)).toHaveLength(32);
  expect(keyInput('["ALL","F"]', KEY)).not.toEqual(keyInput('["ALL","F"]', `${KEY}.`));
  expect(keyInput('DEPT_21:1', KEY).toString('base64url')).not.toBe(fileReference('DEPT_21:1', KEY));
});

test('a key that could be found by trying is refused', () => {
  expect(() => fileReference('DEPT_21:1', 'short')).toThrow('the linkage key is shorter than 32 bytes');
  expect(() => keyInput('["ALL","F"]', 'short')).toThrow('the linkage key is shorter than 32 bytes');
});
