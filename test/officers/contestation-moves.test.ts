import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { answerDueOn, extendedAnswerDueOn } from '../../gateway/policy/deadlines.ts';
import { parisInstant } from '../support/paris.ts';
import { type Asked, dataOf, openTerritory, type Territory } from '../support/territory.ts';
import { audit, type Office, openOffice, refusalOf } from './office.ts';

const MAN = 'CCAS_LONGVIC:7781';
const AT = parisInstant('2026-05-04T10:00');
const OFFICER = audit('AG-14');
const DPO = audit('AG-23');
const DEPARTEMENT = audit('AG-22');

let territory: Territory;
let office: Office;
beforeAll(async () => {
  territory = await openTerritory({ at: AT, bodies: [] });
  office = openOffice(territory);
});
afterAll(() => territory?.close());
beforeEach(async () => {
  territory.setClock(AT);
  await office.rows('DELETE FROM contestation_act');
  await office.rows('DELETE FROM contestation');
});

const SHOWN = '{ id state dueOn overdue acts { number state measure body } }';
const MOVE = `mutation($id: ID!, $seen: Int!, $to: ContestationState!) { moveContestation(id: $id, seen: $seen, to: $to) ${SHOWN} }`;
const ANSWER = `mutation($id: ID!, $seen: Int!, $answer: ContestationAnswer!, $measure: ContestationMeasure!) {
  answerContestation(id: $id, seen: $seen, answer: $answer, measure: $measure) ${SHOWN} }`;
const EXTEND = `mutation($id: ID!, $seen: Int!, $reason: ContestationExtension!) {
  extendContestation(id: $id, seen: $seen, reason: $reason) ${SHOWN} }`;

const contest = async (input: Readonly<Record<string, unknown>>, asked: Asked): Promise<string> =>
  (
    await office.give<{ contest: { reference: string } }>(
      'mutation($input: ContestInput!) { contest(input: $input) { reference } }',
      asked,
      { input },
    )
  ).contest.reference;
const byPerson = async () => contest({ object: 'LINK', objectId: MAN }, await office.asPerson(MAN));
const betweenBodies = () =>
  contest({ object: 'PROTOCOL', objectId: 'P-21-LONGVIC', against: 'DEPT_21', forBody: true }, OFFICER);

const move = (id: string, seen: number, to: string, asked: Asked = OFFICER) =>
  office.ask(MOVE, asked, { id, seen, to });
const answer = (id: string, seen: number, said: string, measure: string, asked: Asked = OFFICER) =>
  office.ask(ANSWER, asked, { id, seen, answer: said, measure });
const extend = (id: string, seen: number, asked: Asked = OFFICER, reason = 'EXTENDED_FOR_COMPLEXITY') =>
  office.ask(EXTEND, asked, { id, seen, reason });
const stands = async (id: string) =>
  (
    await office.rows<{ state: string; due: string; acts: number }>(
      `SELECT state, due_on::text AS due, (SELECT count(*)::int FROM contestation_act WHERE contestation_id = c.id) AS acts
         FROM contestation c WHERE id = $1`,
      [id],
    )
  )[0];

