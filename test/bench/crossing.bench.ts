import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openIssuer, serveKeys } from '../../development/issuer.ts';
import { signPass } from '../../gateway/crossing/pass.ts';
import { moveHub } from '../../prisma/seed/hub.ts';
import type { Pass } from '../../schema/pass.ts';
import { freshDatabase } from '../support/database.ts';
import { seededHub, withHub } from '../support/hub-database.ts';
import { addBenchCases, CASES, type CaseName, OWNERS, QUERY } from './bench-world.ts';
import { type FilledBody, openFilledBody } from './filled-body.ts';
import { type Asking, type MeasuredHub, startMeasuredHub } from './measured-hub.ts';
import { interleave } from './rounds.ts';

/**
 * What deciding and recording cost of the CPU of the hub: the same requests to the hub as it is, and to one that lets
 * everything cross over the same shapes. Passes are measured apart.
 */
const REQUESTS = 400;
const GOALS: Readonly<Record<CaseName, number>> = { 'one owner': 0.1, 'four owners': 0.25 };

const key = generateKeyPairSync('ed25519').privateKey;
const closing: (() => Promise<unknown> | unknown)[] = [];
let body: FilledBody;
let whole: MeasuredHub;
let open: MeasuredHub;
let headers: Record<string, string>;

beforeAll(async () => {
  body = await openFilledBody();
  closing.push(() => body.close());
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-bench-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  const issuer = await openIssuer({ file: join(folder, 'keys.json'), bodies: ['DEPT_21'], audience: 'passerelle' });
  const keys = await serveKeys(issuer);
  closing.push(() => keys.close());

  const database = await freshDatabase('hub', seededHub);
  closing.push(() => database.drop());
  await withHub(database.url, async (prisma) => {
    const issuers = [{ issuer: issuer.nameOf('DEPT_21'), bodyCode: 'DEPT_21', jwksUri: keys.jwksUri('DEPT_21') }];
    await moveHub(prisma, { bodies: Object.fromEntries(OWNERS.map((code) => [code, body.url])), issuers });
    await addBenchCases(prisma);
    await prisma.$executeRaw`ANALYZE`;
  });
  const environment = {
    PASSERELLE_ENV: 'development',
    PASSERELLE_DATABASE_URL: database.url,
    PASSERELLE_SIGNING_KEY: JSON.stringify({ ...key.export({ format: 'jwk' }), kid: 'bench' }),
    PASSERELLE_CLOCK: '2026-05-04T10:00:00+02:00',
    PORT: '0',
  };
  whole = await startMeasuredHub('whole', environment);
  closing.push(() => whole.close());
  open = await startMeasuredHub('open', environment);
  closing.push(() => open.close());
  const token = await issuer.token({ agent: 'AG-01', body: 'DEPT_21', now: new Date() });
  headers = { authorization: `Bearer ${token}`, 'x-purpose': 'CASE' };
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** Milliseconds of CPU for the passes of one request, signed again as they were. */
function cpuOfPasses(passes: readonly Pass[]): number {
  const times = 500;
  const start = process.cpuUsage();
  for (let i = 0; i < times; i += 1) for (const pass of passes) signPass({ kid: 'bench', key }, pass);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / times;
}

test.each(['one owner', 'four owners'] as const)('deciding and recording, %s', async (name) => {
  const asking: Asking = { query: QUERY, variables: { id: CASES[name] }, headers };
  body.takePasses();
  const answer = await whole.ask(asking);
  const passes = body.takePasses().map((pass) => decodeJwt<Pass>(pass) as Pass);
  // The comparison is fair only if both ask and answer the same.
  expect(JSON.parse(answer)).toMatchObject({ data: { sharedCase: { people: { length: 20 } } } });
  expect(await open.ask(asking)).toBe(answer);

  const cpu = await interleave({
    open: () => open.cpuPerRequest(asking, REQUESTS),
    whole: () => whole.cpuPerRequest(asking, REQUESTS),
    passes: async () => cpuOfPasses(passes),
  });
  const deciding = cpu.whole - cpu.open - cpu.passes;
  const ms = (value: number) => `${value.toFixed(3)} ms`;
  console.log(
    `${name}: ${answer.length} bytes, ${passes.length} requests to bodies; whole ${ms(cpu.whole)}, open ${ms(cpu.open)}, ` +
      `${passes.length} passes ${ms(cpu.passes)}; deciding and recording ${ms(deciding)}: ` +
      `${((100 * deciding) / cpu.whole).toFixed(1)} % of the request (goal ${100 * GOALS[name]} %), ` +
      `+${((100 * deciding) / cpu.open).toFixed(1)} % of the open one`,
  );
});
