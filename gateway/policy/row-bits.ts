import { COMMUNITIES, CONDITIONS, type Community, type Condition, DUTIES, FLAGS } from '../../schema/vocabulary.ts';
import type { Reason } from './decision.ts';
import type { Carrier, FactClass, Question, Recipient } from './facts.ts';
import { isConditionMet, reasonOf } from './judge.ts';
import type { Rule, Terms } from './rule-set.ts';
import { dutyOf } from './secrecy.ts';

/** One row where it can be met. Bits: the conditions as they are listed, then the duties. */
export interface Row {
  readonly rule: Rule;
  readonly terms: Terms | null;
  readonly byAccord: boolean;
  /** The flag that switches it on; 0 for a row that always is. */
  readonly when: number;
  /** Duty and conditions that the facts alone tell. */
  readonly needs: number;
  /** One of them must be the recipient's; 0: none is asked for. */
  readonly communities: number;
  /** Conditions that hang on the category or the instrument as well, in no order: any missing one is looked up in `tests`. */
  readonly special: Terms['conditions'];
}

const SPECIAL: ReadonlySet<Condition> = new Set<Condition>([
  'COSIGNED_PAYLOAD',
  'INSTRUMENT_OPT_IN_L121_6_2',
  'PERSON_INFORMED_NOT_OBJECTED',
]);
const conditionBit = (condition: Condition) => 1 << CONDITIONS.indexOf(condition);
const dutyBits = (upTo: number) => ((1 << upTo) - 1) << CONDITIONS.length;
const communityBits = (words: Iterable<Community>) =>
  [...words].reduce((bits, word) => bits | (1 << COMMUNITIES.indexOf(word)), 0);

export function compileRow(rule: Rule): Row {
  const { terms } = rule;
  const plain = terms?.conditions.filter((each) => !SPECIAL.has(each)) ?? [];
  const duty = terms === null ? 0 : dutyBits(DUTIES.indexOf(terms.secrecy));
  return {
    rule,
    terms,
    byAccord: rule.effect === 'CONSENT',
    when: rule.when === null ? 0 : 1 << FLAGS.indexOf(rule.when),
    needs: plain.reduce((bits, condition) => bits | conditionBit(condition), duty),
    communities: communityBits(terms?.communities ?? []),
    special: terms?.conditions.filter((each) => SPECIAL.has(each)) ?? [],
  };
}

/** Why a row does not open, the accord aside; null when nothing is missing. Only a row that fails asks in order. */
export function missingOf(
  row: Row,
  question: Question,
  facts: FactClass,
  { said, recipient, carriers }: Heard,
): Reason | null {
  const have = said.met | recipient.duty;
  const isAdmitted = row.communities === 0 || (row.communities & recipient.communities) !== 0;
  const isMet = (condition: Condition) => isConditionMet(condition, question, facts, carriers);
  if ((have & row.needs) === row.needs && isAdmitted && row.special.every(isMet)) return null;
  const { secrecy, conditions } = row.terms!;
  const duty = dutyBits(DUTIES.indexOf(secrecy));
  if ((have & duty) !== duty) return 'RECIPIENT_NOT_BOUND_BY_SECRECY';
  if (!isAdmitted) return 'RECIPIENT_NOT_IN_COMMUNITY';
  return reasonOf(conditions.find((condition) => !isMet(condition))!);
}

/** All that a row is tested against, beside the question and the facts themselves. */
export interface Heard {
  readonly said: FactBits;
  readonly recipient: RecipientBits;
  readonly carriers: readonly Carrier[];
}

export interface RecipientBits {
  readonly duty: number;
  readonly communities: number;
}

export function bitsOfRecipient(recipient: Recipient): RecipientBits {
  return {
    duty: dutyBits(DUTIES.indexOf(dutyOf(recipient.secrecy))),
    communities: communityBits(recipient.communities),
  };
}

export interface FactBits {
  readonly met: number;
  /** Flags that are set, and those that may be: an unknown one switches on what forbids, and nothing else. */
  readonly set: number;
  readonly maybe: number;
}

export function bitsOfFacts({ conditions, flags }: FactClass): FactBits {
  const bits = <Word extends string>(words: readonly Word[], holds: (word: Word) => boolean) =>
    words.reduce((sum, word, i) => (holds(word) ? sum | (1 << i) : sum), 0);
  return {
    met: bits(CONDITIONS, (word) => conditions[word] === 'yes'),
    set: bits(FLAGS, (word) => flags[word] === 'yes'),
    maybe: bits(FLAGS, (word) => flags[word] !== 'no'),
  };
}

export function isOn(row: Row, { set, maybe }: FactBits): boolean {
  return row.when === 0 || (row.when & (row.terms === null ? maybe : set)) !== 0;
}
