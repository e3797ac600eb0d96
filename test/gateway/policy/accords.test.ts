import { describe, expect, test } from 'vitest';
import { type AccordDates, accordStanding, isInScope } from '../../../gateway/policy/accords.ts';
import type { DatedWord } from '../../../gateway/policy/subject-words.ts';
import type { DecisionWord } from '../../../schema/vocabulary.ts';
import { parisInstant } from '../../support/paris.ts';

const at = parisInstant('2026-05-04T10:00');
const ADULT = '1988-02-02';

/** How it stands for usual matters, of a person who comes of age on a day and of whom no measure is known. */
function standing(accord: AccordDates, minorUntil: string | null, over: Partial<Record<DecisionWord, string>> = {}) {
  return accordStanding(accord, wordsOf(minorUntil, over), at, 'CASE').ordinary;
}

function wordsOf(minorUntil: string | null, over: Partial<Record<DecisionWord, string>>): readonly DatedWord[] {
  const said = { PROTECTION: 'NONE', ...(minorUntil !== null && { MINOR_UNTIL: minorUntil }), ...over };
  return Object.entries(said).map(([word, value]) => ({
    word,
    value,
    validFrom: '1980-01-01T00:00:00Z',
    validTo: null,
  }));
}

function dates(over: Partial<AccordDates> = {}): AccordDates {
  return {
    validFrom: parisInstant('2026-03-01T00:00'),
    validTo: parisInstant('2027-03-01T00:00'),
    grantedBy: ['SELF'],
    grantedAt: parisInstant('2026-03-01T00:00'),
    withdrawnAt: null,
    minorAssent: null,
    ableToConsent: null,
    ...over,
  };
}

describe('accordStanding', () => {
  test('an adult who gave it herself, within its dates, is heard', () => {
    expect(standing(dates(), ADULT)).toBe('VALID');
  });

  test('it holds from its first instant and no longer at its last', () => {
    expect(standing(dates({ validFrom: at }), ADULT)).toBe('VALID');
    expect(standing(dates({ validTo: at }), ADULT)).toBe('EXPIRED');
    expect(standing(dates({ validTo: new Date(at.getTime() + 1) }), ADULT)).toBe('VALID');
    expect(standing(dates({ validFrom: new Date(at.getTime() + 1) }), ADULT)).toBe('NOT_YET_VALID');
    expect(standing(dates({ grantedAt: new Date(at.getTime() + 1) }), ADULT)).toBe('NOT_YET_VALID');
  });

  test('a withdrawal counts from its very instant (S12)', () => {
    expect(standing(dates({ withdrawnAt: at }), ADULT)).toBe('WITHDRAWN');
    expect(standing(dates({ withdrawnAt: new Date(at.getTime() + 1) }), ADULT)).toBe('VALID');
  });

  test('of several things against it the first in the order of the law is told', () => {
    const minor = '2030-01-01';
    const all = { grantedBy: ['PARENT_A'], withdrawnAt: at };
    expect(standing(dates({ ...all, validTo: at }), minor)).toBe('WITHDRAWN');
    expect(standing(dates({ ...all, withdrawnAt: null, validTo: at }), minor)).toBe('EXPIRED');
    expect(standing(dates({ ...all, withdrawnAt: null }), minor)).toBe('GRANTER_NOT_COMPETENT');
  });

  test('a minor is not heard, and becomes an adult on the day itself', () => {
    expect(standing(dates(), '2027-06-01')).toBe('GRANTER_NOT_COMPETENT');
    expect(standing(dates(), '2026-03-02')).toBe('LAPSED_AT_MAJORITY');
    expect(standing(dates(), '2026-03-01')).toBe('VALID');
  });

  test('what was given for a minor lapses at majority', () => {
    const byParent = dates({ grantedBy: ['PARENT_A'] });
    expect(standing(byParent, '2026-05-05')).toBe('GRANTER_NOT_COMPETENT');
    expect(standing(byParent, '2026-05-04')).toBe('LAPSED_AT_MAJORITY');
  });

  test('the day of the grant is that of Paris', () => {
    const midnight = dates({ grantedAt: '2026-02-28T23:30:00Z', validFrom: '2026-02-28T23:30:00Z' });
    expect(standing(midnight, '2026-03-01')).toBe('VALID');
  });

  test.each([null, '', 'adult', '1988-02-30'])(
    'when %j is all that is said of her age, nobody is competent',
    (until) => {
      expect(standing(dates(), until)).toBe('GRANTER_NOT_COMPETENT');
    },
  );

  test('a date that cannot be read stops', () => {
    expect(() => standing(dates({ validTo: 'soon' }), ADULT)).toThrow(RangeError);
    expect(() => standing(dates({ withdrawnAt: '' }), ADULT)).toThrow(RangeError);
    expect(() => standing(dates({ validTo: '2027-03-01T00:00:00' }), ADULT)).toThrow(RangeError);
    expect(standing(dates({ validTo: '2027-03-01T00:00:00+00:00' }), ADULT)).toBe('VALID');
  });
});

