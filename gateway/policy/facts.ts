import type {
  Category,
  Community,
  Condition,
  Flag,
  Profession,
  Purpose,
  SecrecyStatus,
} from '../../schema/vocabulary.ts';

/** Who asks, as far as a decision needs to know. */
export interface Recipient {
  readonly body: string;
  readonly bodyKind: string;
  readonly profession: Profession;
  readonly secrecy: SecrecyStatus;
  readonly communities: readonly Community[];
}

/** The question of one crossing: one category of one record, from one owner to one recipient, for one purpose. */
export interface Question {
  readonly recipient: Recipient;
  readonly purpose: Purpose;
  readonly owner: string;
  readonly category: Category;
}

export type Known = 'yes' | 'no' | 'unknown';

/** How the best instrument between two bodies stands for a purpose at one instant. */
export type InstrumentStanding =
  | { readonly word: 'IN_FORCE'; readonly id: string }
  | { readonly word: 'NONE' }
  | { readonly word: 'NOT_YET_EFFECTIVE' | 'EXPIRED' | 'DENOUNCED'; readonly id: string };

/**
 * `LINKED`: a mission in force ties the caller to the subject. `META_ONLY`: only a referral closed less than thirty
 * days ago does, which opens REFERRAL_META and nothing else.
 */
export type LinkStanding = 'LINKED' | 'META_ONLY' | 'NONE';

export type AccordStanding =
  | 'VALID'
  | 'WITHDRAWN'
  | 'NOT_YET_VALID'
  | 'EXPIRED'
  | 'LAPSED_AT_MAJORITY'
  | 'GRANTER_NOT_COMPETENT';

/** One accord of the subject, reduced to the closed words that the table asks for. */
export interface Accord {
  readonly id: string;
  /** Owner, recipient, profession and purpose are in its scope; categories are looked at below. */
  readonly inScope: boolean;
  readonly standing: AccordStanding;
  readonly categories: readonly Category[];
  readonly explicitCategories: readonly Category[];
}

/**
 * All that the judge is told of one subject of one record, interned: facts that decide alike are one object, so each
 * class is judged once per operation.
 */
export interface FactClass {
  readonly instrument: InstrumentStanding;
  readonly link: LinkStanding;
  readonly flags: Readonly<Record<Flag, Known>>;
  readonly conditions: Readonly<Record<Condition, Known>>;
  /** In the order in which they were granted; the oldest valid one is recorded. */
  readonly accords: readonly Accord[];
}
