import type { Dimension } from '../disclosure/dimensions.ts';
import type { Indicator } from '../disclosure/indicator.ts';
import { isReleasedSum } from '../disclosure/release-sum.ts';
import { isSignedTable } from '../disclosure/sign-table.ts';
import type { Answer } from './federation/doors.ts';
import { readTable } from './statistics/read-table.ts';
import type { AmountedTable } from './statistics/stated-cells.ts';

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

/** A table that one body was asked for, and where in the answer it stands. */
export interface AwaitedTable {
  readonly indicator: Indicator;
  readonly period: string;
  readonly by: readonly Dimension[];
  readonly body: string;
  /** Key of the body in the answer, and that of the table within it. */
  readonly key: string;
  readonly field: string;
  /** Keys under which it must be signed. */
  readonly publicKeys: readonly Uint8Array[];
}

export interface ReadPart {
  readonly part: StatisticPart;
  readonly table: AmountedTable | null;
}

/** Reads what one body gave. Whatever is not what the catalogue says, or not signed by that body, is nothing. */
export function readPart(awaited: AwaitedTable, { data, notes }: Answer): ReadPart {
  const { body, key, field, indicator, by } = awaited;
  const nothing = { body, reason: null, version: null, frozenAt: null, smallest: null, signature: null };
  const withheld = notes.find(({ path }) => path[0] === key);
  if (withheld)
    return { part: { ...nothing, standing: 'WITHHELD', reason: textOf(withheld.note, 'reason') }, table: null };
  const sent = memberOf(memberOf(data, key), field);
  const standing = textOf(sent, 'standing');
  if (standing === 'NO_SOURCE_YET' || standing === 'NOT_FROZEN') return { part: { ...nothing, standing }, table: null };
  const columns = {
    smallest: memberOf(sent, 'smallest'),
    bins: memberOf(sent, 'bins'),
    values: memberOf(sent, 'values'),
  };
  const read = standing === 'RELEASED' ? readTable(body, by, indicator.sensitivity, columns) : null;
  const amounts = read === null ? undefined : readAmounts(indicator, read.cells.length, memberOf(sent, 'amounts'));
  const version = memberOf(sent, 'version');
  const [frozenAt, signature] = [textOf(sent, 'frozenAt'), textOf(sent, 'signature')];
  const missing = { part: { ...nothing, standing: 'MISSING' as const }, table: null };
  if (read === null || amounts === undefined || typeof version !== 'number' || !frozenAt || !signature) return missing;
  const { smallest, cells } = read;
  const table = {
    ...{ body, indicator: indicator.code, period: awaited.period, by, version, smallest, amounts },
    frozenAt: instantOf(frozenAt),
    bins: cells.flatMap(({ dims }) => dims),
    values: cells.map(({ value }) => value),
  };
  if (!isSignedTable(table, signature, awaited.publicKeys)) return missing;
  const part = { ...nothing, standing: 'RELEASED' as const, version, frozenAt, smallest, signature };
  return { part, table: { ...read, amounts } };
}

/** Sums that could have been released, one to a cell; undefined where they are none. */
function readAmounts(
  { amount }: Indicator,
  cells: number,
  sent: unknown,
): readonly (number | null)[] | null | undefined {
  if (sent === null) return amount === null ? null : undefined;
  if (amount === null || !Array.isArray(sent) || sent.length !== cells) return undefined;
  return sent.every((each): each is number | null => each === null || isReleasedSum(each)) ? sent : undefined;
}

/** The instant as it is signed, however it was written; empty where it is none. */
function instantOf(text: string): string {
  const instant = new Date(text);
  return Number.isNaN(instant.getTime()) ? '' : instant.toISOString();
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
