import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DevelopmentIssuer, openIssuer, serveKeys } from '../../../development/issuer.ts';
import { HubError } from '../../../gateway/errors.ts';
import { createIdentify, type Identify } from '../../../gateway/identity/identify.ts';
import { createIdentityRepository } from '../../../gateway/identity/identity.repository.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';

const NOW = new Date('2026-05-04T08:00:00Z');
const AUDIENCE = 'https://passerelle.invalid';

let database: FreshDatabase;
let pool: pg.Pool;
let issuer: DevelopmentIssuer;
let keys: Awaited<ReturnType<typeof serveKeys>>;
let silentIssuer: Server;
let folder: string;
let identify: Identify;
let statements: string[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-identity-'));
  issuer = await openIssuer({
    file: join(folder, 'issuers.json'),
    bodies: ['DEPT_21', 'CCAS_LONGVIC', 'STRANGER', 'SILENT', 'PERSONNES'],
    audience: AUDIENCE,
  });
  keys = await serveKeys(issuer);
  silentIssuer = createServer((_, response) => response.writeHead(503).end('the database of the issuer is down'));
  await new Promise<void>((resolve) => silentIssuer.listen(0, '127.0.0.1', resolve));
  database = await freshDatabase('hub');
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
  await fill();
  const counting = {
    query: (query: { text: string }, ...rest: never[]) => {
      statements.push(query.text);
      return (pool.query as (...all: unknown[]) => Promise<unknown>)(query, ...rest);
    },
  } as Pick<pg.Pool, 'query'>;
  statements = [];
  identify = createIdentify({ repository: createIdentityRepository(counting), audience: AUDIENCE, now: () => NOW });
});

afterAll(async () => {
  await pool.end();
  await database.drop();
  await keys.close();
  silentIssuer.close();
  rmSync(folder, { recursive: true });
});

async function fill(): Promise<void> {
  for (const [code, kind] of [
    ['DEPT_21', 'DEPARTEMENT'],
    ['CCAS_LONGVIC', 'CCAS'],
    ['SILENT', 'COMMUNE'],
    ['PERSONNES', 'NONE'],
  ]) {
    await pool.query(
      "INSERT INTO body (code, kind, name, capabilities, registered_on) VALUES ($1, $2, $1, '{}', '2026-01-01')",
      [code, kind],
    );
    const address =
      code === 'SILENT' ? `http://127.0.0.1:${(silentIssuer.address() as AddressInfo).port}/` : keys.jwksUri(code!);
    await pool.query('INSERT INTO issuer (issuer, body_code, jwks_uri) VALUES ($1, $2, $3)', [
      issuer.nameOf(code!),
      code,
      address,
    ]);
  }
  await pool.query(
    "INSERT INTO service (body_code, code, label, aliases, covered_communes) VALUES ('DEPT_21', 'ESCO-LONGVIC', 'ESCO', '{}', '{}')",
  );
  const habilitations: [string, string, string, string[], string, string | null][] = [
    ['H-01', 'AG-01', 'DEPT_21', ['CASE', 'REFERRAL'], '2026-01-01', null],
    ['H-ENDED', 'AG-ENDED', 'DEPT_21', ['CASE'], '2025-01-01', '2026-05-04'],
    ['H-LASTDAY', 'AG-LASTDAY', 'DEPT_21', ['CASE'], '2025-01-01', '2026-05-05'],
    ['H-FUTURE', 'AG-FUTURE', 'DEPT_21', ['CASE'], '2026-05-05', null],
    ['H-SILENT', 'AG-SILENT', 'SILENT', ['CASE'], '2026-01-01', null],
    ['H-TWO-A', 'AG-TWO', 'DEPT_21', ['CASE'], '2026-01-01', null],
    ['H-TWO-B', 'AG-TWO', 'DEPT_21', ['CASE', 'EMPLOYMENT'], '2026-02-01', null],
  ];
  for (const [id, agent, body, purposes, from, to] of habilitations) {
    await pool.query(
      `INSERT INTO habilitation (id, agent, body_code, service_code, profession, secrecy, communities, purposes, valid_from, valid_to)
       VALUES ($1, $2, $3, 'ESCO-LONGVIC', 'ASS', 'PROFESSION', '{SOCIAL}', $4, $5, $6)`,
      [id, agent, body, purposes, from, to],
    );
  }
}

