import { describe, expect, test } from 'vitest';
import {
  ageBand,
  apaStatus,
  birthMonth,
  birthYear,
  children,
  childrenAgeBands,
  completedYears,
  currentHousehold,
  currentRsa,
  isInPre,
  isInReturnToWorkStep,
  isSingleParent,
  type Member,
  minimaSociaux,
} from '../../../subgraphs/contract/derived.ts';

const day = (civil: string) => new Date(`${civil}T00:00:00Z`);
const TODAY = '2026-05-04';

describe('ages', () => {
  test('a year is completed on the birthday, not on its eve', () => {
    expect(completedYears('1961-11-21', '2026-11-20')).toBe(64);
    expect(completedYears('1961-11-21', '2026-11-21')).toBe(65);
  });

  test('who is born on 29 February completes a year on 1 March of a common year', () => {
    expect(completedYears('2008-02-29', '2026-02-28')).toBe(17);
    expect(completedYears('2008-02-29', '2026-03-01')).toBe(18);
    expect(completedYears('2008-02-29', '2024-02-29')).toBe(16);
  });

  test.each([
    ['0-2', 0, 2],
    ['3-5', 3, 5],
    ['6-11', 6, 11],
    ['12-15', 12, 15],
    ['16-17', 16, 17],
    ['18-20', 18, 20],
    ['21-25', 21, 25],
    ['26-39', 26, 39],
    ['40-54', 40, 54],
    ['55-64', 55, 64],
    ['65-74', 65, 74],
    ['75-84', 75, 84],
    ['85+', 85, 110],
  ])('the band %s begins on one birthday and ends on the eve of another', (band, first, last) => {
    expect(ageBand(day(`${2026 - first}-05-04`), TODAY)).toBe(band);
    expect(ageBand(day(`${2026 - last - 1}-05-05`), TODAY)).toBe(band);
  });

  test('an unknown birth date has no band, year or month', () => {
    expect([ageBand(null, TODAY), birthYear(null), birthMonth(null)]).toEqual([null, null, null]);
  });

  test('year and month are those of the date, whatever the hour of the machine', () => {
    expect([birthYear(day('1970-01-01')), birthMonth(day('1970-01-01'))]).toEqual([1970, '1970-01']);
  });

  test('who is not born yet has no band', () => {
    expect(ageBand(day('2026-05-05'), TODAY)).toBeNull();
  });
});

describe('minima sociaux', () => {
  const rsa = { kind: 'RSA', status: 'OPEN', validFrom: day('2026-01-01'), validTo: null } as const;

  test.each(['RSA', 'AAH', 'ASPA'] as const)('%s counts', (kind) => {
    expect(minimaSociaux([{ ...rsa, kind }], 'CCAS', TODAY)).toBe(true);
  });

  test('housing aid does not', () => {
    expect(minimaSociaux([{ ...rsa, kind: 'APL' }], 'CCAS', TODAY)).toBe(false);
  });

  test.each(['REQUESTED', 'SUSPENDED', 'CLOSED', 'REFUSED'] as const)('a right that is %s does not', (status) => {
    expect(minimaSociaux([{ ...rsa, status }], 'CCAS', TODAY)).toBe(false);
  });

  test('a right counts from its first day up to the eve of its last', () => {
    const until = { ...rsa, validFrom: day('2026-05-04'), validTo: day('2026-06-01') };
    expect(
      ['2026-05-03', '2026-05-04', '2026-05-31', '2026-06-01'].map((on) => minimaSociaux([until], 'CCAS', on)),
    ).toEqual([false, true, true, false]);
  });

  test('only a Département may conclude from having nothing', () => {
    expect(minimaSociaux([], 'DEPARTEMENT', TODAY)).toBe(false);
    expect(minimaSociaux([], 'CCAS', TODAY)).toBeNull();
  });

  test('the RSA that runs is preferred to a later one that was refused', () => {
    const refused = { ...rsa, status: 'REFUSED', validFrom: day('2026-04-01') } as const;
    expect(currentRsa([refused, rsa], TODAY)).toBe(rsa);
    expect(currentRsa([{ ...rsa, status: 'CLOSED' }, refused], TODAY)).toBe(refused);
    expect(currentRsa([{ ...rsa, kind: 'APL' }], TODAY)).toBeNull();
  });
});

