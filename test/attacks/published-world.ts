import { createHash } from 'node:crypto';
import { findIndicator } from '../../disclosure/catalogue.ts';
import type { Dimension } from '../../disclosure/dimensions.ts';
import { combinationsOf } from '../../disclosure/indicator.ts';
import { RECORD_KEY_VERSION, recordKey } from '../../disclosure/record-key.ts';
import type { ReleasedCell } from '../../disclosure/release.ts';
import { releaseBreakdown } from '../../disclosure/release-breakdown.ts';
import { countPersons } from '../../subgraphs/contract/statistics/count-persons.ts';
import { drawFrom } from './random.ts';

export const N2 = findIndicator('N2')!;
export const COMMUNES = ['21355', '21540', '21231', '21166', '21171', '21617'] as const;
/** Public knowledge: how people are spread. */
export const AGE_SHARES: ReadonlyMap<string, number> = new Map([
  ['0-2', 0.05],
  ['3-5', 0.05],
  ['6-11', 0.08],
  ['18-20', 0.06],
  ['21-25', 0.1],
  ['26-39', 0.2],
  ['40-54', 0.2],
  ['55-64', 0.12],
  ['65-74', 0.08],
  ['75-84', 0.04],
  ['85+', 0.02],
]);
export const HOUSEHOLD_SHARES: ReadonlyMap<string, number> = new Map([
  ['ALONE', 0.45],
  ['SINGLE_PARENT', 0.25],
  ['COUPLE_WITH_CHILDREN', 0.15],
  ['COUPLE', 0.1],
  ['OTHER', 0.05],
]);

export type Traits = Readonly<Record<'COMMUNE' | 'AGE_BAND' | 'HOUSEHOLD_TYPE', string>>;

/** Somebody of a commune, drawn by the public shares. */
export function drawPerson(commune: string, random: () => number): Traits {
  return {
    COMMUNE: commune,
    AGE_BAND: drawFrom(AGE_SHARES, random),
    HOUSEHOLD_TYPE: drawFrom(HOUSEHOLD_SHARES, random),
  };
}

/** Everything that one body releases of an indicator: all that there is to ask for. */
export interface Published {
  /** The released value of a cell; 0 where it is not listed, null where it is blank. */
  value(bins: Partial<Traits>): number | null;
}

/** Publishes people through the body's own code, under a key that no adversary has. */
export async function publish(people: readonly Traits[], seed: string): Promise<Published> {
  const key = createHash('sha256').update(seed).digest();
  async function* persons() {
    for (const [nth, traits] of people.entries()) yield { person: `${seed}:${nth}`, rows: [traits] };
  }
  const breakdowns = await countPersons(N2, persons(), (person) => recordKey(key, RECORD_KEY_VERSION, person));
  const released = new Map<string, ReleasedCell>();
  for (const by of combinationsOf(N2)) {
    for (const cell of releaseBreakdown(N2, 11, by, breakdowns)) released.set(nameOf(by, cell.dims), cell);
  }
  return {
    value(bins) {
      const by = N2.dimensions.filter((dimension) => dimension in bins);
      const found = released.get(
        nameOf(
          by,
          by.map((dimension) => bins[dimension as keyof Traits]!),
        ),
      );
      return found ? found.value : 0;
    },
  };
}

const nameOf = (by: readonly Dimension[], bins: readonly string[]): string => `${by.join('+')}=${bins.join('|')}`;
