import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readConfig } from '../../gateway/config.ts';
import { startHub } from '../../gateway/start-hub.ts';
import { hashOfTables } from '../../schema/rule-tables.ts';
import { parisInstant } from '../support/paris.ts';
import { dataOf, type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';
import { appointOfficers, OFFICERS, type Officer } from './officers.ts';

const NOW = parisInstant('2026-05-04T10:00');
const TOMORROW = parisInstant('2026-05-05T00:00');
const LATER = parisInstant('2026-05-05T09:00');
const URGENT = 'a judgment has annulled the provision that R501 rests on';

const reference = (name: string) => readFileSync(`prisma/reference/${name}.csv`, 'utf8');
const RULES = reference('rules');
const WITHOUT_R501 = RULES.replace(/\nR501,[^\n]*/, '');

const PUBLISH = `mutation($input: RuleSetInput!) { publishRuleSet(input: $input) {
  version state sha256 validFrom shortNotice publishedBy { body agent } } }`;
const LIST =
  '{ ruleSets { version state sha256 publishedBy { body } changes { kind categories cells words { fr en } } } }';
const READ = 'query($id: ID!) { person(id: $id) { housing { tenure } } }';

interface Version {
  readonly version: string;
  readonly state: string;
  readonly sha256: string;
  readonly publishedBy: readonly { readonly body: string; readonly agent?: string }[];
  readonly changes: readonly { kind: string; categories: string[]; cells: number; words: { fr: string; en: string } }[];
}

let territory: Territory;
let officers: Awaited<ReturnType<typeof appointOfficers>>;
beforeAll(async () => {
  territory = await openTerritory({ at: NOW, bodies: ['CCAS_LONGVIC'] });
  officers = await appointOfficers(territory);
});
afterAll(() => territory?.close());
beforeEach(() => territory.setClock(NOW));
afterEach(async () => {
  await territory.hubDatabase.query(`DELETE FROM rule_set WHERE version <> 'v1'`);
  await territory.hubDatabase.query('DELETE FROM rule_set_proposal');
});

function publish(by: Officer, over: Record<string, unknown> = {}): Promise<HubAnswer> {
  const input = { version: 'v2', validFrom: TOMORROW, rules: WITHOUT_R501, shortNotice: URGENT, ...over };
  return officers.ask(by, PUBLISH, { purpose: 'STEERING', variables: { input } });
}
const stateOf = (answer: HubAnswer) => dataOf<{ publishRuleSet: Version }>(answer).publishRuleSet.state;
function refusalOf(answer: HubAnswer): unknown {
  const extensions = answer.body.errors?.[0]?.extensions as { code: string; reason?: string } | undefined;
  return [extensions?.code, extensions?.reason];
}
async function versions(): Promise<readonly Version[]> {
  return dataOf<{ ruleSets: Version[] }>(await territory.ask(LIST, { agent: 'AG-01', purpose: 'CASE' })).ruleSets;
}

/**
 * What AG-01 is told of the housing of the man of SP-1, and by which tables. A replica that has not heard of a version yet
 * decides by the one before, finds that out before the answer leaves, and decides again: then the line that counts is the
 * changed one.
 */
async function readHousing(): Promise<readonly unknown[]> {
  const answer = await territory.ask(READ, { agent: 'AG-01', purpose: 'CASE', variables: { id: 'CCAS_LONGVIC:7781' } });
  const { rows } = await territory.hubDatabase.query(
    `SELECT decision, rule_set_version AS version, rule_set_sha256 AS sha256 FROM access_record
      WHERE operation = $1 AND category = 'HOUSING' ORDER BY release_check NULLS LAST LIMIT 1`,
    [answer.operation],
  );
  const { housing } = dataOf<{ person: { housing: object | null } }>(answer).person;
  return [housing !== null, rows];
}

describe('a version takes two data-protection officers', () => {
  test('the first proposes it, and it decides nothing, even when its day has come', async () => {
    expect(stateOf(await publish(OFFICERS.dept))).toBe('PROPOSED');
    expect(stateOf(await publish(OFFICERS.dept))).toBe('PROPOSED');
    territory.setClock(LATER);
    expect(await readHousing()).toMatchObject([true, [{ decision: 'PERMIT', version: 'v1' }]]);
  });

  test('one of another body publishes it by saying the same', async () => {
    await publish(OFFICERS.dept);
    const answer = await publish(OFFICERS.ccas);
    expect(dataOf<{ publishRuleSet: Version }>(answer).publishRuleSet).toMatchObject({
      state: 'SCHEDULED',
      shortNotice: URGENT,
      publishedBy: [
        { body: 'DEPT_21', agent: 'DPO-21' },
        { body: 'CCAS_LONGVIC', agent: 'DPO-CCAS' },
      ],
    });
    expect(stateOf(await publish(OFFICERS.ccas))).toBe('SCHEDULED');
  });

  test('a colleague of the first is not the second', async () => {
    await publish(OFFICERS.dept);
    expect(refusalOf(await publish(OFFICERS.deptToo))).toEqual(['BAD_REQUEST', 'TWO_BODIES']);
    expect((await versions())[0]).toMatchObject({ version: 'v2', state: 'PROPOSED' });
  });

  test('two who say it at the same moment publish it once', async () => {
    const states = (await Promise.all([publish(OFFICERS.dept), publish(OFFICERS.ccas)])).map(stateOf);
    expect(states.sort()).toEqual(['PROPOSED', 'SCHEDULED']);
    expect((await versions()).map(({ version }) => version)).toEqual(['v2', 'v1']);
  });

  test('nobody else publishes, nor under another purpose', async () => {
    const variables = { input: { version: 'v2', validFrom: TOMORROW, rules: RULES } };
    const worker = await territory.ask(PUBLISH, { agent: 'AG-01', purpose: 'STEERING', variables });
    expect(refusalOf(worker)).toEqual(['BAD_REQUEST', 'NOT_DPO']);
    const elsewhere = await officers.ask(OFFICERS.dept, PUBLISH, { purpose: 'AUDIT', variables });
    expect(refusalOf(elsewhere)).toEqual(['PURPOSE_NOT_ALLOWED', undefined]);
    expect(await versions()).toHaveLength(1);
  });
});

describe('what stands is never changed', () => {
  test.each([
    ['another text', { rules: RULES }],
    ['another day', { validFrom: parisInstant('2026-05-06T00:00') }],
    ['another white list', { whitelist: reference('whitelist').replace(/\n[^\n]*\n$/, '\n') }],
    ['another reason', { shortNotice: 'some other reason that is long enough' }],
  ])('neither a proposal nor a publication takes %s', async (_, over) => {
    await publish(OFFICERS.dept);
    expect(refusalOf(await publish(OFFICERS.ccas, over))).toEqual(['CONFLICT', undefined]);
    await publish(OFFICERS.ccas);
    expect(refusalOf(await publish(OFFICERS.dept, over))).toEqual(['CONFLICT', undefined]);
    expect(refusalOf(await publish(OFFICERS.ccas, { ...over, version: 'v1' }))).toEqual(['CONFLICT', undefined]);
  });

  test('two versions do not begin at one instant', async () => {
    await publish(OFFICERS.dept);
    await publish(OFFICERS.ccas);
    expect(refusalOf(await publish(OFFICERS.dept, { version: 'v3', rules: RULES }))).toEqual(['CONFLICT', undefined]);
  });

  test('a hub does not start on tables that are not those of their hash', async () => {
    await publish(OFFICERS.dept);
    await publish(OFFICERS.ccas);
    await territory.hubDatabase.query(`UPDATE rule_set SET groups = groups || 'G_NEW,ASS' WHERE version = 'v2'`);
    const start = startHub(readConfig({ ...territory.hubEnvironment }), { clock: () => NOW, log: () => {} });
    await expect(start).rejects.toThrow('rule table `v2` is not the one that was published');
  });
});

describe('a version is refused', () => {
  test.each([
    ['whose rows do not parse', { rules: RULES.replace('R501,', 'R501,x') }, 'TABLE'],
    ['that does not end with the row that denies', { rules: RULES.replace(/\nR990,[^\n]*/, '') }, 'TABLE'],
    ['that names a group which is none', { groups: reference('groups').replace('G_FSL,', 'G_OTHER,') }, 'TABLE'],
    ['without those who control', { groups: reference('groups').replace('G_CTRL,', 'G_OTHER,') }, 'TABLE'],
    [
      'that opens a field which is none',
      { whitelist: reference('whitelist').replace('housing.tenure', 'housing.rent') },
      'FIELD',
    ],
    [
      'that opens a field of another category',
      { transforms: reference('transforms').replace('birthYear', 'housing.tenure') },
      'FIELD',
    ],
    ['whose name is none', { version: 'V 2' }, 'VERSION'],
    ['that begins now', { validFrom: NOW }, 'NOTICE'],
    ['that begins tomorrow, without a reason', { shortNotice: null }, 'NOTICE'],
    ['whose reason is none', { shortNotice: 'urgent' }, 'SHORT_NOTICE'],
  ])('%s', async (_, over, reason) => {
    expect(refusalOf(await publish(OFFICERS.dept, over))).toEqual(['BAD_REQUEST', reason]);
    expect(await versions()).toHaveLength(1);
  });

  test('thirty days are notice enough, by the second signature as well', async () => {
    const notice = { validFrom: parisInstant('2026-06-03T10:00'), shortNotice: null };
    expect(stateOf(await publish(OFFICERS.dept, notice))).toBe('PROPOSED');
    territory.setClock(new Date(NOW.getTime() + 1));
    expect(refusalOf(await publish(OFFICERS.ccas, notice))).toEqual(['BAD_REQUEST', 'NOTICE']);
    territory.setClock(NOW);
    expect(stateOf(await publish(OFFICERS.ccas, notice))).toBe('SCHEDULED');
  });
});

describe('a published version', () => {
  test('decides from its instant on every replica, without a restart, and every decision names it by its hash', async () => {
    let clock = NOW;
    const other = await startHub(readConfig({ ...territory.hubEnvironment }), { clock: () => clock });
    try {
      await publish(OFFICERS.dept);
      await publish(OFFICERS.ccas);
      const v1 = hashOfTables({
        rules: RULES,
        groups: reference('groups'),
        transforms: reference('transforms'),
        whitelist: reference('whitelist'),
      });
      const v2 = hashOfTables({
        rules: WITHOUT_R501,
        groups: reference('groups'),
        transforms: reference('transforms'),
        whitelist: reference('whitelist'),
      });
      territory.setClock(new Date(TOMORROW.getTime() - 1));
      expect(await readHousing()).toEqual([true, [{ decision: 'PERMIT', version: 'v1', sha256: v1 }]]);
      territory.setClock(TOMORROW);
      expect(await readHousing()).toEqual([false, [{ decision: 'DENY', version: 'v2', sha256: v2 }]]);

      clock = TOMORROW;
      const response = await fetch(`${other.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${await territory.tokenOf('AG-01')}`,
          'x-purpose': 'CASE',
        },
        body: JSON.stringify({ query: READ, variables: { id: 'CCAS_LONGVIC:7781' } }),
      });
      expect(await response.json()).toMatchObject({ data: { person: { housing: null } } });
    } finally {
      await other.close();
    }
  });

  test('is listed with who answers for it, how it stands and what it changes, in French and in English', async () => {
    await publish(OFFICERS.dept);
    await publish(OFFICERS.ccas);
    const [v2, v1] = await versions();
    expect(v1).toMatchObject({ version: 'v1', state: 'IN_FORCE', publishedBy: [], changes: [] });
    expect(v2).toMatchObject({
      version: 'v2',
      state: 'SCHEDULED',
      publishedBy: [{ body: 'DEPT_21' }, { body: 'CCAS_LONGVIC' }],
    });
    expect(v2?.changes.some(({ kind, categories }) => kind === 'CLOSES' && categories.includes('HOUSING'))).toBe(true);
    expect(
      v2?.changes.every(({ cells, words }) => cells > 0 && words.fr.includes('R501') && words.en.includes('R501')),
    ).toBe(true);
    territory.setClock(LATER);
    expect((await versions()).map(({ state }) => state)).toEqual(['IN_FORCE', 'REPLACED']);
  });
});
