import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readExport } from '../../transparency/export.ts';
import { verify } from '../../verifier/verify.ts';
import { parisInstant } from '../support/paris.ts';
import { type Asked, openTerritory, type Territory } from '../support/territory.ts';
import { audit, type Office, openOffice, refusalOf } from './office.ts';

/** SERGE is known to both; C-1 is an accord that the CCAS collected about the man of SP-1. */
const SERGE = 'CCAS_LONGVIC:1835';
const MAN = 'CCAS_LONGVIC:7781';
const AT = parisInstant('2026-05-04T10:00');
const OFFICER = audit('AG-14');

let territory: Territory;
let office: Office;
let access: string;
beforeAll(async () => {
  territory = await openTerritory({ at: AT, bodies: ['CCAS_LONGVIC'] });
  office = openOffice(territory);
  const read = await office.ask(
    'query($id: ID!) { person(id: $id) { housing { tenure } } }',
    { agent: 'AG-01', purpose: 'CASE' },
    { id: MAN },
  );
  const [line] = await office.rows<{ id: string }>(
    `SELECT id FROM access_record WHERE operation = $1 AND category = 'HOUSING'`,
    [read.operation],
  );
  access = line!.id;
});
afterAll(() => territory?.close());
beforeEach(async () => {
  await office.rows('DELETE FROM contestation_act');
  await office.rows('DELETE FROM contestation');
});

const CONTEST = `mutation($input: ContestInput!) { contest(input: $input) { reference dueOn handler { code } } }`;
const LIST = `query($state: ContestationState) { contestations(state: $state, first: 100) { totalCount edges { node {
  id kind object objectId channel state dueOn overdue handler { code } openedBy { code } acts { number state measure body } } } } }`;
interface Row {
  id: string;
  kind: string;
  object: string;
  objectId: string;
  state: string;
  channel: string;
}
const contest = (input: Readonly<Record<string, unknown>>, asked: Asked) => office.ask(CONTEST, asked, { input });
const listed = async (asked: Asked): Promise<readonly Row[]> =>
  (await office.give<{ contestations: { edges: { node: Row }[] } }>(LIST, asked)).contestations.edges.map(
    ({ node }) => node,
  );
const stored = () =>
  office.rows<Record<string, unknown>>(
    `SELECT kind, object, object_id, opened_by_body AS by, opened_by, channel, handler_body AS handler, state,
            subject IS NOT NULL AS about FROM contestation`,
  );

