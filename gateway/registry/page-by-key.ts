import { HubError } from '../errors.ts';
import { type PageRequest, type Position, writeCursor } from './page.ts';

/** How a list is read and decided, a window at a time. */
export interface KeyedList<Row> {
  /** Rows that may be of the list, beyond a position, in the order of the list or against it; at most `count`. */
  read(after: Position | null, direction: 'OLDER' | 'NEWER', count: number): Promise<readonly Row[]>;
  /** Which of them the caller may know of; decided and recorded. */
  decide(rows: readonly Row[]): Promise<readonly boolean[]>;
  positionOf(row: Row): Position;
}

/** Rows that are read beyond those wanted cost a little; a statement per row would cost more. */
const SMALLEST_READ = 50;
const GREATEST_READ = 1_000;

/** The first so many rows beyond a position that the caller may know of. Those that she may not know of count for nothing. */
export async function readKnown<Row>(
  list: KeyedList<Row>,
  after: Position | null,
  wanted: number,
  direction: 'OLDER' | 'NEWER' = 'OLDER',
): Promise<readonly Row[]> {
  const known: Row[] = [];
  let size = Math.min(wanted, GREATEST_READ);
  let place = after;
  while (known.length < wanted) {
    const rows = await list.read(place, direction, size);
    const verdicts = rows.length === 0 ? [] : await list.decide(rows);
    known.push(...rows.filter((_, index) => verdicts[index]));
    const last = rows.at(-1);
    if (last === undefined || rows.length < size) break;
    place = list.positionOf(last);
    size = Math.min(Math.max(SMALLEST_READ, size * 2), GREATEST_READ);
  }
  return known.slice(0, wanted);
}

/** How far a list is counted: whoever wants a larger number asks for a shorter period. */
export const GREATEST_COUNT = 10_000;

/**
 * One page of a list that is too long to be read whole. A position is a place in a total order which no row ever
 * changes, so rows that are added while somebody turns the pages are neither met twice nor make another be missed.
 *
 * What a page tells (rows, whether more follow, how many there are) is told of rows that were decided, and what is not
 * asked for is not decided: so these are read only when they are.
 */
export async function pageByKey<Row>(list: KeyedList<Row>, { first, after }: PageRequest) {
  if (after !== null && !isPlace(after)) throw new HubError('BAD_REQUEST', '`after` is not a cursor of this list');
  const known = await readKnown(list, after, first + 1);
  const edges = known.slice(0, first).map((node) => ({ node, cursor: writeCursor(list.positionOf(node)) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: known.length > first,
      get hasPreviousPage() {
        return after === null ? Promise.resolve(false) : hasKnownBefore(list, after);
      },
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    get totalCount() {
      return countKnown(list);
    },
  };
}

/** Cursors of other lists are places too, but of none of these rows: they are named by UUIDs, and written in our time. */
function isPlace({ at, id }: Position): boolean {
  return /^\d{4}-/.test(at.toISOString()) && at.getUTCFullYear() > 0 && UUID.test(id);
}
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A cursor is a place: the row that it was made of stands before what follows it. */
async function hasKnownBefore<Row>(list: KeyedList<Row>, after: Position): Promise<boolean> {
  const at = { at: after.at, id: before(after.id) };
  return (await readKnown(list, at, 1, 'NEWER')).length > 0;
}

/** The id right before one, as UUIDs are ordered, so that the row of the cursor is itself among those that go before. */
function before(id: string): string {
  const value = BigInt(`0x${id.replaceAll('-', '')}`);
  const hex = (value === 0n ? 0n : value - 1n).toString(16).padStart(32, '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** How many there are; null if more than are counted. */
export async function countKnown<Row>(list: KeyedList<Row>): Promise<number | null> {
  const known = await readKnown(list, null, GREATEST_COUNT + 1);
  return known.length > GREATEST_COUNT ? null : known.length;
}
