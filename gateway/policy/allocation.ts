import type { CivilDate } from './civil-date.ts';

/** What a person may come for, as far as the protocols share it out. */
export const TOPICS = [
  'SOCIAL_SUPPORT',
  'FIRST_RECEPTION',
  'FSL',
  'FAJ',
  'PMI',
  'CHILD_PROTECTION',
  'WORRYING_INFORMATION',
] as const;
export type Topic = (typeof TOPICS)[number];

/** The rights that can exclude a body; they count from the day they are open, never while they are only asked for. */
export const EXCLUDING_RIGHTS = ['RSA', 'APA'] as const;
export type ExcludingRight = (typeof EXCLUDING_RIGHTS)[number];

/** «Plus de 64 ans»: from the 65th birthday, or from the day after the 64th. For the comité de pilotage to say. */
export const AGE_METHODS = ['COMPLETED_YEARS', 'DAY_AFTER_BIRTHDAY'] as const;
/** Whether both of a couple must be of that age, or one is enough. For the comité de pilotage to say. */
export const COUPLE_RULES = ['BOTH', 'ANY'] as const;

/** What a row asks of the people; a row that asks nothing is met by everybody. Null: not asked. */
export interface Criteria {
  readonly ageOver: {
    readonly years: number;
    readonly method: (typeof AGE_METHODS)[number];
    readonly couple: (typeof COUPLE_RULES)[number];
  } | null;
  readonly noChildUnder: number | null;
  readonly without: readonly ExcludingRight[];
  /** Completed years, the second excluded. */
  readonly ageBetween: readonly [from: number, under: number] | null;
  /** The body that must be following them already. */
  readonly followUp: string | null;
}

/** One row of `allocation.csv`: which body is competent for a topic in some communes, between two dates. */
export interface AllocationRule {
  readonly order: number;
  readonly code: string;
  /** INSEE codes; one that ends in `*` stands for all that begin like it. */
  readonly communes: readonly string[];
  readonly topics: readonly Topic[];
  readonly from: CivilDate | null;
  /** Excluded. */
  readonly to: CivilDate | null;
  readonly criteria: Criteria;
  /** The bodies that would each have to say that nothing they hold stands against the row. */
  readonly verifiedBy: readonly string[];
  readonly body: string;
  /** Codes of its services, of which those that cover the commune are the ones to turn to. */
  readonly services: readonly string[];
  /** Bodies that may help as well, where the competence is concerted. */
  readonly also: readonly string[];
  readonly article: string;
  readonly confidence: string;
}

/** Where, what for and when. */
export interface Place {
  readonly commune: string;
  readonly topic: Topic;
  readonly on: CivilDate;
}

/** What is still to be asked before a row can be said to be met or not. */
export const MISSING = ['ADULTS', 'DEPENDANTS', 'RIGHTS', 'FOLLOW_UP', 'VERIFICATION'] as const;
export type Missing = (typeof MISSING)[number];

/** Whether the people meet a row, or what is not known of them. */
export type Met = boolean | readonly Missing[];
/** How whoever knows something of the people holds it against a row. */
export type Meets = (rule: AllocationRule) => Met;

export type Competence =
  | { readonly rule: AllocationRule }
  /** The first row that could apply cannot be told from what is known. */
  | { readonly missing: readonly Missing[] }
  /** No row speaks of this topic in this commune on this day. */
  | { readonly missing: null };

/**
 * Which body is competent: the first row by `order` that speaks of the place, the topic and the day, and that the
 * people meet. A row that cannot be told stops: the rows after it are for whoever does not meet it.
 */
export function competentBody(rules: readonly AllocationRule[], place: Place, meets: Meets): Competence {
  for (const rule of rules) {
    if (!appliesTo(rule, place)) continue;
    const met = meets(rule);
    if (met === true) return { rule };
    if (met !== false) return { missing: met };
  }
  return { missing: null };
}

/** The bodies without whose word no row can be told: those of the rows that come before one that applies to everybody. */
export function verifiersOf(rules: readonly AllocationRule[], place: Place): readonly string[] {
  const bodies = new Set<string>();
  for (const rule of rules) {
    if (!appliesTo(rule, place)) continue;
    if (asksNothing(rule.criteria)) break;
    for (const body of rule.verifiedBy) bodies.add(body);
  }
  return [...bodies];
}

function appliesTo(rule: AllocationRule, { commune, topic, on }: Place): boolean {
  if (!rule.topics.includes(topic) || !rule.communes.some((each) => isIn(commune, each))) return false;
  return (rule.from === null || rule.from <= on) && (rule.to === null || on < rule.to);
}

function isIn(commune: string, pattern: string): boolean {
  return pattern.endsWith('*') ? commune.startsWith(pattern.slice(0, -1)) : commune === pattern;
}

/** Whether a row applies to everybody, whoever they are. */
export function asksNothing(criteria: Criteria): boolean {
  const { ageOver, noChildUnder, without, ageBetween, followUp } = criteria;
  return ageOver === null && noChildUnder === null && without.length === 0 && ageBetween === null && followUp === null;
}
