import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DISCLAIMER } from '../../development/banner.ts';
import { findFreePort } from '../../development/free-port.ts';
import { placePostgres } from '../../development/postgres-place.ts';
import { findRunning, type Running } from '../../development/running.ts';
import { town } from '../../prisma/seed/town.ts';
import { projectRoot } from '../../schema/files.ts';

/** Of the town, and with no file at METRO_DIJON. */
const SIMONE = town.find(({ key }) => key === 'PE-04')!;

/** The built programs, as `npm start` runs them: real processes, real HTTP, and a folder of this test's own. */
const program = (name: string) => join(projectRoot(), 'dist/development', `${name}.js`);

let data: string;
let environment: NodeJS.ProcessEnv;
let starter: ChildProcess;
let said = '';

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'passerelle-start-'));
  chmodSync(data, 0o755);
  environment = {
    PATH: process.env.PATH,
    PASSERELLE_DATA: data,
    PORT: String(await findFreePort()),
    PASSERELLE_CLOCK: '2026-05-04T10:00:00+02:00',
  };
  await start();
});

afterAll(async () => {
  await stop('SIGTERM');
  rmSync(placePostgres(data).home, { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
});

async function start(): Promise<Running> {
  said = '';
  starter = spawn(process.execPath, [program('start')], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [starter.stdout!, starter.stderr!]) stream.on('data', (chunk) => (said += String(chunk)));
  for (let waited = 0; !said.includes('Ctrl-C') && waited < 90_000; waited += 50) {
    if (starter.exitCode !== null) throw new Error(`npm start ended: ${said}`);
    await sleep(50);
  }
  return running();
}

/** What it exited with. */
async function stop(signal: NodeJS.Signals): Promise<number | null> {
  if (starter.exitCode === null && starter.signalCode === null) {
    const ended = new Promise((resolve) => starter.once('exit', resolve));
    starter.kill(signal);
    await ended;
  }
  return starter.exitCode;
}

function running(): Running {
  const found = findRunning(data);
  if (found === null) throw new Error(`nothing runs: ${said}`);
  return found;
}

async function run(name: string, ...given: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program(name), ...given], { env: environment });
  return stdout;
}

async function countRecords(): Promise<number> {
  const [row] = await query<{ n: number }>(running().hubDatabase, 'SELECT count(*)::int AS n FROM access_record');
  return row?.n ?? 0;
}