type Sent = Record<string, string>;

async function asAgent(
  agent: string,
  more: Sent = {},
  claims: Record<string, unknown> = {},
  body = 'DEPT_21',
): Promise<Sent> {
  const token = await issuer.token({ agent, body, now: NOW, claims });
  return { authorization: `Bearer ${token}`, 'x-purpose': 'CASE', ...more };
}

async function refusal(sent: Sent): Promise<HubError> {
  const outcome = await identify(new Headers(sent)).catch((error: unknown) => error);
  if (!(outcome instanceof HubError)) throw new Error(`expected a refusal, got ${JSON.stringify(outcome)}`);
  return outcome;
}

test('an agent with a habilitation in force is known by it', async () => {
  expect(await identify(new Headers(await asAgent('AG-01', { 'x-mission': 'SP-1' })))).toEqual({
    agent: 'AG-01',
    body: 'DEPT_21',
    bodyKind: 'DEPARTEMENT',
    profession: 'ASS',
    secrecy: 'PROFESSION',
    communities: ['SOCIAL'],
    habilitation: 'H-01',
    service: 'ESCO-LONGVIC',
    purpose: 'CASE',
    mission: 'SP-1',
    necessary: null,
    self: [],
    represents: false,
    partnerSystem: 'poste-de-demonstration',
  });
});

test('a habilitation holds through the day before its end', async () => {
  expect((await identify(new Headers(await asAgent('AG-LASTDAY')))).habilitation).toBe('H-LASTDAY');
});

test('once the issuer is known, a request costs one statement', async () => {
  const sent = new Headers(await asAgent('AG-01'));
  await identify(sent);
  statements.length = 0;
  await identify(sent);
  expect(statements).toHaveLength(1);
  expect(statements[0]).toContain('FROM habilitation');
});

describe('what is not believed is refused in the same words, whatever the reason', () => {
  const foreignKey = generateKeyPair('EdDSA');
  const cases: Record<string, () => Promise<Sent>> = {
    'no token': async () => ({ 'x-purpose': 'CASE' }),
    'another scheme': async () => ({ authorization: 'Basic QUctMDE6c2VjcmV0', 'x-purpose': 'CASE' }),
    'a malformed token': async () => ({ authorization: 'Bearer not.a.token', 'x-purpose': 'CASE' }),
    'a token longer than any token': () => asAgent('AG-01', {}, { padding: 'a'.repeat(9_000) }),
    'two tokens': async () => ({
      ...(await asAgent('AG-01')),
      authorization: `${(await asAgent('AG-01')).authorization} again`,
    }),
    'a changed token': async () => {
      const sent = await asAgent('AG-01');
      const [head, , signature] = sent.authorization!.split('.');
      const claims = Buffer.from(
        JSON.stringify({ iss: issuer.nameOf('DEPT_21'), aud: AUDIENCE, sub: 'AG-01', exp: 4_000_000_000 }),
      );
      return { ...sent, authorization: `${head}.${claims.toString('base64url')}.${signature}` };
    },
    'an expired token': () => asAgent('AG-01', {}, { exp: NOW.getTime() / 1000 - 6 }),
    'a token that never expires': () => asAgent('AG-01', {}, { exp: undefined }),
    'a token not valid yet': () => asAgent('AG-01', {}, { nbf: NOW.getTime() / 1000 + 60 }),
    'another audience': () => asAgent('AG-01', {}, { aud: 'https://another-hub.invalid' }),
    'no audience': () => asAgent('AG-01', {}, { aud: undefined }),
    'no agent': () => asAgent('AG-01', {}, { sub: undefined }),
    'an empty agent': () => asAgent(''),
    'alg none': async () => ({
      'x-purpose': 'CASE',
      authorization: `Bearer ${new UnsecuredJWT({ iss: issuer.nameOf('DEPT_21'), aud: AUDIENCE, sub: 'AG-01', exp: 4_000_000_000 }).encode()}`,
    }),
    'the public key used as a shared secret': async () => ({
      'x-purpose': 'CASE',
      authorization: `Bearer ${await new SignJWT({
        iss: issuer.nameOf('DEPT_21'),
        aud: AUDIENCE,
        sub: 'AG-01',
        exp: 4_000_000_000,
      })
        .setProtectedHeader({ alg: 'HS256', kid: 'DEPT_21-1' })
        .sign(Buffer.from(issuer.jwksOf('DEPT_21').keys[0]!.x!, 'base64url'))}`,
    }),
    'an issuer that the registry does not know': () => asAgent('AG-01', {}, {}, 'STRANGER'),
    'the issuer of another body, for an agent it does not employ': () => asAgent('AG-01', {}, {}, 'CCAS_LONGVIC'),
    'the key of another body under the name of this one': () =>
      asAgent('AG-01', {}, { iss: issuer.nameOf('DEPT_21') }, 'CCAS_LONGVIC'),
    'a key nobody has published': async () => ({
      'x-purpose': 'CASE',
      authorization: `Bearer ${await new SignJWT({
        iss: issuer.nameOf('DEPT_21'),
        aud: AUDIENCE,
        sub: 'AG-01',
        exp: 4_000_000_000,
      })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'DEPT_21-1' })
        .sign((await foreignKey).privateKey)}`,
    }),
    'an issuer whose keys cannot be had': () => asAgent('AG-SILENT', {}, {}, 'SILENT'),
    'an unknown agent': () => asAgent('AG-99'),
    'a habilitation that ended yesterday': () => asAgent('AG-ENDED'),
    'a habilitation that begins tomorrow': () => asAgent('AG-FUTURE'),
    'a habilitation that the agent does not hold': () => asAgent('AG-01', {}, { habilitation: 'H-TWO-A' }),
    'an unknown agent who declares no purpose': async () => {
      const { 'x-purpose': _, ...sent } = await asAgent('AG-99');
      return sent;
    },
  };

  test.each(Object.entries(cases))('%s', async (_, sent) => {
    const { code, message } = await refusal(await sent());
    expect({ code, message }).toEqual({
      code: 'UNAUTHENTICATED',
      message: 'the request carries no valid token of an agent in office',
    });
  });
});

