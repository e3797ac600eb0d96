import type { Category } from '../../schema/vocabulary.ts';
import type { ResponseKey, Shape, Vars, Verdict } from '../federation/doors.ts';
import type { AccessContext } from '../policy/access-record.ts';
import type { Caller } from '../policy/caller.ts';
import { combine } from '../policy/combine.ts';
import type { Decision } from '../policy/decision.ts';
import type { FactClass, Question } from '../policy/facts.ts';
import { AccessLog } from './access.ts';
import { Crossed } from './crossed.ts';
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
  /** What the answer rests on. What a mutation was let in by is not among it: it is done when the answer leaves. */
  readonly crossed: Crossed;
  /** Decisions by class of facts, owner and category: each is judged once. */
  readonly decisions: Map<FactClass, Map<string, Decision>>;
  /** Decisions on whole records about several people, by class and category. */
  readonly wholes: Map<RecordClass, Map<Category, Decision>>;
  /** Verdicts by shape: by class of records, and by what they say, so that classes that are let through alike share one. */
  readonly verdicts: Map<Shape, { readonly of: Map<RecordClass, Verdict>; readonly alike: Map<string, Verdict> }>;
}

export function openOperation(parts: {
  context: AccessContext;
  caller: Caller;
  variables: Vars;
  asksMoreThanKey: Operation['asksMoreThanKey'];
  judge: Judge;
  repository: FactsRepository;
  /** The log of an earlier run of the same operation, which is run again. */
  access?: AccessLog | undefined;
}): Operation {
  const { context, caller, variables, asksMoreThanKey, judge, repository, access = new AccessLog() } = parts;
  return {
    context,
    caller,
    variables,
    asksMoreThanKey,
    judge,
    facts: createFacts(repository, caller, context.at),
    factsOn: (mission) => createFacts(repository, { ...caller, mission }, context.at),
    access,
    crossed: new Crossed(),
    decisions: new Map(),
    wholes: new Map(),
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
    decision = op.judge(
      { recipient: op.caller, purpose: op.caller.purpose, owner, category, necessary: op.caller.necessary },
      facts,
    );
    byCategory.set(key, decision);
  }
  return decision;
}

/** The decision on a whole record: released as far as it is for each of its subjects. */
export function decideRecord(op: Operation, recordClass: RecordClass, category: Category): Decision {
  const { owner, classes } = recordClass;
  const [first] = classes;
  if (classes.length === 1 && first) return decideOnce(op, owner, category, first);
  let byCategory = op.wholes.get(recordClass);
  if (!byCategory) {
    byCategory = new Map();
    op.wholes.set(recordClass, byCategory);
  }
  let whole = byCategory.get(category);
  if (!whole) {
    whole = combine(classes.map((facts) => decideOnce(op, owner, category, facts)));
    byCategory.set(category, whole);
  }
  return whole;
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
  const recordName = `${name.type} ${name.id}`;
  for (const category of categories) {
    const whole = decideRecord(op, recordClass, category);
    subjects.forEach((subject, i) => {
      const own = recordClass.classes[i];
      const decision = whole.effect === 'DENY' || !own ? whole : decideOnce(op, recordClass.owner, category, own);
      op.access.add(recordClass.owner, subject, category, decision, recordName);
    });
  }
}
