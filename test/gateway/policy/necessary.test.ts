import { describe, expect, test } from 'vitest';
import { NECESSITY_REASONS, readNecessary } from '../../../gateway/policy/necessary.ts';

describe('the header `x-necessary`', () => {
  test.each(NECESSITY_REASONS)('fields and categories, and why: %s', (reason) => {
    expect(readNecessary(`housing.tenure, IDENTITY budget; reason=${reason}`)).toEqual({
      reason,
      names: new Set(['housing.tenure', 'IDENTITY', 'budget']),
    });
  });

  test('spaces around it do not matter', () => {
    expect(readNecessary('  housing.tenure ;reason = SAFETY ')?.names).toEqual(new Set(['housing.tenure']));
  });

  test.each([
    '',
    'housing.tenure',
    '; reason=SAFETY',
    'housing.tenure; reason=',
    'housing.tenure; reason=CURIOSITY',
    'housing.tenure; reason=safety',
    'housing.tenure; SAFETY',
    'housing.tenure; reason=SAFETY; reason=CARE',
    'housing/tenure; reason=SAFETY',
    '*; reason=SAFETY',
    `${'a '.repeat(5)}!; reason=SAFETY`,
  ])('%j is refused', (header) => {
    expect(readNecessary(header)).toBeNull();
  });
});
