import type { SchemaPath } from '../../schema/pass.ts';
import type { Condition, Transform } from '../../schema/vocabulary.ts';
import type { Opens } from './paths.ts';

export type Reason =
  | 'NO_INSTRUMENT'
  | 'INSTRUMENT_NOT_YET_EFFECTIVE'
  | 'INSTRUMENT_EXPIRED'
  | 'INSTRUMENT_DENOUNCED'
  | 'NO_MISSION_LINK'
  | 'RULE_NEVER'
  | 'NO_RULE'
  | `CONDITION_NOT_MET:${Condition}`
  | 'SUBJECT_OBJECTED'
  | 'RECIPIENT_NOT_BOUND_BY_SECRECY'
  | 'RECIPIENT_NOT_IN_COMMUNITY'
  | 'CONSENT_MISSING'
  | 'CONSENT_SCOPE_MISMATCH'
  | 'CONSENT_NOT_YET_VALID'
  | 'CONSENT_EXPIRED'
  | 'CONSENT_WITHDRAWN'
  | 'CONSENT_LAPSED_AT_MAJORITY'
  | 'GRANTER_NOT_COMPETENT';

/** What was decided of one category of one subject's record. `rule` is a rule of the table or the gate that stopped it. */
export interface Decision {
  readonly effect: 'PERMIT' | 'DENY' | 'INTERNAL';
  readonly rule: string;
  readonly reason: Reason | null;
  readonly transform: Transform | null;
  /** Paths that are open, without the entity's name (`housing.tenure`); `ALL` of the category, or those listed and what hangs below them. */
  readonly opens: Opens;
  /** Paths that stay closed although `opens` covers them: the person chose to give them in a general form only. */
  readonly closed: Opens;
  /** Paths that stay closed although `opens` covers them, and are not spoken of: the fact behind is secret itself. */
  readonly silent: ReadonlySet<SchemaPath>;
  readonly instrument: string | null;
  readonly consent: string | null;
  /** The table that decided. */
  readonly ruleSet: RuleSetName;
}

/** A published version of the rule table: its number and the SHA-256 of its text. */
export interface RuleSetName {
  readonly version: string;
  readonly sha256: string;
}
