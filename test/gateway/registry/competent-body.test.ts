import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../../support/paris.ts';
import { dataOf, openTerritory, type Territory } from '../../support/territory.ts';

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-06-01T10:00'), bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
});
afterAll(() => territory?.close());

const QUERY = `query ($commune: String!, $topic: CompetenceTopic!, $on: Date, $situation: Situation) {
  competentBody(commune: $commune, topic: $topic, on: $on, situation: $situation) {
    body { code name } rule article confidence services { code label } also { code } missing
  }
}`;

interface Told {
  readonly on?: string;
  readonly topic?: string;
  readonly commune?: string;
  readonly situation?: Record<string, unknown> | null;
}

async function ask(
  { on = '2026-06-01', topic = 'SOCIAL_SUPPORT', commune = '21355', situation = {} }: Told,
  agent = 'AG-03',
) {
  const answer = await territory.ask(QUERY, {
    agent,
    purpose: 'DIRECTORY',
    variables: { on, topic, commune, situation },
  });
  expect(answer.body.errors).toBeUndefined();
  return { answer, ...dataOf<{ competentBody: Record<string, unknown> & { body: { code: string } | null } }>(answer) };
}

async function told(said: Told): Promise<string> {
  const { competentBody } = await ask(said);
  return `${competentBody.body?.code} ${competentBody.rule}`;
}

const APA = [{ kind: 'APA', status: 'OPEN', from: '2026-10-01' }];
function couple(rights: unknown[]) {
  return { adults: ['1956-01-01', '1954-01-01'], dependants: [], rights };
}

const alone = (birth: string, over: Record<string, unknown> = {}) => ({
  adults: [birth],
  dependants: [],
  rights: [],
  ...over,
});

