import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cutPage, type Page, type Position, readPageRequest } from '../../../gateway/registry/page.ts';

const position = (row: Position) => row;
const row = (id: string, day: number): Position => ({ id, at: new Date(Date.UTC(2026, 4, day)) });

const aRow = fc.record({
  id: fc.string({ minLength: 1, maxLength: 4 }),
  at: fc.integer({ min: 0, max: 3 }).map((day) => new Date(Date.UTC(2026, 4, 1 + day))),
});
const someRows = fc.uniqueArray(aRow, { maxLength: 30, selector: ({ id }) => id });

describe('cutPage', () => {
  test('the newest comes first, and the greater id among those of one instant', () => {
    const page = cutPage([row('a', 1), row('b', 2), row('c', 2)], position, readPageRequest(null, null));
    expect(page.edges.map(({ node }) => node.id)).toEqual(['c', 'b', 'a']);
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  test('pages of any size, one after the other, are the whole list once', () => {
    fc.assert(
      fc.property(someRows, fc.integer({ min: 1, max: 7 }), (rows, size) => {
        const seen: Position[] = [];
        for (let after: string | null = null, pages = 0; ; pages += 1) {
          const page: Page<Position> = cutPage(rows, position, readPageRequest(size, after));
          expect(page.totalCount).toBe(rows.length);
          expect(page.pageInfo.hasPreviousPage).toBe(seen.length > 0);
          seen.push(...page.edges.map(({ node }) => node));
          after = page.pageInfo.endCursor;
          expect(page.pageInfo.hasNextPage).toBe(seen.length < rows.length);
          if (!page.pageInfo.hasNextPage) break;
          expect(pages).toBeLessThan(rows.length);
        }
        expect(new Set(seen)).toEqual(new Set(rows));
        expect(seen).toHaveLength(rows.length);
      }),
    );
  });

  test('a cursor depends on its own row alone, and stays good after that row has gone', () => {
    fc.assert(
      fc.property(someRows, aRow, (rows, gone) => {
        fc.pre(!rows.some(({ id }) => id === gone.id));
        const alone = cutPage([gone], position, readPageRequest(1, null)).pageInfo.endCursor;
        const among = cutPage([...rows, gone], position, readPageRequest(100, null));
        expect(among.edges.find(({ node }) => node === gone)?.cursor).toBe(alone);
        const rest = cutPage(rows, position, readPageRequest(100, alone)).edges.map(({ node }) => node);
        expect(rest).toEqual(
          among.edges.slice(among.edges.findIndex(({ node }) => node === gone) + 1).map(({ node }) => node),
        );
      }),
    );
  });

  test('an empty page and an empty list have no cursors', () => {
    expect(cutPage([row('a', 1)], position, readPageRequest(0, null))).toEqual({
      edges: [],
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
      totalCount: 1,
    });
    expect(cutPage([], position, readPageRequest(5, null)).pageInfo.hasNextPage).toBe(false);
  });
});

describe('readPageRequest', () => {
  test.each([-1, 101])('%d rows per page is a bad request', (first) => {
    expect(() => readPageRequest(first, null)).toThrow(expect.objectContaining({ code: 'BAD_REQUEST' }));
  });

  const cursor = cutPage([row('a', 1)], position, readPageRequest(1, null)).pageInfo.endCursor!;
  test.each([
    ['nothing', ''],
    ['no base64', '%%%'],
    ['no instant', Buffer.from('yesterday a').toString('base64url')],
    ['no id', Buffer.from('2026-05-01T00:00:00.000Z').toString('base64url')],
    ['another spelling of the instant', Buffer.from('2026-05-01 a').toString('base64url')],
    ['something after it', `${cursor}==`],
  ])('a cursor of %s is a bad request, and the message does not repeat it', (_, after) => {
    const refusal = expect.objectContaining({ code: 'BAD_REQUEST', message: '`after` is not a cursor of this list' });
    expect(() => readPageRequest(1, after)).toThrow(refusal);
  });
});