describe('APA', () => {
  const apa = { status: 'OPEN', validFrom: day('2026-10-01'), validTo: null } as const;

  test('runs from its first day, and shows no date before', () => {
    expect(apaStatus(apa, 'DEPARTEMENT', '2026-09-30')).toEqual({ hasApa: false, validFrom: null, validTo: null });
    expect(apaStatus(apa, 'DEPARTEMENT', '2026-10-01')).toEqual({
      hasApa: true,
      validFrom: apa.validFrom,
      validTo: null,
    });
  });

  test('a body that does not grant it concludes nothing from having no trace of it', () => {
    expect(apaStatus(null, 'CCAS', TODAY)).toBeNull();
    expect(apaStatus(null, 'DEPARTEMENT', TODAY)).toEqual({ hasApa: false, validFrom: null, validTo: null });
  });
});

describe('households', () => {
  const member = (personId: string, role: Member['role'], changes: Partial<Member> = {}): Member => ({
    personId,
    role,
    isDependent: false,
    validFrom: null,
    validTo: null,
    ...changes,
  });
  const births = new Map([
    ['minor', day('2008-05-05')],
    ['grown', day('2008-05-04')],
    ['student', day('2004-01-01')],
  ]);

  test('minors and dependants of age count as children, others of age do not', () => {
    const counted = children(
      [member('minor', 'CHILD'), member('grown', 'CHILD'), member('student', 'CHILD', { isDependent: true })],
      births,
      TODAY,
    );
    expect(childrenAgeBands(counted, TODAY)).toEqual(['16-17', '21-25']);
  });

  test('a child who left does not count', () => {
    expect(children([member('minor', 'CHILD', { validTo: day('2026-05-04') })], births, TODAY)).toEqual([]);
  });

  test('a dependant whose birth date is unknown counts, and has no band', () => {
    const counted = children([member('unknown', 'CHILD', { isDependent: true })], births, TODAY);
    expect([counted.length, childrenAgeBands(counted, TODAY)]).toEqual([1, []]);
  });

  test('one adult with a child is a single parent; with a spouse, or without a child, she is not', () => {
    const alone = [member('a', 'APPLICANT'), member('minor', 'CHILD')];
    expect(isSingleParent(alone, 1, TODAY)).toBe(true);
    expect(isSingleParent([...alone, member('b', 'SPOUSE')], 1, TODAY)).toBe(false);
    expect(isSingleParent([...alone, member('b', 'SPOUSE', { validTo: day('2026-05-01') })], 1, TODAY)).toBe(true);
    expect(isSingleParent([member('a', 'APPLICANT')], 0, TODAY)).toBe(false);
  });

  test('of two households the one that began last counts, and one that ended does not', () => {
    const first = member('a', 'CHILD', { validFrom: day('2010-01-01') });
    const second = member('a', 'APPLICANT', { validFrom: day('2025-01-01') });
    expect(currentHousehold([first, second], TODAY)).toBe(second);
    expect(currentHousehold([first, { ...second, validTo: day('2026-01-01') }], TODAY)).toBe(first);
    expect(currentHousehold([], TODAY)).toBeNull();
  });
});

describe('work and school', () => {
  test('looking for work or being trained is a step back to work; a job alone is not', () => {
    expect(isInReturnToWorkStep({ status: 'JOB_SEEKER', trainingInProgress: false })).toBe(true);
    expect(isInReturnToWorkStep({ status: 'TRAINEE', trainingInProgress: false })).toBe(true);
    expect(isInReturnToWorkStep({ status: 'INACTIVE', trainingInProgress: true })).toBe(true);
    expect(isInReturnToWorkStep({ status: 'EMPLOYED', trainingInProgress: false })).toBe(false);
    expect(isInReturnToWorkStep(null)).toBeNull();
  });

  test('an enrolment in the PRE ends with the school year, whatever the family said', () => {
    const enrolment = { validFrom: day('2025-09-01'), validTo: day('2026-09-01') };
    expect(isInPre(enrolment, { pre: true }, '2026-08-31')).toBe(true);
    expect(isInPre(enrolment, { pre: true }, '2026-09-01')).toBe(false);
    expect(isInPre(null, { pre: true }, '2026-09-01')).toBe(true);
    expect(isInPre(null, null, '2026-09-01')).toBeNull();
  });
});
