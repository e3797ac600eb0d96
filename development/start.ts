import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { tokenOf } from './agents.ts';
import { banner, PERSONAS } from './banner.ts';
import { claimData } from './claim.ts';
import { complain } from './complain.ts';
import { type Run, startRun, type Undo } from './run.ts';
import { runningFile } from './running.ts';
import { readSettings, type Settings } from './settings.ts';

/** `npm start`: the whole town on this machine, until Ctrl-C. */
async function main(): Promise<void> {
  const settings = readSettings(process.env, process.argv.slice(2));
  const asked = untilAskedToStop();
  const claim = claimData(settings.data);
  const undo: Undo = [async () => claim.release()];
  try {
    if (settings.fresh) forget(settings.data);
    const run = await Promise.race([startRun(settings, undo), asked]);
    if (run === 'stop') return;
    await Promise.race([run.watched, announce(run, settings, undo).then(() => asked)]);
  } finally {
    process.stdout.write('Passerelle s’arrête / stopping\n');
    await undoAll(undo);
  }
}

/** Without its keys, what an earlier run kept is nothing: the server makes its data anew, and the town is seeded again. */
function forget(data: string): void {
  for (const kept of ['town.json', 'keys', 'logs']) rmSync(join(data, kept), { recursive: true, force: true });
}

async function announce(run: Run, { data, clock }: Settings, undo: Undo): Promise<void> {
  const running = runningFile(data);
  const { hub, hubDatabase, bodies, environments, processes } = run;
  running.write({ pid: process.pid, hub, hubDatabase, bodies, environments, processes });
  undo.push(async () => running.remove());
  const tokens = new Map<string, string>();
  for (const { agent } of PERSONAS) tokens.set(agent, await tokenOf(data, agent));
  process.stdout.write(banner({ hub, data, clock, tokens, seconds: performance.now() / 1000 }));
}

/**
 * Ctrl-C, the end of the terminal, or a request to end. Also when npm is gone without a word: what it started would
 * otherwise run on with nobody to stop it.
 */
function untilAskedToStop(): Promise<'stop'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('stop'));
    const parent = process.ppid;
    const isUnderNpm = process.env.npm_lifecycle_event === 'start';
    if (isUnderNpm) setInterval(() => process.ppid === parent || resolve('stop'), 500).unref();
  });
}

/** From the last started to the first: the hub finishes what it answers while bodies and database still stand. */
async function undoAll(undo: Undo): Promise<void> {
  for (let step = undo.pop(); step !== undefined; step = undo.pop()) {
    await step().catch((error: unknown) => process.stderr.write(`${String(error)}\n`));
  }
}

main().then(() => process.exit(0), complain);
