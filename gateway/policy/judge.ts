import type { Category, Condition } from '../../schema/vocabulary.ts';
import type { Decision, Reason } from './decision.ts';
import type { FactClass, Question } from './facts.ts';
import { holdsInside, isInternal, lacksInstrument, lacksLink, needsInstrument } from './gates.ts';
import type { Opening } from './opening.ts';
import { DEFAULT_RULE, type Rule, type RuleSet, type Terms } from './rule-set.ts';
import { isBoundBy } from './secrecy.ts';
import { silencedIn } from './silenced.ts';
import { type Weighed, weighAccords } from './weigh-accords.ts';

/**
 * Decides one category of one record for one recipient and purpose, from what is known of one subject.
 *
 * Silence withholds: what no gate and no row lets through is denied, and a fact that nobody knows is never a reason to
 * open. The gates come first, then the rows by priority. A prohibition stops, even after a row that failed; the first
 * row that passes decides, even if a later one would open more.
 */
export function judge(question: Question, facts: FactClass, rules: RuleSet, opening: Opening): Decision {
  const rows = rules.matching(question);
  if (isInternal(question)) {
    const forbidding = rows.find((rule) => holdsInside(rule, question) && isSwitchedOn(rule, facts));
    return forbidding ? deny(forbidding.id, 'RULE_NEVER', null) : INTERNAL;
  }
  const instrument = needsInstrument(question) && 'id' in facts.instrument ? facts.instrument.id : null;
  const noInstrument = lacksInstrument(question, facts);
  if (noInstrument !== null) return deny('G1', noInstrument, instrument);
  const noLink = lacksLink(question, facts);
  if (noLink !== null) return deny('G2', noLink, instrument);

  let failed: { rule: string; reason: Reason } = { rule: DEFAULT_RULE, reason: 'NO_RULE' };
  for (const rule of rows) {
    if (!isSwitchedOn(rule, facts) || rule.id === DEFAULT_RULE) continue;
    if (rule.terms === null) return deny(rule.id, 'RULE_NEVER', instrument);
    const weighed = weigh(rule, rule.terms, question, facts);
    if (!('reason' in weighed))
      return permit(rule.id, rule.terms, question.category, weighed, instrument, facts, opening);
    failed = { rule: rule.id, reason: weighed.reason };
  }
  return deny(failed.rule, failed.reason, instrument);
}

/** A flag that nobody knows switches a prohibition on, and nothing else. */
function isSwitchedOn(rule: Rule, facts: FactClass): boolean {
  if (rule.when === null) return true;
  const flag = facts.flags[rule.when];
  return flag === 'yes' || (flag === 'unknown' && rule.effect === 'NEVER');
}

const NO_ACCORD_NEEDED = { accord: null };

/** G3 to G5 for one row, in the order of the law; the first test that fails is the row's reason. */
function weigh(rule: Rule, terms: Terms, question: Question, facts: FactClass): Weighed | typeof NO_ACCORD_NEEDED {
  const { recipient, category } = question;
  if (!isBoundBy(recipient.secrecy, terms.secrecy)) return { reason: 'RECIPIENT_NOT_BOUND_BY_SECRECY' };
  if (!isInCommunity(terms, question)) return { reason: 'RECIPIENT_NOT_IN_COMMUNITY' };
  for (const condition of terms.conditions) {
    if (facts.conditions[condition] !== 'yes') return { reason: reasonOf(condition) };
  }
  return rule.effect === 'CONSENT' ? weighAccords(facts.accords, category, terms.explicit) : NO_ACCORD_NEEDED;
}

function isInCommunity({ communities }: Terms, { recipient }: Question): boolean {
  return communities === null || recipient.communities.some((word) => communities.has(word));
}

function reasonOf(condition: Condition): Reason {
  return condition === 'PERSON_INFORMED_NOT_OBJECTED' ? 'SUBJECT_OBJECTED' : `CONDITION_NOT_MET:${condition}`;
}

const NOTHING: ReadonlySet<string> = new Set();

const INTERNAL: Decision = {
  effect: 'INTERNAL',
  rule: 'G0',
  reason: null,
  transform: null,
  opens: 'ALL',
  silent: NOTHING,
  instrument: null,
  consent: null,
};

function deny(rule: string, reason: Reason, instrument: string | null): Decision {
  return {
    effect: 'DENY',
    rule,
    reason,
    transform: null,
    opens: NOTHING,
    silent: NOTHING,
    instrument,
    consent: null,
  };
}

function permit(
  rule: string,
  terms: Terms,
  category: Category,
  { accord }: { readonly accord: string | null },
  instrument: string | null,
  facts: FactClass,
  opening: Opening,
): Decision {
  const opens = opening.opens(terms.transform, category);
  return {
    effect: 'PERMIT',
    rule,
    reason: null,
    transform: terms.transform,
    opens,
    silent: facts.flags.PROTECTED_ADDRESS === 'no' ? NOTHING : silencedIn(category, opens),
    instrument,
    consent: accord,
  };
}