async function query<Row extends pg.QueryResultRow>(
  database: string,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> {
  const client = new pg.Client(database);
  await client.connect();
  try {
    return (await client.query<Row>(text, [...values])).rows;
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function question(): string {
  const file = join(data, 'question.graphql');
  writeFileSync(file, '{ sharedCase(id: "SP-1") { status people { body { code } birthName benefits { kind } } } }');
  return file;
}

test('the banner says where, as whom, what to paste, and that nobody in it is real', async () => {
  const { hub, bodies } = running();
  expect(said).toContain(DISCLAIMER);
  expect(said).toMatch(/prête en \d+\.\d s/);
  expect(said).toContain(hub);
  expect(said.match(/eyJ[\w-]+\.[\w-]+\.[\w-]+/g)).toHaveLength(4);
  expect(Object.keys(bodies)).toHaveLength(9);
  const command = /curl[\s\S]*?\}'/.exec(said)?.[0] ?? '';
  const { stdout } = await promisify(execFile)('bash', ['-c', command]);
  expect(JSON.parse(stdout).errors).toBeUndefined();
  expect(JSON.parse(stdout).data.sharedCase.people).not.toHaveLength(0);
});

test('the keys of a run are for its owner alone', () => {
  expect(statSync(join(data, 'keys')).mode & 0o077).toBe(0);
  for (const name of ['secrets.json', 'issuers.json', 'postgres.txt'])
    expect(statSync(join(data, 'keys', name)).mode & 0o077).toBe(0);
  expect(statSync(join(data, 'running.json')).mode & 0o077).toBe(0);
});

test('a token, an answer and its explanation can be had from another terminal', async () => {
  expect(await run('token', 'AG-01')).toMatch(/^eyJ[\w-]+\.[\w-]+\.[\w-]+\n$/);

  const as = [question(), '--as', 'AG-01', '--purpose', 'CASE', '--mission', 'SP-1'];
  const answer = await run('ask', ...as);
  expect(answer).toContain('"birthName": "PONS"');
  expect(answer).toMatch(/BENEFITS +DENY +R502 +CONSENT_SCOPE_MISMATCH/);

  const explained = await run('explain', ...as);
  expect(explained).toMatch(/CCAS_LONGVIC +\S+ +IDENTITY +PERMIT +R500/);
  expect(explained).toMatch(/CCAS_LONGVIC +\S+ +BENEFITS +DENY +R502 +— +CONSENT_SCOPE_MISMATCH/);
  expect(explained).toMatch(
    /il manque :\n(.*\n)*BENEFITS \(CCAS_LONGVIC\), R502 : un accord de la personne nommant BENEFITS/,
  );
  expect(explained).not.toContain('PONS');
});

test('a body links a file that is new to it: the hub sees it as a candidate, under the subject that others have', async () => {
  const { environments, hubDatabase } = running();
  const [simone] = await query<{ subject: string }>(
    hubDatabase,
    `SELECT "subject" FROM "person_link" WHERE "id" = '${Object.entries(SIMONE.files)[0]?.join(':')}'`,
  );
  await query(
    environments.METRO_DIJON?.DATABASE_URL ?? '',
    `INSERT INTO "person" ("id", "birth_name", "first_names", "birth_date", "sex", "birth_place_cog")
     VALUES ('NEW', $1, $2, $3, $4, $5)`,
    [SIMONE.birthName, SIMONE.firstNames, SIMONE.birthDate, SIMONE.sex, SIMONE.birthPlaceCog],
  );
  expect(await run('link', 'METRO_DIJON')).toContain(`METRO_DIJON:NEW ${simone?.subject}\n`);
  const seen = () => query(hubDatabase, `SELECT "subject", "status" FROM "person_link" WHERE "id" = 'METRO_DIJON:NEW'`);
  for (let waited = 0; (await seen()).length === 0 && waited < 20_000; waited += 100) await sleep(100);
  expect(await seen()).toEqual([{ subject: simone?.subject, status: 'CANDIDATE' }]);
  await expect(run('link', 'NOBODY')).rejects.toThrow('no body of this run');
});

test('a second run on the same data is refused, and the first one goes on', async () => {
  await expect(promisify(execFile)(process.execPath, [program('start')], { env: environment })).rejects.toThrow(
    /already stands/,
  );
  expect((await fetch(`${running().hub}/health/ready`)).status).toBe(200);
});

test('Ctrl-C stops every process and loses nothing; tokens are good with nothing running, and after the next start', async () => {
  const { processes } = running();
  expect(Object.keys(processes)).toHaveLength(12);
  const before = await countRecords();
  expect(before).toBeGreaterThan(0);
  expect(await stop('SIGINT')).toBe(0);
  expect(Object.values(processes).filter(isAlive)).toEqual([]);
  expect(existsSync(join(data, 'running.json'))).toBe(false);
  const token = await run('token', 'AG-01');

  const { hub } = await start();
  expect(await countRecords()).toBe(before);
  const response = await fetch(`${hub}/graphql`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token.trim()}`, 'x-purpose': 'CASE', 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ bodies { code } }' }),
  });
  expect(response.status).toBe(200);
});

test('a killed run leaves nothing running but its database, and the next start takes over without loss', async () => {
  const { processes } = running();
  const before = await countRecords();
  await stop('SIGKILL');
  const programs = Object.entries(processes).filter(([name]) => name !== 'postgres');
  for (let waited = 0; programs.some(([, pid]) => isAlive(pid)) && waited < 10_000; waited += 50) await sleep(50);
  expect(programs.filter(([, pid]) => isAlive(pid))).toEqual([]);
  await start();
  expect(await countRecords()).toBe(before);
});

test('when one part dies the whole stops, and says which', async () => {
  const { processes } = running();
  process.kill(processes.CCAS_STAPO!, 'SIGKILL');
  for (let waited = 0; starter.exitCode === null && waited < 20_000; waited += 50) await sleep(50);
  expect(starter.exitCode).toBe(1);
  expect(said).toContain('CCAS_STAPO ended (SIGKILL)');
  expect(Object.values(processes).filter(isAlive)).toEqual([]);
  expect(readFileSync(join(data, 'logs', 'hub.log'), 'utf8')).not.toContain('"error"');
});
