import { HubError } from '../errors.ts';

/** Where a row stands in its list: newest first, and by id among those of the same instant. */
export interface Position {
  readonly at: Date;
  readonly id: string;
}

export interface PageRequest {
  readonly first: number;
  readonly after: Position | null;
}

/** What a Relay connection needs of one page. Counts and cursors speak of the rows that were given and no others. */
export interface Page<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: PageInfo;
  readonly totalCount: number;
}
export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

const DEFAULT_SIZE = 20;
const GREATEST_SIZE = 100;

/** Reads the paging arguments before anything is looked up; what is not in order is refused with `BAD_REQUEST`. */
export function readPageRequest(first: number | null | undefined, after: string | null | undefined): PageRequest {
  const size = first ?? DEFAULT_SIZE;
  if (size < 0 || size > GREATEST_SIZE) {
    throw new HubError('BAD_REQUEST', `\`first\` is between 0 and ${GREATEST_SIZE}`);
  }
  return { first: size, after: after == null ? null : readCursor(after) };
}

/**
 * Cuts one page out of the rows that the caller may know of. It is given no others, so nothing that the page tells
 * depends on them. A cursor is a place and not a row: it stays good after its row has gone.
 */
export function cutPage<Row>(
  rows: readonly Row[],
  positionOf: (row: Row) => Position,
  { first, after }: PageRequest,
): Page<Row> {
  const placed = rows
    .map((node) => ({ node, position: positionOf(node) }))
    .sort((a, b) => compare(a.position, b.position));
  const start = after === null ? 0 : placed.filter(({ position }) => compare(position, after) <= 0).length;
  const edges = placed
    .slice(start, start + first)
    .map(({ node, position }) => ({ node, cursor: writeCursor(position) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: start + edges.length < placed.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: placed.length,
  };
}

function compare(a: Position, b: Position): number {
  return b.at.getTime() - a.at.getTime() || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** Opaque, and made of nothing but what the row itself shows to whoever may know of it. */
export function writeCursor({ at, id }: Position): string {
  return Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');
}

function readCursor(cursor: string): Position {
  const text = Buffer.from(cursor, 'base64url').toString();
  const space = text.indexOf(' ');
  const position = { at: new Date(text.slice(0, Math.max(space, 0))), id: text.slice(space + 1) };
  const isOurs = !Number.isNaN(position.at.getTime()) && writeCursor(position) === cursor;
  if (!isOurs) throw new HubError('BAD_REQUEST', '`after` is not a cursor of this list');
  return position;
}