test('a token up to five seconds past its end is still believed', async () => {
  const sent = await asAgent('AG-01', {}, { exp: NOW.getTime() / 1000 - 4 });
  expect((await identify(new Headers(sent))).agent).toBe('AG-01');
});

test('tokens live in real time, habilitations in the time that decisions are taken by', async () => {
  const repository = createIdentityRepository(pool);
  const earlier = () => new Date('2026-05-03T12:00:00Z');
  const identifyEarlier = createIdentify({ repository, audience: AUDIENCE, now: () => NOW, clock: earlier });
  expect((await identifyEarlier(new Headers(await asAgent('AG-ENDED')))).habilitation).toBe('H-ENDED');
});

test('a failure of the database is a fault of ours, not of the token', async () => {
  const broken = createIdentify({
    repository: {
      issuer: () => Promise.reject(new Error('connection lost')),
      habilitations: () => Promise.resolve([]),
    },
    audience: AUDIENCE,
    now: () => NOW,
  });
  await expect(broken(new Headers(await asAgent('AG-01')))).rejects.toThrow('connection lost');
});

describe('the purpose', () => {
  test('must be declared', async () => {
    expect((await refusal(await asAgent('AG-01', { 'x-purpose': '' }))).code).toBe('PURPOSE_MISSING');
  });

  test.each(['CURIOSITY', 'case', 'CASE, REFERRAL', 'EMPLOYMENT'])(
    '`%s` is not one of the habilitation',
    async (purpose) => {
      expect((await refusal(await asAgent('AG-01', { 'x-purpose': purpose }))).code).toBe('PURPOSE_NOT_ALLOWED');
    },
  );

  test('chooses between two habilitations, the older one first', async () => {
    expect((await identify(new Headers(await asAgent('AG-TWO')))).habilitation).toBe('H-TWO-A');
    expect((await identify(new Headers(await asAgent('AG-TWO', { 'x-purpose': 'EMPLOYMENT' })))).habilitation).toBe(
      'H-TWO-B',
    );
  });

  test('is judged by the habilitation that the token names', async () => {
    const named = (id: string, purpose: string) => asAgent('AG-TWO', { 'x-purpose': purpose }, { habilitation: id });
    expect((await identify(new Headers(await named('H-TWO-B', 'CASE')))).habilitation).toBe('H-TWO-B');
    expect((await refusal(await named('H-TWO-A', 'EMPLOYMENT'))).code).toBe('PURPOSE_NOT_ALLOWED');
  });
});

