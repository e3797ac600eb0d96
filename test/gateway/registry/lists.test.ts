import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { seededHub, withHub } from '../../support/hub-database.ts';
import { type Answered, openRegistry, type Registry } from './registry.ts';

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

const PAGE =
  '{ totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';

describe('sharedCases', () => {
  test('are those in which the agent or her service takes part', async () => {
    const mine = await registry.ask(`{ sharedCases(first: 100) ${PAGE} }`);
    expect(idsOf(mine, 'sharedCases')).toEqual(
      ['SP-1', 'SP-10-B', 'SP-10-C', 'SP-29', 'SP-8', 'SP-L1', 'SP-L2', 'SP-L3', 'SP-L4'].sort(newestFirst),
    );
    const colleague = await registry.ask(`{ sharedCases(first: 100) ${PAGE} }`, {
      caller: { agent: 'AG-01', service: 'CRIP' },
    });
    expect(idsOf(colleague, 'sharedCases')).toContain('SP-8-PROTECTION');
    const stranger = await registry.ask(`{ sharedCases ${PAGE} }`, { caller: { agent: 'AG-13' } });
    expect([idsOf(stranger, 'sharedCases'), stranger.asked]).toEqual([[], []]);
  });

  test('a namesake at another body has none of them', async () => {
    const { data } = await registry.ask(`{ sharedCases ${PAGE} }`, { caller: { body: 'METRO_DIJON' } });
    expect(data.sharedCases).toMatchObject({ totalCount: 0 });
  });

  test('before the case was opened there is none', async () => {
    const { data } = await registry.ask(`{ sharedCases ${PAGE} }`, { at: '2026-02-09T23:30:00+01:00' });
    expect(data.sharedCases).toMatchObject({ totalCount: 0 });
  });

  test('all are decided before one page is cut, and what is not known counts nowhere', async () => {
    const all = await registry.ask('{ sharedCases(first: 1) { totalCount } }');
    expect(all.asked).toHaveLength(9);
    expect(new Set(all.asked.map(([category, type]) => `${category} ${type}`))).toEqual(
      new Set(['CASE_META SharedCase']),
    );

    const hidden = 'SP-8';
    const knows = (_: unknown, __: string, id: string) => id !== hidden;
    const withheld = await registry.ask(`{ sharedCases(first: 100) ${PAGE} }`, { knows });
    expect(idsOf(withheld, 'sharedCases')).toEqual(all.asked.map(([, , id]) => id).filter((id) => id !== hidden));

    const fresh = await freshDatabase('hub', seededHub);
    await withHub(fresh.url, async (prisma) => {
      await prisma.caseSubject.deleteMany({ where: { caseId: hidden } });
      await prisma.caseParticipant.deleteMany({ where: { caseId: hidden } });
      await prisma.sharedCase.delete({ where: { id: hidden } });
    });
    const without = await openRegistry(fresh.url);
    for (const page of [
      'first: 3',
      `first: 3, after: "${cursorOf(withheld, 2)}"`,
      `first: 3, after: "${cursorOf(withheld, 5)}"`,
    ]) {
      const question = `{ sharedCases(${page}) ${PAGE} }`;
      const [here, there] = [await registry.ask(question, { knows }), await without.ask(question, { knows })];
      expect(JSON.stringify(here.data)).toBe(JSON.stringify(there.data));
    }
    await without.close();
    await fresh.drop();
  });

  test('are picked by status', async () => {
    const { data } = await registry.ask(`{ sharedCases(status: CLOSED) { edges { node { id status } } } }`);
    expect(data.sharedCases).toEqual({ edges: [{ node: { id: 'SP-L4', status: 'CLOSED' } }] });
  });

  test('a part that has ended is none any more', async () => {
    const fresh = await freshDatabase('hub', seededHub);
    await withHub(fresh.url, (prisma) =>
      prisma.caseParticipant.update({ where: { id: 'DEPT_21:SP-1' }, data: { validTo: new Date('2026-05-04') } }),
    );
    const ended = await openRegistry(fresh.url);
    const lastDay = await ended.ask(`{ sharedCases ${PAGE} }`, { at: '2026-05-03T23:59:00+02:00' });
    const dayAfter = await ended.ask(`{ sharedCases ${PAGE} }`, { at: '2026-05-04T00:00:00+02:00' });
    expect(idsOf(lastDay, 'sharedCases')).toContain('SP-1');
    expect(idsOf(dayAfter, 'sharedCases')).not.toContain('SP-1');
    await ended.close();
    await fresh.drop();
  });

  test.each(['first: 101', 'first: -1', 'after: "no cursor"'])(
    '`%s` is a bad request, and nothing is read',
    async (args) => {
      const { codes, statements } = await registry.ask(`{ sharedCases(${args}) { totalCount } }`);
      expect([codes, statements]).toEqual([['BAD_REQUEST'], []]);
    },
  );
});

