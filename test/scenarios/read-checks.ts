import { readFileSync } from 'node:fs';
import type { Category, Profession, Purpose } from '../../schema/vocabulary.ts';

/** One check of a scenario, as the machine-readable inputs have it. */
export interface Check {
  readonly scenario: string;
  readonly check: string;
  /** Her name; who is only described goes by her profession. */
  readonly agent: string;
  /** Set for somebody who holds no post in the data set. */
  readonly described: DescribedAgent | null;
  readonly owner: string;
  readonly purpose: Purpose;
  /** Civil time in Paris. */
  readonly at: string;
  readonly category: Category;
  readonly missionLink: boolean;
  /** Conditions and flags that hold. */
  readonly facts: readonly string[];
  readonly consents: readonly SaidConsent[];
  readonly expected: {
    readonly decision: string;
    readonly rule: string;
    readonly reason: string | null;
    readonly transform: string | null;
  };
}

export interface DescribedAgent {
  readonly body: string;
  readonly profession: Profession;
  readonly secrecy?: string;
  readonly communities?: readonly string[];
}

/** An accord as the inputs have it; civil times in Paris. */
export interface SaidConsent {
  readonly categories: string[];
  readonly explicit: string[];
  readonly from: string[];
  readonly to: string[];
  readonly purposes: string[];
  readonly validFrom: string;
  readonly validTo: string;
  readonly grantedBy: string[];
  readonly grantedAt: string;
  readonly withdrawnAt: string | null;
}

type Input = Omit<Check, 'expected' | 'agent' | 'described' | 'consents'> & {
  readonly expected: string;
  readonly agent: string | DescribedAgent;
  readonly subject: { readonly consents: readonly SaidConsent[] };
};

/** `PERMIT R503 [STATUS_ONLY]`, `DENY G1 NO_INSTRUMENT`. */
const EXPECTED = /^(PERMIT|DENY|INTERNAL) (\w+)(?: \[(\w+)\])?(?: ([A-Z][\w:]*))?$/;

export function readChecks(): readonly Check[] {
  const text = readFileSync(new URL('./scenario-inputs.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as Input[]).map(({ agent, subject, ...check }) => {
    const [, decision, rule, transform, reason] = EXPECTED.exec(check.expected) ?? [];
    if (!decision || !rule) throw new Error(`\`${check.expected}\` is no expectation`);
    return {
      ...check,
      ...(typeof agent === 'string' ? { agent, described: null } : { agent: nameOf(agent), described: agent }),
      consents: subject.consents,
      expected: { decision, rule, reason: reason ?? null, transform: transform ?? null },
    };
  });
}

/** The assistante sociale whom the CCAS de Longvic employs has a post; the others are given one for the check. */
function nameOf({ body, profession }: DescribedAgent): string {
  return body === 'CCAS_LONGVIC' && profession === 'ASS' ? 'AG-02b' : `AG-${profession}`;
}
