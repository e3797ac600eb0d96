import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Purpose } from '../../schema/vocabulary.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { sendRaw } from './send-raw.ts';

let territory: Territory;
beforeAll(async () => {
  const bodies = ['DEPT_21', 'CCAS_LONGVIC', 'COMMUNE_LONGVIC', 'METRO_DIJON', 'CCAS_STAPO'] as const;
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies });
});
afterAll(() => territory?.close());

/** Everything that a caller receives, but for the name of the operation and the time of day. */
async function bytesOf(
  query: string,
  as: { agent: string; purpose: Purpose },
  variables: object = {},
): Promise<string> {
  const asked = territory.received.length;
  const { status, headers, text } = await sendRaw(territory.hubUrl, {
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await territory.tokenOf(as.agent)}`,
      'x-purpose': as.purpose,
    },
    body: JSON.stringify({ query, variables }),
  });
  expect(status).toBe(200);
  const { 'x-operation': _operation, date: _date, ...rest } = headers;
  return JSON.stringify([rest, text, territory.received.slice(asked).map(({ body, query: sent }) => [body, sent])]);
}

const SOCIAL_WORKER = { agent: 'AG-01', purpose: 'CASE' } as const;
const OTHER_CCAS = { agent: 'AG-19', purpose: 'CASE' } as const;
const FUND = { agent: 'AG-08', purpose: 'HOUSING_FSL' } as const;

describe('a person to whom nothing links the caller is like a person whom nobody knows', () => {
  const QUERIES: readonly [string, string][] = [
    ['a name', '{ person(id: $id) { birthName } }'],
    ['the key', '{ person(id: $id) { id } }'],
    ['the key under another name', '{ who: person(id: $id) { key: id } }'],
    ['the type', '{ person(id: $id) { __typename } }'],
    ['the type under another name', '{ person(id: $id) { t: __typename k: id } }'],
    ['the body', '{ person(id: $id) { body { code name } } }'],
    ['the key of the body', '{ person(id: $id) { body { code } } }'],
    [
      'many categories',
      '{ person(id: $id) { birthName phone housing { tenure } budget { debtTotal } benefits { kind } health { condition } violence { victimStatus } } }',
    ],
    ['what is never held', '{ person(id: $id) { nationalId originAndBelief justice } }'],
    ['the types of values', '{ person(id: $id) { housing { __typename } benefits { __typename } } }'],
    ['her household', '{ person(id: $id) { household { members { role person { id birthName } } } } }'],
    ['that she is followed', '{ person(id: $id) { followUp { openedOn } severalProfessionalsNeeded } }'],
    [
      'what only some kinds have',
      '{ person(id: $id) { ccasAids { kind } pmi { pregnancy } childcareRequest { places } firstReception { topic } } }',
    ],
    ['what only some kinds have, and the key', '{ person(id: $id) { id ccasAids { kind } } }'],
    ['aliases', '{ person(id: $id) { a: birthName b: birthName h: housing { x: tenure } } }'],
    [
      'fragments',
      '{ person(id: $id) { ...A ... on Person { ...B } } } fragment A on Person { birthName } fragment B on Person { housing { tenure } }',
    ],
    ['two aliases of one person', '{ a: person(id: $id) { birthName } b: person(id: $id) { housing { tenure } } }'],
    [
      'her and somebody else',
      '{ a: person(id: $id) { birthName } b: person(id: "CCAS_LONGVIC:7781") { birthName benefits { kind } } }',
    ],
    ['her and the directory', '{ person(id: $id) { id } bodies(kind: CCAS) { code name } }'],
    ['what is switched off', '{ person(id: $id) { birthName @include(if: false) } }'],
    ['a name and what is switched off', '{ person(id: $id) { birthName housing @skip(if: true) { tenure } } }'],
    [
      'what a variable switches off',
      '{ person(id: $id) { id birthName @include(if: $no) housing { tenure @include(if: $no) } } }',
    ],
    ['a fragment that is switched off', '{ person(id: $id) { ... @include(if: $no) { birthName } } }'],
    ['all of it switched off', '{ person(id: $id) @include(if: $no) { birthName } bodies(kind: METROPOLE) { code } }'],
  ];
  const CALLERS = [
    [
      'a social worker of the Département',
      SOCIAL_WORKER,
      ['CCAS_LONGVIC:5120', 'COMMUNE_LONGVIC:L-28355', 'CCAS_LONGVIC:2671'],
    ],
    ['the CCAS of another town', OTHER_CCAS, ['CCAS_LONGVIC:7781', 'DEPT_21:D-5512', 'METRO_DIJON:M61847']],
    ['the housing fund', FUND, ['CCAS_LONGVIC:1835', 'DEPT_21:D-3302']],
  ] as const;

  describe.each(CALLERS)('%s', (_, caller, existing) => {
    test.each(QUERIES)('asks for %s', async (_name, selection) => {
      const variables = [['$id: ID!'], selection.includes('$no') ? ['$no: Boolean!'] : []].flat().join(' ');
      const query = `query(${variables}) ${selection}`;
      const no = selection.includes('$no') ? { no: false } : {};
      const unknown = await bytesOf(query, caller, { id: 'CCAS_LONGVIC:no-such-file', ...no });
      for (const id of [...existing, 'NOWHERE:1', 'no body', '', 'METRO_DIJON:', ':7781']) {
        expect([id, await bytesOf(query, caller, { id, ...no })]).toEqual([id, unknown]);
      }
    });
  });

  test('so it is with the names of all bodies and people, and with any purpose that she may declare', async () => {
    const query = 'query($id: ID!) { person(id: $id) { id birthName housing { tenure } } }';
    for (const purpose of ['CASE', 'REFERRAL', 'SECURITY', 'HOUSING_FSL', 'CHILD_PROTECTION', 'DIRECTORY'] as const) {
      const caller = { agent: 'AG-19', purpose };
      const unknown = await bytesOf(query, caller, { id: 'DEPT_21:D-0' });
      expect(await bytesOf(query, caller, { id: 'DEPT_21:D-5512' })).toBe(unknown);
    }
  });
});

describe('a case or a referral of others is like one that there is not', () => {
  const CASES: readonly [string, string][] = [
    ['its state', '{ sharedCase(id: $id) { status } }'],
    ['its key', '{ sharedCase(id: $id) { id } }'],
    ['its type', '{ sharedCase(id: $id) { __typename } }'],
    ['who takes part', '{ sharedCase(id: $id) { participants { id body { code } role } } }'],
    [
      'what they said',
      '{ sharedCase(id: $id) { participants { contributions(category: HOUSING) { value } actions { code } } } }',
    ],
    ['whom it is about', '{ sharedCase(id: $id) { people { id birthName } pilot { code } } }'],
    ['what is switched off', '{ sharedCase(id: $id) { status @include(if: false) } }'],
    [
      'all of it twice',
      '{ a: sharedCase(id: $id) { status } b: sharedCase(id: $id) { ... on SharedCase { openedOn } } }',
    ],
  ];
  const REFERRALS: readonly [string, string][] = [
    ['its number', '{ referral(id: $id) { number kind } }'],
    ['its key', '{ referral(id: $id) { id } }'],
    ['its type', '{ referral(id: $id) { __typename } }'],
    ['its handling', '{ referral(id: $id) { handling { state decision } } }'],
    ['the key of its handling', '{ referral(id: $id) { handling { id } } }'],
    ['its sides', '{ referral(id: $id) { sender { id body { code } } recipient { service } } }'],
    ['its form', '{ referral(id: $id) { sender { payload(category: HOUSING) { value } } } }'],
    ['whom it is about', '{ referral(id: $id) { people { id birthName } } }'],
  ];

  test.each(CASES)('a case: %s', async (_, selection) => {
    const query = `query($id: ID!) ${selection}`;
    const unknown = await bytesOf(query, OTHER_CCAS, { id: 'SP-NONE' });
    for (const id of ['SP-1', 'SP-8', 'SP-17', 'SP-29', '', "SP-1'"]) {
      expect([id, await bytesOf(query, OTHER_CCAS, { id })]).toEqual([id, unknown]);
    }
  });

  test.each(REFERRALS)('a referral: %s', async (_, selection) => {
    const query = `query($id: ID!) ${selection}`;
    const unknown = await bytesOf(query, OTHER_CCAS, { id: 'R-NONE' });
    for (const id of ['R-FSL-1', 'R-FSL-2', '']) {
      expect([id, await bytesOf(query, OTHER_CCAS, { id })]).toEqual([id, unknown]);
    }
  });
});

describe('lists tell nothing of rows of others', () => {
  const LISTS: readonly [string, { agent: string; purpose: Purpose }][] = [
    [
      '{ sharedCases { totalCount edges { cursor node { id status } } pageInfo { hasNextPage endCursor } } }',
      SOCIAL_WORKER,
    ],
    [
      '{ sharedCases(first: 1) { totalCount edges { cursor node { id people { id birthName } } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }',
      SOCIAL_WORKER,
    ],
    ['{ sharedCases(first: 0) { totalCount pageInfo { hasNextPage } } }', SOCIAL_WORKER],
    [
      '{ sharedCases(status: ACTIVE, first: 2) { totalCount edges { node { id participants { id } } } } }',
      SOCIAL_WORKER,
    ],
    ['{ sharedCases { totalCount edges { node { id } } } }', OTHER_CCAS],
    [
      '{ referrals { totalCount edges { cursor node { id number } } pageInfo { hasNextPage endCursor } } }',
      SOCIAL_WORKER,
    ],
    [
      '{ referrals(box: OUTBOX, first: 1) { totalCount edges { node { number handling { state } } } pageInfo { hasNextPage } } }',
      SOCIAL_WORKER,
    ],
    ['{ referrals(box: INBOX, state: IN_PROGRESS) { totalCount edges { cursor } } }', FUND],
    ['{ sharedCase(id: "SP-1") { people { id } participants { id } } }', SOCIAL_WORKER],
    [
      '{ accessRecords(category: VIOLENCE, first: 2) { totalCount edges { cursor node { id category } } pageInfo { hasNextPage } } }',
      { agent: 'AG-14', purpose: 'AUDIT' },
    ],
  ];
  const askAll = async () => {
    const answers: string[] = [];
    for (const [query, caller] of LISTS) answers.push(await bytesOf(query, caller));
    return answers;
  };

  test('with a hidden row and without it, they are the same bytes', async () => {
    const without = await askAll();
    expect(without[0]).toMatch(/totalCount\\*":[1-9]/);
    await hide();
    expect(await askAll()).toEqual(without);
  });

  /** Another case and another referral about the same people, and a trace of another body. */
  async function hide(): Promise<void> {
    const { hubDatabase: db } = territory;
    await db.query(`INSERT INTO shared_case (id, pilot_body, purpose, status, child_protection, opened_on)
      VALUES ('SP-HIDDEN', 'DEPT_92', 'CASE', 'ACTIVE', false, '2026-03-30')`);
    await db.query(
      `INSERT INTO case_subject (case_id, subject) SELECT 'SP-HIDDEN', subject FROM case_subject WHERE case_id = 'SP-1'`,
    );
    await db.query(`INSERT INTO case_participant (id, case_id, body_code, role, valid_from, service)
      SELECT b || ':SP-HIDDEN', 'SP-HIDDEN', b, 'CONTRIBUTOR', '2026-03-30', 'S' FROM unnest(ARRAY['DEPT_92', 'COMMUNE_SCEAUX']) AS b`);
    await db.query(`INSERT INTO referral (id, number, kind, purpose, reason_code, urgency, sender_body, recipient_body, created_on, sent_at, state)
      SELECT 'R-HIDDEN', '2026-9999', kind, purpose, reason_code, urgency, 'DEPT_92', 'CCAS_SCEAUX', '2026-04-30', sent_at, state FROM referral WHERE id = 'R-FSL-1'`);
    await db.query(
      `INSERT INTO referral_subject (referral_id, subject) SELECT 'R-HIDDEN', subject FROM referral_subject WHERE referral_id = 'R-FSL-1'`,
    );
    await db.query(`INSERT INTO person_link (id, body_code, local_id, subject, status)
      SELECT 'CCAS_SCEAUX:hidden', 'CCAS_SCEAUX', 'hidden', subject, 'CONFIRMED' FROM case_subject WHERE case_id = 'SP-1' LIMIT 1`);
    await db.query(`INSERT INTO access_record (id, at, operation, query_hash, agent, agent_body, profession, secrecy, purpose, owner_body, category, decision, rule, rule_set_version, count)
      SELECT gen_random_uuid(), '2026-05-03T10:00Z', gen_random_uuid(), 'x', 'AG-10', 'DEPT_92', 'ASS', 'PENAL', 'CASE', 'CCAS_SCEAUX', 'VIOLENCE', 'DENY', 'R000', '1', 1 FROM generate_series(1, 5)`);
  }
});
