import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LEASE_MS } from '../../gateway/crossing/lease.ts';
import { emergencyReviewDueAt } from '../../gateway/policy/deadlines.ts';
import { parisInstant } from '../support/paris.ts';
import { type Asked, openTerritory, type Territory } from '../support/territory.ts';
import { audit, type Office, openOffice, refusalOf } from './office.ts';

/** A file of the CCAS de Longvic, whose officers are AG-14 and AG-23; AG-01 of the Département declares. */
const FILE = 'CCAS_LONGVIC:7781';
const AT = parisInstant('2026-05-04T22:10');
const CONSENT_OFFICER = audit('AG-14');
const DPO = audit('AG-23');

let territory: Territory;
let office: Office;
beforeAll(async () => {
  territory = await openTerritory({ at: AT, bodies: ['CCAS_LONGVIC'] });
  office = openOffice(territory);
});
afterAll(() => territory?.close());
beforeEach(() => territory.setClock(AT));
afterEach(async () => {
  await office.rows('DELETE FROM emergency_review');
  await office.rows('DELETE FROM emergency_access');
  await office.rows(`UPDATE habilitation SET valid_to = NULL WHERE agent = 'AG-01'`);
});

const LIST = `query($state: EmergencyReviewState, $first: Int, $after: String) {
  emergencyReviews(state: $state, first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } edges { node {
    id agent motive verdict declaredAt reviewDueAt overdue informDueOn personInformedAt personInformedBy subject
    agentBody { code } ownerBody { code } reviews { role verdict agent at } } } } }`;
interface List {
  emergencyReviews: {
    totalCount: number;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
    edges: { node: Record<string, unknown> & { id: string } }[];
  } | null;
}
const REVIEW = `mutation($id: ID!, $verdict: EmergencyReviewVerdict!) {
  reviewEmergency(id: $id, verdict: $verdict) { id verdict reviews { role verdict } } }`;
const INFORM = `mutation($id: ID!, $channel: SpokenChannel!) {
  recordEmergencyInformed(id: $id, channel: $channel) { personInformedAt personInformedBy } }`;
const READ = 'query($id: ID!) { person(id: $id) { birthName } }';

async function declare(agent = 'AG-01', person = FILE): Promise<string> {
  const answer = await office.ask(
    'mutation($person: ID!) { declareEmergency(input: { person: $person, motive: CHILD_IN_IMMEDIATE_DANGER }) { motive } }',
    { agent, purpose: 'EMERGENCY' },
    { person },
  );
  expect(answer.body.errors).toBeUndefined();
  const [row] = await office.rows<{ id: string }>('SELECT id FROM emergency_access ORDER BY ctid DESC LIMIT 1');
  return row!.id;
}
const queue = async (asked: Asked, variables = {}) => {
  const list = (await office.give<List>(LIST, asked, variables)).emergencyReviews;
  return list?.edges.map(({ node }) => node) ?? [];
};
const review = (id: string, verdict: string, asked: Asked) => office.ask(REVIEW, asked, { id, verdict });
const stands = async (id: string) =>
  (
    await office.rows<{ verdict: string; reviewed_by: string | null }>(
      'SELECT verdict, reviewed_by FROM emergency_access WHERE id = $1',
      [id],
    )
  )[0];
const reads = async () =>
  (await office.give<{ person: object | null }>(READ, { agent: 'AG-01', purpose: 'EMERGENCY' }, { id: FILE })).person;