describe('the person herself', () => {
  test('contests an access to her file, and finds it among her own', async () => {
    const herself = await office.asPerson(MAN);
    const answer = await contest({ object: 'ACCESS', objectId: access }, herself);
    expect(answer.body.data).toEqual({
      contest: { reference: expect.any(String), dueOn: '2026-06-04', handler: { code: 'CCAS_LONGVIC' } },
    });
    expect(await stored()).toEqual([
      {
        ...{ kind: 'BY_PERSON', object: 'ACCESS', object_id: access, handler: 'CCAS_LONGVIC', state: 'OPEN' },
        ...{ by: 'PERSONNES', opened_by: 'SUBJECT', channel: 'ONLINE', about: true },
      },
    ]);
    expect(await listed(herself)).toEqual([
      expect.objectContaining({
        ...{ kind: 'BY_PERSON', object: 'ACCESS', dueOn: '2026-06-04', overdue: false, channel: 'ONLINE' },
        ...{
          handler: { code: 'CCAS_LONGVIC' },
          acts: [{ number: 1, state: 'OPEN', measure: null, body: 'PERSONNES' }],
        },
      }),
    ]);
    expect(await listed(await office.asPerson(SERGE))).toEqual([]);
  });

  test.each([
    ['CONSENT', 'C-1', 'CCAS_LONGVIC'],
    ['CONTENT', 'DEPT_21:D-5512', 'DEPT_21'],
    ['LINK', MAN, 'CCAS_LONGVIC'],
  ])('contests %s %s, and %s answers', async (object, objectId, handler) => {
    const answer = await contest({ object, objectId }, await office.asPerson(MAN));
    expect(answer.body.data).toMatchObject({ contest: { handler: { code: handler } } });
    expect(await stored()).toEqual([expect.objectContaining({ object, object_id: objectId, handler, about: true })]);
  });

  test.each([
    ['ACCESS', (): string => access],
    ['CONSENT', (): string => 'C-1'],
    ['CONTENT', (): string => MAN],
    ['LINK', (): string => 'DEPT_21:D-5512'],
  ])('contests nothing of somebody else: %s is refused like one that there is not', async (object, objectId) => {
    const other = await office.asPerson(SERGE);
    const known = await contest({ object, objectId: objectId() }, other);
    expect(refusalOf(known)).toEqual(['NOT_DISCLOSED', undefined]);
    expect((await contest({ object, objectId: '00000000-0000-4000-8000-000000000000' }, other)).text).toBe(known.text);
    expect(await stored()).toEqual([]);
  });

  test('cannot contest a trace of an information préoccupante, nor learn that there is one', async () => {
    const [link] = await office.rows<{ subject: string }>('SELECT subject FROM person_link WHERE id = $1', [MAN]);
    const id = '00000000-0000-4000-8000-0000000000aa';
    await office.rows(
      `INSERT INTO access_record (id, at, operation, query_hash, agent, agent_body, profession, secrecy, purpose, owner_body,
                                  subject, category, decision, rule, rule_set_version, count)
       VALUES ($1, $2, $1, '', 'AG-07', 'DEPT_21', 'CRIP', 'FUNCTION', 'IP_TRANSMIT', 'CCAS_LONGVIC', $3, 'HOUSING', 'PERMIT', 'R002', '1', 1)`,
      [id, AT, link?.subject],
    );
    const herself = await office.asPerson(MAN);
    const hidden = await contest({ object: 'ACCESS', objectId: id }, herself);
    const unknown = await contest({ object: 'ACCESS', objectId: '00000000-0000-4000-8000-000000000000' }, herself);
    expect(hidden.text).toBe(unknown.text);
    // An officer may contest it, and even then the person is not shown it.
    expect(refusalOf(await contest({ object: 'ACCESS', objectId: id }, OFFICER))).toEqual([undefined, undefined]);
    expect(await stored()).toEqual([expect.objectContaining({ kind: 'BY_AGENT', about: false })]);
    expect(await listed(herself)).toEqual([]);
  });

  test('who represents one whose address is protected contests nothing, and learns nothing', async () => {
    await office.rows(`UPDATE decision_fact SET value = 'yes' WHERE id = $1`, [`${MAN}:PROTECTED_ADDRESS`]);
    const representative = await office.asPerson(MAN, true);
    const known = await contest({ object: 'LINK', objectId: MAN }, representative);
    expect(refusalOf(known)).toEqual(['NOT_DISCLOSED', undefined]);
    expect((await contest({ object: 'LINK', objectId: 'CCAS_LONGVIC:no-such-file' }, representative)).text).toBe(
      known.text,
    );
    await contest({ object: 'LINK', objectId: MAN }, await office.asPerson(MAN));
    expect(await listed(representative)).toEqual([]);
    await office.rows(`UPDATE decision_fact SET value = 'no' WHERE id = $1`, [`${MAN}:PROTECTED_ADDRESS`]);
  });

  test.each([
    [{ object: 'STATISTIC', objectId: 'N1', against: 'DEPT_21' }],
    [{ object: 'PROTOCOL', objectId: 'P-21-LONGVIC', against: 'DEPT_21', forBody: true }],
    [{ object: 'LINK', objectId: MAN, forBody: true }],
    [{ object: 'LINK', objectId: MAN, channel: 'COUNTER' }],
    [{ object: 'LINK', objectId: MAN, person: MAN, channel: 'COUNTER' }],
    [{ object: 'LINK', objectId: MAN, against: 'DEPT_21' }],
  ])('does not contest %j', async (input) => {
    expect(refusalOf(await contest(input, await office.asPerson(MAN)))).toEqual([
      'BAD_REQUEST',
      'NOT_YOURS_TO_CONTEST',
    ]);
  });
});

