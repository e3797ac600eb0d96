import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { grantRole } from '../../deploy/grant-role.ts';
import { findIndicator } from '../../disclosure/catalogue.ts';
import { readConfig } from '../../gateway/config.ts';
import { startHub } from '../../gateway/start-hub.ts';
import { openLinkageService } from '../../linkage/service/linkage-service.ts';
import type { Party } from '../../linkage/service/parties.ts';
import { serveLinkage } from '../../linkage/service/serve-linkage.ts';
import { PrismaClient } from '../../prisma/generated/body/client.ts';
import type { BodyCode } from '../../prisma/seed/town.ts';
import { correctSnapshot } from '../../subgraphs/contract/statistics/freeze.ts';
import { fileReference } from '../../subgraphs/joining/pseudonym.ts';
import { freshDatabase } from '../support/database.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { openSlowLinkage, type SlowLinkage } from './slow-linkage.ts';

export const AT = parisInstant('2026-05-04T10:00');
const LINKAGE_KEY = 'a linkage key of the bodies in studies, long enough';

/** Who follows whom, by number: 200 are with the first two, 100 of them with all three, 400 with the last two alone. */
const FOLLOWED: Readonly<Partial<Record<BodyCode, readonly [from: number, to: number]>>> = {
  DEPT_21: [0, 900],
  CCAS_LONGVIC: [700, 1300],
  METRO_DIJON: [800, 1500],
};
/** Follows the few of the town, and nobody else. */
const BODIES: readonly BodyCode[] = ['DEPT_21', 'CCAS_LONGVIC', 'METRO_DIJON', 'CCAS_STAPO'];
export const IN_TWO = { departmentAndCcas: 200, exactlyTwoOfThree: 500, allThree: 100 };

export interface Study {
  readonly study: string | null;
  readonly state: string;
  readonly progress: number;
  readonly approved: boolean;
  readonly reason: string | null;
  readonly sets: readonly { readonly body: string; readonly value: number; readonly version: number }[] | null;
  readonly union: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly exactly: readonly { readonly label: string; readonly value: number }[] | null;
  readonly precision: number | null;
  readonly recall: number | null;
  readonly note: string | null;
}
export const FIELDS =
  'study state progress approved reason sets { body value version } union { value low high deviation } exactly { label value low high } precision recall note';

export interface OverlapWorld {
  readonly territory: Territory;
  readonly linkage: SlowLinkage;
  readonly linkageDatabase: pg.Pool;
  readonly sealingKey: Buffer;
  /** What a hub of this world finds in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** A hub in this process that speaks to the linkage service. */
  openHub(): Promise<{ readonly url: string; close(): Promise<void> }>;
  ask<Answer>(url: string, query: string, agent?: string, purpose?: string): Promise<Answered<Answer>>;
  /** Asks until the study has ended, and tells every progress that was seen. */
  awaitEnd(url: string, question: string): Promise<{ readonly study: Study; readonly seen: readonly number[] }>;
  close(): Promise<void>;
}

export interface Answered<Answer> {
  readonly data: Answer;
  readonly codes: readonly string[];
  readonly text: string;
}

