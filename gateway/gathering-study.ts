import { parse } from 'graphql';
import type { Operation } from './crossing/operation.ts';
import type { Executor } from './federation/doors.ts';

/** The part of each body in a study. */
export interface AskedStudyParts {
  readonly study: string;
  readonly indicator: string;
  readonly period: string;
  readonly bodies: readonly string[];
}

/** How far one body is. MISSING: it did not answer, or not as the contract says; WITHHELD: nothing lets its figures cross. */
export interface StudyPartReport {
  readonly body: string;
  readonly standing: string;
  readonly progress: number;
  readonly version: number | null;
}

const STANDINGS = ['WORKING', 'SENT', 'TOO_SMALL', 'CHANGED_SINCE', 'NOT_FROZEN', 'NO_SOURCE_YET', 'FAILED'];

/** Has bodies take their parts in a study: a question like a caller's own, decided for each body and put on record. */
export async function gatherStudyParts(
  execute: Executor<Operation>,
  op: Operation,
  { study, indicator, period, bodies }: AskedStudyParts,
): Promise<readonly StudyPartReport[]> {
  const declared = bodies.map((_, i) => `, $b${i}: ID!`).join('');
  const fields = bodies.map(
    (_, i) =>
      `b${i}: body(code: $b${i}) { studyPart(study: $s, indicator: $i, period: $p) { standing progress version } }`,
  );
  const source = `query ($s: String!, $i: String!, $p: String!${declared}) { ${fields.join(' ')} }`;
  const named = Object.fromEntries(bodies.map((body, i) => [`b${i}`, body]));
  const variables = { s: study, i: indicator, p: period, ...named };
  const { data, notes } = await execute({
    source,
    document: parse(source),
    variables,
    op: { ...op, variables, asksMoreThanKey: () => true, verdicts: new Map() },
  });
  return bodies.map((body, i): StudyPartReport => {
    if (notes.some(({ path }) => path[0] === `b${i}`))
      return { body, standing: 'WITHHELD', progress: 0, version: null };
    const part = Object(memberOf(memberOf(data, `b${i}`), 'studyPart')) as Readonly<Record<string, unknown>>;
    const standing = STANDINGS.find((word) => word === part.standing) ?? 'MISSING';
    const progress = typeof part.progress === 'number' ? Math.min(100, Math.max(0, part.progress)) : 0;
    return { body, standing, progress, version: typeof part.version === 'number' ? part.version : null };
  });
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : null;
}
