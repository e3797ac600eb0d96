import { readFileSync } from 'node:fs';
import type { Category, Purpose } from '../../schema/vocabulary.ts';

/** One check of a scenario, as the machine-readable inputs have it. */
export interface Check {
  readonly scenario: string;
  readonly check: string;
  readonly agent: string;
  readonly owner: string;
  readonly purpose: Purpose;
  /** Civil time in Paris. */
  readonly at: string;
  readonly category: Category;
  readonly missionLink: boolean;
  readonly expected: {
    readonly decision: string;
    readonly rule: string;
    readonly reason: string | null;
    readonly transform: string | null;
  };
}

/** `PERMIT R503 [STATUS_ONLY]`, `DENY G1 NO_INSTRUMENT`. */
const EXPECTED = /^(PERMIT|DENY|INTERNAL) (\w+)(?: \[(\w+)\])?(?: ([A-Z][\w:]*))?$/;

export function readChecks(): readonly Check[] {
  const text = readFileSync(new URL('./scenario-inputs.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as (Omit<Check, 'expected'> & { expected: string })[]).map((check) => {
    const [, decision, rule, transform, reason] = EXPECTED.exec(check.expected) ?? [];
    if (!decision || !rule) throw new Error(`\`${check.expected}\` is no expectation`);
    return { ...check, expected: { decision, rule, reason: reason ?? null, transform: transform ?? null } };
  });
}