describe('people of a case', () => {
  const PEOPLE =
    'query ($of: [_Any!]!) { _entities(representations: $of) { ... on SharedCase { people { id body { code } } } } }';
  const variables = { of: [{ __typename: 'SharedCase', id: 'SP-1' }] };

  test('are the files of its subjects at the bodies that take part, the pilot’s first', async () => {
    const { data, asked } = await registry.ask(PEOPLE, { variables });
    expect(data._entities).toEqual([
      {
        people: [
          { id: 'DEPT_21:D-5512', body: { code: 'DEPT_21' } },
          { id: 'CCAS_LONGVIC:4406', body: { code: 'CCAS_LONGVIC' } },
          { id: 'CCAS_LONGVIC:7781', body: { code: 'CCAS_LONGVIC' } },
        ],
      },
    ]);
    expect(asked.every(([category, type]) => category === 'PRESENCE' && type === 'Person')).toBe(true);
  });

  test('are only those of whom the caller may know', async () => {
    const knows = (_: unknown, __: string, id: string) => id !== 'CCAS_LONGVIC:4406';
    const { data } = await registry.ask(PEOPLE, { variables, knows });
    expect(JSON.stringify(data)).not.toContain('4406');
    expect(JSON.stringify(data)).toContain('7781');
  });

  test('a link that nobody has confirmed, and a body that has left, bring no file', async () => {
    const fresh = await freshDatabase('hub', seededHub);
    await withHub(fresh.url, async (prisma) => {
      await prisma.personLink.update({ where: { id: 'CCAS_LONGVIC:4406' }, data: { status: 'PROPOSED' } });
      await prisma.caseParticipant.update({ where: { id: 'DEPT_21:SP-1' }, data: { validTo: new Date('2026-05-01') } });
    });
    const changed = await openRegistry(fresh.url);
    const { data } = await changed.ask(PEOPLE, { variables });
    expect(data._entities).toEqual([{ people: [{ id: 'CCAS_LONGVIC:7781', body: { code: 'CCAS_LONGVIC' } }] }]);
    await changed.close();
    await fresh.drop();
  });
});

describe('referrals', () => {
  const list = (args: string, over = {}) => registry.ask(`{ referrals(${args}, first: 100) ${PAGE} }`, over);

  test('are sorted into a box by side, and a draft is in nobody’s inbox', async () => {
    expect(idsOf(await list('box: OUTBOX'), 'referrals')).toEqual(['R-FSL-1', 'R-L5', 'R-L3', 'R-L1']);
    expect(idsOf(await list('box: INBOX'), 'referrals')).toEqual(['R-L4', 'R-L2']);
    expect(idsOf(await list('box: INBOX', { caller: { agent: 'AG-02' } }), 'referrals')).toEqual(['R-L5', 'R-L1']);
    expect(idsOf(await list('box: null'), 'referrals')).toHaveLength(6);
  });

  test('are decided on their envelope', async () => {
    const { asked } = await list('box: INBOX');
    expect(asked.map(([category, type]) => `${category} ${type}`)).toEqual(Array(2).fill('REFERRAL_META Referral'));
  });

  test('an envelope that the caller may not know of is not there, picked by state or not', async () => {
    const knows = (_: unknown, type: string, id: string) => type !== 'Referral' || id !== 'R-FSL-1';
    expect(idsOf(await list('box: OUTBOX', { knows }), 'referrals')).toEqual(['R-L5', 'R-L3', 'R-L1']);
    expect(idsOf(await list('state: IN_PROGRESS', { knows }), 'referrals')).toEqual(['R-L1']);
  });

  test('are picked by state only where the caller may know of it, for to pick is to read', async () => {
    expect(idsOf(await list('state: IN_PROGRESS'), 'referrals')).toEqual(['R-FSL-1', 'R-L1']);
    const knows = (_: unknown, type: string, id: string) => type !== 'ReferralHandling' || id !== 'R-FSL-1';
    expect(idsOf(await list('state: IN_PROGRESS', { knows }), 'referrals')).toEqual(['R-L1']);
    expect(idsOf(await list('box: OUTBOX', { knows }), 'referrals')).toContain('R-FSL-1');
  });

  test('people are their subjects’ files at the two sides, the sender’s first', async () => {
    const { data } = await registry.ask(
      'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Referral { people { id } } } }',
      { variables: { of: [{ __typename: 'Referral', id: 'R-FSL-2' }] } },
    );
    expect(data._entities).toEqual([{ people: [{ id: 'CCAS_LONGVIC:7781' }, { id: 'METRO_DIJON:M61847' }] }]);
  });
});

function idsOf({ data }: Answered, list: string): string[] {
  const connection = data[list] as { edges: { node: { id: string } }[] };
  return connection.edges.map(({ node }) => node.id);
}

function cursorOf(answer: Answered, nth: number): string {
  return (answer.data.sharedCases as { edges: { cursor: string }[] }).edges[nth]!.cursor;
}

/** As the seed dates them. */
function newestFirst(a: string, b: string): number {
  const opened: Record<string, string> = {
    'SP-8': '0302',
    'SP-L1': '0210',
    'SP-L2': '0211',
    'SP-L3': '0212',
    'SP-L4': '0213',
  };
  const [left, right] = [opened[a] ?? '0216', opened[b] ?? '0216'];
  return left === right ? (a < b ? 1 : -1) : left < right ? 1 : -1;
}
