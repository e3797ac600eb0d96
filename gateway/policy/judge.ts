import type { Condition } from '../../schema/vocabulary.ts';
import { deny, keepInside, permit, signedOf } from './conclude.ts';
import type { Decision, Reason } from './decision.ts';
import type { Carrier, FactClass, Question } from './facts.ts';
import { carriersOf, holdsInside, isInternal, lacksInstrument, lacksLink, needsInstrument } from './gates.ts';
import type { Opening } from './opening.ts';
import { DEFAULT_RULE, type Rule, type RuleSet, type Terms } from './rule-set.ts';
import { isBoundBy } from './secrecy.ts';
import { type Weighed, weighAccords } from './weigh-accords.ts';

/** The policy, with a table already in hand. */
export type Judge = (question: Question, facts: FactClass) => Decision;

/**
 * Decides one category of one record for one recipient and purpose, from what is known of one subject.
 *
 * Silence withholds: what no gate and no row lets through is denied, and a fact that nobody knows is never a reason to
 * open. The gates come first, then what the parties to the instrument forbade among themselves, then the rows by
 * priority. A prohibition stops, even after a row that failed; the first row that passes decides, even if a later one
 * would open more.
 *
 * The compiled table (`compile.ts`) answers the same, faster; this is the form to read, and what it is held to.
 */
export function judge(question: Question, facts: FactClass, rules: RuleSet, opening: Opening): Decision {
  const rows = rules.matching(question);
  if (isInternal(question)) {
    const forbidding = rows.find(
      (rule) => holdsInside(rule, question.recipient.profession) && isSwitchedOn(rule, facts),
    );
    return forbidding ? deny(rules, forbidding.id, 'RULE_NEVER', null) : keepInside(rules);
  }
  const named = needsInstrument(question) && 'id' in facts.instrument ? facts.instrument.id : null;
  const noInstrument = lacksInstrument(question, facts);
  if (noInstrument !== null) return deny(rules, 'G1', noInstrument, named);
  const noLink = lacksLink(question, facts);
  if (noLink !== null) return deny(rules, 'G2', noLink, named);

  const carriers = needsInstrument(question) ? carriersOf(question, facts, rules.groups) : [];
  if (named !== null && carriers.length === 0) return deny(rules, named, 'RULE_NEVER', named);
  const instrument = carriers[0]?.id ?? null;

  let failed: { rule: string; reason: Reason } = { rule: DEFAULT_RULE, reason: 'NO_RULE' };
  for (const rule of rows) {
    if (!isSwitchedOn(rule, facts) || rule.id === DEFAULT_RULE) continue;
    if (rule.terms === null) return deny(rules, rule.id, 'RULE_NEVER', instrument);
    const weighed = weigh(rule, rule.terms, question, facts, carriers);
    if (!('reason' in weighed)) {
      const passed = { rule: rule.id, terms: rule.terms, accords: weighed.accords, carriers };
      const addressIsGiven = () => judge({ ...question, category: 'CONTACT' }, facts, rules, opening).effect !== 'DENY';
      return permit(rules, opening, question, facts, passed, addressIsGiven);
    }
    failed = { rule: rule.id, reason: weighed.reason };
  }
  return deny(rules, failed.rule, failed.reason, instrument);
}

/** A flag that nobody knows switches a prohibition on, and nothing else. */
function isSwitchedOn(rule: Rule, facts: FactClass): boolean {
  if (rule.when === null) return true;
  const flag = facts.flags[rule.when];
  return flag === 'yes' || (flag === 'unknown' && rule.effect === 'NEVER');
}

/** G3 to G5 for one row, in the order of the law; the first test that fails is the row's reason. */
function weigh(rule: Rule, terms: Terms, question: Question, facts: FactClass, carriers: readonly Carrier[]): Weighed {
  const { recipient, category } = question;
  if (!isBoundBy(recipient.secrecy, terms.secrecy)) return { reason: 'RECIPIENT_NOT_BOUND_BY_SECRECY' };
  if (!isInCommunity(terms, question)) return { reason: 'RECIPIENT_NOT_IN_COMMUNITY' };
  for (const condition of terms.conditions) {
    if (!isConditionMet(condition, question, facts, carriers)) return { reason: reasonOf(condition) };
  }
  return rule.effect === 'CONSENT' ? weighAccords(facts.accords, category, terms.explicit) : NO_ACCORD_NEEDED;
}

const NO_ACCORD_NEEDED: Weighed = { accords: [] };

function isInCommunity({ communities }: Terms, { recipient }: Question): boolean {
  return communities === null || recipient.communities.some((word) => communities.has(word));
}

/** Some conditions hang on the category or on the instrument as well: the form, the objection and the opt-in. */
export function isConditionMet(
  condition: Condition,
  { category }: Question,
  facts: FactClass,
  carriers: readonly Carrier[],
): boolean {
  switch (condition) {
    case 'COSIGNED_PAYLOAD': {
      const signed = signedOf(category, facts);
      return signed === 'ALL' || signed.size > 0;
    }
    case 'INSTRUMENT_OPT_IN_L121_6_2':
      return carriers.some(({ optIn }) => optIn);
    case 'PERSON_INFORMED_NOT_OBJECTED':
      return facts.conditions[condition] === 'yes' && !facts.objections.includes(category);
    default:
      return facts.conditions[condition] === 'yes';
  }
}

/** How the failure of a condition is told. */
export function reasonOf(condition: Condition): Reason {
  return condition === 'PERSON_INFORMED_NOT_OBJECTED' ? 'SUBJECT_OBJECTED' : `CONDITION_NOT_MET:${condition}`;
}
