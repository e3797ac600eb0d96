import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parisInstant } from '../../support/paris.ts';
import { type HubAnswer, openTerritory, type Territory } from '../../support/territory.ts';
import { openWorld, type World } from '../../support/world.ts';

/** Henri GAUTHIER, whom the CCAS follows. */
const HENRI = { ccas: 'CCAS_LONGVIC:6044', dept: 'DEPT_21:D-6190' };

let territory: Territory;
let world: World;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-10-08T10:00'), bodies: ['CCAS_LONGVIC'] });
  world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  await world.say(HENRI.ccas, 'FOLLOWED', 'yes');
  await world.say(HENRI.ccas, 'RESIDES_IN', '21355');
  await world.say(HENRI.ccas, 'EXCLUDES_CCAS', 'no');
  await world.say(HENRI.dept, 'EXCLUDES_CCAS', 'no');
  // APA from 1 October, of which the Département tells on the 8th.
  await territory.hubDatabase.query(
    `INSERT INTO decision_fact (id, subject, body_code, word, value, valid_from, pushed_at)
     SELECT 'W-APA', subject, 'DEPT_21', 'EXCLUDES_CCAS', 'yes', '2026-10-01T00:00:00+02:00', '2026-10-08T09:00:00+02:00'
       FROM person_link WHERE id = $1`,
    [HENRI.dept],
  );
});
beforeEach(() => territory.hubDatabase.query('DELETE FROM handover_proposal'));
afterAll(async () => {
  await world?.close();
  await territory?.close();
});

const LIST =
  '{ handoverProposals { totalCount edges { node { id state cause allocation proposedOn dueOn answeredOn from { code } to { code } person { id } } } } }';
const PROPOSE = 'mutation { proposeHandovers { id state dueOn } }';
const answerWith = (id: string, answer: string) =>
  `mutation { answerHandover(id: "${id}", answer: ${answer}) { state answeredOn } }`;

async function ask(query: string, at: string, agent = 'AG-02'): Promise<HubAnswer> {
  territory.setClock(parisInstant(at));
  return territory.ask(query, { agent, purpose: 'HANDOVER' });
}

async function propose(at: string, agent?: string): Promise<{ id: string; state: string; dueOn: string }[]> {
  const { body } = await ask(PROPOSE, at, agent);
  expect(body.errors).toBeUndefined();
  return (body.data as { proposeHandovers: { id: string; state: string; dueOn: string }[] }).proposeHandovers;
}

function rows(): Promise<unknown[]> {
  return territory.hubDatabase.query('SELECT * FROM handover_proposal').then((found) => found.rows);
}

