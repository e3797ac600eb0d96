import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';

let territory: Territory;
beforeAll(async () => {
  const bodies = ['DEPT_21', 'CCAS_LONGVIC'] as const;
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies });
});
afterAll(() => territory?.close());

const HIS = 'CCAS_LONGVIC:7781';
const HERS = 'CCAS_LONGVIC:4406';
const SONS = 'CCAS_LONGVIC:9127';

const ask = (query: string, variables = {}) => territory.ask(query, { agent: 'AG-01', purpose: 'CASE', variables });

async function subjectOf(file: string): Promise<string> {
  const { rows } = await territory.hubDatabase.query<{ subject: string }>(
    'SELECT subject FROM person_link WHERE id = $1',
    [file],
  );
  return rows[0]?.subject ?? '';
}

/** `HOUSING PERMIT`, one per line of the journal about a person. */
async function linesAbout(answer: HubAnswer, file: string): Promise<readonly string[]> {
  const subject = await subjectOf(file);
  const lines = await territory.linesOf(answer.operation);
  return lines.filter((line) => line.subject === subject).map(({ category, decision }) => `${category} ${decision}`);
}

/** Which fields of which records the passes of one question covered. */
const granted = () =>
  territory.received.flatMap(({ pass }) =>
    (pass?.grants ?? []).flatMap(({ ids, fields }) => ids.flatMap((id) => fields.map((field) => `${id} ${field}`))),
  );

describe('each member of a household is decided on her own', () => {
  const MEMBERS = `{ person(id: "${HIS}") { birthName housing { tenure }
    household { members { role person { id birthName phone housing { tenure } } } } } }`;

  test('his accord opens what is his, hers what is hers, and nothing opens the son', async () => {
    const answer = await ask(MEMBERS);
    expect(answer.body.data).toMatchObject({
      person: {
        birthName: 'PONS',
        household: {
          members: [
            {
              role: 'APPLICANT',
              person: { id: HIS, birthName: 'PONS', phone: expect.any(String), housing: { tenure: 'SOCIAL_TENANT' } },
            },
            { role: 'SPOUSE', person: { id: HERS, birthName: 'VERNIER', phone: null, housing: null } },
            { role: 'CHILD', person: null },
          ],
        },
      },
    });
    expect(await linesAbout(answer, HERS)).toEqual(['CONTACT DENY', 'HOUSING DENY', 'IDENTITY PERMIT']);
    expect(await linesAbout(answer, SONS)).toEqual(['CONTACT DENY', 'HOUSING DENY', 'IDENTITY DENY']);
    expect(granted().filter((grant) => grant.startsWith(HERS))).toEqual([`${HERS} Person.birthName`]);
    expect(granted().filter((grant) => grant.startsWith(SONS))).toEqual([]);
    expect(JSON.stringify(territory.received)).not.toContain('9127');
  });

  test('people asked for at once are decided as if each were asked for alone', async () => {
    const answer = await ask(`{
      son: person(id: "${SONS}") { ...All }
      hers: person(id: "${HERS}") { ...All }
      his: person(id: "${HIS}") { ...All }
    } fragment All on Person { birthName housing { tenure } }`);
    expect(answer.body.data).toEqual({
      son: null,
      hers: { birthName: 'VERNIER', housing: null },
      his: { birthName: 'PONS', housing: { tenure: 'SOCIAL_TENANT' } },
    });
    expect(await linesAbout(answer, HERS)).toEqual(['HOUSING DENY', 'IDENTITY PERMIT']);
    expect(await linesAbout(answer, SONS)).toEqual(['HOUSING DENY', 'IDENTITY DENY']);
  });

  test('her household does not open with his', async () => {
    const answer = await ask(
      `{ person(id: "${HIS}") { household { members { person { household { members { role person { birthName } } } } } } } }`,
    );
    const { members } = (
      answer.body.data as { person: { household: { members: { person: { household: unknown } | null }[] } } }
    ).person.household;
    expect(members.map(({ person }) => person?.household ?? null)).toEqual([expect.objectContaining({}), null, null]);
    expect(await linesAbout(answer, HERS)).toEqual(['HOUSEHOLD DENY', 'IDENTITY PERMIT']);
  });

  test('where his household is closed, nobody is reached through it', async () => {
    const answer = await ask(`{ person(id: "${HERS}") { birthName household { members { person { birthName } } } } }`);
    expect(answer.body.data).toEqual({ person: { birthName: 'VERNIER', household: null } });
    expect(await linesAbout(answer, HIS)).toEqual([]);
    expect(territory.received).toHaveLength(1);
  });
});

