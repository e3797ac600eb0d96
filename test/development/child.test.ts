import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChild } from '../../development/child.ts';
import { findFreePort } from '../../development/free-port.ts';

let folder: string;
let port: number;

/** Says that it is ready, tells what it was given, and writes down that it was asked to end. */
const PROGRAM = `
  import { createServer } from 'node:http';
  import { writeFileSync } from 'node:fs';
  const server = createServer((request, response) => response.end(JSON.stringify(process.env)));
  server.listen(Number(process.env.PORT), '127.0.0.1');
  process.once('SIGTERM', () => { writeFileSync(process.env.TOLD, 'asked'); server.close(); server.closeAllConnections(); });
  if (process.env.FAIL) process.exit(3);
`;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-child-'));
  writeFileSync(join(folder, 'program.mjs'), PROGRAM);
  port = await findFreePort();
});

afterAll(() => rmSync(folder, { recursive: true }));

function start(environment: Record<string, string> = {}) {
  const told = join(folder, 'told.txt');
  rmSync(told, { force: true });
  const program = join(folder, 'program.mjs');
  return {
    told,
    ...startChild({ name: 'part', program, port, logs: folder, environment: { TOLD: told, ...environment } }),
  };
}

test('a part is waited for, told only what it needs, and asked to end', async () => {
  process.env.PASSERELLE_SECRET_OF_ANOTHER = 'not for this part';
  const child = start({ BODY_CODE: 'CCAS_LONGVIC' });
  await child.ready();
  const given = (await (await fetch(`http://127.0.0.1:${port}/`)).json()) as Record<string, string>;
  expect(given).toMatchObject({ BODY_CODE: 'CCAS_LONGVIC', PORT: String(port) });
  expect(given).not.toHaveProperty('PASSERELLE_SECRET_OF_ANOTHER');
  await child.stop();
  expect(readFileSync(child.told, 'utf8')).toBe('asked');
});

test('a part that ends before it is ready says so, and where to read why', async () => {
  await expect(start({ FAIL: 'yes' }).ready()).rejects.toThrow(/part ended \(exit code 3\): see .*part\.log/);
});

test('a part does not outlive who started it, even one that was killed without a word', async () => {
  const child = start();
  await child.ready();
  const starter = startStarter();
  const [line] = (await once(starter.stdout!, 'data')) as [Buffer];
  const pid = Number(String(line));
  await child.stop();
  expect(isAlive(pid)).toBe(true);
  starter.kill('SIGKILL');
  for (let waited = 0; isAlive(pid) && waited < 5_000; waited += 20) await sleep(20);
  expect(isAlive(pid)).toBe(false);
});

/** A process that starts a part the way \`startChild\` does, and prints its number. */
function startStarter(): ChildProcess {
  const leash = new URL('../../development/leash.ts', import.meta.url).href;
  const source = `
    import { spawn } from 'node:child_process';
    const part = spawn(process.execPath, ['--import', '${leash}', '-e', 'setInterval(() => {}, 1000)'],
      { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], detached: true });
    console.log(part.pid);
    setInterval(() => {}, 1000);
  `;
  return spawn(process.execPath, ['--input-type=module', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
