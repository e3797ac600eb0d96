import { parse } from 'graphql';
import type { Dimension } from '../disclosure/dimensions.ts';
import type { Indicator } from '../disclosure/indicator.ts';
import type { Operation } from './crossing/operation.ts';
import type { Executor } from './federation/doors.ts';
import { type AwaitedTable, readPart, type StatisticPart } from './reading-statistics.ts';
import { baseOfShare, type StatedCell, stateCells } from './statistics/stated-cells.ts';
import type { StatisticKeys } from './statistics/statistic-keys.repository.ts';

/** A question to the bodies, held against the catalogue already. */
export interface AskedStatistics {
  readonly indicator: Indicator;
  readonly period: string;
  readonly by: readonly Dimension[];
  /** Whether each body's cells stand by themselves. */
  readonly perBody: boolean;
  readonly bodies: readonly string[];
}

export interface GatheredStatistics {
  readonly parts: readonly StatisticPart[];
  readonly cells: readonly StatedCell[];
  readonly ruleSetVersion: string;
}

/** What figures are asked and checked with. */
export interface Gathering {
  readonly execute: Executor<Operation>;
  /** Keys of bodies, of which each signs its own. */
  readonly keysOf: StatisticKeys;
  /** The key under which the hub signs what it counts itself (SPKI). */
  readonly ownKey: Uint8Array;
  /** Real time, by which keys hold. */
  readonly now: () => Date;
}

const COLUMNS = 'standing version frozenAt smallest signature bins values';
const TABLE = 'table';
const BASE = 'base';

/**
 * Asks for one breakdown of each body, all at once, and adds up what is released: of its own records the body, of the
 * frames that the hub keeps the registry. Either is a question like a caller's own: planned, decided for each body, sent
 * with a pass and put on record.
 */
export async function gatherStatistics(
  { execute, keysOf, ownKey, now }: Gathering,
  op: Operation,
  asked: AskedStatistics,
): Promise<GatheredStatistics> {
  const { indicator, period, by, bodies } = asked;
  const { ruleSetVersion } = op.context;
  if (bodies.length === 0) return { parts: [], cells: [], ruleSetVersion };
  const baseBy = baseOfShare(indicator, by);
  const isOwn = indicator.keptBy === 'HUB';
  const source = writeQuestion(bodies.length, isOwn, baseBy !== null);
  const named = Object.fromEntries(bodies.map((body, i) => [`b${i}`, body]));
  const variables = { i: indicator.code, p: period, by: [...by], ...(baseBy && { base: [...baseBy] }), ...named };
  const [answer, keys] = await Promise.all([
    execute({
      source,
      document: parse(source),
      variables,
      op: { ...op, variables, asksMoreThanKey: () => true, verdicts: new Map() },
    }),
    isOwn ? new Map<string, readonly Uint8Array[]>() : keysOf(bodies, now()),
  ]);
  const read = (field: string, dimensions: readonly Dimension[]) =>
    bodies.map((body, i) => {
      const publicKeys = isOwn ? [ownKey] : (keys.get(body) ?? []);
      const awaited: AwaitedTable = { indicator, period, by: dimensions, body, key: `b${i}`, field, publicKeys };
      return readPart(awaited, answer);
    });
  const given = read(TABLE, by);
  const bases = baseBy === null ? [] : read(BASE, baseBy);
  const tables = given.flatMap(({ table }) => (table ? [table] : []));
  return {
    parts: given.map(({ part }) => part),
    cells: stateCells(
      asked,
      tables,
      bases.flatMap(({ table }) => (table ? [table] : [])),
    ),
    ruleSetVersion,
  };
}

function writeQuestion(bodies: number, isOwn: boolean, hasBase: boolean): string {
  const field = isOwn ? 'frameFigures' : 'statistics';
  const columns = isOwn ? COLUMNS : `${COLUMNS} amounts`;
  const table = (name: string, by: string) => `${name}: ${field}(indicator: $i, period: $p, by: $${by}) { ${columns} }`;
  const tables = hasBase ? `${table(TABLE, 'by')} ${table(BASE, 'base')}` : table(TABLE, 'by');
  const numbers = Array.from({ length: bodies }, (_, i) => i);
  const declared = numbers.map((i) => `, $b${i}: ID!`).join('');
  const base = hasBase ? ', $base: [StatisticDimension!]!' : '';
  const fields = numbers.map((i) => `b${i}: body(code: $b${i}) { ${tables} }`).join(' ');
  return `query ($i: String!, $p: String!, $by: [StatisticDimension!]!${base}${declared}) { ${fields} }`;
}
