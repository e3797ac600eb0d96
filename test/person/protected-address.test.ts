import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type Asked, openTerritory, type Territory } from '../support/territory.ts';
import { openWorld, type World } from '../support/world.ts';
import { accountOf, asPerson, ME, tracesOf } from './asking.ts';

/**
 * Paired worlds: what somebody else is told of a person under a protected address, before and after a body of her new
 * commune has come to know of her, byte for byte.
 */
const MORNING = parisInstant('2026-05-04T10:00');
const NOON = parisInstant('2026-05-04T12:00');
/** S29: her address is protected. */
const MARIE = 'CCAS_LONGVIC:8350';
const GERARD = 'CCAS_LONGVIC:7781';
/** Where she has gone, and nobody is to know. */
const NEW_TOWN = 'CCAS_STAPO';

let territory: Territory;
let world: World;
beforeAll(async () => {
  territory = await openTerritory({ at: MORNING, bodies: ['DEPT_21', 'CCAS_LONGVIC', NEW_TOWN] });
  world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
});
afterEach(async () => {
  await world.undo();
  territory.setClock(MORNING);
});
afterAll(async () => {
  await world?.close();
  await territory?.close();
});

async function me(asked: Asked): Promise<string> {
  territory.setClock(NOON);
  const answer = await territory.ask(ME, { ...asked, variables: { first: 50 } });
  expect(answer.body.errors, answer.text).toBeUndefined();
  return answer.text;
}

/** Her new CCAS takes part in what concerns a file, and looks at it; it collects an accord and sends a request. */
async function newTownLooks(file: string, frame: string, others: readonly string[] = []): Promise<void> {
  territory.setClock(MORNING);
  await world.share(
    frame,
    [file, ...others],
    [
      { body: 'DEPT_21', agent: 'AG-01' },
      { body: NEW_TOWN, agent: 'AG-19' },
    ],
  );
  await territory.ask('query($id: ID!) { sharedCase(id: $id) { status } }', {
    ...{ agent: 'AG-19', purpose: 'CASE', variables: { id: frame } },
  });
  for (const selection of ['birthName', 'housing { tenure }', 'phone'])
    await territory.ask(`query($id: ID!) { person(id: $id) { ${selection} } }`, {
      ...{ agent: 'AG-19', purpose: 'CASE', variables: { id: file } },
    });
  const { rows } = await territory.hubDatabase.query(
    'SELECT 1 FROM access_record WHERE agent_body = $1 AND subject = $2',
    [NEW_TOWN, await world.subjectOf(file)],
  );
  expect(rows.length, 'the new CCAS is in the journal').toBeGreaterThan(0);
}

