import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { createLocalJWKSet } from 'jose';
import type pg from 'pg';
import { PERSONS } from '../../development/agents.ts';
import { openIssuer, serveKeys, type TokenRequest } from '../../development/issuer.ts';
import { readConfig } from '../../gateway/config.ts';
import type { SignedCheckpoint } from '../../gateway/journal/checkpoint.repository.ts';
import { openPool } from '../../gateway/open-pool.ts';
import { startHub } from '../../gateway/start-hub.ts';
import { freezeFrames } from '../../gateway/statistics/frames/freeze-frames.ts';
import { PrismaClient as BodyClient } from '../../prisma/generated/body/client.ts';
import { PrismaClient as HubClient } from '../../prisma/generated/hub/client.ts';
import { seedBody } from '../../prisma/seed/bodies.ts';
import { moveHub, seedHub } from '../../prisma/seed/hub.ts';
import { posts } from '../../prisma/seed/hub-agents.ts';
import { BODIES, type BodyCode } from '../../prisma/seed/town.ts';
import type { Purpose, ServingKind } from '../../schema/vocabulary.ts';
import { ccasSubgraph } from '../../subgraphs/ccas/subgraph.ts';
import { communeSubgraph } from '../../subgraphs/commune/subgraph.ts';
import type { BodyContext } from '../../subgraphs/contract/context.ts';
import { openBody } from '../../subgraphs/contract/open-body.ts';
import { freezeEnded, showStatisticKey } from '../../subgraphs/contract/statistics/freeze.ts';
import { bodySubgraph } from '../../subgraphs/contract/subgraph.ts';
import { departementSubgraph } from '../../subgraphs/departement/subgraph.ts';
import type { Subgraph } from '../../subgraphs/joining/build-subgraph.ts';
import type { LinkageAccess } from '../../subgraphs/joining/link-files.ts';
import { type Received, serveBody } from '../../subgraphs/joining/serve.ts';
import { createWitness, type Witness, type WitnessedCheckpoints } from '../../subgraphs/joining/witness.ts';
import { metropoleSubgraph } from '../../subgraphs/metropole/subgraph.ts';
import { makeWitness } from '../../transparency/cosignature.ts';
import { makeSigner, readVerifier, verifierKeyOf } from '../../transparency/note.ts';
import { awaitSequenced } from './await-sequenced.ts';
import { freshDatabase } from './database.ts';

export type { Received };

const AUDIENCE = 'passerelle';
const KID = 'hub-test';
/** The bodies share it; the subjects of the town are drawn from it. */
export const LINKAGE_KEY = 'a linkage key of the tests, long enough for one';
const LOG_ORIGIN = 'journal.passerelle.invalid';

const SUBGRAPH_OF_KIND: Readonly<Record<ServingKind, () => Promise<Subgraph<BodyContext>>>> = {
  DEPARTEMENT: departementSubgraph,
  COMMUNE: communeSubgraph,
  CCAS: ccasSubgraph,
  METROPOLE: metropoleSubgraph,
};

/** One line of the journal, as far as tests look at it. */
export interface Line {
  readonly owner: string;
  readonly subject: string | null;
  readonly category: string;
  readonly decision: string;
  readonly rule: string;
  readonly reason: string | null;
  readonly transform: string | null;
  readonly consent: string | null;
  readonly instrument: string | null;
}

