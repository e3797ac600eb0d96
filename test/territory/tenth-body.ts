import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { inject } from 'vitest';
import { findFreePort } from '../../development/free-port.ts';
import { PrismaClient } from '../../prisma/generated/body/client.ts';
import { projectRoot } from '../../schema/files.ts';
import { environmentOf, readJoiningSteps } from './joining-steps.ts';

export const CODE = 'CCAS_QUETIGNY';
export const LINKAGE_KEY = 'a linkage key that bodies share, thirty-two bytes or more';

/** A body that is not of the reference data set: its own database and role, its own data, its own process. */
export interface TenthBody {
  readonly url: string;
  close(): Promise<void>;
}

/** Steps 2 to 5 of the guide. Step 1, the row in the registry, is for the test to enter. */
export async function openTenthBody(hubUrl: string): Promise<TenthBody> {
  const steps = readJoiningSteps();
  const name = `tenth_${randomUUID().replaceAll('-', '')}`;
  const owner = addressOf(name);
  await administer(`CREATE DATABASE "${name}"`);

  const role = { RUNTIME_ROLE: name, RUNTIME_PASSWORD: randomUUID() };
  await promisify(execFile)(process.execPath, [join(projectRoot(), steps.migrate.program)], {
    env: { ...environmentOf(steps.migrate, { SCHEMA: 'body', OWNER_DATABASE_URL: owner, ...role }) },
  });
  await run(owner, steps.sayWhoseDatabase);
  const database = new URL(owner);
  database.username = role.RUNTIME_ROLE;
  database.password = role.RUNTIME_PASSWORD;
  await writeItsData(database.href);

  const secrets = mkdtempSync(join(tmpdir(), 'passerelle-tenth-'));
  const linkageKey = join(secrets, 'linkage_key');
  writeFileSync(linkageKey, LINKAGE_KEY);
  const port = await findFreePort();
  const body = spawn(process.execPath, [join(projectRoot(), steps.listen.program)], {
    env: environmentOf(steps.listen, {
      BODY_CODE: CODE,
      BODY_KIND: 'CCAS',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: database.href,
      HUB_JWKS_URL: `${hubUrl}/.well-known/jwks.json`,
      LINKAGE_KEY_FILE: linkageKey,
    }),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const url = `http://127.0.0.1:${port}`;
  await whenReady(body, url);
  return {
    url,
    async close() {
      body.kill('SIGTERM');
      if (body.exitCode === null) await once(body, 'exit');
      rmSync(secrets, { recursive: true });
      await administer(`DROP DATABASE "${name}" WITH (FORCE)`);
      await administer(`DROP ROLE "${name}"`);
    },
  };
}

/** One offer of service, and one person with an aid: written as the body's own software would, with its own role. */
async function writeItsData(databaseUrl: string): Promise<void> {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl }) });
  try {
    await prisma.serviceOffer.create({
      data: {
        id: 'Q-EPICERIE',
        structureId: 'Q-CCAS',
        name: 'Épicerie sociale de Quetigny',
        description: 'Sur rendez-vous.',
        updatedOn: new Date('2026-04-01'),
        type: 'aide-alimentaire',
        fee: 'FREE',
        nature: 'OPTIONAL',
      },
    });
    await prisma.person.create({
      data: { id: 'Q-1', birthName: 'MOREL', firstNames: ['Denise'], sex: 'F', birthDate: new Date('1966-07-08') },
    });
    await prisma.housing.create({ data: { personId: 'Q-1', tenure: 'HOSTED' } });
    await prisma.ccasAid.create({
      data: { personId: 'Q-1', kind: 'FOOD', amount: 60, grantedOn: new Date('2026-03-02') },
    });
  } finally {
    await prisma.$disconnect();
  }
}

async function whenReady(body: ChildProcess, url: string): Promise<void> {
  let said = '';
  body.stderr?.setEncoding('utf8').on('data', (text) => (said += text));
  for (let tries = 0; tries < 600 && body.exitCode === null; tries += 1) {
    const status = await fetch(`${url}/health/ready`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await sleep(50);
  }
  throw new Error(`the tenth body is not ready: ${said}`);
}

function addressOf(database: string): string {
  const address = new URL(inject('postgres'));
  address.pathname = `/${database}`;
  return address.href;
}

function administer(statement: string): Promise<void> {
  return run(inject('postgres'), statement);
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
