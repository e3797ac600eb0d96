import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registrySubgraph } from '../../../gateway/registry/subgraph.ts';
import { lintSubgraph } from '../../../schema/lint.ts';
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

const ENTITIES = 'query ($of: [_Any!]!) { _entities(representations: $of)';

test('the registry conforms to the contract like any other subgraph', async () => {
  expect(lintSubgraph(await registrySubgraph())).toEqual([]);
});

describe('the lock', () => {
  test('nothing runs for an operation without a caller', async () => {
    const question = '{ body(code: "DEPT_21") { code } person(id: "X:1") { id } sharedCases { totalCount } }';
    const { data, codes, asked, statements } = await registry.ask(question, { anonymous: true });
    expect(data).toEqual({ body: null, person: null, sharedCases: null });
    expect([codes.length, asked, statements]).toEqual([3, [], []]);
  });

  test('the contract itself is public', async () => {
    const { data } = await registry.ask('{ _service { sdl } }', { anonymous: true });
    expect(JSON.stringify(data)).toContain('@crossing(category: CASE_META)');
  });
});

describe('a root field by id', () => {
  test('answers the bare key and looks nothing up, whether or not there is such a record', async () => {
    const { data, asked, statements } = await registry.ask(
      '{ a: person(id: "DEPT_21:D-5512") { id } b: person(id: "X:1") { id } sharedCase(id: "X") { id } referral(id: "X") { id } }',
    );
    expect(data).toEqual({
      a: { id: 'DEPT_21:D-5512' },
      b: { id: 'X:1' },
      sharedCase: { id: 'X' },
      referral: { id: 'X' },
    });
    expect([asked, statements]).toEqual([[], []]);
  });
});

describe('references', () => {
  test.each([
    [
      'Body',
      'code',
      'CCAS_LONGVIC',
      '... on Body { kind name siren insee }',
      { kind: 'CCAS', siren: null, insee: '21355' },
    ],
    ['Person', 'id', 'CCAS_LONGVIC:7781', '... on Person { body { code } }', { body: { code: 'CCAS_LONGVIC' } }],
    [
      'SharedCase',
      'id',
      'SP-1',
      '... on SharedCase { status purpose openedOn nextReviewOn pilot { code } }',
      {
        status: 'ACTIVE',
        purpose: 'CASE',
        openedOn: '2026-02-16',
        nextReviewOn: '2027-01-18',
        pilot: { code: 'DEPT_21' },
      },
    ],
    [
      'Participant',
      'id',
      'CCAS_LONGVIC:SP-1',
      '... on Participant { role service agent from to body { code } }',
      {
        role: 'CONTRIBUTOR',
        service: 'ACCOMPAGNEMENT',
        agent: 'AG-02',
        from: '2026-02-16',
        to: null,
        body: { code: 'CCAS_LONGVIC' },
      },
    ],
    [
      'Referral',
      'id',
      'R-FSL-1',
      '... on Referral { kind sentAt expiresOn sender { id } recipient { id } handling { id } }',
      {
        kind: 'FSL_REQUEST',
        sentAt: '2026-03-02T09:30:00.000Z',
        expiresOn: '2026-05-01',
        sender: { id: 'DEPT_21:R-FSL-1' },
        recipient: { id: 'METRO_DIJON:R-FSL-1' },
        handling: { id: 'R-FSL-1' },
      },
    ],
    [
      'ReferralHandling',
      'id',
      'R-FSL-1',
      '... on ReferralHandling { state decision outcome ackDueOn }',
      { state: 'IN_PROGRESS', decision: 'ACCEPTED', outcome: null, ackDueOn: '2026-03-09' },
    ],
    [
      'ReferralSide',
      'id',
      'METRO_DIJON:R-FSL-1',
      '... on ReferralSide { service agent body { code } }',
      { service: 'FSL', agent: 'AG-08', body: { code: 'METRO_DIJON' } },
    ],
  ])('%s is found by its key, and an unknown one is null', async (type, key, id, selection, expected) => {
    const of = [
      { __typename: type, [key]: id },
      { __typename: type, [key]: 'NOBODY:unknown' },
    ];
    const { data } = await registry.ask(`${ENTITIES} { ${selection} } }`, { variables: { of } });
    expect(data).toEqual({ _entities: [expect.objectContaining(expected), null] });
  });

  test.each(['CCAS_LONGVIC:R-FSL-1', 'R-FSL-1', ':R-FSL-1', 'DEPT_21:'])(
    '`%s` is no side of a referral',
    async (id) => {
      const of = [{ __typename: 'ReferralSide', id }];
      const { data } = await registry.ask(`${ENTITIES} { ... on ReferralSide { service } } }`, { variables: { of } });
      expect(data).toEqual({ _entities: [null] });
    },
  );

  test('a hundred cases with their participants and bodies cost as many statements as one', async () => {
    await withHub(database.url, async (prisma) => {
      const ids = Array.from({ length: 100 }, (_, nth) => `BULK-${nth}`);
      const frame = { pilotBody: 'DEPT_92', purpose: 'CASE', status: 'ACTIVE', openedOn: new Date('2026-04-01') };
      await prisma.sharedCase.createMany({ data: ids.map((id) => ({ id, ...frame })) });
      await prisma.caseParticipant.createMany({
        data: ids.flatMap((caseId, nth) =>
          ['DEPT_92', nth % 2 ? 'CCAS_SCEAUX' : 'COMMUNE_SCEAUX'].map((bodyCode) => ({
            id: `${bodyCode}:${caseId}`,
            caseId,
            bodyCode,
            role: 'CONTRIBUTOR',
            validFrom: new Date('2026-04-01'),
          })),
        ),
      });
    });
    const question = `${ENTITIES} { ... on SharedCase { id pilot { name } participants { role body { name } } people { id } } } }`;
    const asking = (count: number) =>
      registry.ask(question, {
        variables: { of: Array.from({ length: count }, (_, nth) => ({ __typename: 'SharedCase', id: `BULK-${nth}` })) },
      });
    const [one, hundred] = [await asking(1), await asking(100)];
    expect(hundred.data._entities).toHaveLength(100);
    expect(JSON.stringify(hundred.data)).not.toContain('null');
    expect(one.statements.length).toBeGreaterThanOrEqual(4);
    expect(hundred.statements.length).toBe(one.statements.length);
    expect(hundred.statements.length).toBeLessThanOrEqual(6);
  });
});

