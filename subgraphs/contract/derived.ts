import type {
  ApaEntitlement,
  BenefitEntitlement,
  Education,
  Employment,
  Membership,
  PreEnrolment,
} from '../../prisma/generated/body/client.ts';
import type { ServingKind } from '../../schema/vocabulary.ts';
import { dayOf, isInForce } from './civil-day.ts';

/**
 * What the owner works out from what it holds, so that less can be released: an age band instead of a birth date, one
 * Boolean instead of a list of benefits. Pure: everything is as of the day it is given.
 *
 * Null is "this body does not know", never "no".
 */

/** First year of each band; the cuts are the thresholds of the protocols. */
const AGE_BANDS = [
  [85, '85+'],
  [75, '75-84'],
  [65, '65-74'],
  [55, '55-64'],
  [40, '40-54'],
  [26, '26-39'],
  [21, '21-25'],
  [18, '18-20'],
  [16, '16-17'],
  [12, '12-15'],
  [6, '6-11'],
  [3, '3-5'],
  [0, '0-2'],
] as const;

/** Years completed on a day. Who is born on 29 February completes a year on 1 March of a common year. */
export function completedYears(birthDay: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDay.slice(0, 4));
  return today.slice(5) >= birthDay.slice(5) ? years : years - 1;
}

export function ageBand(birthDate: Date | null, today: string): string | null {
  if (birthDate === null) return null;
  const age = completedYears(dayOf(birthDate), today);
  return AGE_BANDS.find(([from]) => age >= from)?.[1] ?? null;
}

export function birthYear(birthDate: Date | null): number | null {
  return birthDate?.getUTCFullYear() ?? null;
}

/** `YYYY-MM`. */
export function birthMonth(birthDate: Date | null): string | null {
  return dayOf(birthDate)?.slice(0, 7) ?? null;
}

const MINIMA: readonly string[] = ['RSA', 'AAH', 'ASPA'];

type Benefit = Pick<BenefitEntitlement, 'kind' | 'status' | 'validFrom' | 'validTo'>;

/** A request that waits, or a right that is suspended, is not open. */
export function isOpen(right: Omit<Benefit, 'kind'>, today: string): boolean {
  return right.status === 'OPEN' && isInForce(right, today);
}

/** A Département knows who has RSA; another body that wrote down no benefit at all has nothing to say. */
export function minimaSociaux(benefits: readonly Benefit[], kind: ServingKind, today: string): boolean | null {
  if (benefits.length === 0 && kind !== 'DEPARTEMENT') return null;
  return benefits.some((benefit) => MINIMA.includes(benefit.kind) && isOpen(benefit, today));
}

/** The RSA that runs today, else the one that began last. */
export function currentRsa<B extends Benefit>(benefits: readonly B[], today: string): B | null {
  const rsa = benefits.filter(({ kind }) => kind === 'RSA').sort((a, b) => beginning(b) - beginning(a));
  return rsa.find((benefit) => isOpen(benefit, today)) ?? rsa[0] ?? null;
}

const beginning = ({ validFrom }: Pick<Benefit, 'validFrom'>) => validFrom?.getTime() ?? Number.NEGATIVE_INFINITY;

export interface ApaStatusValue {
  readonly hasApa: boolean;
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
}

/** APA is the Département's to grant: elsewhere, no trace of it proves nothing. Dates only while it is open. */
export function apaStatus(
  apa: Pick<ApaEntitlement, 'status' | 'validFrom' | 'validTo'> | null,
  kind: ServingKind,
  today: string,
): ApaStatusValue | null {
  if (apa === null && kind !== 'DEPARTEMENT') return null;
  if (apa === null || !isOpen(apa, today)) return { hasApa: false, validFrom: null, validTo: null };
  return { hasApa: true, validFrom: apa.validFrom, validTo: apa.validTo };
}

export type Member = Pick<Membership, 'personId' | 'role' | 'isDependent' | 'validFrom' | 'validTo'>;

/** The household that counts today: of those in force, the one that began last. */
export function currentHousehold<M extends Member>(memberships: readonly M[], today: string): M | null {
  const inForce = memberships.filter((membership) => isInForce(membership, today));
  return inForce.sort((a, b) => beginning(b) - beginning(a))[0] ?? null;
}

/** The children who are minors, or of age and dependent. */
export function children(
  members: readonly Member[],
  birthDates: ReadonlyMap<string, Date | null>,
  today: string,
): readonly { readonly birthDate: Date | null }[] {
  return members
    .filter((member) => member.role === 'CHILD' && isInForce(member, today))
    .map((member) => ({ birthDate: birthDates.get(member.personId) ?? null, isDependent: member.isDependent }))
    .filter(
      ({ birthDate, isDependent }) =>
        isDependent || (birthDate !== null && completedYears(dayOf(birthDate), today) < 18),
    );
}

/** One band for each child whose birth date is known, the youngest first. */
export function childrenAgeBands(counted: readonly { readonly birthDate: Date | null }[], today: string): string[] {
  return counted
    .flatMap(({ birthDate }) => (birthDate === null ? [] : [birthDate]))
    .sort((a, b) => b.getTime() - a.getTime())
    .flatMap((birthDate) => ageBand(birthDate, today) ?? []);
}

/** One adult heads the household and at least one child counts. */
export function isSingleParent(members: readonly Member[], childrenCount: number, today: string): boolean {
  return childrenCount > 0 && adults(members, today).length === 1;
}

/** Applicant and spouse, in force today. */
export function adults(members: readonly Member[], today: string): readonly Member[] {
  return members.filter(
    (member) => (member.role === 'APPLICANT' || member.role === 'SPOUSE') && isInForce(member, today),
  );
}

const STEPS_TO_WORK: readonly string[] = ['JOB_SEEKER', 'TRAINEE'];

/** On the way back to work: looking for it, or in training. */
export function isInReturnToWorkStep(
  employment: Pick<Employment, 'status' | 'trainingInProgress'> | null,
): boolean | null {
  if (employment === null) return null;
  return employment.trainingInProgress || STEPS_TO_WORK.includes(employment.status);
}

/** The enrolment decides where this body holds one; else what family or school said. */
export function isInPre(
  enrolment: Pick<PreEnrolment, 'validFrom' | 'validTo'> | null,
  education: Pick<Education, 'pre'> | null,
  today: string,
): boolean | null {
  return enrolment === null ? (education?.pre ?? null) : isInForce(enrolment, today);
}
