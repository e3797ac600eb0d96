import { describe, expect, test } from 'vitest';
import { CASCADE, keysOf } from '../../linkage/cascade.ts';
import { type CivilTraits, normaliseTraits } from '../../linkage/civil-traits.ts';

const aPerson = (traits: Partial<CivilTraits> = {}): CivilTraits => ({
  birthName: 'LEFÈVRE',
  firstNames: ['Anne-Sophie', 'Marie'],
  birthDate: '1951-11-21',
  sex: 'F',
  birthPlaceCog: '21231',
  ...traits,
});
const agreeOn = (one: Partial<CivilTraits>, other: Partial<CivilTraits> = {}) => {
  const [left, right] = [keysOf(aPerson(one)), keysOf(aPerson(other))];
  return CASCADE.filter((_, rank) => left[rank] !== null && left[rank] === right[rank]).map(({ id }) => id);
};

describe('traits are written alike', () => {
  test.each([
    ["le'fevre", 'LEFEVRE'],
    ['Lefe\u0300vre', 'LEFEVRE'],
    ['Lebœuf', 'LEBOEUF'],
    ['d’Aubry', 'DAUBRY'],
    ['El Amrani', 'ELAMRANI'],
    ['da Silva-Bernard', 'DASILVABERNARD'],
    ['Strauß', 'STRAUSS'],
    ['Łukasz', 'LUKASZ'],
    ['ÖZTÜRK', 'OZTURK'],
    ['Шевченко', 'ШЕВЧЕНКО'],
    ['-', ''],
  ])('%s', (name, letters) => {
    expect(normaliseTraits(aPerson({ birthName: name })).name).toBe(letters);
  });

  test('first names apart by spaces or commas, compound ones by their hyphen kept whole', () => {
    const firstNamesOf = (...firstNames: string[]) => normaliseTraits(aPerson({ firstNames })).firstNames;
    expect(firstNamesOf('Anne-Sophie', 'Marie')).toEqual(['ANNESOPHIE', 'MARIE']);
    expect(firstNamesOf('Léa Zoé, Inès')).toEqual(['LEA', 'ZOE', 'INES']);
    expect(firstNamesOf(' ', '.')).toEqual([]);
  });

  test.each([
    ['1951-11-21', '1951', '11', '21'],
    ['1951-01-01', '1951', '', ''],
    ['1951-00-00', '1951', '', ''],
    ['1951-13-40', '1951', '', ''],
    ['0000-00-00', '', '', ''],
    [null, '', '', ''],
  ])('%s is known to %s-%s-%s', (birthDate, ...parts) => {
    const { year, month, day } = normaliseTraits(aPerson({ birthDate }));
    expect([year, month, day]).toEqual(parts);
  });

  test.each([
    ['21231', '21231'],
    ['2A004', '2A004'],
    ['99350', '99350'],
    ['75114', '75056'],
    ['69383', '69123'],
    ['13216', '13055'],
    ['21000', ''],
    ['Dijon', ''],
    [null, ''],
  ])('%s is the place %s', (birthPlaceCog, place) => {
    expect(normaliseTraits(aPerson({ birthPlaceCog })).place).toBe(place);
  });
});

type Case = [key: string, one: Partial<CivilTraits>, other?: Partial<CivilTraits>];

describe('what each key forgives', () => {
  test('spelling alone is forgiven by all', () => {
    expect(agreeOn({ birthName: 'lefevre', firstNames: ['ANNE-SOPHIE'] })).toHaveLength(10);
    expect(agreeOn({ firstNames: ['Anne-Sophie', 'Louise'] })).not.toContain('YEAR_TWO_FIRST_NAMES');
  });

  test.each([
    ['NO_PLACE', { birthPlaceCog: null }],
    ['BEGINNINGS', { birthName: 'LEFÈBVRE', firstNames: ['Anne Sophie'] }],
    ['BEGINNINGS', { birthName: 'Anne-Sophie', firstNames: ['Lefèvre'] }],
    ['ENDS', { birthName: 'LFÈVRE' }],
    ['SHORT_NAME', { birthName: 'LEFEBVRES' }],
    ['SHORT_FIRST_NAME', { firstNames: ['Ann-Sofi'] }],
    ['NO_NAME', { birthName: 'MARTIN' }],
    ['DAY_FOR_MONTH', { birthDate: '1951-12-03' }, { birthDate: '1951-03-12' }],
    ['YEAR', { birthDate: '1951-01-01' }],
    ['YEAR_BEGINNINGS', { birthDate: '1951-01-01', birthName: 'Lefèbvre' }, { birthName: 'Lefèvbre' }],
    ['YEAR_TWO_FIRST_NAMES', { birthDate: '1951-01-01', birthPlaceCog: null }, { firstNames: ['Anne-Sophie Marie'] }],
  ] as Case[])('%s', (key, one, other = {}) => {
    const agreed = agreeOn(one, other);
    expect(agreed).toContain(key);
    expect(agreed).not.toContain('ALL');
  });

  test('twins, homonyms born on another day elsewhere, and other sexes agree on nothing', () => {
    expect(agreeOn({ firstNames: ['Claire'] })).toEqual([]);
    expect(agreeOn({ birthPlaceCog: '21515', birthDate: '1951-10-22', firstNames: ['Anne-Sophie', 'Zoé'] })).toEqual(
      [],
    );
    expect(agreeOn({ sex: 'M' })).toEqual([]);
    expect(agreeOn({ birthDate: null }, { birthDate: null })).toEqual([]);
  });

  test('every key is tagged, so that none agrees with another', () => {
    const keys = keysOf(aPerson()).filter((key) => key !== null);
    expect(new Set(keys).size).toBe(CASCADE.length);
  });
});
