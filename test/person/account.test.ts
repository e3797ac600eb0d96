import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type Asked, dataOf, openTerritory, type Territory } from '../support/territory.ts';
import { openWorld, type World } from '../support/world.ts';
import { accountOf, asPerson, ME, tracesOf } from './asking.ts';

const MORNING = parisInstant('2026-05-04T10:00');
const NOON = parisInstant('2026-05-04T12:00');
const GERARD = 'CCAS_LONGVIC:7781';
const HIS_FILE_AT_DEPT = 'DEPT_21:D-5512';

let territory: Territory;
let world: World;
let gerard: Asked;
beforeAll(async () => {
  territory = await openTerritory({ at: MORNING, bodies: ['DEPT_21', 'CCAS_LONGVIC', 'METRO_DIJON'] });
  world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  gerard = await asPerson(territory, world, GERARD);
});
afterEach(async () => {
  await world.undo();
  territory.setClock(MORNING);
});
afterAll(async () => {
  await world?.close();
  await territory?.close();
});

const read = (agent: string, selection: string, file: string, over: Partial<Asked> = {}) =>
  territory.ask(`query($id: ID!) { person(id: $id) { ${selection} } }`, {
    ...{ agent, purpose: 'CASE', variables: { id: file } },
    ...over,
  });

async function me(asked: Asked, variables: object = {}) {
  territory.setClock(NOON);
  const answer = await territory.ask(ME, { ...asked, variables: { ...variables } });
  expect(answer.body.errors, answer.text).toBeUndefined();
  return answer;
}

