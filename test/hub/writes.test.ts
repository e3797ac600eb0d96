import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Purpose } from '../../schema/vocabulary.ts';
import { parisInstant } from '../support/paris.ts';
import { type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';
import { json, openHostileBody } from './hostile-body.ts';

let territory: Territory;
beforeAll(async () => {
  const bodies = ['DEPT_21', 'CCAS_LONGVIC', 'COMMUNE_LONGVIC'] as const;
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies, bodyDeadlineMs: 700 });
});
afterAll(() => territory?.close());

interface Write {
  readonly body?: string;
  readonly case?: string;
  readonly category?: string;
  readonly value?: string;
}
const field = (
  { body = 'DEPT_21', case: id = 'SP-1', category = 'HOUSING', value = 'Bail signé.' }: Write = {},
  selection = 'id',
) =>
  `contribute(body: "${body}", case: "${id}", category: ${category}, value: ${JSON.stringify(value)}) { ${selection} }`;

const ask = (query: string, agent = 'AG-01', purpose: Purpose = 'CASE', variables = {}) =>
  territory.ask(query, { agent, purpose, variables });
const write = (o?: Write, agent?: string, purpose?: Purpose) => ask(`mutation { ${field(o)} }`, agent, purpose);
const faults = ({ body }: HubAnswer) =>
  (body.errors ?? []).map(({ path, extensions }) => [path?.join('.') ?? null, extensions.code]);

/** What the Département has contributed to the case under this category, oldest first. */
async function contributed(category = 'HOUSING'): Promise<readonly string[]> {
  const answer = await ask(
    `{ sharedCase(id: "SP-1") { participants { contributions(category: ${category}) { value } } } }`,
  );
  const { participants } = (
    answer.body.data as { sharedCase: { participants: { contributions: { value: string }[] | null }[] } }
  ).sharedCase;
  return participants[0]?.contributions?.map(({ value }) => value) ?? [];
}

