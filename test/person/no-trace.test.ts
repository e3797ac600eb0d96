import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type Asked, type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';
import { openWorld, type World } from '../support/world.ts';
import { accountOf, asPerson, ME } from './asking.ts';

/**
 * Paired worlds: the account of a child as it is before an information préoccupante is sent, read and evaluated, and as it
 * is afterwards, byte for byte; for the child, for who represents it, in pages of any size, and at the counter.
 */
const BEFORE = parisInstant('2026-05-04T08:00');
const DURING = parisInstant('2026-05-04T09:00');
const NOON = parisInstant('2026-05-04T12:00');
const LEO = 'CCAS_LONGVIC:3918';

let territory: Territory;
let world: World;
beforeAll(async () => {
  territory = await openTerritory({ at: BEFORE, bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  await world.consent(LEO, {
    ...{ categories: ['IDENTITY', 'HOUSING'], fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'], purposes: ['CASE'] },
    grantedBy: ['PARENT_A', 'PARENT_B'],
  });
  await world.share(
    'SP-LEO',
    [LEO],
    [
      { body: 'CCAS_LONGVIC', agent: 'AG-02' },
      { body: 'DEPT_21', agent: 'AG-01' },
    ],
  );
  for (const selection of ['birthName', 'housing { tenure }', 'benefits { kind }'])
    await read('AG-01', 'CASE', selection);
});
afterAll(async () => {
  await world?.undo();
  await world?.close();
  await territory?.close();
});

const read = (agent: string, purpose: Asked['purpose'] & string, selection: string, file = LEO) =>
  territory.ask(`query($id: ID!) { person(id: $id) { ${selection} } }`, {
    ...{ agent, purpose, variables: { id: file } },
    headers: { 'x-necessary': 'IDENTITY,HOUSING,HOUSEHOLD; reason=ASSESSMENT' },
  });

const COUNTER = ME.replace('query(', 'query($id: ID!, ').replace('me(', 'onBehalfOf(person: $id, channel: COUNTER, ');

/** Everything that can be asked, at one instant, in order. */
async function look(first: number): Promise<readonly string[]> {
  territory.setClock(NOON);
  const texts: string[] = [];
  const keep = (answer: HubAnswer) => {
    expect(answer.body.errors, answer.text).toBeUndefined();
    texts.push(answer.text);
    return answer;
  };
  for (const represents of [false, true]) {
    const asked = await asPerson(territory, world, 'DEPT_21:D-7725', represents);
    let after: string | null = null;
    do {
      const answer: HubAnswer = keep(await territory.ask(ME, { ...asked, variables: { first, after } }));
      const { pageInfo } = accountOf(answer).accessRecords;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    keep(await territory.ask('{ contestations { totalCount edges { node { object } } } }', asked));
    keep(
      await territory.ask(
        '{ accessRecords(first: 3) { totalCount pageInfo { endCursor } edges { cursor node { category } } } }',
        asked,
      ),
    );
  }
  keep(await territory.ask(COUNTER, { agent: 'AG-14', purpose: 'AUDIT', variables: { id: LEO, first } }));
  return texts;
}

async function lines(): Promise<number> {
  const { rows } = await territory.hubDatabase.query<{ count: number }>('SELECT count(*)::int FROM access_record');
  return rows[0]?.count ?? 0;
}

/** What an information sets going, each about the same child and each on the journal. */
const ACTS: readonly (readonly [name: string, act: () => Promise<unknown>])[] = [
  [
    'the cell reads it',
    () => read('AG-07', 'IP_TRANSMIT', 'birthName housing { tenure } worryingInformation { facts }'),
  ],
  ['the cell asks for its own purposes', () => read('AG-07', 'CHILD_PROTECTION', 'birthName housing { tenure }')],
  ['somebody else tries', () => read('AG-01', 'IP_TRANSMIT', 'birthName')],
  ['somebody asks what became of it', () => read('AG-02', 'CASE', 'worryingInformation { state }', 'DEPT_21:D-7725')],
  ['an educator evaluates, while nobody has told the parents', () => read('AG-17', 'CHILD_PROTECTION', 'birthName')],
  [
    'officers control it',
    async () => {
      for (const agent of ['AG-14', 'AG-22', 'AG-23'])
        await territory.ask('{ accessRecords(first: 5) { totalCount edges { node { category } } } }', {
          agent,
          purpose: 'AUDIT',
        });
    },
  ],
  [
    'officers contest what the cell read, by office and between bodies',
    async () => {
      await read('AG-07', 'IP_TRANSMIT', 'birthName');
      const { rows } = await territory.hubDatabase.query<{ id: string }>(
        `SELECT id FROM access_record WHERE profession = 'CRIP' ORDER BY at DESC LIMIT 1`,
      );
      for (const forBody of [false, true])
        await territory.ask(
          'mutation($id: ID!, $forBody: Boolean) { contest(input: { object: ACCESS, objectId: $id, forBody: $forBody }) { reference } }',
          { agent: 'AG-14', purpose: 'AUDIT', variables: { id: rows[0]?.id, forBody } },
        );
      const { rows: opened } = await territory.hubDatabase.query('SELECT 1 FROM contestation');
      expect(opened.length, 'it is contested').toBeGreaterThan(0);
    },
  ],
  [
    'who controls asks who could see',
    () =>
      territory.ask('query($id: ID!) { whoCouldSee(record: $id, category: HOUSING) { profession } }', {
        ...{ agent: 'AG-14', purpose: 'AUDIT', variables: { id: LEO } },
      }),
  ],
];

describe('an information préoccupante leaves no trace with the person', () => {
  test.each(ACTS)('%s', async (_, act) => {
    const before = await look(2);
    await world.transmit(LEO, 'CCAS_LONGVIC', 'DEPT_21', DURING);
    territory.setClock(DURING);
    const written = await lines();
    await act();
    expect(await lines(), 'it is on record').toBeGreaterThan(written);
    expect(await look(2)).toEqual(before);
  });

  test('all of it in any order, in pages of any size', async () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const chance = chanceOf(seed);
      const first = 1 + Math.floor(chance() * 6);
      const before = await look(first);
      for (let step = 0; step < 8; step++) {
        territory.setClock(new Date(BEFORE.getTime() + Math.floor(chance() * 3 * 3_600_000)));
        await ACTS[Math.floor(chance() * ACTS.length)]![1]();
      }
      expect(await look(first), `seed ${seed}`).toEqual(before);
    }
  });

  test('and the journal holds all of it, for those who control', async () => {
    const { rows } = await territory.hubDatabase.query<{ purpose: string; profession: string }>(
      'SELECT DISTINCT purpose, profession FROM access_record WHERE subject = $1',
      [await world.subjectOf(LEO)],
    );
    const said = rows.map(({ purpose, profession }) => `${purpose} ${profession}`);
    expect(said).toEqual(
      expect.arrayContaining(['IP_TRANSMIT CRIP', 'CHILD_PROTECTION CRIP', 'CHILD_PROTECTION EDUC_SPE']),
    );
  });

  test('an evaluation of which the parents were told is shown', async () => {
    await world.share('CP-LEO', [LEO], [{ body: 'DEPT_21', agent: 'AG-17' }], {
      ...{ childProtection: true, purpose: 'CHILD_PROTECTION' },
      ...{ parentsInformation: 'INFORMED', parentsInformedOn: new Date('2026-04-20') },
    });
    territory.setClock(NOON);
    const answer = await territory.ask(ME, {
      ...(await asPerson(territory, world, LEO)),
      variables: { first: 100 },
    });
    const shown = accountOf(answer).accessRecords.edges.map(({ node }) => `${node.purpose} ${node.profession}`);
    expect(shown).toContain('CHILD_PROTECTION EDUC_SPE');
    expect(shown.filter((line) => /CRIP|IP_TRANSMIT/.test(line))).toEqual([]);
  });
});

/** Mulberry32: the same numbers for the same seed. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
