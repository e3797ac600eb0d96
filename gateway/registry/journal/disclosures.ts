import type { AccessRecord } from './access-record.type.ts';

/** What one agent of one body was given under something that later proved wrong. */
export interface Disclosure {
  readonly recipient: string;
  readonly agent: string;
  readonly owners: readonly string[];
  readonly categories: readonly string[];
  readonly subjects: number;
  /** Files of the body that asks, about the same persons. */
  readonly files: readonly string[];
  readonly times: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** One line per agent of a recipient; `filesOf` says which files of the body that asks are about a subject. */
export function groupDisclosures(
  releases: readonly AccessRecord[],
  filesOf: ReadonlyMap<string, readonly string[]>,
): readonly Disclosure[] {
  const groups = Map.groupBy(releases, ({ agentBodyCode, agent }) => `${agentBodyCode} ${agent}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => {
      const subjects = [...new Set(group.flatMap(({ subject }) => (subject === null ? [] : [subject])))];
      const instants = group.map(({ at }) => at.getTime());
      return {
        recipient: group[0]!.agentBodyCode,
        agent: group[0]!.agent,
        owners: sorted(group.map(({ ownerCode }) => ownerCode)),
        categories: sorted(group.map(({ category }) => category)),
        subjects: subjects.length,
        files: sorted(subjects.flatMap((subject) => filesOf.get(subject) ?? [])),
        times: new Set(group.map(({ operation }) => operation)).size,
        firstAt: new Date(instants.reduce((a, b) => Math.min(a, b))),
        lastAt: new Date(instants.reduce((a, b) => Math.max(a, b))),
      };
    });
}

function sorted(words: readonly string[]): readonly string[] {
  return [...new Set(words)].sort();
}