describe('a field is one crossing, however often it is asked', () => {
  const ONCE = 'query($id: ID!) { person(id: $id) { birthName housing { tenure } } }';
  test.each([
    [
      'under two aliases',
      'query($id: ID!) { person(id: $id) { a: birthName b: birthName h: housing { x: tenure y: tenure } i: housing { tenure } } }',
    ],
    [
      'under two roots',
      'query($id: ID!) { a: person(id: $id) { birthName housing { tenure } } b: person(id: $id) { birthName housing { tenure } } }',
    ],
    [
      'in fragments',
      'query($id: ID!) { person(id: $id) { ...A ...B ... on Person { housing { tenure } } } } fragment A on Person { birthName } fragment B on Person { ...A housing { tenure } }',
    ],
    [
      'under conditions',
      'query($id: ID!) { person(id: $id) { birthName @include(if: true) ... @skip(if: false) { birthName housing { tenure } } } }',
    ],
    [
      'in two cases of one person',
      'query($id: ID!) { person(id: $id) { birthName } again: person(id: $id) { n: birthName housing { tenure } } }',
    ],
  ])('%s', async (_, query) => {
    const once = await ask(ONCE, { id: HIS });
    const lines = await territory.linesOf(once.operation);
    const answer = await ask(query, { id: HIS });
    expect(await territory.linesOf(answer.operation)).toEqual(lines);
    const { rows } = await territory.hubDatabase.query('SELECT count FROM access_record WHERE operation = $1', [
      answer.operation,
    ]);
    expect(rows).toEqual([{ count: 1 }, { count: 1 }]);
    expect(new Set(granted())).toEqual(new Set([`${HIS} Person.birthName`, `${HIS} Person.housing.tenure`]));
  });

  test('the same person reached by two ways is one record', async () => {
    const answer = await ask(`{ person(id: "${HIS}") { birthName household { members { person { birthName } } } } }`);
    const { rows } = await territory.hubDatabase.query(
      `SELECT count FROM access_record WHERE operation = $1 AND subject = $2 AND category = 'IDENTITY'`,
      [answer.operation, await subjectOf(HIS)],
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  test('what a condition switches off is neither decided, sent nor recorded', async () => {
    const query =
      'query($id: ID!, $yes: Boolean!) { person(id: $id) { birthName housing @include(if: $yes) { tenure } benefits @skip(if: true) { kind } } }';
    const off = await ask(query, { id: HIS, yes: false });
    expect(off.body.data).toEqual({ person: { birthName: 'PONS' } });
    expect(await linesAbout(off, HIS)).toEqual(['IDENTITY PERMIT']);
    expect(granted()).toEqual([`${HIS} Person.birthName`]);
    const on = await ask(query, { id: HIS, yes: true });
    expect(await linesAbout(on, HIS)).toEqual(['HOUSING PERMIT', 'IDENTITY PERMIT']);
  });
});

describe('a category that an argument names is the one that is decided', () => {
  /** Of the two people of the case, both must agree: an accord of hers is added for the time of these tests. */
  beforeAll(() =>
    territory.hubDatabase.query(
      `UPDATE consent SET categories = categories || ARRAY['HOUSING', 'CASE_META', 'PRESENCE'] WHERE id = 'C-1-WIFE'`,
    ),
  );
  afterAll(() =>
    territory.hubDatabase.query(`UPDATE consent SET categories = ARRAY['IDENTITY'] WHERE id = 'C-1-WIFE'`),
  );

  const contributions = (answer: HubAnswer) =>
    (answer.body.data as { sharedCase: { participants: Record<string, unknown>[] } }).sharedCase.participants.find(
      ({ id }) => id === 'CCAS_LONGVIC:SP-1',
    );
  const QUERY =
    'query($c: Category!) { sharedCase(id: "SP-1") { participants { id contributions(category: $c) { value } } } }';
  const askedOfCcas = () =>
    territory.received.filter(({ body, query }) => body === 'CCAS_LONGVIC' && query.includes('contributions'));

  test('by a variable', async () => {
    const housing = await ask(QUERY, { c: 'HOUSING' });
    expect(contributions(housing)?.contributions).toEqual([{ value: expect.stringContaining('impayés') }]);
    expect(askedOfCcas().flatMap(({ pass }) => pass?.grants.map(({ by }) => by))).toEqual([
      { 'Participant.contributions': ['HOUSING'] },
    ]);
    const health = await ask(QUERY, { c: 'HEALTH' });
    expect(contributions(health)?.contributions).toBeNull();
    expect(health.text).not.toContain('Lombalgie');
    expect(askedOfCcas()).toEqual([]);
    expect(
      (await territory.linesOf(health.operation))
        .filter(({ category }) => category === 'HEALTH')
        .map(({ decision }) => decision),
    ).toContain('DENY');
  });

  test('two of them under two aliases, each by itself', async () => {
    const answer = await ask(`{ sharedCase(id: "SP-1") { participants { id
      open: contributions(category: HOUSING) { value } closed: contributions(category: HEALTH) { value at } } } }`);
    expect(contributions(answer)).toEqual({
      id: 'CCAS_LONGVIC:SP-1',
      open: [{ value: expect.stringContaining('impayés') }],
      closed: null,
    });
    expect(askedOfCcas()).toHaveLength(1);
    expect(askedOfCcas()[0]?.query).not.toContain('HEALTH');
    expect(answer.body.extensions?.decisions).toContainEqual(
      expect.objectContaining({ path: 'sharedCase.participants.1.closed', category: 'HEALTH', decision: 'DENY' }),
    );
  });

  test.each(['SERVICE_OFFER', 'AGENT_DIRECTORY', 'STATISTIC', 'FREE_TEXT', 'NATIONAL_ID'])(
    '%s never crosses under that name',
    async (category) => {
      const answer = await ask(QUERY, { c: category });
      expect(contributions(answer)?.contributions).toBeNull();
      expect(askedOfCcas()).toEqual([]);
      const fromCcas = (await territory.linesOf(answer.operation)).filter(
        (line) => line.owner === 'CCAS_LONGVIC' && line.category !== 'CASE_META',
      );
      expect(new Set(fromCcas.map(({ decision }) => decision))).toEqual(new Set(['DENY']));
    },
  );

  test('no category, or none that there is, is refused', async () => {
    for (const variables of [{}, { c: null }, { c: 'EVERYTHING' }, { c: ['HOUSING'] }]) {
      const answer = await ask(QUERY, variables);
      expect([answer.status, answer.body.errors?.[0]?.extensions.code]).toEqual([400, 'BAD_REQUEST']);
      expect(territory.received).toEqual([]);
    }
  });
});
