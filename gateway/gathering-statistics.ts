import { parse } from 'graphql';
import type { Dimension } from '../disclosure/dimensions.ts';
import type { Indicator } from '../disclosure/indicator.ts';
import type { Operation } from './crossing/operation.ts';
import type { Answer, Executor } from './federation/doors.ts';
import { type AnsweredCell, addUp, type ReleasedTable } from './statistics/add-up.ts';
import { readTable } from './statistics/read-table.ts';

/** A question to the bodies, held against the catalogue already. */
export interface AskedStatistics {
  readonly indicator: Indicator;
  readonly period: string;
  readonly by: readonly Dimension[];
  /** Whether each body's cells stand by themselves. */
  readonly perBody: boolean;
  readonly bodies: readonly string[];
}

/** What one body gave, or why it gave nothing: a body that is down or lies is MISSING, and never counted as zero. */
export interface StatisticPart {
  readonly body: string;
  readonly standing: 'RELEASED' | 'NO_SOURCE_YET' | 'NOT_FROZEN' | 'MISSING' | 'WITHHELD';
  /** Of what is withheld, as the notice has it. */
  readonly reason: string | null;
  readonly version: number | null;
  readonly frozenAt: string | null;
  readonly smallest: number | null;
  readonly signature: string | null;
}

export interface GatheredStatistics {
  readonly parts: readonly StatisticPart[];
  readonly cells: readonly AnsweredCell[];
  readonly ruleSetVersion: string;
}

const COLUMNS = 'standing version frozenAt smallest signature bins values';

/**
 * Asks bodies for one breakdown, all at once, and adds up what they release. It is a question like a caller's own:
 * planned, decided for each body, sent with a pass and put on record.
 */
export async function gatherStatistics(
  execute: Executor<Operation>,
  op: Operation,
  asked: AskedStatistics,
): Promise<GatheredStatistics> {
  const { indicator, period, by, perBody, bodies } = asked;
  const { ruleSetVersion } = op.context;
  if (bodies.length === 0) return { parts: [], cells: [], ruleSetVersion };
  const declared = bodies.map((_, i) => `, $b${i}: ID!`).join('');
  const fields = bodies.map(
    (_, i) => `b${i}: body(code: $b${i}) { statistics(indicator: $i, period: $p, by: $by) { ${COLUMNS} } }`,
  );
  const source = `query ($i: String!, $p: String!, $by: [StatisticDimension!]!${declared}) { ${fields.join(' ')} }`;
  const named = Object.fromEntries(bodies.map((body, i) => [`b${i}`, body]));
  const variables = { i: indicator.code, p: period, by: [...by], ...named };
  const answer = await execute({
    source,
    document: parse(source),
    variables,
    op: { ...op, variables, asksMoreThanKey: () => true, verdicts: new Map() },
  });
  const given = bodies.map((body, i) => readPart(asked, body, `b${i}`, answer));
  const tables = given.flatMap(({ table }) => (table ? [table] : []));
  return {
    parts: given.map(({ part }) => part),
    cells: addUp(tables, by, perBody),
    ruleSetVersion,
  };
}

function readPart(
  { indicator, by }: AskedStatistics,
  body: string,
  key: string,
  { data, notes }: Answer,
): { readonly part: StatisticPart; readonly table: ReleasedTable | null } {
  const nothing = { body, reason: null, version: null, frozenAt: null, smallest: null, signature: null };
  const withheld = notes.find(({ path }) => path[0] === key);
  if (withheld)
    return { part: { ...nothing, standing: 'WITHHELD', reason: textOf(withheld.note, 'reason') }, table: null };
  const sent = memberOf(memberOf(data, key), 'statistics');
  const standing = textOf(sent, 'standing');
  if (standing === 'NO_SOURCE_YET' || standing === 'NOT_FROZEN') return { part: { ...nothing, standing }, table: null };
  const columns = {
    smallest: memberOf(sent, 'smallest'),
    bins: memberOf(sent, 'bins'),
    values: memberOf(sent, 'values'),
  };
  const table = standing === 'RELEASED' ? readTable(body, by, indicator.sensitivity, columns) : null;
  const version = memberOf(sent, 'version');
  if (table === null || typeof version !== 'number') return { part: { ...nothing, standing: 'MISSING' }, table: null };
  const { smallest } = table;
  const [frozenAt, signature] = [textOf(sent, 'frozenAt'), textOf(sent, 'signature')];
  return { part: { ...nothing, standing: 'RELEASED', version, frozenAt, smallest, signature }, table };
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : null;
}

function textOf(value: unknown, name: string): string | null {
  const member = memberOf(value, name);
  return typeof member === 'string' ? member : null;
}