describe('who represents her', () => {
  test('is told the same whether or not the CCAS of her new commune knows her', async () => {
    await territory.ask('query($id: ID!) { person(id: $id) { birthName } }', {
      ...{ agent: 'AG-01', purpose: 'CASE', variables: { id: MARIE } },
    });
    const representative = await asPerson(territory, world, MARIE, true, 'identity-2');
    const before = await me(representative);
    await newTownLooks(MARIE, 'SP-NEW');
    await world.consent(MARIE, {
      ...{ categories: ['HOUSING'], fromBodies: ['DEPT_21'], toBodies: [NEW_TOWN], purposes: ['CASE'] },
      collectingBody: NEW_TOWN,
    });
    await world.refer(
      'R-NEW',
      MARIE,
      { body: NEW_TOWN, agent: 'AG-19' },
      { body: 'DEPT_21', agent: 'AG-01' },
      {
        ...{ kind: 'FICHE_LIAISON', purpose: 'REFERRAL' },
      },
    );
    expect(await me(representative)).toBe(before);
    expect(JSON.parse(before)).toEqual({
      data: {
        me: {
          ...{ consents: [], referrals: [], recipients: [], contestations: [] },
          accessRecords: {
            ...{ totalCount: 0, edges: [] },
            pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
          },
        },
      },
    });
  });

  test('at a counter nobody is told of a body that no statement of hers names there', async () => {
    const ask = async () => {
      territory.setClock(NOON);
      const answer = await territory.ask(
        ME.replace('query(', 'query($id: ID!, ').replace('me(', 'onBehalfOf(person: $id, channel: COUNTER, '),
        {
          ...{ agent: 'AG-14', purpose: 'AUDIT', variables: { id: MARIE, first: 50 } },
        },
      );
      expect(answer.body.errors, answer.text).toBeUndefined();
      return answer.text;
    };
    const before = await ask();
    territory.setClock(MORNING);
    await world.share(
      'SP-NEW',
      [MARIE],
      [
        { body: 'CCAS_LONGVIC', agent: 'AG-02' },
        { body: NEW_TOWN, agent: 'AG-19' },
      ],
    );
    await territory.ask('query($id: ID!) { person(id: $id) { birthName } }', {
      ...{ agent: 'AG-19', purpose: 'CASE', variables: { id: MARIE } },
    });
    expect(await ask()).toBe(before);
    // The agent is not told either that it is for this that a body is missing: it is, whoever the person is.
    expect(before).toContain('CCAS_LONGVIC');
  });

  test('she herself sees all of it', async () => {
    await newTownLooks(MARIE, 'SP-NEW');
    territory.setClock(NOON);
    const answer = await territory.ask(ME, { ...(await asPerson(territory, world, MARIE)), variables: { first: 50 } });
    expect(tracesOf(answer).map(({ agentBody }) => agentBody.code)).toContain(NEW_TOWN);
  });
});

describe('a spouse with a common case', () => {
  test('is told the same on his own account whether or not her new CCAS looked at his side of it', async () => {
    await world.share(
      'SP-COUPLE',
      [GERARD, MARIE],
      [
        { body: 'CCAS_LONGVIC', agent: 'AG-02' },
        { body: 'DEPT_21', agent: 'AG-01' },
      ],
    );
    await territory.ask('query($id: ID!) { person(id: $id) { birthName } }', {
      ...{ agent: 'AG-01', purpose: 'CASE', variables: { id: GERARD } },
    });
    const spouse = await asPerson(territory, world, GERARD);
    const before = await me(spouse);
    expect(
      accountOf({ body: JSON.parse(before), status: 200, text: before, operation: '' }).accessRecords.totalCount,
    ).toBeGreaterThan(0);
    await newTownLooks(GERARD, 'SP-COUPLE-NEW', [MARIE]);
    await world.refer(
      'R-COUPLE',
      GERARD,
      { body: NEW_TOWN },
      { body: 'DEPT_21' },
      {
        ...{ kind: 'FICHE_LIAISON', purpose: 'REFERRAL' },
      },
    );
    expect(await me(spouse)).toBe(before);
  });

  test('without her, he is told of every body', async () => {
    await newTownLooks(GERARD, 'SP-ALONE');
    expect(await me(await asPerson(territory, world, GERARD))).toContain(NEW_TOWN);
  });
});

test('who represents a child that shares a case with her is told nothing', async () => {
  const child = 'CCAS_LONGVIC:3918';
  const father = await asPerson(territory, world, child, true, 'identity-3');
  await world.share('SP-MOTHER', [child, MARIE], [{ body: 'CCAS_LONGVIC', agent: 'AG-02' }]);
  const before = await me(father);
  await newTownLooks(child, 'SP-MOTHER-NEW', [MARIE]);
  await world.consent(child, {
    ...{ categories: ['HOUSING'], fromBodies: ['DEPT_21'], toBodies: [NEW_TOWN], purposes: ['CASE'] },
    ...{ collectingBody: NEW_TOWN, grantedBy: ['PARENT_B'] },
  });
  expect(await me(father)).toBe(before);
  expect(
    (await territory.ask('{ consents { totalCount } }', father)).body.data,
    'nor by the list of statements',
  ).toEqual({ consents: { totalCount: 0 } });
  expect(before).not.toContain('plainFrench');
});
