import { createPublicKey, type KeyObject } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet } from 'jose';
import pg from 'pg';
import type { ServingKind } from '../../schema/vocabulary.ts';
import { ccasSubgraph } from '../../subgraphs/ccas/subgraph.ts';
import type { BodyContext } from '../../subgraphs/contract/context.ts';
import { openBody } from '../../subgraphs/contract/open-body.ts';
import { freezeEnded, showStatisticKey } from '../../subgraphs/contract/statistics/freeze.ts';
import { bodySubgraph } from '../../subgraphs/contract/subgraph.ts';
import { departementSubgraph } from '../../subgraphs/departement/subgraph.ts';
import { serveBody } from '../../subgraphs/joining/serve.ts';
import { metropoleSubgraph } from '../../subgraphs/metropole/subgraph.ts';
import { randomFrom } from '../attacks/random.ts';
import { freshDatabase } from '../support/database.ts';
import { openTerritory, type Territory } from '../support/territory.ts';

/** A commune as the official code has it. */
interface Commune {
  readonly code: string;
  readonly departement: string;
  readonly type: string;
  readonly population?: number;
}
const COMMUNES: readonly Commune[] = createRequire(import.meta.url)(
  '@etalab/decoupage-administratif/data/communes.json',
);
const METROPOLE = ['21231', '21166', '21617', '21540', '21355', '21515', '21278', '21452', '21390', '21223'];

const SUBGRAPH = { DEPARTEMENT: departementSubgraph, CCAS: ccasSubgraph, METROPOLE: metropoleSubgraph };

/** Nine bodies that follow people: whom, and which part of all. A CCAS has a few who moved away. */
const BODIES: readonly {
  readonly code: string;
  readonly kind: Extract<ServingKind, keyof typeof SUBGRAPH>;
  readonly share: number;
  readonly lives: (commune: Commune) => boolean;
}[] = [
  { code: 'DEPT_21', kind: 'DEPARTEMENT', share: 0.3, lives: ({ departement }) => departement === '21' },
  { code: 'DEPT_92', kind: 'DEPARTEMENT', share: 0.25, lives: ({ departement }) => departement === '92' },
  { code: 'METRO_DIJON', kind: 'METROPOLE', share: 0.2, lives: ({ code }) => METROPOLE.includes(code) },
  ...[
    ['CCAS_LONGVIC', '21355'],
    ['CCAS_STAPO', '21540'],
    ['CCAS_SCEAUX', '92071'],
    ['CCAS_DIJON', '21231'],
    ['CCAS_CHENOVE', '21166'],
    ['CCAS_TALANT', '21617'],
  ].map(([code = '', commune = ''], nth) => ({
    code,
    kind: 'CCAS' as const,
    share: nth === 3 ? 0.125 : 0.025,
    lives: (each: Commune) => each.code === commune,
  })),
];
export const CODES = BODIES.map(({ code }) => code);

/** Hub and nine bodies, and how long it took to load and to freeze them. */
export interface CubeWorld {
  readonly territory: Territory;
  readonly loadedMs: number;
  readonly frozenMs: number;
  close(): Promise<void>;
}

/** Fills nine bodies with synthetic persons in real communes, by their populations, under a study convention of the nine. */
export async function openCubeWorld(at: Date, persons: number): Promise<CubeWorld> {
  const undo: (() => Promise<unknown> | unknown)[] = [];
  const territory = await openTerritory({ at, bodies: [] });
  undo.push(() => territory.close());
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-cube-'));
  chmodSync(folder, 0o755);
  undo.push(() => rmSync(folder, { recursive: true }));
  const jwk = createPublicKey(territory.signingKey as KeyObject).export({ format: 'jwk' });
  const keys = createLocalJWKSet({ keys: [{ ...jwk, kid: 'hub-test', alg: 'EdDSA', use: 'sig' }] });
  let [loadedMs, frozenMs] = [0, 0];
  for (const [nth, { code, kind, share, lives }] of BODIES.entries()) {
    const database = await freshDatabase('body');
    undo.push(() => database.drop());
    let started = performance.now();
    await load(database.url, { folder, code, kind, nth, persons: Math.round(persons * share), lives });
    loadedMs += performance.now() - started;
    const body = await openBody({ code, kind, databaseUrl: database.url, now: () => at, connections: 3 });
    undo.push(() => body.close());
    const { prisma, capabilities, today } = body.contextOf(null);
    started = performance.now();
    await freezeEnded({ prisma, kind, capabilities, at, today }, '2025-12-31');
    frozenMs += performance.now() - started;
    const served = await serveBody<BodyContext>({
      code,
      subgraphs: [await bodySubgraph(), await SUBGRAPH[kind]()],
      keys,
      contextOf: (pass) => body.contextOf(pass),
    });
    undo.push(() => served.close());
    await register(territory.hubDatabase, code, kind, served.url);
    await territory.hubDatabase.query(
      `INSERT INTO body_statistic_key (body_code, public_key, valid_from) VALUES ($1, $2, '2025-01-01')`,
      [code, await showStatisticKey({ prisma, at })],
    );
  }
  await convene(territory.hubDatabase);
  return {
    territory,
    loadedMs,
    frozenMs,
    async close() {
      for (const step of undo.reverse()) await step();
    },
  };
}

