import { isDeepStrictEqual } from 'node:util';
import type { Decision } from '../policy/decision.ts';
import type { RecordClass, RecordFacts } from './facts.ts';
import { decideRecord, type Operation, recordDecisions } from './operation.ts';

/**
 * Decides all that an operation has decided once more, under the rules of a later one and the facts that it found of the
 * same records, and says whether anything is narrower. What has changed of a release is put on record, beside what had
 * been decided.
 */
export function decideAgain(op: Operation, later: Operation, found: readonly (RecordFacts | null)[]): boolean {
  let isAnyNarrower = false;
  op.crossed.records.forEach(({ name, facts: before, categories }, i) => {
    const after = found[i] ?? null;
    if (after === null || isLessKnown(before.recordClass, after.recordClass)) isAnyNarrower = true;
    if (after === null) return;
    for (const category of categories) {
      const was = decideRecord(op, before.recordClass, category);
      const is = decideRecord(later, after.recordClass, category);
      if (was.effect === 'DENY' || isDeepStrictEqual({ ...was, ruleSet: null }, { ...is, ruleSet: null })) continue;
      recordDecisions(later, [category], after, name);
      if (isNarrower(was, is)) isAnyNarrower = true;
    }
  });
  return isAnyNarrower;
}

/** It is another's by now, or the mission has ended by which the caller knew that it exists. */
function isLessKnown(before: RecordClass, after: RecordClass): boolean {
  return before.owner !== after.owner || (isLinked(before) && !isLinked(after));
}

function isLinked({ classes }: RecordClass): boolean {
  return classes.every(({ link }) => link === 'LINKED');
}

/**
 * Whether a release would be less of one now. Another rule or accord under which just as much is open is none less; any
 * other difference counts as one, even where it opens more: an answer too many is made again, and none is let go.
 */
export function isNarrower(was: Decision, is: Decision): boolean {
  if (was.effect === 'DENY') return false;
  return is.effect === 'DENY' || !isDeepStrictEqual(opennessOf(was), opennessOf(is));
}

/** All of a decision but who says so, and why. */
function opennessOf(decision: Decision): object {
  const { effect, rule, reason, transform, instrument, consent, ruleSet, ...openness } = decision;
  return openness;
}
