import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type Asked, openTerritory, type Territory } from '../support/territory.ts';
import { openWorld, type World } from '../support/world.ts';
import { ACCOUNT, accountOf } from './asking.ts';

const MORNING = parisInstant('2026-05-04T10:00');
const NOON = parisInstant('2026-05-04T12:00');
const GERARD = 'CCAS_LONGVIC:7781';

let territory: Territory;
let world: World;
beforeAll(async () => {
  territory = await openTerritory({ at: MORNING, bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  await territory.ask('query($id: ID!) { person(id: $id) { housing { tenure } } }', {
    ...{ agent: 'AG-01', purpose: 'CASE', variables: { id: GERARD } },
  });
  territory.setClock(NOON);
});
afterEach(() => territory.setClock(NOON));
afterAll(async () => {
  await world?.close();
  await territory?.close();
});

const COUNTER = `query($person: ID!, $channel: CounterChannel!) {
  onBehalfOf(person: $person, channel: $channel) { ${ACCOUNT} } }`;

const serve = (asked: Asked, person = GERARD, channel = 'COUNTER') =>
  territory.ask(COUNTER, { ...asked, variables: { person, channel } });

const OFFICER: Asked = { agent: 'AG-14', purpose: 'AUDIT' };

describe('who controls a body serves the person before her', () => {
  test('with her accords, who looked, her requests and who received', async () => {
    const account = accountOf(await serve(OFFICER));
    expect(account.consents.map(({ id }) => id)).toEqual(expect.arrayContaining(['C-1', 'C-17']));
    expect(account.accessRecords.edges.map(({ node }) => node.category)).toContain('HOUSING');
    expect(account.recipients.map(({ recipient, category }) => `${recipient} ${category}`)).toEqual([
      'DEPT_21 HOUSING',
    ]);
  });

  test.each(['COUNTER', 'PHONE', 'LETTER'])('asked by %s, which is in the journal', async (channel) => {
    const { operation } = await serve(OFFICER, GERARD, channel);
    const lines = await territory.linesOf(operation);
    expect(lines.filter(({ rule }) => rule.startsWith('ON_BEHALF'))).toEqual([
      expect.objectContaining({
        ...{ owner: 'CCAS_LONGVIC', category: 'AUDIT_TRACE', decision: 'PERMIT', rule: `ON_BEHALF_${channel}` },
        subject: await world.subjectOf(GERARD),
      }),
    ]);
    expect(lines.map(({ category, rule }) => `${category} ${rule}`)).toEqual(
      expect.arrayContaining(['AUDIT_TRACE R602', 'CONSENT_RECORD R602']),
    );
  });
});

describe('a file of another body', () => {
  test('is null, like one that there is not; but that it was tried is in the journal', async () => {
    const other = await serve(OFFICER, 'DEPT_21:D-5512');
    const unknown = await serve(OFFICER, 'CCAS_LONGVIC:no-such-file');
    expect(other.text).toBe(unknown.text);
    expect(other.body).toEqual({ data: { onBehalfOf: null } });
    expect(await territory.linesOf(other.operation)).toEqual([
      expect.objectContaining({
        owner: 'DEPT_21',
        decision: 'DENY',
        rule: 'ON_BEHALF_COUNTER',
        reason: 'NO_MISSION_LINK',
      }),
    ]);
    expect(await territory.linesOf(unknown.operation)).toEqual([]);
  });

  test('a person has no counter to serve others at', async () => {
    const claims = { subject: [await world.subjectOf(GERARD)] };
    const token = await territory.signToken({ agent: 'someone', body: 'PERSONNES', now: new Date(), claims });
    const answer = await serve({ agent: 'someone', purpose: 'SUBJECT_RIGHTS', token });
    expect(answer.body.data).toEqual({ onBehalfOf: null });
  });
});

/** No row of the table lets these read more, so nothing in code does: what is empty here waits for a row. */
describe('everybody else gets what the table gives', () => {
  test.each([
    ['AG-02', 'CASE', { accessRecords: 0, consents: true }],
    ['AG-03', 'REFERRAL', { accessRecords: 0, consents: true }],
    ['AG-14', 'SUBJECT_RIGHTS', { accessRecords: 0, consents: false }],
    ['AG-23', 'AUDIT', { accessRecords: 1, consents: true }],
  ] as const)('%s under %s', async (agent, purpose, expected) => {
    const account = accountOf(await serve({ agent, purpose }));
    expect({
      accessRecords: Math.min(1, account.accessRecords.totalCount),
      consents: account.consents.length > 0,
    }).toEqual(expected);
  });

  test('the police of the same town gets nothing, whatever it declares', async () => {
    const file = (
      await territory.hubDatabase.query<{ id: string }>(
        `SELECT id FROM person_link WHERE body_code = 'COMMUNE_LONGVIC' AND status = 'CONFIRMED' ORDER BY id LIMIT 1`,
      )
    ).rows[0]!.id;
    const account = accountOf(await serve({ agent: 'AG-05', purpose: 'CASE' }, file));
    expect(account).toMatchObject({ consents: [], referrals: [], recipients: [], accessRecords: { totalCount: 0 } });
  });
});
