import { describe, expect, test } from 'vitest';
import { caseStatusOn, referralStateOn } from '../../../gateway/policy/freeze.ts';
import { anInstrument, INSTRUMENTS } from '../../support/reference.ts';

const SCEAUX = INSTRUMENTS.find(({ id }) => id === 'P-92-SCEAUX')!;
const DENOUNCED = { ...SCEAUX, denunciations: [{ receivedOn: '2026-09-01' }] };
const RESTORED = anInstrument('P-92-SCEAUX-2', ['DEPT_92', 'CCAS_SCEAUX'], '2027-01-10');

const referral = (state: string, purpose = 'REFERRAL') => ({
  state,
  purpose,
  senderBody: 'CCAS_SCEAUX',
  recipientBody: 'DEPT_92',
});

describe('a referral (S13)', () => {
  test.each(['SENT', 'RECEIVED', 'IN_REVIEW', 'WAITLISTED', 'ACCEPTED', 'REFUSED', 'REDIRECTED', 'IN_PROGRESS'])(
    'that is %s freezes on the day of the end, and is what it was when an instrument carries it again',
    (state) => {
      const on = (day: string) => referralStateOn(referral(state), [DENOUNCED, RESTORED], day);
      expect(on('2026-11-30')).toBe(state);
      expect(on('2026-12-01')).toBe('FROZEN');
      expect(on('2027-01-09')).toBe('FROZEN');
      expect(on('2027-01-10')).toBe(state);
    },
  );

  test.each(['DRAFT', 'CONSENT_PENDING', 'CLOSED', 'CANCELLED', 'WITHDRAWN', 'EXPIRED', 'FROZEN'])(
    'that is %s stays so',
    (state) => {
      expect(referralStateOn(referral(state), [DENOUNCED], '2026-12-01')).toBe(state);
    },
  );

  test('for a purpose that an avenant took away freezes as well', () => {
    const narrowed = {
      ...SCEAUX,
      amendments: [
        { number: 1, effectiveOn: '2026-06-01', changes: [{ kind: 'REMOVE_PURPOSE', purpose: 'REFERRAL' } as const] },
      ],
    };
    expect(referralStateOn(referral('SENT'), [narrowed], '2026-05-31')).toBe('SENT');
    expect(referralStateOn(referral('SENT'), [narrowed], '2026-06-01')).toBe('FROZEN');
    expect(referralStateOn(referral('SENT', 'CASE'), [narrowed], '2026-06-01')).toBe('SENT');
  });

  test('within one body, or for a purpose that needs no instrument, does not freeze', () => {
    expect(referralStateOn({ ...referral('SENT'), recipientBody: 'CCAS_SCEAUX' }, [], '2026-12-01')).toBe('SENT');
    expect(referralStateOn(referral('SENT', 'EMERGENCY'), [], '2026-12-01')).toBe('SENT');
  });
});

describe('a shared case', () => {
  const aCase = (over: object = {}) => ({
    status: 'ACTIVE',
    purpose: 'CASE',
    pilotBody: 'DEPT_92',
    bodies: ['DEPT_92', 'CCAS_SCEAUX'],
    ...over,
  });

  test('is suspended while nothing binds its pilot to the others', () => {
    const on = (day: string) => caseStatusOn(aCase(), [DENOUNCED, RESTORED], day);
    expect([on('2026-11-30'), on('2026-12-01'), on('2027-01-10')]).toEqual(['ACTIVE', 'SUSPENDED', 'ACTIVE']);
  });

  test('goes on between those that are still bound', () => {
    const three = aCase({ bodies: ['CCAS_SCEAUX', 'COMMUNE_SCEAUX', 'DEPT_92'] });
    const other = anInstrument('P-OTHER', ['DEPT_92', 'COMMUNE_SCEAUX'], '2026-01-01');
    expect(caseStatusOn(three, [DENOUNCED, other], '2026-12-01')).toBe('ACTIVE');
    expect(caseStatusOn(three, [DENOUNCED], '2026-12-01')).toBe('SUSPENDED');
  });

  test('of one body alone, or that is not active, is what it is', () => {
    expect(caseStatusOn(aCase({ bodies: ['DEPT_92'] }), [], '2026-12-01')).toBe('ACTIVE');
    expect(caseStatusOn(aCase({ status: 'CLOSED' }), [], '2026-12-01')).toBe('CLOSED');
    expect(caseStatusOn(aCase({ status: 'PROPOSED' }), [], '2026-12-01')).toBe('PROPOSED');
  });
});
