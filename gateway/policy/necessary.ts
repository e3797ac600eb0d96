/**
 * Why a caller calls fields strictly necessary. A closed list: the law asks for a reason, and prose would be a place to
 * write about people.
 */
export const NECESSITY_REASONS = [
  'ASSESSMENT',
  'SAFETY',
  'CARE_CONTINUITY',
  'COORDINATION',
  'DECISION',
  'LEGAL_DEADLINE',
] as const;
export type NecessityReason = (typeof NECESSITY_REASONS)[number];

/** What a caller calls strictly necessary for her purpose. What is opened is never more than the white list has. */
export interface Necessary {
  readonly reason: NecessityReason;
  /** Paths from the entity (`housing.tenure`), or categories for all that the white list has of them. */
  readonly names: ReadonlySet<string>;
}

const HEADER = /^\s*([A-Za-z_][\w.]*(?:[\s,]+[A-Za-z_][\w.]*)*)\s*;\s*reason\s*=\s*([A-Z_]+)\s*$/;

/** Reads `x-necessary: <fields or categories>; reason=<CODE>`. Null where it says anything else: refused, not guessed. */
export function readNecessary(header: string): Necessary | null {
  const [, names, code] = HEADER.exec(header) ?? [];
  const reason = NECESSITY_REASONS.find((each) => each === code);
  if (names === undefined || reason === undefined) return null;
  return { reason, names: new Set(names.split(/[\s,]+/)) };
}