describe('an agent', () => {
  test.each(['COUNTER', 'PHONE', 'LETTER'])('opens it for the person whom she hears: %s', async (channel) => {
    const answer = await contest(
      { object: 'CONSENT', objectId: 'C-1', person: MAN, channel },
      { agent: 'AG-02', purpose: 'CASE' },
    );
    expect(answer.body.data).toMatchObject({ contest: { dueOn: '2026-06-04', handler: { code: 'CCAS_LONGVIC' } } });
    expect(await stored()).toEqual([
      expect.objectContaining({ kind: 'BY_PERSON', channel, by: 'CCAS_LONGVIC', opened_by: 'AG-02', about: true }),
    ]);
    expect((await listed(await office.asPerson(MAN))).map(({ object }) => object)).toEqual(['CONSENT']);
    expect(await territory.linesOf(answer.operation)).toContainEqual(
      expect.objectContaining({ owner: 'CCAS_LONGVIC', category: 'CONSENT_RECORD', decision: 'INTERNAL' }),
    );
  });

  test('opens it on her own account', async () => {
    await contest({ object: 'LINK', objectId: MAN }, { agent: 'AG-02', purpose: 'CASE' });
    expect(await stored()).toEqual([
      expect.objectContaining({ kind: 'BY_AGENT', channel: 'BY_OFFICE', opened_by: 'AG-02' }),
    ]);
  });

  test('cannot find out about one by its reference, not even of somebody whom she works with', async () => {
    const { body } = await contest({ object: 'CONTENT', objectId: MAN }, { agent: 'AG-01', purpose: 'CASE' });
    const { reference } = (body.data as { contest: { reference: string } }).contest;
    const query = 'query($id: ID!) { contestation(id: $id) { state openedAt acts { body } evidence } }';
    for (const agent of ['AG-01', 'AG-02']) {
      const known = await office.ask(query, { agent, purpose: 'CASE' }, { id: reference });
      expect(known.body.data).toEqual({ contestation: null });
      const unknown = await office.ask(
        query,
        { agent, purpose: 'CASE' },
        { id: '00000000-0000-4000-8000-000000000000' },
      );
      expect(known.text).toBe(unknown.text);
    }
  });

  test('contests what a mission lets her know of in another body, and that body answers', async () => {
    const answer = await contest({ object: 'CONTENT', objectId: MAN }, { agent: 'AG-01', purpose: 'CASE' });
    expect(answer.body.data).toMatchObject({ contest: { handler: { code: 'CCAS_LONGVIC' } } });
  });

  test.each([
    ['AG-02', 'CASE', { object: 'CONSENT', objectId: 'C-1', person: SERGE, channel: 'COUNTER' }, 'ABOUT_SOMEBODY_ELSE'],
    ['AG-02', 'CASE', { object: 'CONSENT', objectId: 'C-1', person: MAN }, 'NOT_YOURS_TO_CONTEST'],
    ['AG-02', 'CASE', { object: 'CONSENT', objectId: 'C-1', person: MAN, channel: 'ONLINE' }, 'NOT_YOURS_TO_CONTEST'],
    ['AG-02', 'CASE', { object: 'CONSENT', objectId: 'C-1', channel: 'PHONE' }, 'NOT_YOURS_TO_CONTEST'],
    ['AG-02', 'CASE', { object: 'PROTOCOL', objectId: 'P-21-LONGVIC', against: 'DEPT_21' }, 'NOT_YOURS_TO_CONTEST'],
    ['AG-14', 'AUDIT', { object: 'CONSENT', objectId: 'C-1', forBody: true }, 'NOT_YOURS_TO_CONTEST'],
    [
      'AG-14',
      'AUDIT',
      { object: 'PROTOCOL', objectId: 'P-21-LONGVIC', against: 'DEPT_92', forBody: true },
      'NOT_A_PARTY',
    ],
  ] as const)('%s for %s is refused %j', async (agent, purpose, input, reason) => {
    expect(refusalOf(await contest(input, { agent, purpose }))).toEqual(['BAD_REQUEST', reason]);
    expect(await stored()).toEqual([]);
  });

  test.each([
    ['AG-02', 'CASE', 'ACCESS', (): string => access],
    ['AG-08', 'CASE', 'CONSENT', (): string => 'C-1'],
    ['AG-19', 'CASE', 'CONTENT', (): string => MAN],
    ['AG-22', 'AUDIT', 'LINK', (): string => MAN],
    ['AG-05', 'SECURITY', 'LINK', (): string => 'COMMUNE_LONGVIC:L-12094'],
    ['AG-15', 'STEERING', 'LINK', (): string => 'COMMUNE_LONGVIC:L-12094'],
    ['AG-13', 'STATISTICS', 'LINK', (): string => 'DEPT_21:D-5512'],
    ['AG-02', 'CASE', 'PROTOCOL', (): string => 'no-such-protocol'],
  ] as const)('%s for %s is told of %s what she would be of none', async (agent, purpose, object, objectId) => {
    const of = (id: string) =>
      contest({ object, objectId: id, ...(object === 'PROTOCOL' ? { forBody: true } : {}) }, { agent, purpose });
    const known = await of(objectId());
    expect(refusalOf(known)).toEqual(['NOT_DISCLOSED', undefined]);
    if (object !== 'PROTOCOL') {
      const own = objectId().includes(':')
        ? `${objectId().split(':')[0]}:no-such-file`
        : '00000000-0000-4000-8000-000000000000';
      expect((await of(own)).text).toBe(known.text);
    }
    expect(await stored()).toEqual([]);
  });
});

