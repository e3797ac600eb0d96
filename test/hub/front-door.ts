import { getIntrospectionQuery } from 'graphql';
import { expect } from 'vitest';
import { CODES } from '../../gateway/errors.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { type RawAnswer, type RawRequest, sendRaw } from './send-raw.ts';

/** Stands in every bad request, and in no answer. */
export const FILE = 'CCAS_LONGVIC:7781';
export const GOOD = 'query($id: ID!) { person(id: $id) { birthName housing { tenure } } }';
export const AT = parisInstant('2026-05-04T10:00');

/** The door of a hub, with one agent who may come in, and a count of what has passed behind it. */
export interface FrontDoor {
  readonly territory: Territory;
  /** Those of a request that is in order. */
  readonly headers: Readonly<Record<string, string>>;
  send(raw: RawRequest): Promise<RawAnswer>;
  ask(query: string, more?: object): Promise<RawAnswer>;
  /** Begins to count anew. */
  watch(): Promise<void>;
  /** What holds for every refusal, whatever was wrong: nothing fetched, nothing recorded, nothing told. */
  expectRefusal(answer: RawAnswer, code: string, status: number): Promise<void>;
  /** What holds for everything that is not answered, whatever is shown instead. */
  expectNothingDone(): Promise<void>;
  /** After all that was thrown at it, the hub answers as before. */
  expectWell(): Promise<void>;
}

export async function openFrontDoor(): Promise<FrontDoor> {
  const territory = await openTerritory({ at: AT, bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await territory.tokenOf('AG-01')}`,
    'x-purpose': 'CASE',
  };
  const send = (raw: RawRequest) => sendRaw(territory.hubUrl, { headers, ...raw });
  let recorded = 0;
  let received = 0;

  async function countRecords(): Promise<number> {
    const { rows } = await territory.hubDatabase.query<{ n: number }>('SELECT count(*)::int AS n FROM access_record');
    return rows[0]?.n ?? -1;
  }

  async function expectNothingDone(): Promise<void> {
    expect(territory.received.slice(received)).toEqual([]);
    expect(await countRecords()).toBe(recorded);
  }

  return {
    territory,
    headers,
    send,
    ask: (query, more = {}) => send({ body: JSON.stringify({ query, ...more }) }),
    async watch() {
      received = territory.received.length;
      recorded = await countRecords();
    },
    expectNothingDone,
    async expectRefusal(answer, code, status) {
      await expectNothingDone();
      expect([answer.status, answer.text.length < 30_000]).toEqual([status, true]);
      const body = JSON.parse(answer.text) as { data?: unknown; errors: Record<string, unknown>[] };
      expect(body.data ?? null).toBeNull();
      expect(CODES).toContain(code);
      for (const { message, locations: _, path: __, extensions, ...more } of body.errors) {
        expect([typeof message, extensions, more]).toEqual(['string', { code }, {}]);
      }
      expect(answer.text).not.toMatch(/did you mean|vouliez-vous|node_modules|\.[jt]s:\d|stacktrace/i);
      expect(answer.text).not.toContain('7781');
      expect(answer.text).not.toContain(headers.authorization.slice(7, 40));
      expect(answer.headers['content-language']).toBe('fr');
      expect(answer.headers['x-operation']).toMatch(/^[0-9a-f-]{36}$/);
    },
    async expectWell() {
      const answer = await territory.ask(GOOD, { agent: 'AG-01', purpose: 'CASE', variables: { id: FILE } });
      const person = { birthName: 'PONS', housing: { tenure: expect.any(String) } };
      expect(answer.body).toEqual({ data: { person } });
      const schema = await territory.ask(getIntrospectionQuery(), { agent: 'AG-01', purpose: 'CASE' });
      expect(schema.body.errors).toBeUndefined();
    },
  };
}
