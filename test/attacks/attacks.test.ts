import { expect, test } from 'vitest';
import { claimHousehold } from './group-adversary.ts';
import { guessOther } from './insider-adversary.ts';
import { guessByLattice } from './lattice-adversary.ts';
import { guessDifference } from './nested-adversary.ts';
import { AGE_SHARES, COMMUNES, drawPerson, HOUSEHOLD_SHARES, publish, type Traits } from './published-world.ts';
import { randomFrom, tries } from './random.ts';

const [HERE, ...ELSEWHERE] = COMMUNES;
const THERE = ELSEWHERE[0]!;
const MINUTES = 300_000;

const many = (count: number, commune: string, random: () => number): Traits[] =>
  Array.from({ length: count }, () => drawPerson(commune, random));
const share = (part: number, of: number): string => `${((100 * part) / of).toFixed(1)} % of ${of}`;

test.each([7, 60])(
  'a count of %i is seldom had exactly, from all its breakdowns together',
  async (count) => {
    const [all, random] = [tries(400, 60), randomFrom(count)];
    let exact = 0;
    for (let nth = 0; nth < all; nth += 1) {
      const people = ELSEWHERE.flatMap((commune) => many(200 + Math.floor(random() * 200), commune, random));
      const published = await publish([...people, ...many(count, HERE, random)], `lattice ${count} ${nth}`);
      if (guessByLattice(published, HERE) === count) exact += 1;
    }
    console.log(`a count of ${count}, from the lattice: exact in ${share(exact, all)}`);
    expect(exact / all).toBeLessThanOrEqual(0.3);
  },
  MINUTES,
);

/** Two nested cells, and what is between them. */
const CELLS: Readonly<
  Record<'COMMUNE' | 'HOUSEHOLD_TYPE', readonly [Partial<Traits>, Partial<Traits>, Partial<Traits>]>
> = {
  COMMUNE: [{}, { COMMUNE: HERE }, { COMMUNE: THERE }],
  HOUSEHOLD_TYPE: [
    { COMMUNE: HERE },
    { COMMUNE: HERE, HOUSEHOLD_TYPE: 'ALONE' },
    { COMMUNE: HERE, HOUSEHOLD_TYPE: 'COUPLE' },
  ],
};

/** People of whom all but a few live alone, or all but a few live here. */
test.each([
  ['household', 'HOUSEHOLD_TYPE'],
  ['place', 'COMMUNE'],
] as const)(
  'the one to four by whom two cells differ in their %s are seldom told',
  async (name, dimension) => {
    const [all, random] = [tries(4000, 400), randomFrom(11)];
    let [exact, blank] = [0, 0];
    for (let nth = 0; nth < all; nth += 1) {
      const difference = 1 + (nth % 4);
      const whole = difference + 5 + Math.floor(random() * 200);
      const people = Array.from({ length: whole }, (_, at): Traits => {
        const one = { ...drawPerson(HERE, random), HOUSEHOLD_TYPE: 'ALONE' };
        if (at >= difference) return one;
        return dimension === 'COMMUNE' ? { ...one, COMMUNE: THERE } : { ...one, HOUSEHOLD_TYPE: 'COUPLE' };
      });
      const published = await publish(people, `nested ${name} ${nth}`);
      const [outer, inner, between] = CELLS[dimension];
      const guess = guessDifference({
        whole: published.value(outer!),
        part: published.value(inner!),
        rest: published.value(between!),
        inBins: [...AGE_SHARES].map(([AGE_BAND, share]) => ({
          share,
          whole: published.value({ ...outer, AGE_BAND }),
          part: published.value({ ...inner, AGE_BAND }),
        })),
        standsForWhole: dimension === 'COMMUNE',
      });
      if (published.value(inner!) === null) blank += 1;
      if (guess === difference) exact += 1;
    }
    console.log(`nested by ${name}: exact in ${share(exact, all)}, ${blank} of them blank`);
    expect(exact / all).toBeLessThanOrEqual(0.1);
  },
  MINUTES,
);

test(
  'what is said of a member of a small group is true as often as without any figure',
  async () => {
    const [all, random] = [tries(8000, 1500), randomFrom(3)];
    let [right, base, members] = [0, 0, 0];
    const surest: { sure: number; right: number }[] = [];
    for (let nth = 0; nth < all; nth += 1) {
      const group = many(1 + (nth % 10), HERE, random);
      const published = await publish(group, `group ${nth}`);
      const released = new Map(
        [...HOUSEHOLD_SHARES.keys()].map((each) => [each, published.value({ COMMUNE: HERE, HOUSEHOLD_TYPE: each })]),
      );
      const { household, sure } = claimHousehold(group.length, published.value({ COMMUNE: HERE }), released);
      const hits = (word: string) => group.filter(({ HOUSEHOLD_TYPE }) => HOUSEHOLD_TYPE === word).length;
      right += hits(household) / group.length;
      base += hits('ALONE') / group.length;
      members += 1;
      surest.push({ sure, right: hits(household) / group.length });
    }
    const tenth = surest.sort((a, b) => b.sure - a.sure).slice(0, all / 10);
    const ofSurest = tenth.reduce((sum, each) => sum + each.right, 0) / tenth.length;
    console.log(
      `claims about groups of 1 to 10: true in ${share(right, members)}, without figures in ${share(base, members)}; ` +
        `the surest tenth of them in ${(100 * ofSurest).toFixed(1)} %`,
    );
    expect((right - base) / members).toBeLessThanOrEqual(0.05);
  },
  MINUTES,
);

test.each([12, 40, 300])(
  'an insider who subtracts its own is left with noise, where the other counts %i',
  async (count) => {
    const [all, random] = [tries(3000, 600), randomFrom(5)];
    const errors: number[] = [];
    for (let nth = 0; nth < all; nth += 1) {
      const [own, other] = [80, count].map((size) => many(size, HERE, random));
      const [mine, theirs] = [
        (await publish(own!, `insider ${nth}`)).value({})!,
        (await publish(other!, `other ${count} ${nth}`)).value({})!,
      ];
      errors.push(guessOther(mine + theirs, mine) - count);
    }
    const mean = errors.reduce((sum, error) => sum + error, 0) / all;
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / all);
    console.log(`an insider's error where the other counts ${count}: standard deviation ${deviation.toFixed(2)}`);
    expect(deviation).toBeGreaterThanOrEqual(2);
  },
  MINUTES,
);
