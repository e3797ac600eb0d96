import { describe, expect, test } from 'vitest';
import { type CivilTraits, normaliseTraits, pseudonym, pseudonymOfFile } from '../../../subgraphs/joining/pseudonym.ts';

const KEY = 'a linkage key of the bodies, long enough';
const aPerson = (traits: Partial<CivilTraits> = {}): CivilTraits => ({
  birthName: 'LEFÈVRE',
  firstNames: ['Anne-Sophie', 'Marie'],
  birthDate: '1951-11-21',
  sex: 'F',
  birthPlaceCog: '21231',
  ...traits,
});
const same = (traits: Partial<CivilTraits>) => pseudonym(aPerson(traits), KEY) === pseudonym(aPerson(), KEY);

describe('a pseudonym', () => {
  test('is the same however a body spells accents, capitals, hyphens and the first names after the first', () => {
    expect(normaliseTraits(aPerson())).toEqual(['LEFEVRE', 'ANNESOPHIE', '1951-11-21', 'F', '21231']);
    expect(same({ birthName: "le'fevre", firstNames: ['ANNE SOPHIE'] })).toBe(true);
    expect(same({ birthName: 'Lefe\u0300vre', firstNames: ['anne-sophie', 'Louise'] })).toBe(true);
    expect(normaliseTraits(aPerson({ birthName: 'Lebœuf' }))[0]).toBe('LEBOEUF');
    expect(normaliseTraits(aPerson({ birthName: 'Шевченко' }))[0]).toBe('ШЕВЧЕНКО');
  });

  test('differs for a twin, a homonym born elsewhere, and any other trait', () => {
    expect(same({ firstNames: ['Claire'] })).toBe(false);
    expect(same({ birthPlaceCog: '21515' })).toBe(false);
    expect(same({ birthDate: '1951-11-22' })).toBe(false);
    expect(same({ sex: 'M' })).toBe(false);
    expect(same({ birthName: 'LEFEVRE ANNE', firstNames: ['Sophie'] })).toBe(false);
  });

  test('is not given where the traits could be those of two people', () => {
    for (const traits of [
      { birthDate: null },
      { birthDate: '1951-00-00' },
      { birthPlaceCog: null },
      { birthName: '-' },
      { firstNames: [] },
    ]) {
      expect(pseudonym(aPerson(traits), KEY)).toBeNull();
    }
  });

  test('tells nothing without the key, and is never that of a file', () => {
    expect(pseudonym(aPerson(), KEY)).toMatch(/^[\w-]{43}$/);
    expect(pseudonym(aPerson(), `${KEY}.`)).not.toBe(pseudonym(aPerson(), KEY));
    expect(pseudonymOfFile('DEPT_21:1', KEY)).not.toBe(pseudonymOfFile('DEPT_21:2', KEY));
    expect(() => pseudonym(aPerson(), 'short')).toThrow('the linkage key is shorter than 32 bytes');
  });
});