describe('S05: APA granted in the middle of a follow-up by the CCAS', () => {
  test('nothing is proposed before the Département has told, though the right runs already', async () => {
    expect(await propose('2026-10-07T10:00')).toEqual([]);
  });

  test('it is proposed on the day it is told, and due thirty days later', async () => {
    const [proposal] = await propose('2026-10-08T10:00');
    expect(proposal).toMatchObject({ state: 'PROPOSED', dueOn: '2026-11-07' });
    const { body } = await ask(LIST, '2026-10-08T11:00');
    expect(body.data).toEqual({
      handoverProposals: {
        totalCount: 1,
        edges: [
          {
            node: {
              ...{ id: proposal?.id, state: 'PROPOSED', cause: 'CONDITIONS_NOT_MET', allocation: 'ALLOC-L2' },
              ...{ proposedOn: '2026-10-08', dueOn: '2026-11-07', answeredOn: null },
              ...{ from: { code: 'CCAS_LONGVIC' }, to: { code: 'DEPT_21' }, person: { id: HENRI.ccas } },
            },
          },
        ],
      },
    });
  });

  test('it names no right, and hands nothing over', async () => {
    const before = await territory.hubDatabase.query('SELECT count(*) FROM referral');
    await propose('2026-10-08T10:00');
    expect(JSON.stringify(await rows())).not.toMatch(/APA|RSA/);
    expect((await territory.hubDatabase.query('SELECT count(*) FROM referral')).rows).toEqual(before.rows);
  });

  test('one change is proposed once, whoever looks, how often and when', async () => {
    const [first] = await propose('2026-10-08T10:00');
    const again = await Promise.all([propose('2026-10-08T10:00'), propose('2026-10-08T10:00', 'AG-02b')]);
    expect(again.flat().map(({ id }) => id)).toEqual([first?.id, first?.id]);
    expect((await propose('2026-10-20T10:00'))[0]).toEqual(first);
    expect(await rows()).toHaveLength(1);
  });

  test('only the body that follows her sees it, and only its own look proposes it', async () => {
    expect(await propose('2026-10-08T10:00', 'AG-01')).toEqual([]);
    const [proposal] = await propose('2026-10-08T10:00');
    const seen = await ask(LIST, '2026-10-08T10:00', 'AG-01');
    expect(seen.body.data).toEqual({ handoverProposals: { totalCount: 0, edges: [] } });
    const answered = await ask(answerWith(proposal?.id ?? '', 'ACCEPTED'), '2026-10-09T10:00', 'AG-01');
    const unknown = await ask(answerWith('HP-unknown', 'ACCEPTED'), '2026-10-09T10:00', 'AG-01');
    expect(answered.body.errors?.[0]?.extensions.code).toBe('NOT_DISCLOSED');
    expect(answered.text).toBe(unknown.text);
  });

  test('an answer stands, and one that comes too late is none', async () => {
    const [proposal] = await propose('2026-10-08T10:00');
    const id = proposal?.id ?? '';
    const late = await ask(answerWith(id, 'ACCEPTED'), '2026-11-08T00:00');
    expect(late.body.errors?.[0]?.extensions.code).toBe('CONFLICT');
    expect((await ask('{ handoverProposals(state: LAPSED) { totalCount } }', '2026-11-08T00:00')).body.data).toEqual({
      handoverProposals: { totalCount: 1 },
    });
    expect((await ask('{ handoverProposals(state: LAPSED) { totalCount } }', '2026-11-07T23:59')).body.data).toEqual({
      handoverProposals: { totalCount: 0 },
    });
    const accepted = { answerHandover: { state: 'ACCEPTED', answeredOn: '2026-11-07' } };
    expect((await ask(answerWith(id, 'ACCEPTED'), '2026-11-07T23:59')).body.data).toEqual(accepted);
    expect((await ask(answerWith(id, 'ACCEPTED'), '2026-11-08T10:00')).body.data).toEqual(accepted);
    const other = await ask(answerWith(id, 'DECLINED'), '2026-11-07T23:59');
    expect(other.body.errors?.[0]?.extensions.code).toBe('CONFLICT');
  });

  test('what is declined is not proposed again for the same change', async () => {
    const [proposal] = await propose('2026-10-08T10:00');
    await ask(answerWith(proposal?.id ?? '', 'DECLINED'), '2026-10-09T10:00');
    expect(await propose('2026-10-20T10:00')).toMatchObject([{ id: proposal?.id, state: 'DECLINED' }]);
  });

  test('a word that was taken back proposes nothing', async () => {
    await territory.hubDatabase.query(
      `UPDATE decision_fact SET revoked_at = '2026-10-08T12:00:00+02:00' WHERE id = 'W-APA'`,
    );
    try {
      expect(await propose('2026-10-08T12:00')).toEqual([]);
    } finally {
      await territory.hubDatabase.query(`UPDATE decision_fact SET revoked_at = NULL WHERE id = 'W-APA'`);
    }
  });
});

test('hand-overs are looked for under their own purpose, by those who work with people', async () => {
  territory.setClock(parisInstant('2026-10-08T10:00'));
  const steering = await territory.ask(PROPOSE, { agent: 'AG-02', purpose: 'CASE' });
  expect(steering.body.errors?.[0]?.extensions.code).toBe('PURPOSE_NOT_ALLOWED');
  const police = await territory.ask(PROPOSE, { agent: 'AG-05', purpose: 'HANDOVER' });
  expect(police.body.errors?.[0]?.extensions.code).toBe('NOT_DISCLOSED');
});
