import type { SchemaPath } from '../../schema/pass.ts';
import type {
  Category,
  Community,
  Condition,
  Flag,
  Profession,
  Purpose,
  SecrecyStatus,
  Transform,
} from '../../schema/vocabulary.ts';
import type { Necessary } from './necessary.ts';

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
  /** What the caller calls strictly necessary; null where nothing was said, and then nothing is. */
  readonly necessary: Necessary | null;
}

export type Known = 'yes' | 'no' | 'unknown';

/** A prohibition that the parties to an instrument added: it never opens anything. */
export interface Restriction {
  readonly category: Category;
  /** `*`, a profession or a group of the table. */
  readonly profession: string;
  readonly purpose: Purpose;
}

/** An instrument in force that can carry a crossing. */
export interface Carrier {
  readonly id: string;
  readonly restrictions: readonly Restriction[];
  /** An amendment in force opens the route of CASF L121-6-2. */
  readonly optIn: boolean;
}

/** How the best instrument between two bodies stands for a purpose at one instant. */
export type InstrumentStanding =
  | (Carrier & {
      readonly word: 'IN_FORCE';
      /** The younger ones that are in force too: what one forbids another may carry. */
      readonly others: readonly Carrier[];
    })
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

/** How much a granter must be able to decide: `reinforced` for the categories of level S4, `ordinary` for the others. */
export type AccordClass = 'ordinary' | 'reinforced';

/** One accord of the subject, reduced to the closed words that the table asks for. */
export interface Accord {
  readonly id: string;
  /** Owner, recipient, profession and purpose are in its scope; categories are looked at below. */
  readonly inScope: boolean;
  readonly standing: Readonly<Record<AccordClass, AccordStanding>>;
  readonly categories: readonly Category[];
  readonly explicitCategories: readonly Category[];
  /** Categories to which the person has objected since, towards this recipient. */
  readonly objected: readonly Category[];
  /** What she chose to give in a general form only: fields that this accord keeps shut. */
  readonly generalisations: readonly { readonly category: Category; readonly transform: Transform }[];
}

/** What stands in the version of a form that the person has signed; `*` is the whole category. */
export interface SignedField {
  readonly category: Category;
  readonly path: SchemaPath | '*';
}

/**
 * All that the judge is told of one subject of one record, interned: facts that decide alike are one object, so each
 * class is judged once per operation.
 */
export interface FactClass {
  readonly instrument: InstrumentStanding;
  readonly link: LinkStanding;
  readonly flags: Readonly<Record<Flag, Known>>;
  /**
   * Three of them are told by something else, and their words here are not read: EXPLICIT_FIELD_CONSENT by the accords,
   * COSIGNED_PAYLOAD by the payload, INSTRUMENT_OPT_IN_L121_6_2 by the instrument.
   */
  readonly conditions: Readonly<Record<Condition, Known>>;
  /** In the order in which they were granted; the oldest valid one is recorded. */
  readonly accords: readonly Accord[];
  /** Categories to which the person objects, towards this recipient. */
  readonly objections: readonly Category[];
  /** What the person has signed of the form that is before the caller. */
  readonly payload: 'NONE' | readonly SignedField[];
}