test('a body contests an instrument against another party, amicably first', async () => {
  const input = { object: 'PROTOCOL', objectId: 'P-21-LONGVIC', against: 'DEPT_21', forBody: true };
  const answer = await contest(input, OFFICER);
  expect(answer.body.data).toMatchObject({ contest: { handler: { code: 'DEPT_21' } } });
  expect(await stored()).toEqual([
    expect.objectContaining({
      kind: 'BETWEEN_BODIES',
      state: 'AMICABLE',
      by: 'CCAS_LONGVIC',
      handler: 'DEPT_21',
      about: false,
    }),
  ]);
  expect((await listed(audit('AG-22'))).map(({ kind }) => kind)).toEqual(['BETWEEN_BODIES']);
  expect((await listed(OFFICER)).map(({ kind }) => kind)).toEqual(['BETWEEN_BODIES']);
});

test('a figure is contested where the catalogue has it, and the body that published it answers', async () => {
  const input = { object: 'STATISTIC', objectId: 'N1', against: 'DEPT_21' };
  const answer = await contest(input, { agent: 'AG-13', purpose: 'STATISTICS' });
  expect(answer.body.data).toMatchObject({ contest: { handler: { code: 'DEPT_21' } } });
  expect(await stored()).toEqual([expect.objectContaining({ kind: 'BY_AGENT', object: 'STATISTIC', object_id: 'N1' })]);
  for (const over of [{ objectId: 'Z99' }, { against: 'NO_SUCH_BODY' }, { against: null }]) {
    const refused = await contest({ ...input, ...over }, { agent: 'AG-13', purpose: 'STATISTICS' });
    expect(refusalOf(refused)).toEqual(['NOT_DISCLOSED', undefined]);
  }
  expect(await stored()).toHaveLength(1);
});

test.each([
  ['AG-02', 'CASE'],
  ['AG-23', 'STEERING'],
  ['AG-13', 'STATISTICS'],
] as const)('nobody else contests in the name of her body: %s for %s', async (agent, purpose) => {
  const input = { object: 'PROTOCOL', objectId: 'P-21-LONGVIC', against: 'DEPT_21', forBody: true };
  const [against] = agent === 'AG-13' ? ['CCAS_LONGVIC'] : ['DEPT_21'];
  expect(refusalOf(await contest({ ...input, against }, { agent, purpose }))).toEqual(['NOT_DISCLOSED', undefined]);
  expect(await stored()).toEqual([]);
});

