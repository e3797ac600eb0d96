import type { Cross, Verdict } from './doors.ts';

/**
 * Lets everything cross, each service being its own only instance: what a supergraph does that governs nothing.
 * Its shapes have no numbered leaf, so the empty mask says all there is to say.
 */
export function openCross<Op>(): Cross<Op> {
  const verdicts = new Map<string, Verdict>();
  const noHeaders = Object.freeze({});
  const verdictOf = (service: string): Verdict => {
    let verdict = verdicts.get(service);
    if (verdict === undefined) {
      verdict = Object.freeze({ instance: service, mask: '', hidden: false, notes: [] });
      verdicts.set(service, verdict);
    }
    return verdict;
  };
  return {
    admit: () => [],
    shape: ({ tree }) => ({ tree, leaves: 0, cuts: [] }),
    decide: async (_op, wave) => wave.map(({ service }) => verdictOf(service)),
    route: async (_op, service) => ({ instance: service, headers: noHeaders }),
    headers: () => noHeaders,
  };
}