describe('a contribution goes home', () => {
  test('with a pass that lets this one write through, and nothing else', async () => {
    const before = await contributed();
    const answer = await write();
    expect(answer.body).toEqual({ data: { contribute: { id: 'DEPT_21:SP-1' } } });
    expect(territory.received.map(({ body, subgraph, refusal }) => [body, subgraph, refusal])).toEqual([
      ['DEPT_21', 'body', null],
    ]);
    expect(territory.received[0]?.query).toMatch(/^mutation\{contribute\(/);
    expect(territory.received[0]?.pass).toMatchObject({
      aud: 'DEPT_21',
      recipient: 'DEPT_21',
      agent: 'AG-01',
      purpose: 'CASE',
      write: 'Mutation.contribute',
      grants: [],
    });
    expect(await contributed()).toEqual([...before, 'Bail signé.']);
  });

  test('it is recorded, once for each of the people of the case', async () => {
    const lines = await territory.linesOf((await write({ category: 'BUDGET_DEBT' })).operation);
    expect(lines.map(({ owner, category, decision }) => [owner, category, decision])).toEqual([
      ['DEPT_21', 'BUDGET_DEBT', 'INTERNAL'],
      ['DEPT_21', 'BUDGET_DEBT', 'INTERNAL'],
    ]);
    expect(new Set(lines.map(({ subject }) => subject)).size).toBe(2);
  });

  test('what is read of it is fetched with a pass of its own, which writes nothing', async () => {
    const answer = await ask(
      `mutation { ${field({ value: 'Clés remises.' }, 'role contributions(category: HOUSING) { value }')} }`,
    );
    const { role, contributions } = (
      answer.body.data as { contribute: { role: string; contributions: { value: string }[] } }
    ).contribute;
    expect([role, contributions.at(-1)?.value]).toEqual(['REFERENT', 'Clés remises.']);
    expect(territory.received.map(({ pass }) => [pass?.write, pass?.grants.length])).toEqual([
      ['Mutation.contribute', 0],
      [undefined, 1],
    ]);
  });

  test('what is written is nowhere in the hub', async () => {
    await write({ value: 'Ne doit rester nulle part' });
    const { rows } = await territory.hubDatabase.query<{ line: string }>('SELECT a::text AS line FROM access_record a');
    expect(rows.some(({ line }) => line.includes('nulle part'))).toBe(false);
  });
});

describe('nothing is sent where it is refused', () => {
  const before: readonly string[][] = [];
  const refused = async (answer: HubAnswer, code: string) => {
    expect(territory.received).toEqual([]);
    expect(answer.body.data ?? null).toBeNull();
    expect(faults(answer).map(([, said]) => said)).toEqual([code]);
  };
  beforeAll(async () => void (before as string[][]).push([...(await contributed())]));
  afterAll(async () => expect(await contributed()).toEqual(before[0]));

  test.each(['CCAS_LONGVIC', 'COMMUNE_LONGVIC', 'DEPT_92', 'NOWHERE', '', 'dept_21', 'DEPT_21:SP-1'])(
    'in the name of the body `%s`',
    async (body) => {
      await refused(await write({ body }), 'BAD_REQUEST');
    },
  );

  test('in the name of another body that a variable names', async () => {
    const query = 'mutation($b: ID!) { contribute(body: $b, case: "SP-1", category: HOUSING, value: "x") { id } }';
    await refused(await ask(query, 'AG-01', 'CASE', { b: 'CCAS_LONGVIC' }), 'BAD_REQUEST');
    await refused(await ask(query.replace('$b: ID!', '$b: ID! = "CCAS_LONGVIC"')), 'BAD_REQUEST');
  });

  test.each(['FREE_TEXT', 'SERVICE_OFFER', 'STATISTIC', 'AGENT_DIRECTORY'])('of the category %s', async (category) => {
    await refused(await write({ category }), 'BAD_REQUEST');
  });

  test('to a case of others, in the same bytes as to one that there is not', async () => {
    const unknown = await write({ case: 'SP-NONE' });
    await refused(unknown, 'NOT_DISCLOSED');
    for (const id of ['SP-17', 'SP-8-PROTECTION', '', 'SP-1 ']) {
      const answer = await write({ case: id });
      await refused(answer, 'NOT_DISCLOSED');
      expect(answer.text).toBe(unknown.text);
    }
  });

  test('by one of the same body who does not work on the case', async () => {
    await refused(await write({}, 'AG-17'), 'NOT_DISCLOSED');
  });

  test('for a purpose that the case does not serve', async () => {
    await refused(await write({}, 'AG-01', 'HOUSING_FSL'), 'NOT_DISCLOSED');
  });

  test('after the body has left the case, or the case has ended', async () => {
    const { hubDatabase: db } = territory;
    await db.query(`UPDATE case_participant SET valid_to = '2026-05-04' WHERE id = 'DEPT_21:SP-1'`);
    await refused(await write(), 'NOT_DISCLOSED');
    await db.query(`UPDATE case_participant SET valid_to = NULL WHERE id = 'DEPT_21:SP-1'`);
    await db.query(`UPDATE shared_case SET status = 'CLOSED', closed_on = '2026-05-01' WHERE id = 'SP-1'`);
    await refused(await write(), 'NOT_DISCLOSED');
    await db.query(`UPDATE shared_case SET status = 'ACTIVE', closed_on = NULL WHERE id = 'SP-1'`);
  });

  test('where one of two is refused, neither is sent, whichever comes first', async () => {
    const [good, bad] = [field({ value: 'première' }), field({ body: 'CCAS_LONGVIC' })];
    await refused(await ask(`mutation { a: ${good} b: ${bad} }`), 'BAD_REQUEST');
    await refused(await ask(`mutation { a: ${bad} b: ${good} }`), 'BAD_REQUEST');
    await refused(await ask(`mutation { a: ${good} b: ${field({ case: 'SP-NONE' })} }`), 'NOT_DISCLOSED');
  });
});

describe('one after the other', () => {
  test('several are written in their order', async () => {
    const before = await contributed('EMPLOYMENT');
    const words = ['un', 'deux', 'trois', 'quatre', 'cinq'];
    const all = words.map((value, i) => `w${i}: ${field({ category: 'EMPLOYMENT', value })}`);
    const answer = await ask(`mutation { ${all.join(' ')} }`);
    expect(Object.keys(answer.body.data ?? {})).toEqual(['w0', 'w1', 'w2', 'w3', 'w4']);
    expect(await contributed('EMPLOYMENT')).toEqual([...before, ...words]);
  });

  test('what a condition switches off is neither asked about nor written', async () => {
    const before = await contributed();
    const answer = await ask(
      `mutation { a: ${field({ body: 'CCAS_LONGVIC' }).replace(' {', ' @include(if: false) {')} b: ${field({ value: 'seule' })} }`,
    );
    expect(answer.body).toEqual({ data: { b: { id: 'DEPT_21:SP-1' } } });
    expect(await contributed()).toEqual([...before, 'seule']);
  });
});

describe('what the body makes of it', () => {
  test('what it does not take is a bad request, and it is not repeated', async () => {
    for (const value of ['', '   ', 'x'.repeat(4_001)]) {
      const answer = await write({ value });
      expect(answer.body.data).toEqual({ contribute: null });
      expect(faults(answer)).toEqual([['contribute', 'BAD_REQUEST']]);
    }
  });

  test('where it cannot be reached, that is said, and the other data stands', async () => {
    const gone = await openHostileBody(() => '');
    await gone.close();
    const real = await territory.moveBody('DEPT_21', gone.url);
    const answer = await write();
    await territory.moveBody('DEPT_21', real);
    expect([answer.status, answer.body.data, faults(answer)]).toEqual([
      200,
      { contribute: null },
      [['contribute', 'BODY_UNREACHABLE']],
    ]);
  });

  test('the record that it names is its own, or none', async () => {
    let real = '';
    const liar = await openHostileBody(() => real);
    real = await territory.moveBody('DEPT_21', liar.url);
    for (const id of ['CCAS_LONGVIC:SP-1', 'DEPT_21:nothing', 'Dupont']) {
      liar.lie(({ response }) =>
        json(response, { data: { contribute: { __typename: 'Participant', id, role: 'Dupont' } } }),
      );
      const answer = await ask(`mutation { ${field({}, 'id role')} }`);
      expect(answer.body.data).toEqual({ contribute: null });
      expect(answer.text).not.toContain('Dupont');
    }
    await territory.moveBody('DEPT_21', real);
    await liar.close();
  });
});
