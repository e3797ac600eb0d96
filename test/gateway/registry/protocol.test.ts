import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { seededHub, withHub } from '../../support/hub-database.ts';
import { openRegistry, type Registry } from './registry.ts';

let database: FreshDatabase;
let registry: Registry;
beforeAll(async () => {
  database = await freshDatabase('hub', seededHub);
  registry = await openRegistry(database.url);
});
afterAll(async () => {
  await registry.close();
  await database.drop();
});

async function read(selection: string, id = 'P-21-LONGVIC'): Promise<unknown> {
  const { data, codes } = await registry.ask(`query ($id: ID!) { protocol(id: $id) { ${selection} } }`, {
    variables: { id },
  });
  expect(codes).toEqual([]);
  return data.protocol;
}

describe('one instrument', () => {
  test('says what was signed', async () => {
    const signed = await read(
      'communes termMonths tacitRenewal noticeForm courtAsWritten courtEffective',
      'P-92-SCEAUX',
    );
    expect(signed).toEqual({
      communes: ['92071'],
      termMonths: 36,
      tacitRenewal: true,
      noticeForm: 'REGISTERED_LETTER',
      courtAsWritten: 'tribunal administratif de Nanterre',
      courtEffective: 'tribunal administratif de Cergy-Pontoise',
    });
    expect(
      await read(
        'predecessor denunciations { receivedOn } amendments { number } restrictions { category } opensL121_6_2',
      ),
    ).toEqual({
      predecessor: null,
      denunciations: [],
      amendments: [],
      restrictions: [],
      opensL121_6_2: false,
    });
  });

  test('has its axes of work, with their themes', async () => {
    expect(await read('axes { code label objective themes }', 'P-92-SCEAUX')).toMatchObject({
      axes: expect.arrayContaining([expect.objectContaining({ code: 'CONTINUITE' })]),
    });
    const { axes } = (await read('axes { code themes }')) as { axes: { code: string; themes: string[] }[] };
    expect(axes.map(({ code }) => code)).toEqual(['AXE_1', 'AXE_2', 'AXE_3_EMPLOI', 'AXE_3_ENFANCE', 'AXE_3_JEUNES']);
  });

  test('S15: renews tacitly, period after period', async () => {
    const on = (name: string, day: string) => `${name}_word: status(on: "${day}") ${name}: periodNumber(on: "${day}")`;
    expect(
      await read(`${on('before', '2026-01-14')} ${on('first', '2029-01-14')} ${on('second', '2029-01-15')}
        ${on('third', '2032-01-15')} periodEnd(on: "2029-01-15")`),
    ).toEqual({
      before_word: 'DRAFT',
      before: null,
      first_word: 'ACTIVE',
      first: 1,
      second_word: 'ACTIVE',
      second: 2,
      third_word: 'ACTIVE',
      third: 3,
      periodEnd: '2032-01-15',
    });
  });

  test('that there is not is null', async () => {
    expect(await read('title', 'P-00-NOWHERE')).toBeNull();
  });
});

describe('the countdown', () => {
  const question = (on: string, within: number) =>
    `{ protocolAlerts(on: "${on}", within: ${within}) { protocol { id } daysBefore dueOn target what } }`;

  test('tells of every instrument whose period ends, the nearest day first', async () => {
    const { data } = await registry.ask(question('2027-09-01', 400));
    expect(data.protocolAlerts).toEqual([
      { protocol: { id: 'P-92-SCEAUX' }, daysBefore: 180, dueOn: '2027-09-12', target: '2028-03-10', what: 'RENEWS' },
      { protocol: { id: 'P-92-SCEAUX' }, daysBefore: 90, dueOn: '2027-12-11', target: '2028-03-10', what: 'RENEWS' },
      { protocol: { id: 'P-92-SCEAUX' }, daysBefore: 30, dueOn: '2028-02-09', target: '2028-03-10', what: 'RENEWS' },
      { protocol: { id: 'P-92-SCEAUX' }, daysBefore: 7, dueOn: '2028-03-03', target: '2028-03-10', what: 'RENEWS' },
      { protocol: { id: 'P-21-LONGVIC' }, daysBefore: 180, dueOn: '2028-07-19', target: '2029-01-15', what: 'RENEWS' },
      { protocol: { id: 'P-21-STAPO' }, daysBefore: 180, dueOn: '2028-07-24', target: '2029-01-20', what: 'RENEWS' },
      { protocol: { id: 'C-21-CJE' }, daysBefore: 180, dueOn: '2028-08-05', target: '2029-02-01', what: 'RENEWS' },
    ]);
    expect(await read('alerts(on: "2029-01-08", within: 0) { daysBefore }')).toEqual({ alerts: [{ daysBefore: 7 }] });
  });

  test.each([-1, 401])('looks %i days ahead at no time', async (within) => {
    const { codes } = await registry.ask(question('2027-09-01', within));
    expect(codes).toEqual(['BAD_REQUEST']);
  });
});

