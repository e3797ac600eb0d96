import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { refuseBesideHub } from '../../../gateway/federation/serve.ts';
import { SUPERGRAPH } from './bodies.ts';

const directory = mkdtempSync(join(tmpdir(), 'passerelle-federation-'));
const file = join(directory, 'supergraph.graphql');
writeFileSync(file, SUPERGRAPH);
afterAll(() => rmSync(directory, { recursive: true }));

/** The command as it is built: `npm test` builds before it runs. */
function start(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const clean = Object.entries(process.env).filter(([name]) => !name.startsWith('PASSERELLE_'));
  const env = { ...Object.fromEntries(clean), ...environment };
  const child = spawn(process.execPath, ['dist/gateway/federation/serve.js', ...args], { env });
  let printed = '';
  let said = '';
  child.stdout.on('data', (data) => {
    printed += String(data);
  });
  child.stderr.on('data', (data) => {
    said += String(data);
  });
  const ended = new Promise<{ code: number | null; printed: string; said: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, printed, said }));
  });
  return {
    child,
    ended,
    line: () => new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data)))),
  };
}

test('the command says where it listens, answers on both paths, and ends when told', async () => {
  const { child, line, ended } = start(['--supergraph', file, '--port', '0']);
  const [, url] = /^listening on (http:\S+)\n$/.exec(await line()) ?? [];
  for (const path of ['/', '/graphql']) {
    const body = JSON.stringify({ query: 'query A { __typename } query B { b: __typename }', operationName: 'B' });
    const response = await fetch(`${url}${path}`, { method: 'POST', body });
    expect([response.status, await response.json()]).toEqual([200, { data: { b: 'Query' } }]);
  }
  expect((await fetch(`${url}/elsewhere`)).status).toBe(404);
  const broken = await fetch(`${url}/`, { method: 'POST', body: '{' });
  expect(await broken.json()).toHaveProperty('errors');
  child.kill('SIGTERM');
  expect((await ended).code).toBe(0);
});

test('it refuses to start where a hub is configured, and without a supergraph', async () => {
  const beside = await start(['--supergraph', file, '--port', '0'], { PASSERELLE_DATABASE_URL: 'postgres://x.invalid' })
    .ended;
  expect(beside).toMatchObject({ code: 1, printed: '' });
  expect(beside.said).toContain('PASSERELLE_DATABASE_URL');
  expect(beside.said).not.toContain('postgres://');
  for (const args of [[], ['--supergraph', join(directory, 'none')], ['--supergraph', file, '--port', 'x']]) {
    expect((await start(args).ended).code).toBe(1);
  }
  expect(refuseBesideHub({ PATH: '/bin' })).toBeNull();
});
