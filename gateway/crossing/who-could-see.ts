import { type Category, PURPOSES, type Purpose } from '../../schema/vocabulary.ts';
import { HubError } from '../errors.ts';
import type { Caller } from '../policy/caller.ts';
import { civilDateOf } from '../policy/civil-date.ts';
import { combine } from '../policy/combine.ts';
import type { Decision } from '../policy/decision.ts';
import type { FactClass } from '../policy/facts.ts';
import { recordLook } from './explain.ts';
import type { FactsRepository, RecordName } from './facts.repository.ts';
import type { Gathered } from './facts-rows.ts';
import type { Operation } from './operation.ts';
import type { RecipientGroup, RecipientsRepository } from './recipients.repository.ts';
import { nameOf, reduceFacts } from './reduce-facts.ts';
import type { RulesInForce } from './rules.repository.ts';

/** Who could be given a category of a person's file, and why. */
export interface Onlooker {
  readonly body: string;
  readonly profession: Caller['profession'];
  readonly purpose: Purpose;
  readonly rule: string;
  readonly article: string;
  readonly confidence: string;
  readonly transform: Decision['transform'];
  readonly instrument: string | null;
  readonly consent: string | null;
  /** A mission in force ties one of them to the person, or none is needed; otherwise one still would have to. */
  readonly tied: boolean;
}

export interface WhoCouldSeeParts {
  readonly repository: FactsRepository;
  readonly recipients: RecipientsRepository;
  readonly rules: RulesInForce;
}

/** What is gathered for these depends on the purpose itself; all other purposes share what is gathered for one of them. */
const CHANNELS: readonly Purpose[] = ['EMERGENCY', 'COORD_NOTICE'];
/** That an information préoccupante was sent is told to nobody but those who handle it. */
const UNTOLD: ReadonlySet<Purpose> = new Set<Purpose>(['IP_TRANSMIT']);

/**
 * Every profession of every other party to an instrument of the caller's body to which a category of one of that body's
 * own files would be released now, by purpose. Nobody is asked, and that it was asked is on record.
 *
 * Of CONTACT it is told who could be given an address unless it is protected; whether it is, is not told.
 */
export async function whoCouldSee(
  { repository, recipients, rules }: WhoCouldSeeParts,
  op: Operation,
  file: string,
  category: Category,
): Promise<readonly Onlooker[]> {
  const { caller, context } = op;
  const name: RecordName = { type: 'Person', id: file, part: 'frame' };
  const [facts] = await op.facts.of([name]);
  const isOwn = facts != null && facts.recordClass.owner === caller.body;
  if (facts != null) recordLook(op, rules, facts, name, isOwn ? null : 'NO_MISSION_LINK');
  if (!isOwn) throw new HubError('NOT_DISCLOSED', 'no such file, as far as the caller may know');

  const on = civilDateOf(context.at);
  const subjects = facts.subjects.filter((subject) => subject !== null);
  const found = new Map<string, Onlooker>();
  for (const group of await recipients.recipientsAround(caller.body, subjects, on)) {
    const purposes = PURPOSES.filter((purpose) => group.purposes.includes(purpose) && !UNTOLD.has(purpose));
    const shared = purposes.filter((purpose) => !CHANNELS.includes(purpose));
    const batches = [shared, ...CHANNELS.filter((each) => purposes.includes(each)).map((each) => [each])];
    for (const batch of batches) {
      const [first] = batch;
      if (first === undefined) continue;
      const gathered = await repository.gather([name], asCaller(group, first), context.at, on);
      for (const purpose of batch) add(found, onlooker(gathered, asCaller(group, purpose)));
    }
  }
  return [...found.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

  function onlooker(gathered: Gathered, recipient: Caller): Onlooker | null {
    const reduced = reduceFacts(gathered, recipient, { at: context.at, on, read: context.at }).get(nameOf(name));
    if (reduced === undefined) return null;
    const { owner } = reduced;
    const { body, profession, purpose } = recipient;
    const decide = (classes: readonly FactClass[]) =>
      combine(classes.map((each) => rules.judge({ recipient, purpose, owner, category, necessary: null }, each)));
    const classes = reduced.classes.map((each) => (category === 'CONTACT' ? { ...each, flags: NOT_PROTECTED } : each));
    const asItIs = decide(classes);
    const decision = asItIs.effect === 'DENY' ? decide(classes.map((each) => ({ ...each, link: 'LINKED' }))) : asItIs;
    if (decision.effect !== 'PERMIT') return null;
    const row = rules.ruleSet.rules.find(({ id }) => id === decision.rule)!;
    const { rule, transform, instrument, consent } = decision;
    return {
      ...{ body, profession, purpose, rule, transform, instrument, consent },
      ...{ article: row.basis, confidence: row.confidence, tied: asItIs === decision },
    };
  }
}

const NOT_PROTECTED: FactClass['flags'] = { PROTECTED_ADDRESS: 'no', REPRESENTS_PROTECTED: 'no' };

/** One line per body, profession, purpose and reason; it is tied where one of them is. */
function add(found: Map<string, Onlooker>, seen: Onlooker | null): void {
  if (seen === null) return;
  const known = found.get(keyOf(seen));
  found.set(keyOf(seen), known?.tied ? known : seen);
}

function keyOf({ body, profession, purpose, rule, consent }: Onlooker): string {
  return [body, profession, purpose, rule, consent ?? ''].join(' ');
}

function asCaller({ purposes, ...group }: RecipientGroup, purpose: Purpose): Caller {
  return {
    ...group,
    ...{ purpose, habilitation: '', mission: null, necessary: null, self: [], represents: false, partnerSystem: null },
  };
}
