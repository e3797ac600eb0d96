import type { Decision, Reason } from './decision.ts';
import type { Question } from './facts.ts';
import { reasonOf } from './judge.ts';
import {
  NEED_OF_NECESSITY,
  needOfAccord,
  needOfCommunity,
  needOfCondition,
  needOfInstrument,
  needOfLink,
  needOfRelease,
  needOfSecrecy,
} from './needs.ts';
import type { Wording } from './reasons.ts';
import { DEFAULT_RULE, type Rule, type RuleSet, type Terms } from './rule-set.ts';
import { isBoundBy } from './secrecy.ts';

/** A row by which a question could be permitted, and what it asks for that is not there, or not known to be. */
export interface Route {
  readonly rule: string;
  readonly article: string;
  readonly confidence: string;
  readonly needs: readonly Wording[];
}

/**
 * What would permit what was withheld: each row that could open the question, with what it asks for; the
 * row that failed first, the others by priority.
 *
 * INVARIANT: it is told from the question, the decision and the published table alone, never from the facts. So it says
 * nothing of a person that the decision and its reason have not said already: of the row that failed, what comes before
 * the reason is known to be met and is left out; of every other row, all that it asks of the facts is listed, met or not.
 */
export function routesTo(question: Question, decision: Decision, rules: RuleSet): readonly Route[] {
  if (decision.effect !== 'DENY') return lacksNecessity(decision) ? [stillToSay(decision, rules)] : [];
  const gates = needsOfGates(question, decision, rules);
  const rows = rules.matching(question);
  const stop = rows.findIndex((rule) => rule.effect === 'NEVER' && rule.when === null);
  const routes = rows.slice(0, stop).flatMap((rule): Route[] => {
    if (rule.terms === null || rule.id === DEFAULT_RULE) return [];
    const { id, basis, confidence } = rule;
    const needs = [...gates, ...needsOfRow(rule, rule.terms, question, decision)];
    return [{ rule: id, article: basis, confidence, needs }];
  });
  return routes.sort((a, b) => Number(b.rule === decision.rule) - Number(a.rule === decision.rule));
}

function needsOfGates(question: Question, { rule, reason, instrument }: Decision, rules: RuleSet): readonly Wording[] {
  if (reason !== null && INSTRUMENT_REASONS.has(reason)) return [needOfInstrument(question)];
  if (reason === 'NO_MISSION_LINK') return [needOfLink(question)];
  const isLocal = reason === 'RULE_NEVER' && !rules.rules.some(({ id }) => id === rule);
  return isLocal && instrument !== null ? [needOfRelease(instrument)] : [];
}

const INSTRUMENT_REASONS: ReadonlySet<Reason> = new Set<Reason>([
  'NO_INSTRUMENT',
  'INSTRUMENT_NOT_YET_EFFECTIVE',
  'INSTRUMENT_EXPIRED',
  'INSTRUMENT_DENOUNCED',
]);

function needsOfRow(rule: Rule, terms: Terms, question: Question, decision: Decision): readonly Wording[] {
  const { recipient } = question;
  const isAdmitted = terms.communities === null || recipient.communities.some((word) => terms.communities?.has(word));
  return [
    ...(isBoundBy(recipient.secrecy, terms.secrecy) ? [] : [needOfSecrecy(terms)]),
    ...(isAdmitted ? [] : [needOfCommunity(terms)]),
    ...conditionsLeft(rule, terms, decision).map(needOfCondition),
    ...(rule.effect === 'CONSENT' ? [needOfAccord(terms, question)] : []),
    ...(terms.transform === 'STRICTLY_NECESSARY' && question.necessary === null ? [NEED_OF_NECESSITY] : []),
  ];
}

/** Conditions are tested in their order: where one of them is the reason, those before it were met; an accord comes last. */
function conditionsLeft({ id }: Rule, { conditions }: Terms, { rule, reason }: Decision): Terms['conditions'] {
  if (id !== rule || reason === null) return conditions;
  const failed = conditions.findIndex((condition) => reasonOf(condition) === reason);
  if (failed >= 0) return conditions.slice(failed);
  return ACCORD_REASONS.has(reason) ? [] : conditions;
}

const ACCORD_REASONS: ReadonlySet<Reason> = new Set<Reason>([
  'CONSENT_MISSING',
  'CONSENT_SCOPE_MISMATCH',
  'CONSENT_NOT_YET_VALID',
  'CONSENT_EXPIRED',
  'CONSENT_WITHDRAWN',
  'CONSENT_LAPSED_AT_MAJORITY',
  'GRANTER_NOT_COMPETENT',
  'SUBJECT_OBJECTED',
]);

function lacksNecessity({ effect, transform, opens }: Decision): boolean {
  return effect === 'PERMIT' && transform === 'STRICTLY_NECESSARY' && opens !== 'ALL' && opens.size === 0;
}

function stillToSay({ rule }: Decision, { rules }: RuleSet): Route {
  const { basis, confidence } = rules.find(({ id }) => id === rule)!;
  return { rule, article: basis, confidence, needs: [NEED_OF_NECESSITY] };
}
