import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accords, referrals, sharedCases } from '../../prisma/seed/frames.ts';
import { isHubSeeded, moveHub, seedHub } from '../../prisma/seed/hub.ts';
import { posts } from '../../prisma/seed/hub-agents.ts';
import { pseudonymise } from '../../prisma/seed/hub-subjects.ts';
import { BODIES, crowd, town } from '../../prisma/seed/town.ts';
import { AGENTS } from '../support/agents.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { LINKAGE_KEY, NOWHERE, seededHub, withHub } from '../support/hub-database.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase('hub', seededHub);
});
afterAll(() => database.drop());

describe('the bodies', () => {
  test('nine serve data, and their partners and persons only receive', async () => {
    const bodies = await read((prisma) => prisma.body.findMany());
    expect(
      bodies
        .filter(({ url }) => url !== null)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(BODIES.map(({ code }) => code).sort());
    expect(bodies).toHaveLength(26);
  });

  test('the SIREN of the communes bear a right control digit', async () => {
    const bodies = await read((prisma) => prisma.body.findMany({ where: { siren: { not: null } } }));
    expect(bodies.filter(({ siren }) => !satisfiesLuhn(siren!)).map(({ code }) => code)).toEqual([]);
    expect(bodies).toHaveLength(6);
  });

  test('a body that has moved is found at its new address, and nothing else changes', async () => {
    const fresh = await freshDatabase('hub', seededHub);
    const bodies = { DEPT_21: 'http://elsewhere.invalid' };
    await withHub(fresh.url, (prisma) => moveHub(prisma, { bodies, issuers: [] }));
    const moved = await withHub(fresh.url, (prisma) => prisma.body.findMany({ where: { url: { not: null } } }));
    expect(moved.find(({ code }) => code === 'DEPT_21')?.url).toBe('http://elsewhere.invalid');
    expect(moved).toHaveLength(9);
    await fresh.drop();
  });
});

describe('the agents', () => {
  test('each scenario agent is habilitated as her profession says', async () => {
    const rows = await read((prisma) => prisma.habilitation.findMany({ include: { body: true } }));
    const held = rows.map((row) => ({
      agent: row.agent,
      body: row.bodyCode,
      bodyKind: row.body.kind,
      profession: row.profession,
      secrecy: row.secrecy,
      communities: row.communities,
    }));
    const expected = [...AGENTS.values()].map(({ agent, body, bodyKind, profession, secrecy, communities }) => ({
      agent,
      body,
      bodyKind,
      profession,
      secrecy,
      communities,
    }));
    expect(held.sort(byAgent)).toEqual(expected.sort(byAgent));
  });

  test('every service that a post or a frame names is a service of that body', async () => {
    const services = await read((prisma) => prisma.service.findMany());
    const known = new Set(services.map(({ bodyCode, code }) => `${bodyCode} ${code}`));
    const participants = await read((prisma) => prisma.caseParticipant.findMany());
    const sent = await read((prisma) => prisma.referral.findMany());
    const named = [
      ...posts.map(({ body, service }) => [body, service]),
      ...participants.map(({ bodyCode, service }) => [bodyCode, service]),
      ...sent.map(({ senderBody, senderService }) => [senderBody, senderService]),
      ...sent.map(({ recipientBody, recipientService }) => [recipientBody, recipientService]),
    ].filter(([, service]) => service !== null);
    expect(named.length).toBeGreaterThan(80);
    expect(named.filter(([body, service]) => !known.has(`${body} ${service}`))).toEqual([]);
  });

  test('control is for those who are appointed to it', async () => {
    const auditors = await read((prisma) => prisma.habilitation.findMany({ where: { purposes: { has: 'AUDIT' } } }));
    expect(auditors.map(({ agent }) => agent).sort()).toEqual(['AG-14', 'AG-22', 'AG-23']);
  });
});

test('the rule tables are kept as they were published, with one hash of them all', async () => {
  const text = (name: string) => readFileSync(`prisma/reference/${name}.csv`, 'utf8');
  const tables = [text('rules'), text('groups'), text('transforms'), text('whitelist')];
  const [ruleSet] = await read((prisma) => prisma.ruleSet.findMany());
  expect(ruleSet).toMatchObject({
    version: 'v1',
    rules: tables[0],
    groups: tables[1],
    transforms: tables[2],
    whitelist: tables[3],
    sha256: createHash('sha256').update(JSON.stringify(tables)).digest('hex'),
  });
});

describe('people', () => {
  const subjects = pseudonymise([...town, ...crowd()], LINKAGE_KEY);

  test('the town is large enough, and each of its files is linked once', async () => {
    const links = await read((prisma) => prisma.personLink.findMany());
    const files = [...town, ...crowd()].flatMap(({ files }) => Object.entries(files));
    expect(links.map(({ id }) => id).sort()).toEqual(files.map(([body, local]) => `${body}:${local}`).sort());
    expect(new Set(links.map(({ subject }) => subject)).size).toBe(town.length + crowd().length);
    expect(town.length + crowd().length).toBeGreaterThanOrEqual(300);
  });

  test('the files of one person meet under one pseudonym, and those of her family under others', async () => {
    const links = await read((prisma) => prisma.personLink.findMany({ where: { bodyCode: 'CCAS_LONGVIC' } }));
    const subjectOf = (id: string) => links.find((link) => link.id === id)?.subject;
    const pons = await read((prisma) => prisma.personLink.findUnique({ where: { id: 'DEPT_21:D-5512' } }));
    expect(subjectOf('CCAS_LONGVIC:7781')).toBe(pons?.subject);
    expect(new Set(['7781', '4406', '9127'].map((file) => subjectOf(`CCAS_LONGVIC:${file}`))).size).toBe(3);
  });

  test('each body says when a minor comes of age, who speaks for her, and whether an address is protected', async () => {
    const facts = await read((prisma) => prisma.decisionFact.findMany());
    const said = (key: string) =>
      Object.fromEntries(
        facts.filter(({ subject }) => subject === subjects.subjectOf(key)).map(({ word, value }) => [word, value]),
      );
    expect(said('PE-07')).toEqual({
      MINOR_UNTIL: '2029-05-05',
      PROTECTED_ADDRESS: 'no',
      PROTECTION: 'NONE',
      EMANCIPATED: 'no',
      ENTRUSTED_TO_ASE: 'no',
      PARENTAL_HOLDERS: 'PARENT_A|PARENT_B',
    });
    expect(said('PE-29')).toEqual({ MINOR_UNTIL: '2025-01-01', PROTECTED_ADDRESS: 'yes', PROTECTION: 'NONE' });
  });

  test('who was born on a 29 February comes of age on 1 March', () => {
    const leapling = { ...town[0]!, birthDate: '2008-02-29' };
    const { facts } = pseudonymise([leapling], LINKAGE_KEY);
    expect(facts.find(({ word }) => word === 'MINOR_UNTIL')?.value).toBe('2026-03-01');
  });

  test('of a person without a date of birth nothing is said of majority, and her files do not meet', () => {
    const undated = { ...town[0]!, birthDate: null };
    const { facts, links } = pseudonymise([undated], LINKAGE_KEY);
    expect(facts.filter(({ word }) => word === 'MINOR_UNTIL')).toEqual([]);
    expect(new Set(links.map(({ subject }) => subject)).size).toBe(links.length);
  });
});

describe('the frames', () => {
  test('the case of the example has the couple for subjects, and not their son', async () => {
    const subjects = pseudonymise(town, LINKAGE_KEY);
    const found = await read((prisma) =>
      prisma.sharedCase.findUniqueOrThrow({
        where: { id: 'SP-1' },
        include: { subjects: true, participants: { orderBy: { id: 'asc' } } },
      }),
    );
    expect(found.subjects.map(({ subject }) => subject).sort()).toEqual(
      ['PE-09', 'PE-09-WIFE'].map(subjects.subjectOf).sort(),
    );
    expect(found.participants.map(({ id }) => id)).toEqual(['CCAS_LONGVIC:SP-1', 'DEPT_21:SP-1']);
    expect(found.pilotBody).toBe('DEPT_21');
  });

  test('no accord is for longer than twelve months, and none was given before it was explained', async () => {
    const consents = await read((prisma) => prisma.consent.findMany());
    expect(consents.length).toBeGreaterThan(accords.length);
    for (const { validFrom, validTo, grantedAt } of consents) {
      expect(validTo.getTime() - validFrom.getTime()).toBeLessThanOrEqual(366 * 86_400_000);
      expect(grantedAt <= validFrom).toBe(true);
    }
  });

  test.each(['2026-05-04', '2027-02-28'])('what a scenario needs stands on %s', async (day) => {
    const on = new Date(`${day}T10:00:00+01:00`);
    const open = await read((prisma) =>
      prisma.sharedCase.findMany({ where: { status: 'ACTIVE', openedOn: { lte: on } } }),
    );
    expect(open.map(({ id }) => id)).toEqual(expect.arrayContaining(sharedCases.map(({ id }) => id)));
    const running = await read((prisma) =>
      prisma.referral.findMany({ where: { state: 'IN_PROGRESS', sentAt: { lte: on } } }),
    );
    expect(running.map(({ id }) => id)).toEqual(expect.arrayContaining(referrals.map(({ id }) => id)));
    const valid = await read((prisma) =>
      prisma.consent.findMany({ where: { validFrom: { lte: on }, validTo: { gt: on } } }),
    );
    expect(valid.map(({ id }) => id)).toEqual(expect.arrayContaining(accords.map(({ id }) => id)));
  });
});

test('no name of the town stands in the hub, and no date of birth of an adult, in any column', async () => {
  const dump = await dumpAll(database.url);
  const people = [...town, ...crowd()];
  const adults = people.filter(({ birthDate }) => birthDate !== null && birthDate < '2007-01-01');
  const traits = new Set([
    ...people.flatMap(({ birthName, usedName, firstNames }) => [birthName, usedName, ...firstNames]),
    ...adults.flatMap(({ birthDate }) => [birthDate, `${Number(birthDate!.slice(0, 4)) + 18}${birthDate!.slice(4)}`]),
  ]);
  expect(traits.size).toBeGreaterThan(300);
  const cells = new Set(dump.flatMap((cell) => cell.split(/[^\p{L}\p{N}-]+/u)));
  expect([...traits].filter((trait) => trait !== null && cells.has(trait))).toEqual([]);
  expect(cells.size).toBeGreaterThan(1_000);
});

test('it is filled whole or not at all, and says whether it is', async () => {
  const fresh = await freshDatabase('hub');
  await withHub(fresh.url, async (prisma) => {
    expect(await isHubSeeded(prisma)).toBe(false);
    const stranger = { issuer: 'https://x.invalid', bodyCode: 'NOBODY', jwksUri: 'https://x.invalid' };
    const seed = { ...NOWHERE, linkageKey: LINKAGE_KEY };
    await expect(seedHub(prisma, { ...seed, issuers: [stranger] })).rejects.toThrow();
    expect([await isHubSeeded(prisma), await prisma.body.count()]).toEqual([false, 0]);
    await seedHub(prisma, seed);
    expect(await isHubSeeded(prisma)).toBe(true);
  });
  expect(await dumpAll(fresh.url)).toEqual(await dumpAll(database.url));
  await fresh.drop();
});

function read<T>(question: Parameters<typeof withHub<T>>[1]): Promise<T> {
  return withHub(database.url, question);
}

/** Every row of every table as text, in a stable order; the epoch counts the transactions and tells nothing else. */
async function dumpAll(url: string): Promise<string[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT IN ('_prisma_migrations', 'fact_epoch') ORDER BY 1",
  );
  const dump: string[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t ORDER BY 1`);
    dump.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  await client.end();
  return dump;
}

function satisfiesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

function byAgent(a: { agent: string }, b: { agent: string }): number {
  return a.agent < b.agent ? -1 : 1;
}
