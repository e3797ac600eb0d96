import type { Category, Profession, Purpose, SecrecyStatus } from '../../schema/vocabulary.ts';
import type { Decision } from './decision.ts';

/** Who did what, for one whole operation: the part that all its access records share. */
export interface AccessContext {
  readonly operation: string;
  readonly at: Date;
  /** SHA-256 of the text of the query; the text itself may hold identifiers, so it is not kept. */
  readonly queryHash: string;
  readonly agent: string;
  readonly agentBody: string;
  readonly partnerSystem: string | null;
  readonly profession: Profession;
  readonly secrecy: SecrecyStatus;
  readonly purpose: Purpose;
  readonly mission: string | null;
  readonly ruleSetVersion: string;
}

/** What was decided of one category of one subject at one owner. Never a value. */
export interface AccessRecord {
  readonly owner: string;
  /** Pseudonym; null for what is about nobody. */
  readonly subject: string | null;
  readonly category: Category;
  readonly decision: Decision;
  /** How many records of the subject were concerned. */
  readonly count: number;
  /** CHANGED: the facts moved while the operation ran, and this is what was decided in the end. */
  readonly releaseCheck: 'CHANGED' | null;
}