describe('the queue', () => {
  test('holds what was declared to read files of the officer’s body, and by when it is reviewed', async () => {
    const id = await declare();
    await declare('AG-19', 'DEPT_21:D-6190');
    for (const officer of [CONSENT_OFFICER, DPO]) {
      const [row, ...others] = await queue(officer, { state: 'TO_REVIEW' });
      expect(others).toEqual([]);
      expect(row).toEqual({
        ...{ id, agent: 'AG-01', agentBody: { code: 'DEPT_21' }, ownerBody: { code: 'CCAS_LONGVIC' } },
        ...{ motive: 'CHILD_IN_IMMEDIATE_DANGER', verdict: 'PENDING', reviews: [], overdue: false },
        ...{ declaredAt: AT.toISOString(), reviewDueAt: parisInstant('2026-05-07T22:10').toISOString() },
        ...{ informDueOn: '2026-06-04', personInformedAt: null, personInformedBy: null },
        subject: expect.stringMatching(/^[\w-]{43}$/),
      });
    }
  });

  test('says what is overdue, and what both have reviewed', async () => {
    const late = await declare();
    territory.setClock(parisInstant('2026-05-07T22:09'));
    expect(await queue(DPO, { state: 'OVERDUE' })).toEqual([]);
    territory.setClock(parisInstant('2026-05-07T22:10'));
    expect((await queue(DPO, { state: 'OVERDUE' })).map(({ id, overdue }) => [id, overdue])).toEqual([[late, true]]);
    await review(late, 'JUSTIFIED', DPO);
    expect((await queue(DPO, { state: 'OVERDUE' })).map(({ id }) => id)).toEqual([late]);
    await review(late, 'JUSTIFIED', CONSENT_OFFICER);
    expect(await queue(DPO, { state: 'OVERDUE' })).toEqual([]);
    expect((await queue(DPO, { state: 'REVIEWED' })).map(({ id }) => id)).toEqual([late]);
  });

  test('is paged over what its reader may know of', async () => {
    for (const day of ['01', '02', '03']) {
      territory.setClock(parisInstant(`2026-05-${day}T22:10`));
      await declare();
    }
    const first = (await office.give<List>(LIST, DPO, { first: 2 })).emergencyReviews!;
    expect([first.totalCount, first.edges.length, first.pageInfo.hasNextPage]).toEqual([3, 2, true]);
    const next = (await office.give<List>(LIST, DPO, { first: 2, after: first.pageInfo.endCursor })).emergencyReviews!;
    expect(next.edges.map(({ node }) => node.declaredAt)).toEqual([parisInstant('2026-05-01T22:10').toISOString()]);
  });

  test.each([
    ['the declaring body’s officer', audit('AG-22')],
    ['the declaring agent', { agent: 'AG-01', purpose: 'CASE' }],
    ['an agent of the body', { agent: 'AG-02', purpose: 'CASE' }],
    ['an analyst', { agent: 'AG-13', purpose: 'STATISTICS' }],
    ['the police', { agent: 'AG-05', purpose: 'SECURITY' }],
    ['the mayor', { agent: 'AG-15', purpose: 'STEERING' }],
    ['the data-protection officer under another purpose', { agent: 'AG-23', purpose: 'STEERING' }],
  ] as const)('is empty for %s', async (_, asked) => {
    await declare();
    const answer = await office.give<List>(LIST, asked);
    expect([answer.emergencyReviews?.totalCount, answer.emergencyReviews?.edges]).toEqual([0, []]);
  });

  test('is itself on record', async () => {
    await declare();
    const answer = await office.ask(LIST, DPO);
    expect(await territory.linesOf(answer.operation)).toEqual([
      expect.objectContaining({ owner: 'CCAS_LONGVIC', category: 'AUDIT_TRACE', decision: 'PERMIT', rule: 'R602' }),
    ]);
  });
});

