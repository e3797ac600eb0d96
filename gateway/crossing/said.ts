import type { Category, Purpose, Transform } from '../../schema/vocabulary.ts';
import { accordStanding, isInScope } from '../policy/accords.ts';
import type { Caller } from '../policy/caller.ts';
import { isCompetent } from '../policy/competence.ts';
import type { Accord, FactClass } from '../policy/facts.ts';
import { timeOf } from '../policy/instant.ts';
import { type Objection, objectedCategories, objectedSince, objectionsCovering } from '../policy/objections.ts';
import { capacityAt, majorityAt } from '../policy/subject-words.ts';
import type { ConsentRow, SignedForm, WordRow } from './facts-rows.ts';

/** What a subject has said about sharing between one owner and the caller, reduced to what the table asks for. */
export interface Said extends Pick<FactClass, 'accords' | 'objections'> {
  /** She was told of this sharing, and that she may object to it. */
  readonly isInformed: boolean;
}

/**
 * `consents` is all that the subject has said, in the order in which she did; `words` all that bodies say of her, past
 * words included: who could give an accord is a matter of the day on which it was given.
 */
export function whatWasSaid(
  consents: readonly ConsentRow[],
  words: readonly WordRow[],
  caller: Caller,
  owner: string,
  at: Date,
): Said {
  const crossing = { owner, recipient: caller.body, profession: caller.profession, purpose: caller.purpose };
  const ofKind = (kind: ConsentRow['kind']) =>
    consents.filter((row) => row.kind === kind && !isReplaced(row, consents, at));
  const objections = objectionsCovering(ofKind('OBJECTION'), caller, at);
  return {
    accords: ofKind('ACCORD').map((row) => ({
      ...accordOf(row, objections),
      inScope: isInScope(row, crossing),
      standing: accordStanding(row, words, at, caller.purpose),
    })),
    objections: objectedCategories(objections),
    isInformed: ofKind('INFORMATION_NO_OBJECTION').some((row) => isInScope(row, crossing) && isRunning(row, at)),
  };
}

function accordOf(row: ConsentRow, objections: readonly Objection[]): Omit<Accord, 'inScope' | 'standing'> {
  return {
    id: row.id,
    categories: row.categories as readonly Category[],
    explicitCategories: row.explicitCategories as readonly Category[],
    objected: objectedSince(row.grantedAt, objections),
    generalisations: row.generalisations.map((chosen) => {
      const [category, transform] = chosen.split(':') as [Category, Transform];
      return { category, transform };
    }),
  };
}

/** Another took its place, when that one was given: it does not speak any more, not even of why it does not hold. */
function isReplaced({ supersededBy }: ConsentRow, consents: readonly ConsentRow[], at: Date): boolean {
  if (supersededBy === null) return false;
  const successor = consents.find(({ id }) => id === supersededBy);
  return successor === undefined || timeOf(successor.grantedAt) <= at.getTime();
}

function isRunning({ grantedAt, validFrom, validTo, withdrawnAt }: ConsentRow, at: Date): boolean {
  const now = at.getTime();
  if (withdrawnAt !== null && timeOf(withdrawnAt) <= now) return false;
  return timeOf(grantedAt) <= now && timeOf(validFrom) <= now && now < timeOf(validTo);
}

/** Whether a form was signed by the person, or by who could speak for her on the day on which it was. */
export function isSignedByWhoMay(form: SignedForm, words: readonly WordRow[], purpose: Purpose, at: Date): boolean {
  const minorUntil = majorityAt(words, at);
  if (minorUntil === null) return false;
  const grant = { grantedBy: form.by, grantedAt: form.at, minorAssent: null, ableToConsent: null };
  return isCompetent(grant, { minorUntil, ...capacityAt(words, form.at) }, 'ordinary', purpose);
}
