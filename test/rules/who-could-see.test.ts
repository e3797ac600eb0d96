import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type Asked, dataOf, type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';

const NOW = parisInstant('2026-05-04T10:00');
const HIS_FILE = 'CCAS_LONGVIC:7781';
const WHO = `query($record: ID!, $category: Category!) { whoCouldSee(record: $record, category: $category) {
  body profession purpose rule article confidence transform instrument consent tied } }`;

interface Onlooker {
  readonly body: string;
  readonly profession: string;
  readonly purpose: string;
  readonly rule: string;
  readonly consent: string | null;
  readonly tied: boolean;
}

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({ at: NOW, bodies: ['CCAS_LONGVIC'] });
});
afterAll(() => territory?.close());
beforeEach(() => territory.setClock(NOW));

const ask = (category: string, record = HIS_FILE, asked: Partial<Asked> = {}): Promise<HubAnswer> =>
  territory.ask(WHO, { agent: 'AG-14', purpose: 'AUDIT', ...asked, variables: { record, category } });
async function who(category: string): Promise<readonly Onlooker[]> {
  return dataOf<{ whoCouldSee: Onlooker[] }>(await ask(category)).whoCouldSee;
}
const codeOf = ({ body }: HubAnswer) => body.errors?.[0]?.extensions.code;

describe('who could see', () => {
  test('is told by body, profession and purpose, with rule, article, accord and instrument', async () => {
    const seen = await who('HOUSING');
    expect(seen).toContainEqual({
      ...{ body: 'DEPT_21', profession: 'ASS', purpose: 'CASE', rule: 'R501', consent: 'C-1', tied: true },
      ...{ instrument: 'P-21-LONGVIC', transform: expect.any(String) },
      ...{ article: expect.stringMatching(/\w/), confidence: expect.stringMatching(/\w/) },
    });
    expect(seen.some(({ body }) => body === 'CCAS_LONGVIC')).toBe(false);
  });

  test('is what a question would be told: each who is tied reads it, and nobody who is not there does', async () => {
    const seen = await who('HOUSING');
    const may = new Set(
      seen.filter(({ tied, purpose }) => tied && purpose === 'CASE').map((each) => `${each.body} ${each.profession}`),
    );
    const agents = {
      'AG-01': 'DEPT_21 ASS',
      'AG-06': 'DEPT_21 MED_PMI',
      'AG-09': 'METRO_DIJON METRO_SOCIAL',
      'AG-15': 'COMMUNE_LONGVIC MAYOR',
    };
    for (const [agent, name] of Object.entries(agents)) {
      const read = await territory.ask('query($id: ID!) { person(id: $id) { housing { tenure } } }', {
        agent,
        purpose: 'CASE',
        variables: { id: HIS_FILE },
      });
      const isRead = (await territory.linesOf(read.operation)).some(({ decision }) => decision === 'PERMIT');
      expect([name, isRead]).toEqual([name, may.has(name)]);
    }
  });

  test('ends with the accord, and comes back with it', async () => {
    const withdraw = (at: Date | null) =>
      territory.hubDatabase.query(`UPDATE consent SET withdrawn_at = $1 WHERE id = 'C-1'`, [at]);
    const before = await who('HOUSING');
    await withdraw(NOW);
    try {
      expect((await who('HOUSING')).some(({ consent }) => consent === 'C-1')).toBe(false);
    } finally {
      await withdraw(null);
    }
    expect(await who('HOUSING')).toEqual(before);
  });

  test('says who still would need a mission', async () => {
    await territory.hubDatabase.query(`UPDATE shared_case SET status = 'SUSPENDED' WHERE id = 'SP-1'`);
    try {
      const seen = (await who('HOUSING')).filter(({ consent }) => consent === 'C-1');
      expect(seen.length).toBeGreaterThan(0);
      expect(seen.every(({ tied }) => !tied)).toBe(true);
    } finally {
      await territory.hubDatabase.query(`UPDATE shared_case SET status = 'ACTIVE' WHERE id = 'SP-1'`);
    }
  });

  test('of an address says the same whether it is protected or not', async () => {
    const flag = (value: string) =>
      territory.hubDatabase.query(
        `UPDATE decision_fact SET value = $1 WHERE word = 'PROTECTED_ADDRESS'
           AND subject = (SELECT subject FROM person_link WHERE id = $2)`,
        [value, HIS_FILE],
      );
    const before = await who('CONTACT');
    expect((await flag('yes')).rowCount).toBeGreaterThan(0);
    try {
      expect(await who('CONTACT')).toEqual(before);
    } finally {
      await flag('no');
    }
  });

  test('of what never crosses is nobody', async () => {
    expect(await who('NATIONAL_ID')).toEqual([]);
  });
});

describe('nobody else is told', () => {
  test('than who controls the body, under the purpose for it', async () => {
    expect(codeOf(await ask('HOUSING', HIS_FILE, { agent: 'AG-02', purpose: 'CASE' }))).toBe('PURPOSE_NOT_ALLOWED');
    expect(codeOf(await ask('HOUSING', HIS_FILE, { purpose: 'DIRECTORY' }))).toBe('PURPOSE_NOT_ALLOWED');
  });

  test('and of no other body’s files: they are the same bytes as one that there is not', async () => {
    const other = await ask('HOUSING', 'DEPT_21:D-5512');
    const none = await ask('HOUSING', 'DEPT_21:none');
    expect(codeOf(other)).toBe('NOT_DISCLOSED');
    expect([other.status, other.text]).toEqual([none.status, none.text]);
  });

  test('and that it was asked stands in the journal, while no body was asked anything', async () => {
    const answer = await ask('HOUSING');
    expect(territory.received).toEqual([]);
    expect(await territory.linesOf(answer.operation)).toMatchObject([
      {
        owner: 'CCAS_LONGVIC',
        subject: expect.any(String),
        category: 'AUDIT_TRACE',
        decision: 'PERMIT',
        rule: 'EXPLAIN',
      },
    ]);
  });
});