describe('a review', () => {
  test.each([
    ['JUSTIFIED', 'JUSTIFIED', 'PENDING', 'JUSTIFIED'],
    ['JUSTIFIED', 'UNJUSTIFIED', 'PENDING', 'UNJUSTIFIED'],
    ['UNJUSTIFIED', 'JUSTIFIED', 'UNJUSTIFIED', 'UNJUSTIFIED'],
    ['UNJUSTIFIED', 'UNJUSTIFIED', 'UNJUSTIFIED', 'UNJUSTIFIED'],
  ])('%s and then %s: %s, then %s', async (first, second, between, last) => {
    const id = await declare();
    const one = await review(id, first, CONSENT_OFFICER);
    expect(one.body.data).toEqual({
      reviewEmergency: { id, verdict: between, reviews: [{ role: 'CONSENT_OFFICER', verdict: first }] },
    });
    await review(id, second, DPO);
    expect((await stands(id))?.verdict).toBe(last);
    expect((await queue(DPO))[0]?.reviews).toHaveLength(2);
  });

  test('that finds it unjustified ends the access at once', async () => {
    const id = await declare();
    expect(await reads()).not.toBeNull();
    const asked = performance.now();
    await review(id, 'UNJUSTIFIED', DPO);
    // No replica may still write an answer that was decided before.
    expect(performance.now() - asked).toBeGreaterThan(LEASE_MS);
    expect(await reads()).toBeNull();
    expect(await stands(id)).toEqual({ verdict: 'UNJUSTIFIED', reviewed_by: 'CCAS_LONGVIC:AG-23' });
  });

  test('is given once: the same again changes nothing, another one is refused', async () => {
    const id = await declare();
    await review(id, 'JUSTIFIED', DPO);
    expect(refusalOf(await review(id, 'JUSTIFIED', DPO))).toEqual([undefined, undefined]);
    expect(refusalOf(await review(id, 'UNJUSTIFIED', DPO))).toEqual(['CONFLICT', 'REVIEWED_OTHERWISE']);
    expect(await office.rows('SELECT role, verdict, agent FROM emergency_review')).toEqual([
      { role: 'DPO', verdict: 'JUSTIFIED', agent: 'AG-23' },
    ]);
  });

  test('two at the same moment are one', async () => {
    const id = await declare();
    // Both have begun before either can go on.
    const held = await territory.hubDatabase.connect();
    await held.query('BEGIN');
    await held.query('SELECT 1 FROM emergency_access WHERE id = $1 FOR UPDATE', [id]);
    const both = Promise.all([review(id, 'JUSTIFIED', DPO), review(id, 'UNJUSTIFIED', DPO)]);
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(() => office.rows(waiting), { timeout: 10_000 }).toHaveLength(2);
    await held.query('COMMIT');
    held.release();
    expect((await both).map(refusalOf).filter(([code]) => code === 'CONFLICT')).toHaveLength(1);
    expect(await office.rows('SELECT 1 FROM emergency_review')).toHaveLength(1);
  });

  test.each([
    ['an agent of the body', { agent: 'AG-02', purpose: 'CASE' }],
    ['an agent of the body, in an emergency', { agent: 'AG-02', purpose: 'EMERGENCY' }],
    ['who declared it', { agent: 'AG-01', purpose: 'EMERGENCY' }],
    ['the data-protection officer under another purpose', { agent: 'AG-23', purpose: 'STEERING' }],
    ['an analyst', { agent: 'AG-13', purpose: 'STATISTICS' }],
    ['the mayor', { agent: 'AG-15', purpose: 'STEERING' }],
  ] as const)('by %s is refused as one of an emergency that there is not', async (_, asked) => {
    const id = await declare();
    const known = await review(id, 'JUSTIFIED', asked);
    expect(refusalOf(known)).toEqual(['NOT_DISCLOSED', undefined]);
    expect((await review('no-such-emergency', 'JUSTIFIED', asked)).text).toBe(known.text);
    expect(await office.rows('SELECT 1 FROM emergency_review')).toEqual([]);
  });

  test('is for the officers of the body that holds the file, not of the one that declared', async () => {
    const id = await declare();
    expect(refusalOf(await review(id, 'JUSTIFIED', audit('AG-22')))).toEqual(['BAD_REQUEST', 'NOT_YOURS_TO_REVIEW']);
  });

  test('is not for the person concerned', async () => {
    const id = await declare();
    const herself = await office.asPerson(FILE);
    expect(refusalOf(await review(id, 'UNJUSTIFIED', herself))).toEqual(['BAD_REQUEST', 'NOT_YOURS_TO_REVIEW']);
  });

  test('is not for who declared it, in whatever office', async () => {
    const id = await declare();
    const post = { agent: 'AG-01', body: 'CCAS_LONGVIC', profession: 'DPO', purposes: ['AUDIT'] } as const;
    expect(refusalOf(await review(id, 'JUSTIFIED', await office.appoint(post)))).toEqual([
      'BAD_REQUEST',
      'DECLARED_BY_YOU',
    ]);
  });
});

