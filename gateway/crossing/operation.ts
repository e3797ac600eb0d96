import type { Category } from '../../schema/vocabulary.ts';
import type { ResponseKey, Shape, Vars, Verdict } from '../federation/doors.ts';
import type { AccessContext } from '../policy/access-record.ts';
import type { Caller } from '../policy/caller.ts';
import { combine } from '../policy/combine.ts';
import type { Decision } from '../policy/decision.ts';
import type { FactClass, Question } from '../policy/facts.ts';
import { AccessLog } from './access.ts';
import type { FactsRepository, RecordName } from './facts.repository.ts';
import { createFacts, type Facts, type RecordClass, type RecordFacts } from './facts.ts';

/** All that the crossing keeps while one operation runs. It ends with the answer; nothing of it is shared. */
export interface Operation {
  readonly context: AccessContext;
  readonly caller: Caller;
  readonly variables: Vars;
  /** Whether the operation asks, of the record that a root field names, anything but its key. */
  readonly asksMoreThanKey: (root: ResponseKey) => boolean;
  readonly facts: Facts;
  /** The facts as they are for one who acts on this mission and no other. */
  readonly factsOn: (mission: string) => Facts;
  /** The rules in force at the instant of the operation. */
  readonly judge: Judge;
  readonly access: AccessLog;
  /** Decisions by class of facts, owner and category: each is judged once. */
  readonly decisions: Map<FactClass, Map<string, Decision>>;
  /** Verdicts by shape and class of records. */
  readonly verdicts: Map<Shape, Map<RecordClass, Verdict>>;
}

export function openOperation(parts: {
  context: AccessContext;
  caller: Caller;
  variables: Vars;
  asksMoreThanKey: Operation['asksMoreThanKey'];
  judge: Judge;
  repository: FactsRepository;
}): Operation {
  const { context, caller, variables, asksMoreThanKey, judge, repository } = parts;
  return {
    context,
    caller,
    variables,
    asksMoreThanKey,
    judge,
    facts: createFacts(repository, caller, context.at),
    factsOn: (mission) => createFacts(repository, { ...caller, mission }, context.at),
    access: new AccessLog(),
    decisions: new Map(),
    verdicts: new Map(),
  };
}

/** The policy, with the rules in force already in hand. */
export type Judge = (question: Question, facts: FactClass) => Decision;

/** Judges a category for one class of facts, once per operation. */
export function decideOnce(op: Operation, owner: string, category: Category, facts: FactClass): Decision {
  let byCategory = op.decisions.get(facts);
  if (!byCategory) {
    byCategory = new Map();
    op.decisions.set(facts, byCategory);
  }
  const key = `${owner} ${category}`;
  let decision = byCategory.get(key);
  if (!decision) {
    decision = op.judge({ recipient: op.caller, purpose: op.caller.purpose, owner, category }, facts);
    byCategory.set(key, decision);
  }
  return decision;
}

/** The decision on a whole record: released as far as it is for each of its subjects. */
export function decideRecord(op: Operation, { owner, classes }: RecordClass, category: Category): Decision {
  const [first] = classes;
  if (classes.length === 1 && first) return decideOnce(op, owner, category, first);
  return combine(classes.map((facts) => decideOnce(op, owner, category, facts)));
}

/**
 * Puts what was decided of a record on the account of each of its subjects. A record withheld for one of them is
 * withheld, and that is what stands on the others' account too. What is about nobody leaves a line as well.
 */
export function recordDecisions(
  op: Operation,
  categories: readonly Category[],
  facts: RecordFacts,
  name: RecordName,
): void {
  const { recordClass, subjects } = facts;
  for (const category of categories) {
    const whole = decideRecord(op, recordClass, category);
    subjects.forEach((subject, i) => {
      const own = recordClass.classes[i];
      const decision = whole.effect === 'DENY' || !own ? whole : decideOnce(op, recordClass.owner, category, own);
      op.access.add(recordClass.owner, subject, category, decision, `${name.type} ${name.id}`);
    });
  }
}
