import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CompactSign } from 'jose';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findFreePort } from '../../development/free-port.ts';
import { projectRoot } from '../../schema/files.ts';
import { aKey, aLog, ORIGIN } from '../journal/a-log.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { post } from './joining/a-hub.ts';
import { aPass } from './joining/a-pass.ts';

/** The program of a body as it is deployed: a built process, told by its environment alone. */
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const HUB_JWKS = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'hub-1', alg: 'EdDSA' }] });

function startProgram(
  environment: Readonly<Record<string, string>>,
  [program = 'main.js', ...given]: readonly string[] = [],
): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, [join(projectRoot(), 'dist/subgraphs', program), ...given], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (said += text));
  return { child, said: () => said };
}

async function signed(grants: Parameters<typeof aPass>[0]): Promise<string> {
  const iat = Math.floor(Date.now() / 1000);
  return new CompactSign(Buffer.from(JSON.stringify(aPass({ aud: 'CCAS_DIX', iat, exp: iat + 30, ...grants }))))
    .setProtectedHeader({ alg: 'EdDSA', kid: 'hub-1' })
    .sign(privateKey);
}

async function whenReady(url: string, said: () => string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    const status = await fetch(`${url}/health/ready`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await sleep(50);
  }
  throw new Error(`the body is not ready: ${said()}`);
}

describe('the process of a body', () => {
  let database: FreshDatabase;
  beforeAll(async () => {
    database = await freshDatabase('body');
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`INSERT INTO this_body (code, kind, capabilities) VALUES ('CCAS_DIX', 'CCAS', '{}')`);
    await client.end();
  });
  afterAll(() => database.drop());

  test('serves the contract and what its kind has, behind the guard, until it is told to stop', async () => {
    const port = await findFreePort();
    const url = `http://127.0.0.1:${port}`;
    const { child, said } = startProgram({
      BODY_CODE: 'CCAS_DIX',
      BODY_KIND: 'CCAS',
      DATABASE_URL: database.url,
      HUB_JWKS,
      PORT: String(port),
    });
    try {
      await whenReady(url, said);
      const query =
        '{ _entities(representations: [{ __typename: "Person", id: "CCAS_DIX:1" }]) { ... on Person { id } } }';
      expect(await post(`${url}/body`, { query })).toMatchObject({ status: 403 });
      const grants = [{ type: 'Person', ids: ['CCAS_DIX:1'], fields: [] }];
      for (const name of ['body', 'ccas']) {
        const answer = await post(`${url}/${name}`, { query }, await signed({ grants }));
        expect(answer).toEqual({ status: 200, body: { data: { _entities: [null] } } });
      }
      expect(await post(`${url}/departement`, { query }, await signed({ grants }))).toMatchObject({ status: 404 });
    } finally {
      child.kill('SIGTERM');
    }
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(said()).toBe(`CCAS_DIX listens on ${url}\n`);
  });

  test('has frozen what had ended, and freezes a period once more when it is told to', async () => {
    const year = String(new Date().getUTCFullYear() - 1);
    const environment = { BODY_CODE: 'CCAS_DIX', BODY_KIND: 'CCAS', DATABASE_URL: database.url, HUB_JWKS, PORT: '0' };
    const corrected = startProgram(environment, ['correct-snapshot.js', 'N2', year]);
    expect(await once(corrected.child, 'exit')).toEqual([0, null]);
    expect(corrected.said()).toBe(`CCAS_DIX: N2 ${year} is at version 2\n`);
    const refused = startProgram(environment, ['correct-snapshot.js', 'N2', `${year}-Q1`]);
    expect(await once(refused.child, 'exit')).toEqual([1, null]);
    expect(refused.said()).toContain('a period of its kind');
  });

  test('shows on the spot what it has countersigned, which it tells nobody over the network', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-witness-'));
    const log = aLog({ entries: ['one'] });
    const [keyFile, logFile] = [join(folder, 'key.json'), join(folder, 'logs.txt')];
    writeFileSync(keyFile, JSON.stringify({ ...aKey().export({ format: 'jwk' }), kid: 'ccas-dix.invalid/witness' }));
    writeFileSync(logFile, log.key);
    const environment = { BODY_CODE: 'CCAS_DIX', BODY_KIND: 'CCAS', DATABASE_URL: database.url, HUB_JWKS, PORT: '0' };
    const show = async (over: Readonly<Record<string, string>>) => {
      const { child, said } = startProgram({ ...environment, ...over }, ['show-witnessed.js']);
      const [code] = (await once(child, 'close')) as [number];
      return { code, said: said() };
    };
    try {
      const files = { WITNESS_KEY_FILE: keyFile, LOG_KEYS_FILE: logFile };
      expect(await show(files)).toEqual({ code: 0, said: `nothing of \`${ORIGIN}\` has been countersigned here\n` });
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      await client
        .query('INSERT INTO witnessed_checkpoint (log, size, root, note, signed_at) VALUES ($1, 1, $2, $3, now())', [
          ORIGIN,
          Buffer.alloc(32),
          await log.note(),
        ])
        .finally(() => client.end());
      expect(await show(files)).toEqual({ code: 0, said: await log.note() });
      expect(await show({})).toMatchObject({ code: 1, said: expect.stringContaining('countersigns nothing') });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('refuses to start with the name of what is wrong', async () => {
    const { child, said } = startProgram({ BODY_CODE: 'CCAS_DIX', BODY_KIND: 'CCAS', HUB_JWKS, PORT: '0' });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said()).toBe('configuration: `DATABASE_URL` is missing\n');
  });
});