export interface Asked {
  readonly agent: string;
  /** Of somebody who holds no post in the data set, or of a person concerned. */
  readonly token?: string;
  readonly purpose?: Purpose;
  readonly mission?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HubAnswer {
  readonly status: number;
  readonly text: string;
  readonly operation: string;
  readonly body: {
    readonly data?: Record<string, unknown> | null;
    readonly errors?: readonly {
      readonly message: string;
      readonly path?: readonly unknown[];
      readonly extensions: { readonly code: string };
    }[];
    readonly extensions?: { readonly decisions: readonly Readonly<Record<string, string>>[] };
  };
}

/** The data of an answer that must have some, read as the test knows it to be. */
export function dataOf<Data>(answer: HubAnswer): Data {
  if (!answer.body.data) throw new Error(`the answer has no data: ${answer.text}`);
  return answer.body.data as Data;
}

/** A hub and some of the bodies of the reference data set: real HTTP, real databases, everything but the clock as it runs. */
export interface Territory {
  readonly hubUrl: string;
  readonly hubDatabase: pg.Pool;
  /** Addresses of the bodies' databases, by code: what a test knows and no process but the body's does. */
  readonly bodyDatabases: ReadonlyMap<string, string>;
  /** What a second hub needs in its environment to run beside this one, in a process of its own. */
  readonly hubEnvironment: Readonly<Record<string, string>>;
  readonly signingKey: ReturnType<typeof generateKeyPairSync>['privateKey'];
  /** Every request that the bodies have received since the last question, in order. */
  readonly received: readonly (Received & { readonly body: string })[];
  setClock(at: Date): void;
  /** Has the registry say that a body is served at another address, and resolves to the address it had. */
  moveBody(code: BodyCode, url: string): Promise<string>;
  /** Any token that the issuers of the territory would sign. */
  signToken(request: TokenRequest): Promise<string>;
  tokenOf(agent: string): Promise<string>;
  ask(query: string, asked: Asked): Promise<HubAnswer>;
  linesOf(operation: string): Promise<readonly Line[]>;
  /** Resolves when every record that stands now has its place in the tree, with the checkpoint over all of them. */
  sequenced(): Promise<SignedCheckpoint>;
  close(): Promise<void>;
}

export async function openTerritory(o: {
  at: Date;
  bodies?: readonly BodyCode[];
  /** Milliseconds that a body has for its answer. */
  bodyDeadlineMs?: number;
  /** Bodies that countersign the journal; none by default. */
  witnesses?: readonly BodyCode[];
  /** How each body asks the linkage service; by default none does. */
  linkageOf?: (body: BodyCode) => LinkageAccess;
}): Promise<Territory> {
  let at = o.at;
  const undo: (() => Promise<unknown> | unknown)[] = [];
  const received: (Received & { body: string })[] = [];
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const logKey = generateKeyPairSync('ed25519').privateKey;
  const witnesses: { verifier: string; bodyCode: string }[] = [];
  const statisticKeys: { bodyCode: string; publicKey: Uint8Array }[] = [];
  const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid: KID, alg: 'EdDSA', use: 'sig' };

  const folder = mkdtempSync(join(tmpdir(), 'passerelle-issuer-'));
  undo.push(() => rmSync(folder, { recursive: true }));
  const employers = [...new Set([...posts.map((post) => post.body), PERSONS])];
  const issuer = await openIssuer({ file: join(folder, 'keys.json'), bodies: employers, audience: AUDIENCE });
  const keys = await serveKeys(issuer);
  undo.push(() => keys.close());

  /** A witness of this journal, with its key in the list. */
  function openWitness(code: BodyCode, checkpoints: WitnessedCheckpoints): Witness {
    const signer = makeWitness(`${code.toLowerCase()}.invalid/witness`, generateKeyPairSync('ed25519').privateKey);
    witnesses.push({ verifier: verifierKeyOf(signer), bodyCode: code });
    const logKeys = [readVerifier(verifierKeyOf(makeSigner(LOG_ORIGIN, logKey)))];
    return createWitness({ signer, logKeys, checkpoints, onContradiction: () => {} });
  }

  const bodyDatabases = new Map<string, string>();
  async function startBody({ code, kind }: (typeof BODIES)[number]): Promise<[string, string]> {
    const database = await freshDatabase('body', { name: code, fill: (url) => fillBody(code, url) });
    undo.push(() => database.drop());
    bodyDatabases.set(code, database.url);
    const body = await openBody({
      ...{ code, kind, databaseUrl: database.url, now: () => at, connections: 3 },
      linkage: o.linkageOf?.(code) ?? null,
    });
    undo.push(() => body.close());
    statisticKeys.push({
      bodyCode: code,
      publicKey: await showStatisticKey({ prisma: body.contextOf(null).prisma, at }),
    });
    const served = await serveBody<BodyContext>({
      code,
      subgraphs: [await bodySubgraph(), await SUBGRAPH_OF_KIND[kind]()],
      keys: createLocalJWKSet({ keys: [publicJwk] }),
      contextOf: (pass) => body.contextOf(pass),
      ...(o.witnesses?.includes(code) && { witness: openWitness(code, body.witnessed) }),
      onRequest: (request) => received.push({ ...request, body: code }),
    });
    undo.push(() => served.close());
    return [code, served.url];
  }

  const wanted = o.bodies ?? BODIES.map(({ code }) => code);
  const urls: [string, string][] = [];
  for (const body of BODIES) if (wanted.includes(body.code)) urls.push(await startBody(body));

  const database = await freshDatabase('hub', { name: 'town', fill: fillHub });
  undo.push(() => database.drop());
  const issuers = employers.map((bodyCode) => ({
    issuer: issuer.nameOf(bodyCode),
    bodyCode,
    jwksUri: keys.jwksUri(bodyCode),
  }));
  const addresses = { bodies: Object.fromEntries(urls), issuers, witnesses, statisticKeys };
  await withHub(database.url, (prisma) => moveHub(prisma, addresses));
  const { pool: hubDatabase, close: closeHubDatabase } = openPool(
    { connectionString: database.url, max: 2, application_name: 'the test' },
    () => {},
  );
  undo.push(closeHubDatabase);

