import { describe, expect, test } from 'vitest';
import { rememberSpent } from '../../../subgraphs/joining/spent-passes.ts';

describe('a body remembers the passes that were spent', () => {
  test('for at least the window, wherever in it they came', () => {
    for (let first = 0; first < 70; first += 7) {
      const spend = rememberSpent(70);
      expect(spend('other', 0)).toBe(true);
      expect(spend('pass', first)).toBe(true);
      for (let later = first; later <= first + 69; later += 1) expect(spend('pass', later)).toBe(false);
    }
  });

  test('and forgets them in the end, so that its memory does not grow', () => {
    const spend = rememberSpent(70);
    spend('pass', 0);
    expect(spend('pass', 141)).toBe(true);
    const steady = rememberSpent(70);
    steady('pass', 0);
    steady('other', 75);
    expect(steady('pass', 150)).toBe(true);
  });

  test('and calls every pass spent when it can hold no more', () => {
    const spend = rememberSpent(70, 2);
    expect(['a', 'b', 'c'].map((jti) => spend(jti, 0))).toEqual([true, true, false]);
    expect(spend('c', 70)).toBe(true);
  });
});
