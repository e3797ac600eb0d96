import { CATEGORIES, type Category, type Profession } from '../../schema/vocabulary.ts';
import { type Instant, timeOf } from './instant.ts';

/** What a person objects to. A list that names nobody, or nothing, stands for all: an objection is read widely. */
export interface Objection {
  readonly categories: readonly string[];
  readonly toBodies: readonly string[];
  readonly toProfessions: readonly string[];
  readonly grantedAt: Instant;
  readonly validFrom: Instant;
  readonly validTo: Instant;
  readonly withdrawnAt: Instant | null;
}

/** The objections in force at an instant that cover a recipient. Whose record it is and what for does not matter. */
export function objectionsCovering(
  objections: readonly Objection[],
  recipient: { readonly body: string; readonly profession: Profession },
  at: Date,
): readonly Objection[] {
  return objections.filter(
    (each) =>
      isInForce(each, at.getTime()) &&
      namesAllOr(each.toBodies, recipient.body) &&
      namesAllOr(each.toProfessions, recipient.profession),
  );
}

/** The categories that some objections cover, in the order of the vocabulary. */
export function objectedCategories(objections: readonly Objection[]): readonly Category[] {
  return CATEGORIES.filter((category) => objections.some((each) => namesAllOr(each.categories, category)));
}

/** The categories of an accord that an objection has defeated since: an accord given after it stands. */
export function objectedSince(grantedAt: Instant, objections: readonly Objection[]): readonly Category[] {
  return objectedCategories(objections.filter((each) => timeOf(grantedAt) <= timeOf(each.grantedAt)));
}

function isInForce({ grantedAt, validFrom, validTo, withdrawnAt }: Objection, now: number): boolean {
  if (withdrawnAt !== null && timeOf(withdrawnAt) <= now) return false;
  return timeOf(grantedAt) <= now && timeOf(validFrom) <= now && now < timeOf(validTo);
}

function namesAllOr(names: readonly string[], name: string): boolean {
  return names.length === 0 || names.includes(name);
}
