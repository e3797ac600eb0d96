import type { SchemaPath } from '../../schema/pass.ts';
import { CATEGORIES, type Category } from '../../schema/vocabulary.ts';
import { HubError } from '../errors.ts';
import type { Caller } from '../policy/caller.ts';
import { combine } from '../policy/combine.ts';
import type { Decision, Reason } from '../policy/decision.ts';
import type { Question } from '../policy/facts.ts';
import { opensExistence, opensPath } from '../policy/opening.ts';
import { NOTHING } from '../policy/paths.ts';
import { explainReason, type Wording } from '../policy/reasons.ts';
import { type Route, routesTo } from '../policy/routes.ts';
import { SILENCED } from '../policy/silenced.ts';
import type { FactsRepository, RecordName } from './facts.repository.ts';
import { createFacts, type RecordFacts } from './facts.ts';
import type { Governance } from './governance.ts';
import type { Operation } from './operation.ts';
import type { RulesInForce } from './rules.repository.ts';

/** What an agent would be told of one category of a file, without any value. */
export interface Explained {
  readonly category: Category;
  readonly effect: Decision['effect'];
  /** A rule of the table or a gate; null where the reason is not told either. */
  readonly rule: string | null;
  readonly reason: string | null;
  readonly why: Wording | null;
  /** Where the rule comes from, and how sure its reading is; null for a gate. */
  readonly article: string | null;
  readonly confidence: string | null;
  readonly transform: Decision['transform'];
  readonly instrument: string | null;
  readonly consent: string | null;
  /** What would permit it. */
  readonly routes: readonly Route[];
  readonly fields: readonly ExplainedField[];
}

export interface ExplainedField {
  readonly path: SchemaPath;
  /** Null where it is never told, since the answer would betray a protected address. */
  readonly released: boolean | null;
}

export interface ExplainParts {
  readonly governance: Pick<Governance, 'field'>;
  readonly repository: FactsRepository;
  readonly rules: RulesInForce;
}

/** Categories of frames and registers, which are no part of a person's file, and of what is about no person. */
const NOT_OF_A_FILE: ReadonlySet<Category> = new Set<Category>([
  ...(['SERVICE_OFFER', 'STATISTIC', 'AGENT_DIRECTORY'] as const),
  ...(['REFERRAL_META', 'CASE_META', 'CONSENT_RECORD', 'AUDIT_TRACE'] as const),
]);
const OF_A_FILE: readonly Category[] = CATEGORIES.filter((category) => !NOT_OF_A_FILE.has(category));

/**
 * What `agent` would be told of a file if she asked for it now, category by category; no body is asked.
 *
 * INVARIANT: it tells no more than the notices of her own question would. A file that her body does not hold, and to
 * which no mission in force ties her, is NOT_DISCLOSED, like one that there is not; refusals of CONTACT are `withheld`.
 * That it was asked is on record, as a trace about the person.
 */
export async function explainAccess(
  parts: ExplainParts,
  op: Operation,
  agent: Caller,
  file: string,
  names: readonly string[] | null,
): Promise<readonly Explained[]> {
  const wanted = readNames(parts.governance, names);
  const name: RecordName = { type: 'Person', id: file, part: 'frame' };
  const [facts] = await createFacts(parts.repository, agent, op.context.at).of([name]);
  const isKnown = facts != null && mayBeKnownOf(facts, agent);
  if (facts != null) recordLook(op, parts.rules, facts, name, isKnown ? null : 'NO_MISSION_LINK');
  if (!isKnown) throw new HubError('NOT_DISCLOSED', 'no such file, as far as the caller may know');

  const { owner, classes } = facts.recordClass;
  const questionOf = (category: Category): Question => ({
    recipient: agent,
    purpose: agent.purpose,
    owner,
    category,
    necessary: agent.necessary,
  });
  const decide = (category: Category) => combine(classes.map((each) => parts.rules.judge(questionOf(category), each)));
  return [...wanted].map(([category, fields]) => ({
    ...explained(questionOf(category), decide(category), parts.rules),
    fields: fields.map((field) => ({ path: field.path, released: isReleased(field, category, decide) })),
  }));
}

