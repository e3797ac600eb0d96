import { expect, test } from 'vitest';
import { ownKey, readOwnKey } from '../../../subgraphs/contract/keys.ts';

test('a key that this body made is read back', () => {
  expect(readOwnKey('CCAS_LONGVIC', ownKey('CCAS_LONGVIC', '7781').id)).toEqual({
    id: 'CCAS_LONGVIC:7781',
    local: '7781',
  });
});

test('a local id may hold a colon: only the first one ends the code', () => {
  expect(readOwnKey('DEPT_21', 'DEPT_21:D:1')?.local).toBe('D:1');
});

test.each([
  ['of another body', 'DEPT_21:D-5512'],
  ['of a body whose code begins alike', 'CCAS_LONGVIC2:7781'],
  ['of the same length of code', 'CCAS_LONGVIK:7781'],
  ['without a code', '7781'],
  ['without a local id', 'CCAS_LONGVIC:'],
  ['with a local id that nobody gave', `CCAS_LONGVIC:${'7'.repeat(101)}`],
  ['that is a number', 7781],
  ['that is missing', undefined],
])('a key %s is nobody’s here', (_, id) => {
  expect(readOwnKey('CCAS_LONGVIC', id)).toBeNull();
});