export async function openOverlapWorld(): Promise<OverlapWorld> {
  const undo: (() => Promise<unknown> | unknown)[] = [];
  const fresh = await freshDatabase('linkage');
  undo.push(() => fresh.drop());
  const role = `studies_${randomUUID()}`;
  await grantRole(fresh.url, { role, password: 'of the service', kind: 'linkage' });
  const runtime = Object.assign(new URL(fresh.url), { username: role, password: 'of the service' });
  const linkageDatabase = new pg.Pool({ connectionString: runtime.href, max: 4 });
  linkageDatabase.on('connect', (client) => client.on('error', () => undefined));
  undo.push(() => linkageDatabase.end());
  const sealingKey = randomBytes(32);
  const service = await openLinkageService({ database: linkageDatabase, sealingKey });
  const keys = new Map<string, KeyObject>();
  const parties = new Map<string, Party>();
  for (const code of ['HUB', ...BODIES]) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    keys.set(code, privateKey);
    parties.set(code, { code, role: code === 'HUB' ? 'HUB' : 'BODY', key: publicKey, perDay: 1_000_000 });
  }
  const served = await serveLinkage({ service, parties, host: '127.0.0.1', port: 0, onFault: () => undefined });
  undo.push(() => served.close());
  const linkage = await openSlowLinkage(served.url);
  undo.push(() => linkage.close());

  const territory = await openTerritory({
    ...{ at: AT, bodies: BODIES, bodyDeadlineMs: 3000 },
    linkageOf: (body) => ({
      ...{ url: linkage.url, body, linkageKey: LINKAGE_KEY, trusted: new Map(), nameKey: null },
      key: keys.get(body)!,
    }),
  });
  undo.push(() => territory.close());
  for (const [code, [from, to]] of Object.entries(FOLLOWED)) {
    await follow(territory, code, from, to);
    await link(linkageDatabase, code, from, to);
  }
  await territory.hubDatabase.query(
    `INSERT INTO instrument (id, kind, title, purposes, communes, tacit_renewal, notice_months, termination_mode,
                             notice_form, dates_assumed)
     VALUES ('C-STUDY', 'PROTOCOL', 'Convention d’étude', '{STATISTICS}', '{}', false, 3, 'ANYTIME', 'WRITTEN', false)`,
  );
  await territory.hubDatabase.query(
    `INSERT INTO instrument_party (instrument_id, body_code, signed_on, basis)
     SELECT 'C-STUDY', unnest($1::text[]), '2026-01-01', 'SIGNED'`,
    [BODIES],
  );
  const environment = {
    ...territory.hubEnvironment,
    PASSERELLE_LINKAGE_URL: linkage.url,
    PASSERELLE_LINKAGE_KEY: JSON.stringify(keys.get('HUB')!.export({ format: 'jwk' })),
  };

  async function ask<Answer>(url: string, query: string, agent = 'AG-13', purpose = 'STATISTICS') {
    const authorization = `Bearer ${await territory.tokenOf(agent)}`;
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, 'x-purpose': purpose },
      body: JSON.stringify({ query }),
    });
    const text = await response.text();
    const { data, errors = [] } = JSON.parse(text) as {
      data: Answer;
      errors?: { extensions: { code: string } }[];
    };
    return { data, codes: errors.map(({ extensions }) => extensions.code), text };
  }

  return {
    ...{ territory, linkage, linkageDatabase, sealingKey, environment, ask },
    openHub: () => startHub(readConfig(environment), { clock: () => AT, log: () => undefined }),
    async awaitEnd(url, question) {
      const seen: number[] = [];
      for (let tried = 0; tried < 400; tried += 1) {
        const { data } = await ask<{ overlap: Study | null }>(url, `{ overlap(${question}) { ${FIELDS} } }`);
        if (data.overlap) seen.push(data.overlap.progress);
        if (data.overlap && !['QUEUED', 'RUNNING'].includes(data.overlap.state)) return { study: data.overlap, seen };
        await wait(100);
      }
      throw new Error('the study does not end');
    },
    async close() {
      for (const step of undo.reverse()) await step();
    },
  };
}

/** Has a body follow some people since last year, and freezes the year again. */
async function follow(territory: Territory, code: string, from: number, to: number): Promise<void> {
  const connectionString = territory.bodyDatabases.get(code)!;
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString }) });
  try {
    await prisma.$executeRaw`
      INSERT INTO person (id, birth_name, first_names, sex) SELECT 'S' || n, 'N', '{A}', 'F' FROM generate_series(${from}::int, ${to - 1}::int) n`;
    await prisma.$executeRaw`
      INSERT INTO follow_up (person_id, opened_on, several_professionals_needed)
      SELECT 'S' || n, '2025-03-01', false FROM generate_series(${from}::int, ${to - 1}::int) n`;
    const { kind, capabilities } = await prisma.thisBody.findUniqueOrThrow({ where: { code } });
    const body = { prisma, kind, capabilities, at: AT, today: '2026-05-04' };
    await correctSnapshot(body, findIndicator('N2')!, '2025');
  } finally {
    await prisma.$disconnect();
  }
}

/** What linking has found, written as the service writes it. */
async function link(database: pg.Pool, code: string, from: number, to: number): Promise<void> {
  const numbers = Array.from({ length: to - from }, (_, nth) => from + nth);
  await database.query(
    `INSERT INTO "file" ("body", "reference", "person", "subject") SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::text[])`,
    [
      code,
      numbers.map((number) => fileReference(`${code}:S${number}`, LINKAGE_KEY)),
      numbers.map((number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`),
      numbers.map((number) => `subject-${number}`),
    ],
  );
}