describe('S31 the person reads her own account', () => {
  test('her accords, those in force first, each in plain words', async () => {
    const refused = await world.consent(GERARD, {
      ...{ kind: 'REFUSAL', categories: ['HEALTH'], fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'] },
      ...{ purposes: ['CASE'], grantedAt: parisInstant('2026-05-04T09:00') },
    });
    const { consents } = accountOf(await me(gerard));
    expect(consents.map(({ id }) => id)).toEqual(expect.arrayContaining(['C-1', 'C-7', 'C-17', refused]));
    const standing = consents.map(({ status }) => status);
    expect(standing.lastIndexOf('ACTIVE')).toBeLessThan(standing.indexOf('REFUSED'));
    const first = consents.find(({ id }) => id === 'C-1');
    expect(first?.plainFrench).toContain("Qui peut voir : Département de la Côte-d'Or.");
    expect(first?.plainFrench).toContain('D’où viennent les informations : CCAS de Longvic.');
    expect(first?.plainFrench).toContain('Jusqu’à quand : jusqu’au 28 février 2027.');
    expect(first?.plainEnglish).toContain('You may change your mind whenever you wish.');
  });

  test('who looked at which kind of data, when and what for, and never the name of the agent', async () => {
    await read('AG-01', 'housing { tenure } benefits { kind }', GERARD, { mission: 'SP-1' });
    const answer = await me(gerard);
    const traces = tracesOf(answer);
    expect(traces.map(({ category, decision, agentBody }) => [category, decision, agentBody.code])).toEqual(
      expect.arrayContaining([
        ['HOUSING', 'PERMIT', 'DEPT_21'],
        ['BENEFITS', 'DENY', 'DEPT_21'],
      ]),
    );
    for (const { agent, mission, operation, partnerSystem, profession } of traces) {
      expect({ agent, mission, operation, partnerSystem }).toEqual({
        ...{ agent: null, mission: null, operation: null, partnerSystem: null },
      });
      expect(profession).toBe('ASS');
    }
    expect(answer.text).not.toContain('AG-01');
    expect(answer.text).not.toContain('SP-1');
    const housing = traces.find(({ category }) => category === 'HOUSING')?.plainFrench;
    expect(housing).toBe(
      [
        'Quand : 4 mai 2026 à 10 h 00.',
        "Qui : Département de la Côte-d'Or (assistante ou assistant de service social).",
        'Quelles informations : le logement.',
        'D’où viennent les informations : CCAS de Longvic.',
        'Pourquoi : suivre une situation à plusieurs services.',
        'Réponse : oui. Votre accord le permet.',
      ].join('\n'),
    );
  });

  test('by no name either: a filter would be a look', async () => {
    const answer = await territory.ask('{ accessRecords(agent: "AG-01") { totalCount } }', gerard);
    expect(answer.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_REQUEST']);
  });

  test('who received what, which is what was released to another body', async () => {
    await read('AG-01', 'housing { tenure } benefits { kind }', GERARD);
    await read('AG-02', 'housing { tenure }', GERARD);
    const { recipients } = accountOf(await me(gerard));
    expect(recipients.map(({ recipient, owner, category }) => `${owner} ${category} ${recipient}`)).toEqual([
      'CCAS_LONGVIC HOUSING DEPT_21',
    ]);
  });

  test('her requests: where they stand, what is next, whom to contact', async () => {
    await world.refer(
      'R-31',
      GERARD,
      { body: 'DEPT_21', service: 'ESCO_LONGVIC' },
      { body: 'METRO_DIJON', service: 'FSL' },
      {
        ...{ kind: 'FSL_REQUEST', purpose: 'HOUSING_FSL', state: 'RECEIVED' },
        decisionDueOn: new Date('2026-05-20'),
      },
    );
    const { referrals } = accountOf(await me(gerard));
    const request = referrals.find(({ id }) => id === 'R-31');
    expect(request?.handling).toMatchObject({ state: 'RECEIVED', nextOn: '2026-05-20' });
    expect(request?.handling.contact).toContain('Dijon Métropole');
    expect(request?.handling.plainFrench).toContain('Prochaine réponse : au plus tard le 20 mai 2026.');
  });

  test('what she contests, from what she was told', async () => {
    await read('AG-01', 'housing { tenure }', GERARD);
    const [trace] = tracesOf(await me(gerard));
    const contested = await territory.ask(
      'mutation($id: ID!) { contest(input: { object: ACCESS, objectId: $id }) { reference dueOn } }',
      { ...gerard, variables: { id: trace?.id } },
    );
    expect(contested.body.errors).toBeUndefined();
    expect(accountOf(await me(gerard)).contestations).toEqual([
      expect.objectContaining({ object: 'ACCESS', objectId: trace?.id, dueOn: '2026-06-04' }),
    ]);
  });

  test('a request about two people is shown to neither', async () => {
    const wife = (await territory.hubDatabase.query(`SELECT subject FROM case_subject WHERE case_id = 'SP-1'`)).rows;
    await world.refer('R-32', GERARD, { body: 'CCAS_LONGVIC' }, { body: 'METRO_DIJON' }, FSL);
    await territory.hubDatabase.query(
      `INSERT INTO referral_subject SELECT 'R-32', s FROM unnest($1::text[]) AS s ON CONFLICT DO NOTHING`,
      [wife.map(({ subject }) => subject)],
    );
    expect(accountOf(await me(gerard)).referrals.map(({ id }) => id)).not.toContain('R-32');
  });

  test('that she looked is on record, on her own account and under R004', async () => {
    await read('AG-01', 'housing { tenure }', GERARD);
    const answer = await me(gerard);
    const lines = await territory.linesOf(answer.operation);
    const subject = await world.subjectOf(GERARD);
    expect(lines.filter(({ subject: of }) => of !== null).map((line) => line.subject)).toEqual(
      lines.filter(({ subject: of }) => of !== null).map(() => subject),
    );
    expect(lines.map(({ category, decision, rule }) => `${category} ${decision} ${rule}`)).toEqual(
      expect.arrayContaining(['AUDIT_TRACE PERMIT R004', 'CONSENT_RECORD PERMIT R004', 'REFERRAL_META PERMIT R004']),
    );
    // No log of looks at the log: it would tell how many lines there are that she is not shown.
    expect(tracesOf(await me(gerard)).map(({ category }) => category)).not.toContain('AUDIT_TRACE');
  });

  test('pages add up to the whole, whatever their size', async () => {
    for (const selection of ['housing { tenure }', 'birthName', 'budget { debtTotal }']) {
      await read('AG-01', selection, GERARD);
      await read('AG-01', selection, HIS_FILE_AT_DEPT);
    }
    const whole = tracesOf(await me(gerard, { first: 100 })).map(({ id }) => id);
    expect(whole.length).toBeGreaterThan(5);
    const walked: string[] = [];
    let after: string | null = null;
    do {
      const answer = await me(gerard, { first: 2, after });
      const { accessRecords } = accountOf(answer);
      expect(accessRecords.totalCount).toBe(whole.length);
      walked.push(...tracesOf(answer).map(({ id }) => id));
      after = accessRecords.pageInfo.hasNextPage ? accessRecords.pageInfo.endCursor : null;
    } while (after !== null);
    expect(walked).toEqual(whole);
  });
});

const FSL = { kind: 'FSL_REQUEST', purpose: 'HOUSING_FSL' } as const;

describe('nobody else', () => {
  test('a person whom the hub does not know reads an empty account', async () => {
    const claims = { subject: ['nobody-whom-the-hub-has-ever-met-at-all'] };
    const token = await territory.signToken({ agent: 'stranger', body: 'PERSONNES', now: new Date(), claims });
    expect(accountOf(await me({ agent: 'stranger', purpose: 'SUBJECT_RIGHTS', token }))).toMatchObject({
      ...{ consents: [], referrals: [], recipients: [] },
      accessRecords: { totalCount: 0, edges: [] },
    });
  });

  test.each([
    ['AG-01', 'CASE'],
    ['AG-14', 'AUDIT'],
    ['AG-14', 'SUBJECT_RIGHTS'],
  ] as const)('%s under %s is nobody’s person', async (agent, purpose) => {
    const answer = await territory.ask('{ me { consents { id } } }', { agent, purpose });
    expect(answer.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['PURPOSE_NOT_ALLOWED']);
    expect(answer.body.data).toEqual({ me: null });
  });

  test('what another person may know of is not in it', async () => {
    await read('AG-01', 'housing { tenure }', GERARD);
    const other = await me(await asPerson(territory, world, 'CCAS_LONGVIC:1835'));
    expect(tracesOf(other)).toEqual([]);
    expect(accountOf(other).consents.map(({ id }) => id)).not.toContain('C-1');
  });
});

describe('who represents a child', () => {
  test('reads the child’s account, but not that somebody else asked for the child', async () => {
    const child = 'CCAS_LONGVIC:3918';
    await world.share(
      'SP-CHILD',
      [child],
      [
        { body: 'CCAS_LONGVIC', agent: 'AG-02' },
        { body: 'DEPT_21', agent: 'AG-01' },
      ],
    );
    await read('AG-01', 'birthName', child);
    await territory.ask('{ me { consents { id } } consents { totalCount } }', await asPerson(territory, world, child));
    await world.consent(child, {
      ...{ id: 'C-CHILD', categories: ['HOUSING'], fromBodies: ['CCAS_LONGVIC'], toBodies: ['DEPT_21'] },
      ...{ purposes: ['CASE'], grantedBy: ['PARENT_A'], validFrom: parisInstant('2026-05-04T00:00') },
    });
    await territory.ask('{ consents { totalCount } }', await asPerson(territory, world, child));
    territory.setClock(NOON);
    const own = tracesOf(await me(await asPerson(territory, world, child)));
    expect(own.map(({ agentBody }) => agentBody.code)).toContain('PERSONNES');
    const parent = await me(await asPerson(territory, world, child, true, 'identity-2'));
    expect(tracesOf(parent).map(({ agentBody }) => agentBody.code)).not.toContain('PERSONNES');
    expect(tracesOf(parent).map(({ category }) => category)).toContain('IDENTITY');
    expect(accountOf(parent).consents.map(({ id }) => id)).toContain('C-CHILD');
    const told = accountOf(parent).consents.find(({ id }) => id === 'C-CHILD')?.plainFrench;
    expect(told?.split('\n')).toEqual(
      expect.arrayContaining([
        'C’est le dossier de la personne que vous représentez. « Vous », c’est cette personne.',
        'Une personne qui vous représente a dit oui pour vous le 1er mars 2026.',
      ]),
    );
  });
});

test('S31 WORRYING_INFO is refused to the person herself', async () => {
  const answer = await territory.ask('query($id: ID!) { person(id: $id) { worryingInformation { facts } } }', {
    ...(await asPerson(territory, world, 'DEPT_21:D-7725')),
    variables: { id: 'DEPT_21:D-7725' },
  });
  const lines = await territory.linesOf(answer.operation);
  expect(lines.find(({ category }) => category === 'WORRYING_INFO')).toMatchObject({
    ...{ decision: 'DENY', rule: 'R103', reason: 'RULE_NEVER' },
  });
  expect(dataOf<{ person: unknown }>(answer).person).toBeNull();
});