test('an avenant in force is seen in all that it changes, from its day on', async () => {
  const fresh = await freshDatabase('hub', seededHub);
  const amended = await openRegistry(fresh.url);
  await withHub(fresh.url, async (prisma) => {
    const changes = [
      { kind: 'REMOVE_PURPOSE', purpose: 'EMPLOYMENT' },
      { kind: 'ADD_PURPOSE', purpose: 'CASE' },
      { kind: 'ADD_COMMUNE', commune: '21540' },
      { kind: 'SET_TERM', termMonths: 12 },
    ];
    await prisma.amendment.create({
      data: {
        id: 'A-1',
        instrumentId: 'C-21-CJE',
        number: 1,
        signedBy: ['DEPT_21'],
        effectiveOn: new Date('2026-06-01'),
        changes,
      },
    });
  });
  const at = (day: string) =>
    `purposes(on: "${day}") communes(on: "${day}") termMonths(on: "${day}") periodEnd(on: "${day}")`;
  const { data } = await amended.ask(
    `{ eve: protocol(id: "C-21-CJE") { ${at('2026-05-31')} } day: protocol(id: "C-21-CJE") { ${at('2026-06-01')} amendments { number effectiveOn signedBy { code } changes { kind purpose commune termMonths category } } } }`,
  );
  expect(data.eve).toEqual({ purposes: ['EMPLOYMENT'], communes: ['21355'], termMonths: 36, periodEnd: '2029-02-01' });
  expect(data.day).toMatchObject({
    purposes: ['CASE'],
    communes: ['21355', '21540'],
    termMonths: 12,
    periodEnd: '2027-02-01',
  });
  expect(data.day).toMatchObject({
    amendments: [{ number: 1, effectiveOn: '2026-06-01', signedBy: [{ code: 'DEPT_21' }] }],
  });
  await amended.close();
  await fresh.drop();
});

test('what an instrument carried is frozen and suspended when it ends, as it was left before that', async () => {
  const fresh = await freshDatabase('hub', seededHub);
  const ended = await openRegistry(fresh.url);
  const letter = { id: 'D-1', instrumentId: 'P-21-LONGVIC', byBody: 'CCAS_LONGVIC', form: 'WRITTEN' };
  await withHub(fresh.url, (prisma) =>
    prisma.denunciation.create({ data: { ...letter, receivedOn: new Date('2026-09-01') } }),
  );
  const list = async (field: string, at: string): Promise<string[]> => {
    const { data, codes } = await ended.ask(`{ ${field} { edges { node { id } } } }`, { at });
    expect(codes).toEqual([]);
    const [page] = Object.values(data) as { edges: { node: { id: string } }[] }[];
    return page?.edges.map(({ node }) => node.id).sort() ?? [];
  };
  const [before, after] = ['2029-01-14T12:00:00Z', '2029-01-15T12:00:00Z'];
  const cases = await list('sharedCases(status: ACTIVE)', before);
  expect(cases).toContain('SP-1');
  expect(await list('referrals(state: IN_PROGRESS)', before)).toEqual(['R-FSL-1', 'R-L1']);
  expect(await list('referrals(state: FROZEN)', before)).toEqual([]);
  // S08: two Départements that no instrument ever bound.
  expect(await list('sharedCases(status: SUSPENDED)', before)).toEqual(['SP-8']);

  expect(await list('referrals(state: FROZEN)', after)).toContain('R-L1');
  expect(await list('referrals(state: IN_PROGRESS)', after)).toEqual(['R-FSL-1']);
  expect(await list('sharedCases(status: SUSPENDED)', after)).toContain('SP-1');
  expect(await list('sharedCases(status: ACTIVE)', after)).not.toContain('SP-1');
  await ended.close();
  await fresh.drop();
});
