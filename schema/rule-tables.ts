import { createHash } from 'node:crypto';

/** All that one version of the rules is made of, each a comma-separated table as it was published. */
export interface RuleTables {
  readonly rules: string;
  /** Groups of professions that rules name. */
  readonly groups: string;
  /** What each transform opens or closes. */
  readonly transforms: string;
  /** What may be called strictly necessary, by purpose. */
  readonly whitelist: string;
}

/**
 * The SHA-256 that names a version's tables wherever a decision is kept: of all four, so that nothing that decides can be
 * changed behind the name. Anyone can compute it: of the JSON list of the four texts, in the order of `RuleTables`.
 */
export function hashOfTables({ rules, groups, transforms, whitelist }: RuleTables): string {
  return createHash('sha256')
    .update(JSON.stringify([rules, groups, transforms, whitelist]))
    .digest('hex');
}
