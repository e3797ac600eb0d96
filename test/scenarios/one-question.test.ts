import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { dataOf, type HubAnswer, openTerritory, type Received, type Territory } from '../support/territory.ts';

/**
 * The question that the design is explained by: a social worker of the Département asks about a couple's shared case.
 *
 * SP-1 is piloted by DEPT_21 with CCAS_LONGVIC, about a man and his wife and not their adult son. His accord covers
 * IDENTITY, CONTACT, HOUSEHOLD, HOUSING, BUDGET_DEBT, PRESENCE and CASE_META from the CCAS to the Département; hers only
 * IDENTITY.
 */
const read = (name: string) => readFileSync(new URL(`./one-question/${name}`, import.meta.url), 'utf8');

let territory: Territory;
let answer: HubAnswer;
let received: readonly (Received & { body: string })[];
beforeAll(async () => {
  territory = await openTerritory({
    at: parisInstant('2026-05-04T10:00'),
    bodies: ['DEPT_21', 'CCAS_LONGVIC', 'METRO_DIJON'],
  });
  answer = await territory.ask(read('question.graphql'), { agent: 'AG-01', purpose: 'CASE' });
  received = [...territory.received];
});
afterAll(() => territory?.close());

test('the answer holds what the law and the couple allow, and says of the rest why not', async () => {
  await expect(`${JSON.stringify(answer.body, null, 2)}\n`).toMatchFileSnapshot('one-question/answer.json');
});

test('one line of the journal per subject, category and owner, released and withheld alike', async () => {
  const lines = await territory.linesOf(answer.operation);
  const names = new Map(
    [...new Set(lines.map(({ subject }) => subject))].map((subject) => [subject, nameOf(subject, lines)]),
  );
  const told = lines.map(({ subject, ...line }) => ({ subject: names.get(subject), ...line }));
  told.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  await expect(`${JSON.stringify(told, null, 2)}\n`).toMatchFileSnapshot('one-question/records.json');
});

/** Subjects are pseudonyms; which is whose can be told by what was decided of each. */
function nameOf(subject: string | null, lines: Awaited<ReturnType<Territory['linesOf']>>): string {
  const own = lines.filter((line) => line.subject === subject);
  if (own.some(({ category }) => category === 'BUDGET_DEBT')) return 'the man';
  return own.some(({ consent }) => consent === 'C-1-WIFE') ? 'his wife' : 'their son';
}

describe('what the bodies were asked', () => {
  test('each owner once per step of the plan: the files first, then the members of the households', () => {
    expect(received.map(({ body, subgraph }) => `${body} ${subgraph}`).sort()).toEqual([
      'CCAS_LONGVIC body',
      'CCAS_LONGVIC body',
      'DEPT_21 body',
      'DEPT_21 body',
    ]);
  });

  test('the CCAS was never asked for benefits, for the contribution, or for the son', () => {
    const ccas = received.filter(({ body }) => body === 'CCAS_LONGVIC');
    for (const { query, variables } of ccas) {
      expect(query).not.toMatch(/benefits|contributions/);
      expect(JSON.stringify(variables)).not.toContain('CCAS_LONGVIC:SP-1');
    }
    const asked = ccas.flatMap(({ variables }) => Object.values(variables).flat() as { id: string }[]);
    expect(asked.map(({ id }) => id)).toEqual(['CCAS_LONGVIC:7781', 'CCAS_LONGVIC:7781', 'CCAS_LONGVIC:4406']);
  });

  test('every request carried a pass for just what it asked', () => {
    for (const { body, pass, refusal } of received) {
      expect(refusal).toBeNull();
      expect(pass).toMatchObject({ iss: 'hub', aud: body, recipient: 'DEPT_21', agent: 'AG-01', purpose: 'CASE' });
    }
    const files = received.find(({ body, query }) => body === 'CCAS_LONGVIC' && query.includes('housing'));
    expect(files?.pass?.grants).toEqual([
      {
        type: 'Person',
        ids: ['CCAS_LONGVIC:7781'],
        fields: [
          'Person.birthName',
          'Person.housing.tenure',
          'Person.housing.arrearsMonths',
          'Person.budget.debtTotal',
          'Person.household.members.role',
          'Person.household.members.person',
        ],
      },
    ]);
  });
});

test('an officer of the CCAS finds the accesses to its records, and those reads are recorded in turn', async () => {
  territory.setClock(parisInstant('2026-05-04T11:00'));
  const query = `{ accessRecords(first: 100, agent: "AG-01") { totalCount edges { node {
    agent category decision rule reason consent ownerBody { code } agentBody { code } } } } }`;
  const found = await territory.ask(query, { agent: 'AG-14', purpose: 'AUDIT' });
  const { totalCount, edges } = dataOf<{
    accessRecords: {
      totalCount: number;
      edges: { node: { ownerBody: { code: string }; category: string; rule: string } }[];
    };
  }>(found).accessRecords;
  const lines = await territory.linesOf(answer.operation);
  const concerned = lines.filter(({ owner }) => owner === 'CCAS_LONGVIC');
  expect(totalCount).toBe(concerned.length);
  expect(edges.map(({ node }) => node.ownerBody.code)).toEqual(concerned.map(() => 'CCAS_LONGVIC'));
  expect(edges.map(({ node }) => `${node.category} ${node.rule}`).sort()).toEqual(
    concerned.map(({ category, rule }) => `${category} ${rule}`).sort(),
  );
  const own = await territory.linesOf(found.operation);
  expect(new Set(own.map(({ category, decision, rule }) => `${category} ${decision} ${rule}`))).toEqual(
    new Set(['AUDIT_TRACE PERMIT R602']),
  );
  territory.setClock(parisInstant('2026-05-04T10:00'));
});

test('nobody else lists access records, whatever purpose she declares', async () => {
  for (const purpose of ['CASE', 'DIRECTORY', 'REFERRAL'] as const) {
    const found = await territory.ask('{ accessRecords { totalCount } }', { agent: 'AG-01', purpose });
    expect(found.body.data).toEqual({ accessRecords: { totalCount: 0 } });
  }
});
