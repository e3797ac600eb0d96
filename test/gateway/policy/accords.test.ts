import { describe, expect, test } from 'vitest';
import { type AccordDates, accordStanding, isInScope } from '../../../gateway/policy/accords.ts';
import { parisInstant } from '../../support/paris.ts';

const at = parisInstant('2026-05-04T10:00');
const ADULT = '1988-02-02';

function dates(over: Partial<AccordDates> = {}): AccordDates {
  return {
    validFrom: parisInstant('2026-03-01T00:00'),
    validTo: parisInstant('2027-03-01T00:00'),
    grantedBy: ['SELF'],
    grantedAt: parisInstant('2026-03-01T00:00'),
    withdrawnAt: null,
    ...over,
  };
}

describe('accordStanding', () => {
  test('an adult who gave it herself, within its dates, is heard', () => {
    expect(accordStanding(dates(), at, ADULT)).toBe('VALID');
  });

  test('it holds from its first instant and no longer at its last', () => {
    expect(accordStanding(dates({ validFrom: at }), at, ADULT)).toBe('VALID');
    expect(accordStanding(dates({ validTo: at }), at, ADULT)).toBe('EXPIRED');
    expect(accordStanding(dates({ validTo: new Date(at.getTime() + 1) }), at, ADULT)).toBe('VALID');
    expect(accordStanding(dates({ validFrom: new Date(at.getTime() + 1) }), at, ADULT)).toBe('NOT_YET_VALID');
    expect(accordStanding(dates({ grantedAt: new Date(at.getTime() + 1) }), at, ADULT)).toBe('NOT_YET_VALID');
  });

  test('a withdrawal counts from its very instant (S12)', () => {
    expect(accordStanding(dates({ withdrawnAt: at }), at, ADULT)).toBe('WITHDRAWN');
    expect(accordStanding(dates({ withdrawnAt: new Date(at.getTime() + 1) }), at, ADULT)).toBe('VALID');
  });

  test('of several things against it the first in the order of the law is told', () => {
    const minor = '2030-01-01';
    const all = { grantedBy: ['PARENT_A'], withdrawnAt: at };
    expect(accordStanding(dates({ ...all, validTo: at }), at, minor)).toBe('WITHDRAWN');
    expect(accordStanding(dates({ ...all, withdrawnAt: null, validTo: at }), at, minor)).toBe('EXPIRED');
    expect(accordStanding(dates({ ...all, withdrawnAt: null }), at, minor)).toBe('GRANTER_NOT_COMPETENT');
  });

  test.each([[['PARENT_A']], [['GUARDIAN']], [['SELF', 'GUARDIAN']], [[]], [['JUDGE']]])(
    '%j is not yet heard for an adult',
    (grantedBy) => {
      expect(accordStanding(dates({ grantedBy }), at, ADULT)).toBe('GRANTER_NOT_COMPETENT');
    },
  );

  test('a minor is not heard, and becomes an adult on the day itself', () => {
    expect(accordStanding(dates(), at, '2027-06-01')).toBe('GRANTER_NOT_COMPETENT');
    expect(accordStanding(dates(), at, '2026-03-02')).toBe('LAPSED_AT_MAJORITY');
    expect(accordStanding(dates(), at, '2026-03-01')).toBe('VALID');
  });

  test('what was given for a minor lapses at majority', () => {
    const byParent = dates({ grantedBy: ['PARENT_A'] });
    expect(accordStanding(byParent, at, '2026-05-05')).toBe('GRANTER_NOT_COMPETENT');
    expect(accordStanding(byParent, at, '2026-05-04')).toBe('LAPSED_AT_MAJORITY');
  });

  test('the day of the grant is that of Paris', () => {
    const midnight = dates({ grantedAt: '2026-02-28T23:30:00Z', validFrom: '2026-02-28T23:30:00Z' });
    expect(accordStanding(midnight, at, '2026-03-01')).toBe('VALID');
  });

  test.each([null, '', 'adult', '1988-02-30'])(
    'when %j is all that is said of her age, nobody is competent',
    (until) => {
      expect(accordStanding(dates(), at, until)).toBe('GRANTER_NOT_COMPETENT');
    },
  );

  test('a date that cannot be read stops', () => {
    expect(() => accordStanding(dates({ validTo: 'soon' }), at, ADULT)).toThrow(RangeError);
    expect(() => accordStanding(dates({ withdrawnAt: '' }), at, ADULT)).toThrow(RangeError);
    expect(() => accordStanding(dates({ validTo: '2027-03-01T00:00:00' }), at, ADULT)).toThrow(RangeError);
    expect(accordStanding(dates({ validTo: '2027-03-01T00:00:00+00:00' }), at, ADULT)).toBe('VALID');
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