describe('the list', () => {
  test.each([
    ['an agent of the body that answers', { agent: 'AG-02', purpose: 'CASE' }],
    ['the agent whose access is contested', { agent: 'AG-01', purpose: 'CASE' }],
    ['an officer of another body', audit('AG-22')],
    ['an analyst', { agent: 'AG-13', purpose: 'STATISTICS' }],
    ['the police', { agent: 'AG-05', purpose: 'SECURITY' }],
    ['the officer under another purpose', { agent: 'AG-23', purpose: 'STEERING' }],
  ] as const)('is empty for %s', async (_, asked) => {
    await contest({ object: 'LINK', objectId: MAN }, await office.asPerson(MAN));
    expect(await listed(asked)).toEqual([]);
    expect(await listed(OFFICER)).toHaveLength(1);
  });
});

test('sent again under the same name, it is opened once; another thing under it is refused', async () => {
  const asked = { agent: 'AG-02', purpose: 'CASE' } as const;
  const once = await contest({ object: 'LINK', objectId: MAN, request: 'letter-7' }, asked);
  const twice = await contest({ object: 'LINK', objectId: MAN, request: 'letter-7' }, asked);
  expect(twice.text).toBe(once.text);
  expect(await stored()).toHaveLength(1);
  expect(refusalOf(await contest({ object: 'CONTENT', objectId: MAN, request: 'letter-7' }, asked))).toEqual([
    'CONFLICT',
    'REQUEST_REUSED',
  ]);
});

describe('its evidence', () => {
  const evidence = async (asked: Asked): Promise<string | null> => {
    const [{ id }] = (await listed(asked)) as [Row];
    const query = 'query($id: ID!) { contestation(id: $id) { state evidence } }';
    return (await office.give<{ contestation: { evidence: string | null } }>(query, asked, { id })).contestation
      .evidence;
  };
  /** The clock of the tests decides half a year before the real one records. */
  const trust = async () => {
    const keys = await office.rows<{ verifier: string }>(`SELECT verifier FROM journal_key WHERE use = 'LOG'`);
    return { log: keys.map(({ verifier }) => verifier), clockTolerance: 10 * 366 * 86_400 };
  };

  test('is the contested access, and proves itself', async () => {
    const herself = await office.asPerson(MAN);
    await contest({ object: 'ACCESS', objectId: access }, herself);
    const text = (await evidence(OFFICER)) ?? '';
    expect(verify(text, await trust())).toMatchObject({ holds: true, holding: { records: 1, commitments: 0 } });
    expect(verify(text.replace('HOUSING', 'BENEFITS'), await trust()).holds).toBe(false);
    const [line] = readExport(text).lines;
    expect(JSON.parse(line?.payload ?? '')).toMatchObject({ id: access, agent: 'AG-01', category: 'HOUSING' });
    expect(await evidence(herself)).toBeNull();
  });

  test('is every access that rested on a contested accord, on record like any reading of them', async () => {
    await contest({ object: 'CONSENT', objectId: 'C-1' }, await office.asPerson(MAN));
    const rested = await office.rows<{ id: string }>(`SELECT id FROM access_record WHERE consent = 'C-1'`);
    const { lines } = readExport((await evidence(OFFICER)) ?? '');
    expect(lines.map(({ payload }) => JSON.parse(payload ?? '').id).sort()).toEqual(rested.map(({ id }) => id).sort());
    expect(lines.length).toBeGreaterThan(0);
  });

  test('is none where no access is concerned', async () => {
    const asked = { agent: 'AG-14', purpose: 'AUDIT' } as const;
    await contest({ object: 'STATISTIC', objectId: 'N1', against: 'CCAS_LONGVIC' }, asked);
    expect(await evidence(OFFICER)).toBeNull();
  });
});
