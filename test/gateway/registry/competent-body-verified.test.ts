import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parisInstant } from '../../support/paris.ts';
import { type HubAnswer, openTerritory, type Territory } from '../../support/territory.ts';
import { openWorld, type World } from '../../support/world.ts';

/** Henri of S05: followed by the CCAS; the Département grants him APA from 1 October. */
const HENRI = 'CCAS_LONGVIC:6044';
/** Known to the CCAS alone. */
const ODILE = 'CCAS_LONGVIC:4406';
const ALL = ['IDENTITY', 'HOUSEHOLD', 'BENEFITS', 'AUTONOMY'];

let territory: Territory;
let world: World;
beforeAll(async () => {
  territory = await openTerritory({
    at: parisInstant('2026-09-30T10:00'),
    bodies: ['DEPT_21', 'CCAS_LONGVIC'],
    bodyDeadlineMs: 1_000,
  });
  world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
});
beforeEach(() => territory.setClock(parisInstant('2026-09-30T10:00')));
afterEach(() => world?.undo());
afterAll(async () => {
  await world?.close();
  await territory?.close();
});

function agree(file: string, categories: readonly string[] = ALL) {
  return world.consent(file, {
    fromBodies: ['DEPT_21'],
    toBodies: ['CCAS_LONGVIC'],
    purposes: ['ROUTING'],
    categories: [...categories],
  });
}

function ask(
  person: string,
  o: { agent?: string; purpose?: 'ROUTING' | 'CASE'; commune?: string } = {},
): Promise<HubAnswer> {
  const { agent = 'AG-02', purpose = 'ROUTING', commune = '21355' } = o;
  return territory.ask('query ($p: ID!, $c: String!) { competentBodyOf(person: $p, commune: $c) { code } }', {
    agent,
    purpose,
    variables: { p: person, c: commune },
  });
}

async function lines(answer: HubAnswer): Promise<string[]> {
  const all = await territory.linesOf(answer.operation);
  return all.map(({ owner, category, decision, rule, transform, reason }) =>
    [owner, category, decision, rule, reason ?? transform ?? ''].join(' ').trim(),
  );
}

const INTERNAL = ['AUTONOMY', 'BENEFITS', 'HOUSEHOLD', 'IDENTITY'].map((each) => `CCAS_LONGVIC ${each} INTERNAL G0`);
const ofDepartement = (decision: string) =>
  ['AUTONOMY', 'BENEFITS', 'HOUSEHOLD', 'IDENTITY'].map((each) => `DEPT_21 ${each} ${decision}`);

describe('with her accord from each body', () => {
  test.each([
    ['2026-09-30', 'CCAS_LONGVIC'],
    ['2026-10-01', 'DEPT_21'],
  ])('S05 on %s: %s', async (on, code) => {
    territory.setClock(parisInstant(`${on}T10:00`));
    await agree(HENRI);
    const answer = await ask(HENRI);
    const received = [...territory.received];
    expect(JSON.parse(answer.text)).toEqual({ data: { competentBodyOf: { code } } });
    expect(received.map(({ body, subgraph }) => `${body} ${subgraph}`).sort()).toEqual([
      'CCAS_LONGVIC body',
      'DEPT_21 body',
    ]);
    for (const { query } of received)
      expect(query).toMatch(
        /^query\(\$_r0:\[_Any!\]!\)\{_g0:_entities\(representations:\$_r0\)\{\.\.\.on Person\{excludesCcas\}\}\}$/,
      );
    expect(await lines(answer)).toEqual([...INTERNAL, ...ofDepartement('PERMIT R524 ROUTING_RESULT')]);
  });

  test('neither yes nor no of a body is in the answer, whatever is selected', async () => {
    await agree(HENRI);
    const answer = await ask(HENRI);
    expect(answer.text).not.toMatch(/true|false|excludes/i);
    expect(answer.body.extensions).toBeUndefined();
  });

  test('a file of the other body names the same person', async () => {
    await agree(HENRI);
    expect((await ask('DEPT_21:D-6190')).text).toBe((await ask(HENRI)).text);
  });

  test('a body that does not answer leaves it untold', async () => {
    await agree(HENRI);
    const there = await territory.moveBody('DEPT_21', 'http://127.0.0.1:9');
    try {
      const answer = await ask(HENRI);
      expect(answer.body.data).toEqual({ competentBodyOf: null });
      expect(answer.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['BODY_UNREACHABLE']);
    } finally {
      await territory.moveBody('DEPT_21', there);
    }
  });
});

describe('where any part is withheld', () => {
  async function isNotDisclosed(answer: HubAnswer): Promise<void> {
    const received = [...territory.received];
    expect(received).toEqual([]);
    expect(answer.body.errors?.[0]?.extensions.code).toBe('NOT_DISCLOSED');
    const unknown = await ask('CCAS_LONGVIC:no-such-file');
    expect(answer.text).toBe(unknown.text);
  }

  test('without an accord nobody is asked, and the refusal is recorded', async () => {
    const answer = await ask(HENRI);
    await isNotDisclosed(answer);
    expect(await lines(answer)).toEqual([...INTERNAL, ...ofDepartement('DENY R524 CONSENT_MISSING')]);
  });

  test.each(ALL)('without %s in the accord nobody is asked', async (category) => {
    await agree(
      HENRI,
      ALL.filter((each) => each !== category),
    );
    await isNotDisclosed(await ask(HENRI));
  });

  test('an accord for another purpose opens nothing', async () => {
    await world.consent(HENRI, {
      fromBodies: ['DEPT_21'],
      toBodies: ['CCAS_LONGVIC'],
      purposes: ['CASE'],
      categories: ALL,
    });
    await isNotDisclosed(await ask(HENRI));
  });

  test('who is not known to the Département is not told apart from who has not agreed', async () => {
    await agree(ODILE);
    await isNotDisclosed(await ask(ODILE));
  });

  test('S33: the reception desk is never told (R110)', async () => {
    await agree(HENRI);
    const answer = await ask(HENRI, { agent: 'AG-03' });
    await isNotDisclosed(answer);
    expect(await lines(answer)).toContain('DEPT_21 AUTONOMY DENY R110 RULE_NEVER');
  });

  test('an accord that is withdrawn opens nothing any more', async () => {
    await world.consent(HENRI, {
      ...{ fromBodies: ['DEPT_21'], toBodies: ['CCAS_LONGVIC'], purposes: ['ROUTING'], categories: ALL },
      withdrawnAt: parisInstant('2026-09-30T09:00'),
    });
    await isNotDisclosed(await ask(HENRI));
  });
});

test('what depends on nobody is told without asking anybody', async () => {
  const answer = await ask('CCAS_STAPO:whoever', { commune: '21540' });
  expect(answer.body.data).toEqual({ competentBodyOf: { code: 'DEPT_21' } });
  expect([territory.received, await lines(answer)]).toEqual([[], []]);
});

test('it is asked under the purpose ROUTING', async () => {
  const answer = await ask(HENRI, { purpose: 'CASE' });
  expect(answer.body.errors?.[0]?.extensions.code).toBe('PURPOSE_NOT_ALLOWED');
});
