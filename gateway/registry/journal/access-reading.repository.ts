import { Prisma } from '../../../prisma/generated/hub/client.ts';
import type { Position } from '../page.ts';
import type { AccessRecord } from './access-record.type.ts';

/** On which side of an access a body stands: it held what was asked, its agent asked, or it collected the accord. */
export const ACCESS_SIDES = ['OWNER', 'RECIPIENT', 'COLLECTOR'] as const;
export type AccessSide = (typeof ACCESS_SIDES)[number];

/** Among whose accesses is looked: those of a body, on one side or on any, or those about some people. */
export type AccessScope =
  | { readonly body: string; readonly side: AccessSide | null }
  | { readonly subjects: readonly string[] };

/** The rows of one list, in its order: newest first, and by id among those of one instant. */
export interface AccessWindow {
  readonly after: Position | null;
  /** Towards the older ones, or from `after` back towards the newest. */
  readonly direction: 'OLDER' | 'NEWER';
  readonly count: number;
}

const COLUMNS = Prisma.sql`
  t.id, t.at, t.operation, t.agent, t.agent_body AS "agentBodyCode", t.partner_system AS "partnerSystem", t.profession,
  t.purpose, t.mission, t.owner_body AS "ownerCode", t.subject, t.category, t.decision, t.rule,
  t.rule_set_version AS "ruleSetVersion", t.rule_set_sha256 AS "ruleSetSha256", t.transform, t.reason, t.consent,
  t.instrument, t.count, t.release_check AS "releaseCheck"`;

/** What a list reads of a row. */
export type AccessRow = AccessRecord;

/**
 * One window of the rows of a scope that meet some conditions on `t`. Each side is read through an index of its own, in
 * the order of the list and no further than the window, so that a page costs the same in a large journal as in a small
 * one.
 */
export function readAccesses(
  scope: AccessScope,
  conditions: readonly Prisma.Sql[],
  { after, direction, count }: AccessWindow,
): Prisma.Sql {
  const older = direction === 'OLDER';
  const order = older ? Prisma.sql`ORDER BY at DESC, id DESC` : Prisma.sql`ORDER BY at, id`;
  const all = [...conditions, ...(after === null ? [] : [beyond(after, older)])];
  const window = (arm: Prisma.Sql) => Prisma.sql`
    SELECT ${COLUMNS} FROM access_record t WHERE ${Prisma.join([arm, ...all], ' AND ')} ${order} LIMIT ${count}`;
  const arms = armsOf(scope).map(({ rows, each }) =>
    each === undefined
      ? Prisma.sql`(${window(rows)})`
      : Prisma.sql`(SELECT t.* FROM ${each.of} CROSS JOIN LATERAL (${window(each.rows)}) AS t ${order} LIMIT ${count})`,
  );
  return Prisma.sql`SELECT * FROM (${Prisma.join(arms, ' UNION ')}) AS found ${order} LIMIT ${count}`;
}

/** The id of the row of a scope that has the least of something. */
export function readLeast(scope: AccessScope, conditions: readonly Prisma.Sql[], of: Prisma.Sql): Prisma.Sql {
  const rows = Prisma.sql`(${Prisma.join(
    armsOf(scope).map((arm) => arm.rows),
    ' OR ',
  )})`;
  return Prisma.sql`
    SELECT t.id FROM access_record t WHERE ${Prisma.join([rows, ...conditions], ' AND ')} ORDER BY ${of} LIMIT 1`;
}

function beyond({ at, id }: Position, older: boolean): Prisma.Sql {
  const place = Prisma.sql`(${at.toISOString()}::timestamptz, ${id}::uuid)`;
  return older ? Prisma.sql`(t.at, t.id) < ${place}` : Prisma.sql`(t.at, t.id) > ${place}`;
}

/** One side: which rows are on it, and, where these are few of each of many things, those things one by one. */
interface Arm {
  readonly rows: Prisma.Sql;
  readonly each?: { readonly of: Prisma.Sql; readonly rows: Prisma.Sql };
}

function armsOf(scope: AccessScope): readonly Arm[] {
  if ('subjects' in scope) return [{ rows: Prisma.sql`t.subject = ANY(${[...scope.subjects]}::text[])` }];
  const collected = Prisma.sql`(SELECT c.id FROM consent c WHERE c.collecting_body = ${scope.body})`;
  const arms: Readonly<Record<AccessSide, Arm>> = {
    OWNER: { rows: Prisma.sql`t.owner_body = ${scope.body}` },
    RECIPIENT: { rows: Prisma.sql`t.agent_body = ${scope.body}` },
    COLLECTOR: {
      rows: Prisma.sql`t.consent IN ${collected}`,
      each: { of: Prisma.sql`${collected} AS accord(id)`, rows: Prisma.sql`t.consent = accord.id` },
    },
  };
  return scope.side === null ? Object.values(arms) : [arms[scope.side]];
}

/** From an instant on, and before another. */
export function within({ from, to }: { readonly from: Date; readonly to: Date }): Prisma.Sql {
  return Prisma.sql`t.at >= ${from.toISOString()}::timestamptz AND t.at < ${to.toISOString()}::timestamptz`;
}

/**
 * What another body was given in the end: permitted, to somebody who is not the person herself, and not taken back by
 * the last look before the answer left.
 */
export const RELEASED = Prisma.sql`
  t.decision = 'PERMIT' AND t.owner_body <> t.agent_body AND t.profession <> 'SUBJECT' AND NOT EXISTS (
    SELECT 1 FROM access_record last
     WHERE last.operation = t.operation AND last.owner_body = t.owner_body AND last.category = t.category
       AND last.subject IS NOT DISTINCT FROM t.subject AND last.release_check = 'CHANGED' AND last.decision = 'DENY')`;

/** Released to another body, as far as it was decided. */
export const PERMITTED = Prisma.sql`t.decision = 'PERMIT'`;

/** Where a record falls in a draw that a root decides: 256 bits, the same on every replica. */
export function drawnBy(root: Buffer): Prisma.Sql {
  return Prisma.sql`sha256(decode(${root.toString('hex')}, 'hex') || uuid_send(t.id))`;
}

export function isBelow(drawn: Prisma.Sql, end: Buffer): Prisma.Sql {
  return Prisma.sql`${drawn} < decode(${end.toString('hex')}, 'hex')`;
}

/** Nothing that says that an information préoccupante was sent (CASF L226-2-1: the family is not told by this way). */
export const NO_WORRY = Prisma.sql`t.category <> 'WORRYING_INFO' AND t.purpose <> 'IP_TRANSMIT'`;