interface Loading {
  readonly folder: string;
  readonly code: string;
  readonly kind: string;
  readonly nth: number;
  readonly persons: number;
  readonly lives: (commune: Commune) => boolean;
}

/** How many lines are written to a file before it is loaded. */
const PAGE = 200_000;

async function load(url: string, { folder, code, kind, nth, persons, lives }: Loading): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    await pool.query('INSERT INTO this_body (code, kind, capabilities) VALUES ($1, $2, $3)', [code, kind, []]);
    const random = randomFrom(nth + 1);
    const communeOf = drawCommune(
      COMMUNES.filter((each) => lives(each)),
      random,
    );
    for (let from = 0; from < persons; from += PAGE) {
      const numbers = Array.from({ length: Math.min(PAGE, persons - from) }, (_, at) => from + at);
      const rows = numbers.map((number) => {
        const born = `${1930 + Math.floor(random() * 90)}-0${1 + Math.floor(random() * 9)}-15`;
        return { id: `P${number}`, born, commune: random() < 0.98 ? communeOf() : '13055', alone: random() < 0.5 };
      });
      const copy = async (table: string, lines: readonly string[]) => {
        const file = join(folder, 'rows.csv');
        writeFileSync(file, lines.join('\n'), { mode: 0o644 });
        await pool.query(`COPY ${table} FROM '${file}' (FORMAT csv)`);
      };
      await copy(
        'person (id, birth_name, first_names, sex, birth_date)',
        rows.map(({ id, born }) => `${id},N,{A},F,${born}`),
      );
      await copy(
        'contact (person_id, commune_code, protected_address)',
        rows.map(({ id, commune }) => `${id},${commune},f`),
      );
      await copy(
        'household (id)',
        rows.map(({ id }) => `H${id}`),
      );
      await copy(
        'membership (household_id, person_id, role, is_dependent, source)',
        rows.map(({ id, alone }) => `H${id},${id},${alone ? 'APPLICANT' : 'CHILD'},f,DECLARED`),
      );
      await copy(
        'follow_up (person_id, opened_on, several_professionals_needed)',
        rows.map(({ id }) => `${id},2025-03-01,f`),
      );
    }
    await pool.query('ANALYZE');
  } finally {
    await pool.end();
  }
}

/** Draws communes by their populations. */
function drawCommune(communes: readonly Commune[], random: () => number): () => string {
  const inhabited = communes.filter(({ type, population = 0 }) => type === 'commune-actuelle' && population > 0);
  const upTo: number[] = [];
  let all = 0;
  for (const { population = 0 } of inhabited) {
    all += population;
    upTo.push(all);
  }
  return () => {
    const drawn = random() * all;
    let [low, high] = [0, upTo.length - 1];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (upTo[middle]! > drawn) high = middle;
      else low = middle + 1;
    }
    return inhabited[low]!.code;
  };
}

async function register(hub: pg.Pool, code: string, kind: string, url: string): Promise<void> {
  await hub.query(
    `INSERT INTO body (code, kind, name, url, capabilities, registered_on) VALUES ($1, $2, $1, $3, '{}', '2025-01-01')
     ON CONFLICT (code) DO UPDATE SET url = EXCLUDED.url`,
    [code, kind, url],
  );
}

/** No instrument of the reference data set links all nine: a study convention does, for this. */
async function convene(hub: pg.Pool): Promise<void> {
  await hub.query(
    `INSERT INTO instrument (id, kind, title, purposes, communes, tacit_renewal, notice_months, termination_mode,
                             notice_form, dates_assumed)
     VALUES ('C-STUDY', 'STUDY_CONVENTION', 'Convention d’étude', '{STATISTICS}', '{}', false, 3, 'ANYTIME', 'WRITTEN', false)`,
  );
  await hub.query(
    `INSERT INTO instrument_party (instrument_id, body_code, signed_on, basis)
     SELECT 'C-STUDY', unnest($1::text[]), '2026-01-01', 'SIGNED'`,
    [CODES],
  );
}
