import { describe, expect, test } from 'vitest';
import { excludesCcas, type SituationOfAdults } from '../../../subgraphs/contract/routing.ts';

const day = (civil: string) => new Date(`${civil}T00:00:00Z`);
const TODAY = '2026-06-01';

/** A couple of 70 and 72 without children, RSA or APA: the CCAS's own. */
const aCouple = (changes: Partial<SituationOfAdults> = {}): SituationOfAdults => ({
  adultBirthDates: [day('1956-01-01'), day('1954-01-01')],
  dependentChildBirthDates: [],
  benefits: [],
  apa: [],
  ...changes,
});

describe('what excludes that the CCAS follows', () => {
  test('nothing does, for a couple over 64 without child, RSA or APA', () => {
    expect(excludesCcas(aCouple(), TODAY)).toBe(false);
  });

  test('an adult of 64 does until the eve of the 65th birthday', () => {
    const jeanne = aCouple({ adultBirthDates: [day('1961-11-21')] });
    expect(excludesCcas(jeanne, '2026-11-20')).toBe(true);
    expect(excludesCcas(jeanne, '2026-11-21')).toBe(false);
  });

  test('a younger spouse does', () => {
    expect(excludesCcas(aCouple({ adultBirthDates: [day('1950-01-01'), day('1965-01-01')] }), TODAY)).toBe(true);
  });

  test('a dependent child does until the eve of the 21st birthday', () => {
    const simone = aCouple({ dependentChildBirthDates: [day('2006-02-10')] });
    expect(excludesCcas(simone, '2027-02-09')).toBe(true);
    expect(excludesCcas(simone, '2027-02-10')).toBe(false);
  });

  test('APA does once it is open, and not while it is only requested', () => {
    const apa = { status: 'OPEN', validFrom: day('2026-06-01'), validTo: null } as const;
    expect(excludesCcas(aCouple({ apa: [apa] }), TODAY)).toBe(true);
    expect(excludesCcas(aCouple({ apa: [{ ...apa, status: 'REQUESTED' }] }), TODAY)).toBe(false);
    expect(excludesCcas(aCouple({ apa: [apa] }), '2026-05-31')).toBe(false);
  });

  test('open RSA does, another benefit does not', () => {
    const rsa = { kind: 'RSA', status: 'OPEN', validFrom: null, validTo: null } as const;
    expect(excludesCcas(aCouple({ benefits: [rsa] }), TODAY)).toBe(true);
    expect(excludesCcas(aCouple({ benefits: [{ ...rsa, kind: 'ASPA' }] }), TODAY)).toBe(false);
  });

  test('an unknown age is unknown, unless something else excludes', () => {
    const unknown = aCouple({ adultBirthDates: [null, day('1954-01-01')] });
    expect(excludesCcas(unknown, TODAY)).toBeNull();
    expect(excludesCcas({ ...unknown, adultBirthDates: [null, day('1990-01-01')] }, TODAY)).toBe(true);
  });
});
