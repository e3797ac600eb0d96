import { likelihood } from './likelihood.ts';
import { HOUSEHOLD_SHARES } from './published-world.ts';

/** What it says of any member of the group, and how sure it is. */
export interface Claim {
  readonly household: string;
  readonly sure: number;
}

/**
 * Says in what household a member of a small group lives. It knows who the members are, how many they are, and how all
 * people are spread; what was released of the group, and of the group by household, is all that it has beside. Where both
 * are one set their values are one.
 */
export function claimHousehold(
  size: number,
  whole: number | null,
  released: ReadonlyMap<string, number | null>,
): Claim {
  const claims = [...HOUSEHOLD_SHARES].map(([household, share]): Claim => {
    const value = released.get(household) ?? null;
    let [weight, mean] = [0, 0];
    for (let count = 0; count <= size; count += 1) {
      const p = binomial(size, count, share) * seen(value, whole, count, size);
      weight += p;
      mean += p * count;
    }
    return { household, sure: weight === 0 ? share : mean / weight / size };
  });
  return claims.reduce((best, claim) => (claim.sure > best.sure ? claim : best));
}

/** How likely a part of this many members has this value, given the value of all. */
function seen(value: number | null, whole: number | null, count: number, size: number): number {
  if (value === null) return 1;
  return count === size && whole !== null ? Number(value === whole) : likelihood(value, count);
}

function binomial(of: number, count: number, share: number): number {
  let ways = 1;
  for (let nth = 1; nth <= count; nth += 1) ways = (ways * (of - count + nth)) / nth;
  return ways * share ** count * (1 - share) ** (of - count);
}