describe('public governance', () => {
  test('instruments say how they stand on the day that is asked about', async () => {
    const question = `{ protocols { id effectiveOn endsOn before: status(on: "2026-01-14") now: status
      parties { office signedOn basis body { code } } terminationMode noticeMonths datesAssumed } }`;
    const { data } = await registry.ask(question);
    const protocols = data.protocols as { id: string }[];
    expect(protocols.map(({ id }) => id)).toEqual([
      'C-21-CJE',
      'P-21-LONGVIC',
      'P-21-METRO',
      'P-21-STAPO',
      'P-92-SCEAUX',
    ]);
    expect(protocols[1]).toMatchObject({ effectiveOn: '2026-01-15', endsOn: null, before: 'DRAFT', now: 'ACTIVE' });
    expect(protocols[4]).toMatchObject({
      before: 'ACTIVE',
      parties: [
        { body: { code: 'CCAS_SCEAUX' }, basis: 'SIGNED_AS_PRESIDENT', signedOn: '2025-03-10' },
        { body: { code: 'COMMUNE_SCEAUX' } },
        { body: { code: 'DEPT_92' } },
      ],
    });
  });

  test('a denunciation is seen from the day of the letter on, and ends the instrument after its notice', async () => {
    const fresh = await freshDatabase('hub', seededHub);
    const denounced = await openRegistry(fresh.url);
    await withHub(fresh.url, (prisma) =>
      prisma.denunciation.create({
        data: {
          id: 'D-1',
          instrumentId: 'P-92-SCEAUX',
          byBody: 'COMMUNE_SCEAUX',
          receivedOn: new Date('2026-09-01'),
          form: 'REGISTERED_LETTER',
        },
      }),
    );
    const question = `{ body(code: "DEPT_92") { protocols { eve: status(on: "2026-08-31") letter: status(on: "2026-09-01")
      last: status(on: "2026-11-30") over: status(on: "2026-12-01") endsOn(on: "2026-09-01") } } }`;
    const { data } = await denounced.ask(question);
    expect(data.body).toEqual({
      protocols: [
        { eve: 'ACTIVE', letter: 'NOTICE_RUNNING', last: 'NOTICE_RUNNING', over: 'ENDED', endsOn: '2026-12-01' },
      ],
    });
    await denounced.close();
    await fresh.drop();
  });

  test('a thousand bodies with services and instruments cost as many statements as one', async () => {
    const fresh = await freshDatabase('hub', seededHub);
    await withHub(fresh.url, async (prisma) => {
      const codes = Array.from({ length: 1_000 }, (_, nth) => `COMMUNE_${String(nth).padStart(5, '0')}`);
      const body = { kind: 'COMMUNE', name: 'Commune', capabilities: [], registeredOn: new Date('2026-01-01') };
      await prisma.body.createMany({ data: codes.map((code) => ({ code, ...body })) });
      await prisma.service.createMany({
        data: codes.map((bodyCode) => ({ bodyCode, code: 'ACCUEIL', label: 'Accueil' })),
      });
    });
    const many = await openRegistry(fresh.url);
    const question =
      'bodies(kind: COMMUNE) { code name services { code } protocols { id parties { body { code name } } } }';
    const all = await many.ask(`{ ${question} }`);
    expect(all.data.bodies).toHaveLength(1_003);
    expect(all.codes).toEqual([]);
    const one = await many.ask(
      '{ body(code: "DEPT_21") { code services { code } protocols { parties { body { name } } } } }',
    );
    expect(all.statements.length).toBeLessThanOrEqual(one.statements.length);
    expect(all.statements.length).toBeLessThanOrEqual(10);
    await many.close();
    await fresh.drop();
  });

  test('bodies of one kind are picked by it', async () => {
    const { data } = await registry.ask('{ bodies(kind: METROPOLE) { code capabilities } }');
    expect(data.bodies).toEqual([{ code: 'METRO_DIJON', capabilities: ['HOUSING_FUND', 'YOUTH_FUND'] }]);
  });
});
