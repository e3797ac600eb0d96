import { layOutCells } from './cells.ts';
import { deny, keepInside, permit } from './conclude.ts';
import type { Decision, Reason } from './decision.ts';
import type { Carrier, FactClass, Question, Recipient } from './facts.ts';
import { carriersOf, isInternal, lacksInstrument, lacksLink, needsInstrument } from './gates.ts';
import type { Judge } from './judge.ts';
import type { Opening } from './opening.ts';
import {
  bitsOfFacts,
  bitsOfRecipient,
  type FactBits,
  isOn,
  missingOf,
  type RecipientBits,
  type Row,
} from './row-bits.ts';
import { DEFAULT_RULE, type RuleSet } from './rule-set.ts';
import { weighAccords } from './weigh-accords.ts';

/**
 * The rule table as a look-up over the finite space of closed facts: category × kind of the recipient's body ×
 * profession × purpose leads to the few rows that speak there, each a test of bits.
 *
 * INVARIANT: it answers what `judge` answers, on every cell and whatever the facts. A test asks both.
 */
export function compileRules(rules: RuleSet, opening: Opening): Judge {
  const cells = layOutCells(rules);
  const inside = keepInside(rules);
  const recipients = new WeakMap<Recipient, RecipientBits>();
  const known = new WeakMap<FactClass, FactBits>();

  function decide(question: Question, facts: FactClass): Decision {
    const cell = cells.at(question);
    const said = remember(known, facts, bitsOfFacts);
    if (isInternal(question)) {
      const forbidding = cell.inside.find((row) => isOn(row, said));
      return forbidding ? deny(rules, forbidding.rule.id, 'RULE_NEVER', null) : inside;
    }
    const isCarried = needsInstrument(question);
    const named = isCarried && 'id' in facts.instrument ? facts.instrument.id : null;
    const noInstrument = lacksInstrument(question, facts);
    if (noInstrument !== null) return deny(rules, 'G1', noInstrument, named);
    const noLink = lacksLink(question, facts);
    if (noLink !== null) return deny(rules, 'G2', noLink, named);
    const carriers = isCarried ? carriersOf(question, facts, rules.groups) : NO_CARRIER;
    if (named !== null && carriers.length === 0) return deny(rules, named, 'RULE_NEVER', named);
    return decideByRows(cell.rows, question, facts, said, carriers);
  }

  function decideByRows(
    rows: readonly Row[],
    question: Question,
    facts: FactClass,
    said: FactBits,
    carriers: readonly Carrier[],
  ): Decision {
    const heard = { said, carriers, recipient: remember(recipients, question.recipient, bitsOfRecipient) };
    let failed: { rule: string; reason: Reason } = NO_RULE;
    for (const row of rows) {
      if (!isOn(row, said)) continue;
      const { rule, terms } = row;
      if (terms === null) return deny(rules, rule.id, 'RULE_NEVER', carriers[0]?.id ?? null);
      const missing = missingOf(row, question, facts, heard);
      const weighed =
        missing !== null
          ? { reason: missing }
          : row.byAccord
            ? weighAccords(facts.accords, question.category, terms.explicit)
            : NO_ACCORD;
      if (!('reason' in weighed)) {
        const addressIsGiven = () => decide({ ...question, category: 'CONTACT' }, facts).effect !== 'DENY';
        const passed = { rule: rule.id, terms, accords: weighed.accords, carriers };
        return permit(rules, opening, question, facts, passed, addressIsGiven);
      }
      failed = { rule: rule.id, reason: weighed.reason };
    }
    return deny(rules, failed.rule, failed.reason, carriers[0]?.id ?? null);
  }

  return decide;
}

const NO_CARRIER: readonly Carrier[] = [];
const NO_ACCORD = { accords: [] } as const;
const NO_RULE = { rule: DEFAULT_RULE, reason: 'NO_RULE' } as const;

/** Callers and classes of facts are asked about many times in one operation; their bits are worked out once. */
function remember<Key extends object, Value>(
  known: WeakMap<Key, Value>,
  key: Key,
  work: (key: Key) => Value & object,
): Value {
  const found = known.get(key);
  if (found !== undefined) return found;
  const value = work(key);
  known.set(key, value);
  return value;
}
