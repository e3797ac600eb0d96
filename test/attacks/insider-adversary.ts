import { likelihood } from './likelihood.ts';

/**
 * Guesses what another body counts. It is inside one of two bodies, so that it knows what its own releases: what is left of
 * the sum is what the other released. From that it takes the mean over all counts that could have given it.
 */
export function guessOther(sum: number, ownReleased: number): number {
  const other = sum - ownReleased;
  let [weight, mean] = [0, 0];
  for (let count = 0; count <= other + 40; count += 1) {
    const p = likelihood(other, count);
    weight += p;
    mean += p * count;
  }
  return mean / weight;
}