  const hubEnvironment = {
    PASSERELLE_ENV: 'development',
    PASSERELLE_DATABASE_URL: database.url,
    PASSERELLE_SIGNING_KEY: JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: KID }),
    PASSERELLE_LOG_KEY: JSON.stringify(logKey.export({ format: 'jwk' })),
    PASSERELLE_LOG_ORIGIN: LOG_ORIGIN,
    PASSERELLE_STATISTIC_KEY: RECORD_KEY.toString('base64url'),
    PASSERELLE_AUDIENCE: AUDIENCE,
    PASSERELLE_BODY_DEADLINE_MS: String(o.bodyDeadlineMs ?? 5000),
    PORT: '0',
  };
  const hub = await startHub(readConfig(hubEnvironment), { clock: () => at });
  undo.push(() => hub.close());

  const tokens = new Map<string, Promise<string>>();
  function tokenOf(agent: string): Promise<string> {
    const body = posts.find((post) => post.agent === agent)?.body ?? '';
    const token = tokens.get(agent) ?? issuer.token({ agent, body, now: new Date() });
    tokens.set(agent, token);
    return token;
  }

  return {
    hubUrl: hub.url,
    hubDatabase,
    bodyDatabases,
    hubEnvironment,
    signingKey: privateKey,
    received,
    setClock: (instant) => {
      at = instant;
    },
    async moveBody(code, url) {
      const { rows } = await hubDatabase.query<{ url: string }>('SELECT url FROM body WHERE code = $1', [code]);
      await hubDatabase.query('UPDATE body SET url = $2 WHERE code = $1', [code, url]);
      return rows[0]?.url ?? '';
    },
    signToken: (request) => issuer.token(request),
    tokenOf,
    async ask(query, asked) {
      received.length = 0;
      const response = await fetch(`${hub.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: `Bearer ${asked.token ?? (await tokenOf(asked.agent))}`,
          ...(asked.purpose ? { 'x-purpose': asked.purpose } : {}),
          ...(asked.mission ? { 'x-mission': asked.mission } : {}),
          ...asked.headers,
        },
        body: JSON.stringify({ query, variables: asked.variables, operationName: asked.operationName }),
      });
      const text = await response.text();
      return {
        status: response.status,
        text,
        operation: response.headers.get('x-operation') ?? '',
        body: JSON.parse(text),
      };
    },
    async linesOf(operation) {
      const { rows } = await hubDatabase.query<Line>(
        `SELECT owner_body AS owner, subject, category, decision, rule, reason, transform, consent, instrument
           FROM access_record WHERE operation = $1 ORDER BY owner_body, category, subject, rule`,
        [operation],
      );
      return rows;
    },
    sequenced: () => awaitSequenced(hubDatabase),
    async close() {
      for (const step of undo.reverse()) await step();
    },
  };
}

/** Many test files fill databases at once; a busy machine is no reason to give up. */
const PATIENCE = { maxWait: 60_000, timeout: 60_000 };

async function fillBody(code: BodyCode, url: string): Promise<void> {
  const prisma = new BodyClient({ adapter: new PrismaPg({ connectionString: url }), transactionOptions: PATIENCE });
  try {
    await seedBody(code, prisma, TODAY);
    const { kind, capabilities } = await prisma.thisBody.findUniqueOrThrow({ where: { code } });
    const newRecordKey = createHash('sha256').update(`record key of ${code} in tests`).digest();
    const at = new Date(`${TODAY}T10:00:00Z`);
    await freezeEnded({ prisma, kind, capabilities, at, today: TODAY, newRecordKey }, '2025-01-01');
  } finally {
    await prisma.$disconnect();
  }
}

/** The day on which the scenarios are played, as the bodies' files see it. */
const TODAY = '2026-05-04';

async function fillHub(url: string): Promise<void> {
  await withHub(url, (prisma) => seedHub(prisma, { bodies: {}, issuers: [], linkageKey: LINKAGE_KEY }));
  const { pool, close } = openPool({ connectionString: url, max: 1 }, () => {});
  const keys = { recordKey: RECORD_KEY, signing: generateKeyPairSync('ed25519').privateKey };
  await freezeFrames(pool, keys, { at: new Date(`${TODAY}T10:00:00Z`), today: TODAY, since: '2025-01-01' });
  await close();
}

/** From which the noise of the hub's own figures is made in tests. */
export const RECORD_KEY = createHash('sha256').update('record key of the hub in tests').digest();

async function withHub(url: string, work: (prisma: HubClient) => Promise<void>): Promise<void> {
  const prisma = new HubClient({ adapter: new PrismaPg({ connectionString: url }), transactionOptions: PATIENCE });
  try {
    await work(prisma);
  } finally {
    await prisma.$disconnect();
  }
}