test('a mission is optional, and must look like one', async () => {
  expect((await identify(new Headers(await asAgent('AG-01')))).mission).toBe(null);
  expect((await refusal(await asAgent('AG-01', { 'x-mission': "SP-1' OR 1=1" }))).code).toBe('MISSION_UNKNOWN');
});

describe('what is called strictly necessary', () => {
  const necessaryOf = async (header: string) =>
    (await identify(new Headers(await asAgent('AG-01', { 'x-necessary': header })))).necessary;

  test('fields, categories and why', async () => {
    expect(await necessaryOf('housing.tenure, IDENTITY; reason=ASSESSMENT')).toEqual({
      reason: 'ASSESSMENT',
      names: new Set(['housing.tenure', 'IDENTITY']),
    });
    expect(await necessaryOf('  ')).toBeNull();
  });

  test.each([
    'HOUSING',
    'HOUSING; reason=',
    'HOUSING; reason=CURIOSITY',
    '; reason=ASSESSMENT',
    `${'A '.repeat(1000)}; reason=SAFETY`,
  ])('is refused when it reads otherwise', async (header) => {
    expect(await refusal(await asAgent('AG-01', { 'x-necessary': header }))).toMatchObject({ code: 'BAD_REQUEST' });
  });
});

describe('a person concerned', () => {
  const PSEUDONYM = 'a-pseudonym-of-forty-three-signs-or-so-x';
  const asPerson = (claims: Record<string, unknown>, purpose = 'SUBJECT_RIGHTS') =>
    asAgent('identity-1', { 'x-purpose': purpose }, claims, 'PERSONNES');

  test('asks about herself, with her rights and no duty of secrecy', async () => {
    expect(await identify(new Headers(await asPerson({ subject: PSEUDONYM })))).toEqual({
      ...{ agent: 'identity-1', body: 'PERSONNES', bodyKind: 'NONE', profession: 'SUBJECT', secrecy: 'NONE' },
      ...{ communities: ['SELF'], habilitation: 'SUBJECT', service: null, purpose: 'SUBJECT_RIGHTS', mission: null },
      ...{ necessary: null, self: [PSEUDONYM], represents: false, partnerSystem: 'poste-de-demonstration' },
    });
  });

  test('may be known under several pseudonyms, or represent another', async () => {
    const other = PSEUDONYM.replace('forty', 'fifty');
    const caller = await identify(new Headers(await asPerson({ subject: [PSEUDONYM, other], represents: true })));
    expect(caller).toMatchObject({ self: [PSEUDONYM, other], represents: true });
  });

  test.each([undefined, '', 'short', [], ['short'], [PSEUDONYM, 7], '*'.repeat(30), Array(21).fill(PSEUDONYM)])(
    'is nobody when the token names %j',
    async (subject) => {
      expect(await refusal(await asPerson({ subject }))).toMatchObject({ code: 'UNAUTHENTICATED' });
    },
  );

  test('represents somebody unless the token plainly says no', async () => {
    const represents = async (said: unknown) =>
      (await identify(new Headers(await asPerson({ subject: PSEUDONYM, represents: said })))).represents;
    expect([await represents('no'), await represents(false)]).toEqual([true, false]);
  });

  test.each(['CASE', 'AUDIT', 'EMERGENCY', 'DIRECTORY'])('has no right to %s', async (purpose) => {
    expect(await refusal(await asPerson({ subject: PSEUDONYM }, purpose))).toMatchObject({
      code: 'PURPOSE_NOT_ALLOWED',
    });
  });

  test('is not made by an agent: her issuer speaks for agents, whatever the token says', async () => {
    const caller = await identify(new Headers(await asAgent('AG-01', {}, { subject: PSEUDONYM })));
    expect(caller).toMatchObject({ profession: 'ASS', self: [] });
  });
});