describe('the contestation of a person', () => {
  test('is reviewed, answered and closed, and every step is kept', async () => {
    const id = await byPerson();
    await move(id, 1, 'UNDER_REVIEW');
    await answer(id, 2, 'ACCEPTED', 'LINK_BROKEN', DPO);
    const closed = await move(id, 3, 'CLOSED');
    expect(dataOf<{ moveContestation: object }>(closed).moveContestation).toEqual({
      ...{ id, state: 'CLOSED', dueOn: '2026-06-04', overdue: false },
      acts: [
        { number: 1, state: 'OPEN', measure: null, body: 'PERSONNES' },
        { number: 2, state: 'UNDER_REVIEW', measure: null, body: 'CCAS_LONGVIC' },
        { number: 3, state: 'ACCEPTED', measure: 'LINK_BROKEN', body: 'CCAS_LONGVIC' },
        { number: 4, state: 'CLOSED', measure: null, body: 'CCAS_LONGVIC' },
      ],
    });
    expect(await territory.linesOf(closed.operation)).toEqual([
      expect.objectContaining({ owner: 'CCAS_LONGVIC', category: 'AUDIT_TRACE', rule: 'R602' }),
    ]);
  });

  test.each([
    ['ACCEPTED', 'LINK_BROKEN', undefined],
    ['REJECTED', 'LINK_FOUND_RIGHT', undefined],
    ['REJECTED', 'MANIFESTLY_UNFOUNDED', undefined],
    ['ACCEPTED', 'LINK_FOUND_RIGHT', 'MEASURE_DOES_NOT_FIT'],
    ['ACCEPTED', 'RECTIFIED', 'MEASURE_DOES_NOT_FIT'],
    ['REJECTED', 'LINK_BROKEN', 'MEASURE_DOES_NOT_FIT'],
    ['REJECTED', 'NO_AGREEMENT', 'MEASURE_DOES_NOT_FIT'],
    ['ACCEPTED', 'EXTENDED_FOR_COMPLEXITY', 'MEASURE_DOES_NOT_FIT'],
  ])('%s with %s: %s', async (said, measure, reason) => {
    const id = await byPerson();
    await move(id, 1, 'UNDER_REVIEW');
    expect(refusalOf(await answer(id, 2, said, measure))[1]).toBe(reason);
    expect((await stands(id))?.state).toBe(reason === undefined ? said : 'UNDER_REVIEW');
  });

  test.each([
    [[], 'CLOSED', 'NOT_YOURS_TO_ANSWER'],
    [[], 'COURT', 'MOVE_NOT_ALLOWED'],
    [[], 'AMICABLE', 'MOVE_NOT_ALLOWED'],
    [[], 'OPEN', 'MOVE_NOT_ALLOWED'],
    [[], 'ACCEPTED', 'MOVE_NOT_ALLOWED'],
    [['UNDER_REVIEW'], 'REJECTED', 'MOVE_NOT_ALLOWED'],
    [['UNDER_REVIEW'], 'UNDER_REVIEW', 'MOVE_NOT_ALLOWED'],
    [['UNDER_REVIEW'], 'COURT', 'MOVE_NOT_ALLOWED'],
  ] as const)('after %j does not go to %s', async (before, to, reason) => {
    const id = await byPerson();
    for (const [n, state] of before.entries()) await move(id, n + 1, state, DPO);
    expect(refusalOf(await move(id, before.length + 1, to))).toEqual(['BAD_REQUEST', reason]);
    expect((await stands(id))?.acts).toBe(before.length + 1);
  });

  test('is not answered before it is reviewed', async () => {
    const id = await byPerson();
    expect(refusalOf(await answer(id, 1, 'ACCEPTED', 'LINK_BROKEN'))).toEqual(['BAD_REQUEST', 'MOVE_NOT_ALLOWED']);
  });

  test('is taken back by the person, until it is answered', async () => {
    const herself = await office.asPerson(MAN);
    const id = await byPerson();
    await move(id, 1, 'UNDER_REVIEW');
    expect(refusalOf(await move(id, 2, 'UNDER_REVIEW', herself))[1]).toBe('MOVE_NOT_ALLOWED');
    expect(refusalOf(await answer(id, 2, 'ACCEPTED', 'LINK_BROKEN', herself))[1]).toBe('NOT_YOURS_TO_ANSWER');
    expect(
      dataOf<{ moveContestation: { acts: object[] } }>(await move(id, 2, 'CLOSED', herself)).moveContestation.acts.at(
        -1,
      ),
    ).toEqual({
      ...{ number: 3, state: 'CLOSED', measure: 'WITHDRAWN_BY_WHO_OPENED', body: 'PERSONNES' },
    });
  });

  test.each([
    ['an agent of the body', { agent: 'AG-02', purpose: 'CASE' }],
    ['an officer of another body', DEPARTEMENT],
    ['the officer under another purpose', { agent: 'AG-23', purpose: 'STEERING' }],
    ['the police', { agent: 'AG-05', purpose: 'SECURITY' }],
  ] as const)('is moved by nobody else: %s is told what she would be of none', async (_, asked) => {
    const id = await byPerson();
    for (const one of [
      (which: string) => move(which, 1, 'UNDER_REVIEW', asked),
      (which: string) => answer(which, 1, 'ACCEPTED', 'LINK_BROKEN', asked),
      (which: string) => extend(which, 1, asked),
    ]) {
      const known = await one(id);
      expect(refusalOf(known)).toEqual(['NOT_DISCLOSED', undefined]);
      expect((await one('no-such-contestation')).text).toBe(known.text);
    }
    expect(await stands(id)).toMatchObject({ state: 'OPEN', acts: 1 });
  });

  test('another person does not take it back', async () => {
    const id = await byPerson();
    expect(refusalOf(await move(id, 1, 'CLOSED', await office.asPerson('CCAS_LONGVIC:1835')))[0]).toBe('NOT_DISCLOSED');
  });
});

