import { type AllocationRule, asksNothing, competentBody } from './allocation.ts';
import { addDays, type CivilDate } from './civil-date.ts';
import { verified } from './situation.ts';

/**
 * Why another body is competent by now, as far as the hub may know. Which of birthday, APA, RSA, or a child who came of
 * age it is stays with the body that said so.
 */
export const HANDOVER_CAUSES = ['CONDITIONS_NOT_MET', 'CONDITIONS_MET', 'MOVED'] as const;
export type HandoverCause = (typeof HANDOVER_CAUSES)[number];

/** One closed word that a body has said of a person, as it holds on the day. */
export interface SaidWord {
  readonly subject: string;
  readonly body: string;
  readonly word: string;
  readonly value: string;
  /** The day from which it holds. */
  readonly since: CivilDate;
}

/** The words that this is worked out from. */
export const HANDOVER_WORDS = ['FOLLOWED', 'RESIDES_IN', 'EXCLUDES_CCAS', 'PROTECTED_ADDRESS'] as const;

/** What is proposed to the body that follows a person; it stays responsible until the other has accepted. */
export interface Handover {
  readonly subject: string;
  readonly fromBody: string;
  readonly toBody: string;
  readonly cause: HandoverCause;
  /** The row of the table by which the other is competent. */
  readonly allocation: string;
  /** The day of the last change behind it: the same change proposes once. */
  readonly since: CivilDate;
}

/** How long the present referent has to answer. */
const DAYS_TO_ANSWER = 30;

/** The day until which a proposal of a day can be answered. */
export function dueOn(proposedOn: CivilDate): CivilDate {
  return addDays(proposedOn, DAYS_TO_ANSWER);
}

/**
 * Whose follow-up another body is competent for by now. Nothing is proposed where a word is missing, or where bodies
 * disagree on the commune: who cannot be placed stays where she is. Nor of a person whose address may be protected,
 * because the competent body would tell where she lives.
 */
export function detectHandovers(
  words: readonly SaidWord[],
  rules: readonly AllocationRule[],
  on: CivilDate,
): readonly Handover[] {
  return [...Map.groupBy(words, ({ subject }) => subject).values()].flatMap((own) => handoversOf(own, rules, on));
}

function handoversOf(words: readonly SaidWord[], rules: readonly AllocationRule[], on: CivilDate): readonly Handover[] {
  const said = (name: (typeof HANDOVER_WORDS)[number]) => words.filter(({ word }) => word === name);
  const addresses = said('PROTECTED_ADDRESS');
  if (addresses.length === 0 || addresses.some(({ value }) => value !== 'no')) return [];
  const residences = said('RESIDES_IN');
  const [commune, another] = [...new Set(residences.map(({ value }) => value))];
  if (commune === undefined || another !== undefined) return [];

  const excludes = said('EXCLUDES_CCAS');
  const answers = new Map(excludes.map(({ body, value }) => [body, value === 'yes']));
  const found = competentBody(rules, { commune, topic: 'SOCIAL_SUPPORT', on }, verified(answers));
  if (!('rule' in found)) return [];
  const { rule } = found;
  const followers = said('FOLLOWED').filter(({ value }) => value === 'yes');
  if (followers.some(({ body }) => body === rule.body)) return [];

  const since = [...residences, ...excludes].reduce((latest, word) => (word.since > latest ? word.since : latest), '');
  return followers
    .filter(({ body }) => rules.some((each) => each.topics.includes('SOCIAL_SUPPORT') && each.body === body))
    .map(({ subject, body }) => ({
      subject,
      fromBody: body,
      toBody: rule.body,
      cause: causeOf(rule, body, rules, commune),
      allocation: rule.code,
      since,
    }));
}

function causeOf(rule: AllocationRule, from: string, rules: readonly AllocationRule[], commune: string): HandoverCause {
  const isHere = rules.some(
    (each) =>
      each.body === from &&
      each.topics.includes('SOCIAL_SUPPORT') &&
      each.communes.some((one) => (one.endsWith('*') ? commune.startsWith(one.slice(0, -1)) : one === commune)),
  );
  if (!isHere) return 'MOVED';
  return asksNothing(rule.criteria) ? 'CONDITIONS_NOT_MET' : 'CONDITIONS_MET';
}
