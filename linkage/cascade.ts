import { type CivilTraits, type NormalTraits, normaliseTraits } from './civil-traits.ts';

/** One way in which two files can be found to be of the same person: traits that must be equal once normalised. */
export interface CascadeKey {
  readonly id: string;
  /** What this key forgives, in words. */
  readonly forgives: string;
  /** The traits that are compared; null parts or empty ones mean that this file has no such key. */
  readonly of: (traits: NormalTraits) => readonly string[];
}

/**
 * The keys in the order in which they are tried. Each leaves out or shortens what offices get wrong, and no key leaves
 * out the first name of a person without her place and full date of birth. None leaves the first name out altogether:
 * twins share all the rest.
 *
 * INVARIANT: the first compares everything. Only what it finds is taken as the same person without anybody looking.
 */
export const CASCADE: readonly CascadeKey[] = [
  {
    id: 'ALL',
    forgives: 'capitals, accents, hyphens, other first names',
    of: (t) => [t.name, first(t), ...dateOf(t), t.place],
  },
  {
    id: 'NO_PLACE',
    forgives: 'a place that is missing, or that two offices write differently',
    of: (t) => [t.name, first(t), ...dateOf(t)],
  },
  {
    id: 'BEGINNINGS',
    forgives: 'late misspellings, name and first name interchanged, compound first names run together',
    of: (t) => [...[t.name.slice(0, 4), first(t).slice(0, 4)].sort(), ...dateOf(t)],
  },
  {
    id: 'ENDS',
    forgives: 'misspellings in the middle',
    of: (t) => [t.name.slice(-3), first(t).slice(0, 1), first(t).slice(-3), ...dateOf(t)],
  },
  {
    id: 'SHORT_NAME',
    forgives: 'a misspelt name',
    of: (t) => [t.name.slice(0, 3), first(t), ...dateOf(t)],
  },
  {
    id: 'SHORT_FIRST_NAME',
    forgives: 'a misspelt first name',
    of: (t) => [t.name, first(t).slice(0, 3), ...dateOf(t)],
  },
  {
    id: 'NO_NAME',
    forgives: 'a married or used name in the place of the birth name',
    of: (t) => [first(t), ...dateOf(t), t.place],
  },
  {
    id: 'DAY_FOR_MONTH',
    forgives: 'day and month interchanged',
    of: (t) => [t.name, first(t), t.year, ...[t.month, t.day].sort()],
  },
  {
    id: 'YEAR',
    forgives: 'a day that is not known, written as 1 January, or wrong',
    of: (t) => [t.name, first(t), t.year, t.place],
  },
  {
    id: 'YEAR_BEGINNINGS',
    forgives: 'the same, and late misspellings',
    of: (t) => [t.name.slice(0, 4), first(t).slice(0, 4), t.year, t.place],
  },
  {
    id: 'YEAR_TWO_FIRST_NAMES',
    forgives: 'the same, without a place, where two first names agree',
    of: (t) => [t.name, first(t), t.firstNames[1] ?? '', t.year],
  },
];

/** The keys of one file, in the order of `CASCADE`; null where a trait that the key compares is not known. */
export function keysOf(traits: CivilTraits): readonly (string | null)[] {
  const normal = normaliseTraits(traits);
  return CASCADE.map(({ id, of }) => {
    const parts = of(normal);
    // Sex is compared as written: an unknown one is a word of its own, and links with another unknown one only.
    return parts.includes('') ? null : JSON.stringify([id, normal.sex, ...parts]);
  });
}

const first = ({ firstNames }: NormalTraits): string => firstNames[0] ?? '';
const dateOf = ({ year, month, day }: NormalTraits): readonly string[] => [year, month, day];