describe('who acts on what has moved meanwhile', () => {
  test('is refused, and what was done stands', async () => {
    const id = await byPerson();
    await move(id, 1, 'UNDER_REVIEW');
    await answer(id, 2, 'ACCEPTED', 'LINK_BROKEN');
    expect(refusalOf(await answer(id, 2, 'REJECTED', 'LINK_FOUND_RIGHT', DPO))).toEqual(['CONFLICT', 'STATE_MOVED']);
    expect(await stands(id)).toMatchObject({ state: 'ACCEPTED', acts: 3 });
  });

  test('of two at the same moment one is taken', async () => {
    const id = await byPerson();
    await move(id, 1, 'UNDER_REVIEW');
    // Both have begun before either can go on.
    const held = await territory.hubDatabase.connect();
    await held.query('BEGIN');
    await held.query('SELECT 1 FROM contestation WHERE id = $1 FOR UPDATE', [id]);
    const both = Promise.all([
      answer(id, 2, 'ACCEPTED', 'LINK_BROKEN', OFFICER),
      answer(id, 2, 'REJECTED', 'LINK_FOUND_RIGHT', DPO),
    ]);
    const waiting = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    await expect.poll(() => office.rows(waiting), { timeout: 10_000 }).toHaveLength(2);
    await held.query('COMMIT');
    held.release();
    expect((await both).map((each) => refusalOf(each)[0]).sort()).toEqual(['CONFLICT', undefined]);
    expect((await stands(id))?.acts).toBe(3);
  });

  test('the same step sent again by the same officer is taken once', async () => {
    const id = await byPerson();
    const once = await move(id, 1, 'UNDER_REVIEW');
    expect((await move(id, 1, 'UNDER_REVIEW')).text).toBe(once.text);
    expect((await stands(id))?.acts).toBe(2);
    expect(refusalOf(await move(id, 1, 'UNDER_REVIEW', DPO))).toEqual(['CONFLICT', 'STATE_MOVED']);
  });
});