test('three unjustified declarations end the habilitation, at once', async () => {
  for (const n of [1, 2, 3]) {
    expect(await reads().catch(() => 'refused')).not.toBe('refused');
    await review(await declare(), 'UNJUSTIFIED', n === 2 ? CONSENT_OFFICER : DPO);
  }
  const refused = await office.ask(READ, { agent: 'AG-01', purpose: 'CASE' }, { id: FILE });
  expect(refusalOf(refused)).toEqual(['UNAUTHENTICATED', undefined]);
  expect(
    await office.rows(
      `SELECT body_code, valid_to::text FROM habilitation WHERE agent IN ('AG-01', 'AG-02') ORDER BY agent, body_code`,
    ),
  ).toEqual([
    { body_code: 'CCAS_LONGVIC', valid_to: null },
    { body_code: 'DEPT_21', valid_to: '2026-05-04' },
    { body_code: 'CCAS_LONGVIC', valid_to: null },
  ]);
});

test('two unjustified and one justified end nothing', async () => {
  await review(await declare(), 'UNJUSTIFIED', DPO);
  await review(await declare(), 'UNJUSTIFIED', DPO);
  const third = await declare();
  await review(third, 'JUSTIFIED', DPO);
  await review(third, 'JUSTIFIED', CONSENT_OFFICER);
  expect(refusalOf(await office.ask(READ, { agent: 'AG-01', purpose: 'CASE' }, { id: FILE }))[0]).not.toBe(
    'UNAUTHENTICATED',
  );
});

describe('the person is told', () => {
  test('after the emergency, once, by an officer of the body that holds the file', async () => {
    const id = await declare();
    const inform = (asked: Asked, channel = 'LETTER') => office.ask(INFORM, asked, { id, channel });
    expect(refusalOf(await inform(DPO))).toEqual(['BAD_REQUEST', 'INFORMED_BEFORE_ITS_END']);
    territory.setClock(parisInstant('2026-05-05T09:00'));
    expect(refusalOf(await inform(audit('AG-22')))).toEqual(['BAD_REQUEST', 'NOT_YOURS_TO_REVIEW']);
    expect(refusalOf(await inform({ agent: 'AG-02', purpose: 'CASE' }))).toEqual(['NOT_DISCLOSED', undefined]);
    const said = { personInformedAt: parisInstant('2026-05-05T09:00').toISOString(), personInformedBy: 'LETTER' };
    expect((await inform(DPO)).body.data).toEqual({ recordEmergencyInformed: said });
    territory.setClock(parisInstant('2026-05-06T09:00'));
    expect((await inform(CONSENT_OFFICER, 'PHONE')).body.data).toEqual({ recordEmergencyInformed: said });
  });
});

test.each([
  ['an ordinary week', '2026-05-04T22:10', '2026-05-07T22:10'],
  ['the clocks are put forward', '2026-03-28T01:00', '2026-03-31T02:00'],
  ['the clocks are put back', '2026-10-24T12:00', '2026-10-27T11:00'],
])('seventy-two hours pass, whatever the clocks show: %s', (_, declared, due) => {
  expect(emergencyReviewDueAt(parisInstant(declared))).toEqual(parisInstant(due));
});
