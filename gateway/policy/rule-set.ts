import type {
  Category,
  Community,
  Condition,
  Duty,
  Flag,
  Profession,
  Purpose,
  Transform,
} from '../../schema/vocabulary.ts';
import type { RuleSetName } from './decision.ts';
import type { Question } from './facts.ts';
import { isAny, isMet, type Match } from './match.ts';
import { TableRefused } from './table.ts';

export const EFFECTS = ['NEVER', 'LAW', 'CONSENT', 'ALLOW'] as const;
export type Effect = (typeof EFFECTS)[number];

/** What a row that opens asks of the recipient and of the facts, and how much it opens. */
export interface Terms {
  readonly transform: Transform;
  /** One of them must be the recipient's; null: none is asked for. */
  readonly communities: ReadonlySet<Community> | null;
  readonly secrecy: Duty;
  /** In the order in which they are tested, EXPLICIT_FIELD_CONSENT left out: it belongs to the accord. */
  readonly conditions: readonly Condition[];
  /** The accord must name the category itself, a general scope is not enough. */
  readonly explicit: boolean;
}

/** One row of the table. The provision travels with it onto the access record. */
export interface Rule {
  readonly id: string;
  readonly prio: number;
  readonly category: Match<Category>;
  readonly bodyKind: Match<string>;
  readonly profession: Match<Profession>;
  readonly purpose: Match<Purpose>;
  readonly when: Flag | null;
  readonly effect: Effect;
  /** Null on a row that forbids. */
  readonly terms: Terms | null;
  readonly basis: string;
  readonly confidence: string;
}

/** Groups of professions, by their names. */
export type Groups = ReadonlyMap<string, readonly Profession[]>;

/** Every rule in force. `prio` alone decides between two that match; the order of lines never does. */
export interface RuleSet {
  readonly name: RuleSetName;
  readonly groups: Groups;
  readonly rules: readonly Rule[];
  /** The rows that speak of a question, flags aside, by priority; each answer is worked out once. */
  matching(question: Question): readonly Rule[];
}

/** The row that denies whatever no other row has decided. */
export const DEFAULT_RULE = 'R990';

/** The rule set of these rows, in whatever order they come, under a name and with the groups that they speak of. */
export function createRuleSet(rows: readonly Rule[], about: Pick<RuleSet, 'name' | 'groups'>): RuleSet {
  const rules = [...rows].sort((a, b) => a.prio - b.prio);
  rules.forEach((rule, i) => {
    const next = rules[i + 1];
    if (next?.prio === rule.prio) throw new TableRefused('rules.csv', next.id, 'prio', `\`${rule.id}\` has it already`);
    if (rules.some((other) => other !== rule && other.id === rule.id)) {
      throw new TableRefused('rules.csv', rule.id, 'id', 'two rows have it');
    }
  });
  const last = rules.at(-1);
  if (last?.id !== DEFAULT_RULE || !deniesEverything(last)) {
    throw new TableRefused('rules.csv', DEFAULT_RULE, '*', 'the table must end with the row that denies everything');
  }

  const known = new Map<string, readonly Rule[]>();
  return {
    name: about.name,
    groups: about.groups,
    rules,
    matching({ recipient, purpose, category }) {
      const key = `${category} ${recipient.bodyKind} ${recipient.profession} ${purpose}`;
      let found = known.get(key);
      if (found === undefined) {
        found = rules.filter(
          (rule) =>
            isMet(rule.category, category) &&
            isMet(rule.bodyKind, recipient.bodyKind) &&
            isMet(rule.profession, recipient.profession) &&
            isMet(rule.purpose, purpose),
        );
        known.set(key, found);
      }
      return found;
    },
  };
}

function deniesEverything(rule: Rule): boolean {
  const cells = [rule.category, rule.bodyKind, rule.profession, rule.purpose];
  return rule.effect === 'NEVER' && rule.when === null && cells.every((cell) => isAny(cell as Match<string>));
}