describe('the last day to answer', () => {
  test.each([
    ['2026-05-04', '2026-06-04', '2026-08-04'],
    ['2026-01-31', '2026-02-28', '2026-04-30'],
    ['2028-01-30', '2028-02-29', '2028-04-30'],
    ['2026-11-30', '2026-12-30', '2027-02-28'],
    ['2026-12-31', '2027-01-31', '2027-03-31'],
  ])('of what came in on %s is %s, and %s where it is extended', (received, due, extended) => {
    expect([answerDueOn(received), extendedAnswerDueOn(received)]).toEqual([due, extended]);
  });

  test('is that of the calendar in Paris', async () => {
    territory.setClock(parisInstant('2026-05-05T00:30'));
    expect((await stands(await byPerson()))?.due).toBe('2026-06-05');
  });

  test('is put off once, by two months, until it has passed', async () => {
    const id = await byPerson();
    territory.setClock(parisInstant('2026-06-04T23:59'));
    const extended = await extend(id, 1);
    expect(dataOf<{ extendContestation: object }>(extended).extendContestation).toMatchObject({
      ...{ state: 'OPEN', dueOn: '2026-08-04' },
      acts: [{ number: 1 }, { number: 2, state: 'OPEN', measure: 'EXTENDED_FOR_COMPLEXITY' }],
    });
    expect(refusalOf(await extend(id, 2, DPO, 'EXTENDED_FOR_NUMBER_OF_REQUESTS'))).toEqual([
      'BAD_REQUEST',
      'TOO_LATE_TO_EXTEND',
    ]);
    expect((await stands(id))?.due).toBe('2026-08-04');
  });

  test('is not put off once it has passed; then it is overdue', async () => {
    const id = await byPerson();
    territory.setClock(parisInstant('2026-06-05T00:00'));
    expect(refusalOf(await extend(id, 1))).toEqual(['BAD_REQUEST', 'TOO_LATE_TO_EXTEND']);
    const shown = await office.give<{ contestation: object }>(
      `query($id: ID!) { contestation(id: $id) ${SHOWN} }`,
      OFFICER,
      { id },
    );
    expect(shown.contestation).toMatchObject({ dueOn: '2026-06-04', overdue: true });
  });

  test('is not put off by who opened it', async () => {
    expect(refusalOf(await extend(await byPerson(), 1, await office.asPerson(MAN)))).toEqual([
      'BAD_REQUEST',
      'NOT_YOURS_TO_ANSWER',
    ]);
  });
});

describe('between bodies', () => {
  test('court comes after an amicable attempt that failed, and not before', async () => {
    const id = await betweenBodies();
    expect(refusalOf(await move(id, 1, 'COURT'))).toEqual(['BAD_REQUEST', 'MOVE_NOT_ALLOWED']);
    expect(refusalOf(await answer(id, 1, 'REJECTED', 'NO_AGREEMENT', OFFICER))).toEqual([
      'BAD_REQUEST',
      'NOT_YOURS_TO_ANSWER',
    ]);
    await answer(id, 1, 'REJECTED', 'NO_AGREEMENT', DEPARTEMENT);
    const court = await move(id, 2, 'COURT');
    expect(dataOf<{ moveContestation: { acts: object[] } }>(court).moveContestation.acts.at(-1)).toEqual({
      ...{ number: 3, state: 'COURT', measure: 'AMICABLE_ATTEMPT_FAILED', body: 'CCAS_LONGVIC' },
    });
    await move(id, 3, 'CLOSED', DEPARTEMENT);
    expect((await stands(id))?.state).toBe('CLOSED');
  });

  test('what was agreed does not go to court', async () => {
    const id = await betweenBodies();
    await answer(id, 1, 'ACCEPTED', 'PROTOCOL_TO_BE_AMENDED', DEPARTEMENT);
    expect(refusalOf(await move(id, 2, 'COURT'))).toEqual(['BAD_REQUEST', 'MOVE_NOT_ALLOWED']);
  });
});

test('an officer does not answer for an access of her own', async () => {
  const listing = await office.ask('{ emergencyReviews { totalCount } workList { linksToConfirm { id } } }', OFFICER);
  const [line] = await office.rows<{ id: string }>(
    `SELECT id FROM access_record WHERE operation = $1 AND owner_body = 'CCAS_LONGVIC' LIMIT 1`,
    [listing.operation],
  );
  const id = await contest({ object: 'ACCESS', objectId: line?.id }, DPO);
  expect(refusalOf(await move(id, 1, 'UNDER_REVIEW', OFFICER))).toEqual(['BAD_REQUEST', 'NOT_YOURS_TO_ANSWER']);
  expect(refusalOf(await move(id, 1, 'UNDER_REVIEW', DPO))).toEqual([undefined, undefined]);
});