describe('what bodies have said', () => {
  const said = (word: DecisionWord, value: string, from: string, to: string | null = null): DatedWord => ({
    ...{ word, value, validFrom: parisInstant(from) },
    validTo: to === null ? null : parisInstant(to),
  });
  const of = (accord: AccordDates, ...words: readonly DatedWord[]) =>
    accordStanding(accord, words, at, 'CASE').ordinary;
  const adult = said('MINOR_UNTIL', '2006-02-02', '2026-05-01T00:00');

  test('who may speak for her is asked of the day of the accord', () => {
    const before = said('PROTECTION', 'NONE', '2020-01-01T00:00', '2026-03-15T00:00');
    const since = said('PROTECTION', 'PERSON', '2026-03-15T00:00');
    expect(of(dates(), adult, before, since)).toBe('VALID');
    expect(of(dates({ grantedAt: parisInstant('2026-03-15T00:00') }), adult, before, since)).toBe(
      'GRANTER_NOT_COMPETENT',
    );
    expect(of(dates(), adult, since)).toBe('GRANTER_NOT_COMPETENT');
  });

  test('when she comes of age is asked of today: a birthday does not change', () => {
    expect(of(dates(), adult, said('PROTECTION', 'NONE', '2020-01-01T00:00'))).toBe('VALID');
    const gone = said('MINOR_UNTIL', '2006-02-02', '2020-01-01T00:00', '2026-05-04T10:00');
    expect(of(dates(), gone, said('PROTECTION', 'NONE', '2020-01-01T00:00'))).toBe('GRANTER_NOT_COMPETENT');
  });

  test('of several days of majority the latest is heard', () => {
    const late = said('MINOR_UNTIL', '2030-01-01', '2020-01-01T00:00');
    expect(of(dates(), adult, late, said('PROTECTION', 'NONE', '2020-01-01T00:00'))).toBe('GRANTER_NOT_COMPETENT');
  });

  test('bodies that contradict each other have said nothing; those that agree in substance have', () => {
    const [none, assisted, person] = ['NONE', 'ASSISTED', 'PERSON'].map((value) =>
      said('PROTECTION', value, '2020-01-01T00:00'),
    );
    expect(of(dates(), adult, none!, assisted!)).toBe('VALID');
    expect(of(dates(), adult, none!, person!)).toBe('GRANTER_NOT_COMPETENT');
    expect(of(dates(), adult, said('PROTECTION', 'HEAVY', '2020-01-01T00:00'))).toBe('GRANTER_NOT_COMPETENT');
  });

  test('parents are who all bodies say they are, in any order', () => {
    const child = said('MINOR_UNTIL', '2030-01-01', '2020-01-01T00:00');
    const free = said('EMANCIPATED', 'no', '2020-01-01T00:00');
    const held = (by: string) => said('PARENTAL_HOLDERS', by, '2020-01-01T00:00');
    const byA = dates({ grantedBy: ['PARENT_A'] });
    expect(of(byA, child, free, held('PARENT_A|PARENT_B'), held('PARENT_B|PARENT_A'))).toBe('VALID');
    expect(of(byA, child, free, held('PARENT_A|PARENT_B'), held('PARENT_A'))).toBe('GRANTER_NOT_COMPETENT');
    expect(of(byA, child, free, held('PARENT_A|UNCLE'))).toBe('GRANTER_NOT_COMPETENT');
    expect(of(dates({ grantedBy: [''] }), child, free, held(''))).toBe('GRANTER_NOT_COMPETENT');
  });

  test('an accord ends with the person, and a day of death that cannot be read is one', () => {
    expect(standing(dates(), ADULT, { DECEASED_ON: '2026-05-04' })).toBe('EXPIRED');
    expect(standing(dates(), ADULT, { DECEASED_ON: '2026-05-05' })).toBe('VALID');
    expect(standing(dates(), ADULT, { DECEASED_ON: 'yes' })).toBe('EXPIRED');
    expect(standing(dates({ withdrawnAt: at }), ADULT, { DECEASED_ON: '2026-05-04' })).toBe('WITHDRAWN');
  });
});

describe('isInScope', () => {
  const scope = {
    fromBodies: ['CCAS_LONGVIC'],
    toBodies: ['DEPT_21'],
    toProfessions: [],
    purposes: ['CASE'],
  };
  const crossing = { owner: 'CCAS_LONGVIC', recipient: 'DEPT_21', profession: 'ASS', purpose: 'CASE' } as const;

  test('owner, recipient and purpose are those named, any profession where none is', () => {
    expect(isInScope(scope, crossing)).toBe(true);
    expect(isInScope({ ...scope, toProfessions: ['CESF', 'ASS'] }, crossing)).toBe(true);
  });

  test.each([
    ['another owner', { fromBodies: ['DEPT_21'] }],
    ['another recipient', { toBodies: ['CCAS_LONGVIC'] }],
    ['another profession', { toProfessions: ['CESF'] }],
    ['another purpose', { purposes: ['REFERRAL'] }],
    ['nobody', { toBodies: [] }],
  ])('%s is out of scope', (_what, over) => {
    expect(isInScope({ ...scope, ...over }, crossing)).toBe(false);
  });
});