/** Puts on record that somebody looked at what would be decided of a person, and whether she was told. */
export function recordLook(
  op: Operation,
  { ruleSet }: RulesInForce,
  { recordClass, subjects }: RecordFacts,
  name: RecordName,
  refused: Reason | null,
): void {
  const decision: Decision = {
    ...{ effect: refused === null ? 'PERMIT' : 'DENY', rule: 'EXPLAIN', reason: refused, transform: null },
    ...{ opens: NOTHING, closed: NOTHING, silent: NOTHING, instrument: null, consent: null },
    ruleSet: ruleSet.name,
  };
  for (const subject of subjects) {
    op.access.add(recordClass.owner, subject, 'AUDIT_TRACE', decision, `${name.type} ${name.id}`);
  }
}

/** Her own body's file, or one that a mission in force ties her to. */
function mayBeKnownOf({ recordClass }: RecordFacts, agent: Caller): boolean {
  return recordClass.owner === agent.body || recordClass.classes.every(({ link }) => link === 'LINKED');
}

function explained(question: Question, decision: Decision, { ruleSet }: RulesInForce): Omit<Explained, 'fields'> {
  const { category } = question;
  if (category === 'CONTACT' && decision.effect === 'DENY') return { ...UNTOLD, category };
  const { effect, rule, reason, transform, instrument, consent } = decision;
  const row = ruleSet.rules.find(({ id }) => id === rule);
  return {
    ...{ category, effect, rule, reason, transform, instrument, consent },
    why: reason === null ? null : explainReason(reason),
    article: row?.basis ?? null,
    confidence: row?.confidence ?? null,
    routes: routesTo(question, decision, ruleSet),
  };
}

/** Whatever closes an address, one word: one that told more would tell of a protected address. */
const UNTOLD: Omit<Explained, 'fields' | 'category'> = {
  effect: 'DENY',
  reason: 'withheld',
  ...{ rule: null, why: null, article: null, confidence: null, transform: null, instrument: null, consent: null },
  routes: [],
};

interface WantedField {
  readonly path: SchemaPath;
  /** Categories of the objects above it, where they are others. */
  readonly above: readonly { readonly category: Category; readonly path: SchemaPath }[];
}

function isReleased({ path, above }: WantedField, category: Category, decide: (category: Category) => Decision) {
  if (SILENCED.has(path)) return null;
  return opensPath(decide(category), path) && above.every((each) => opensExistence(decide(each.category), each.path));
}

/** Categories, and fields by their path from the file, under the category of each; every category where nothing is named. */
function readNames(
  governance: ExplainParts['governance'],
  names: readonly string[] | null,
): ReadonlyMap<Category, WantedField[]> {
  if (names === null) return new Map(OF_A_FILE.map((category) => [category, []]));
  const wanted = new Map<Category, WantedField[]>();
  for (const name of new Set(names)) {
    const category = OF_A_FILE.find((each) => each === name);
    const field = category === undefined ? readPath(governance, name) : null;
    const key = category ?? field?.category;
    if (key === undefined)
      throw new HubError('BAD_REQUEST', 'a name is neither a category of a file nor a field of it');
    const fields = wanted.get(key) ?? [];
    if (field !== null) fields.push(field);
    wanted.set(key, fields);
  }
  return wanted;
}

function readPath({ field }: ExplainParts['governance'], path: string): (WantedField & { category: Category }) | null {
  let type = 'Person';
  const steps: { category: Category; path: string }[] = [];
  try {
    path.split('.').forEach((name, i, all) => {
      const found = field(type, name);
      if (found.category === null || found.key) throw new RangeError('a field without a category of its own');
      steps.push({ category: found.category, path: all.slice(0, i + 1).join('.') });
      type = found.gives;
    });
  } catch {
    return null;
  }
  const own = steps.pop();
  if (own === undefined || NOT_OF_A_FILE.has(own.category)) return null;
  return { ...own, above: steps.filter(({ category }) => category !== own.category) };
}