describe('from what the person tells', () => {
  test.each([
    ['S01 on the 64th birthday', { on: '2025-11-21', situation: alone('1961-11-21') }, 'DEPT_21 ALLOC-L2'],
    ['S01 on the eve of 65', { on: '2026-11-20', situation: alone('1961-11-21') }, 'DEPT_21 ALLOC-L2'],
    ['S01 on the 65th birthday', { on: '2026-11-21', situation: alone('1961-11-21') }, 'CCAS_LONGVIC ALLOC-L1'],
    ['S03 APA in payment', { situation: couple([{ kind: 'APA', status: 'OPEN' }]) }, 'DEPT_21 ALLOC-L2'],
    ['S03 RSA in payment', { situation: couple([{ kind: 'RSA', status: 'OPEN' }]) }, 'DEPT_21 ALLOC-L2'],
    ['S03 APA requested', { situation: couple([{ kind: 'APA', status: 'REQUESTED' }]) }, 'CCAS_LONGVIC ALLOC-L1'],
    [
      'S04 the son is 20',
      { on: '2027-02-09', situation: alone('1958-03-01', { dependants: ['2006-02-10'] }) },
      'DEPT_21 ALLOC-L2',
    ],
    [
      'S04 the son is 21',
      { on: '2027-02-10', situation: alone('1958-03-01', { dependants: ['2006-02-10'] }) },
      'CCAS_LONGVIC ALLOC-L1',
    ],
    ['S04 the son is no dependant', { on: '2027-01-01', situation: alone('1958-03-01') }, 'CCAS_LONGVIC ALLOC-L1'],
    [
      'S05 before the APA',
      { on: '2026-09-30', situation: alone('1948-06-15', { rights: APA }) },
      'CCAS_LONGVIC ALLOC-L1',
    ],
    ['S05 with the APA', { on: '2026-10-01', situation: alone('1948-06-15', { rights: APA }) }, 'DEPT_21 ALLOC-L2'],
    ['S07 FSL', { topic: 'FSL', situation: null }, 'METRO_DIJON ALLOC-M1'],
    ['S07 first reception', { topic: 'FIRST_RECEPTION', situation: { followedBy: [] } }, 'METRO_DIJON ALLOC-M1'],
    [
      'S07 first reception of who is followed',
      { topic: 'FIRST_RECEPTION', situation: { followedBy: ['DEPT_21'] } },
      'DEPT_21 ALLOC-M2',
    ],
  ] as const)('%s', async (_, said, expected) => {
    expect(await told(said)).toBe(expected);
  });

  test('the answer says where to turn, by which article, and how sure that is', async () => {
    const { competentBody } = await ask({ situation: alone('1950-01-01') });
    expect(competentBody).toEqual({
      body: { code: 'CCAS_LONGVIC', name: 'CCAS de Longvic' },
      rule: 'ALLOC-L1',
      article: '21-L art. 2',
      confidence: 'COPIL',
      services: [
        { code: 'ACCOMPAGNEMENT', label: 'Accompagnement social' },
        { code: 'ACCUEIL', label: 'Accueil du CCAS' },
      ],
      also: [],
      missing: [],
    });
    const stapo = await ask({ commune: '21540', situation: null });
    expect(stapo.competentBody).toMatchObject({
      rule: 'ALLOC-D0',
      services: [{ code: 'AGENCE_SOLIDARITES' }, { code: 'ESCO_STAPO' }],
    });
    const sceaux = await ask({ commune: '92071', situation: null });
    expect(sceaux.competentBody).toMatchObject({ body: { code: 'DEPT_92' }, also: [{ code: 'CCAS_SCEAUX' }] });
  });

  test('what is not known is asked for', async () => {
    const { competentBody } = await ask({ situation: { adults: ['1950-01-01'] } });
    expect(competentBody).toMatchObject({ body: null, rule: null, missing: ['DEPENDANTS', 'RIGHTS'] });
    expect((await ask({ topic: 'FSL', commune: '21231' })).competentBody).toMatchObject({ body: null, missing: [] });
  });

  test('anyone may ask', async () => {
    for (const agent of ['AG-05', 'AG-13', 'AG-15', 'AG-12']) {
      expect((await ask({ situation: alone('1950-01-01') }, agent)).competentBody.rule).toBe('ALLOC-L1');
    }
  });

  test('nothing crosses, nothing is recorded, and nothing that was told is written anywhere', async () => {
    const birth = '1949-07-13';
    const before = await everythingStored();
    const { answer } = await ask({ situation: alone(birth, { rights: APA }) });
    expect(territory.received).toEqual([]);
    expect(await territory.linesOf(answer.operation)).toEqual([]);
    expect(await everythingStored()).toEqual(before);
  });

  test.each([
    [
      'in the text',
      '{ competentBody(commune: "21355", topic: SOCIAL_SUPPORT, situation: { adults: ["1950-01-01"] }) { rule } }',
    ],
    [
      'in the text, but for the dates',
      'query ($d: [Date!]) { competentBody(commune: "21355", topic: SOCIAL_SUPPORT, situation: { adults: $d }) { rule } }',
    ],
    [
      'in the default of a variable',
      'query ($s: Situation = { adults: ["1950-01-01"] }) { competentBody(commune: "21355", topic: SOCIAL_SUPPORT, situation: $s) { rule } }',
    ],
    [
      'in a fragment',
      'query { ...F } fragment F on Query { competentBody(commune: "21355", topic: SOCIAL_SUPPORT, situation: { adults: ["1950-01-01"] }) { rule } }',
    ],
  ])('what is told %s is refused: texts are kept', async (_, query) => {
    const answer = await territory.ask(query, { agent: 'AG-03', purpose: 'DIRECTORY' });
    expect(answer.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_REQUEST']);
    expect(answer.text).not.toContain('1950');
  });

  test.each([
    ['three adults', { adults: ['1950-01-01', '1951-01-01', '1952-01-01'] }],
    ['somebody who is not born yet', { adults: ['2026-06-02'] }],
    ['a day that is none', { adults: ['1950-02-30'] }],
  ])('%s is refused, and not repeated', async (_, situation) => {
    const answer = await territory.ask(QUERY, {
      agent: 'AG-03',
      purpose: 'DIRECTORY',
      variables: { commune: '21355', topic: 'SOCIAL_SUPPORT', on: '2026-06-01', situation },
    });
    expect(answer.body.errors?.[0]?.extensions.code).toBe('BAD_REQUEST');
    for (const birth of situation.adults) expect(answer.text).not.toContain(birth);
  });
});

/** How many rows each table of the hub has had written, ever. */
async function everythingStored(): Promise<unknown> {
  const { rows } = await territory.hubDatabase.query(
    `SELECT relname, pg_relation_size(relid) AS size,
            (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', relname), false, true, '')))[1]::text AS n
       FROM pg_stat_user_tables ORDER BY relname`,
  );
  return rows;
}
