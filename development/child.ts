import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** One process of the run: a body, or the hub. */
export interface Child {
  readonly name: string;
  readonly pid: number;
  /** Resolves once it says that it can answer; rejects if it ends first or takes too long. */
  ready(): Promise<void>;
  /** Resolves when it has ended, with what it ended by. */
  readonly ended: Promise<string>;
  /** Asks it to finish what it is doing and end; insists after a while. */
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 10_000;

/**
 * Starts a built program. It runs in a session of its own, so that Ctrl-C reaches only us and the order of stopping is
 * ours; and on a leash, so that it does not outlive us if we are killed.
 */
export function startChild(o: {
  readonly name: string;
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly port: number;
  readonly logs: string;
  readonly flags?: readonly string[];
}): Child {
  mkdirSync(o.logs, { recursive: true });
  const log = openSync(join(o.logs, `${o.name}.log`), 'w', 0o600);
  const leash = new URL(`./leash${extname(import.meta.filename)}`, import.meta.url).href;
  const child = spawn(process.execPath, [...(o.flags ?? []), '--import', leash, o.program], {
    env: { ...inherited(), ...o.environment, PORT: String(o.port) },
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  });
  closeSync(log);
  const ended = endOf(child);
  return {
    name: o.name,
    pid: child.pid ?? 0,
    ended,
    async ready() {
      const failed = ended.then((how) =>
        Promise.reject(new Error(`${o.name} ended (${how}): see \`${o.logs}/${o.name}.log\``)),
      );
      await Promise.race([answersReady(o.port, o.name), failed]);
    },
    async stop() {
      child.kill('SIGTERM');
      const patience = new AbortController();
      const late = sleep(STOP_WITHIN_MS, 'late', { signal: patience.signal, ref: false }).catch(() => 'in time');
      if ((await Promise.race([ended, late])) === 'late') child.kill('SIGKILL');
      patience.abort();
      await ended;
    },
  };
}

/** A program is told what it needs and no more: nothing of ours that happens to be in the environment. */
function inherited(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'NODE_COMPILE_CACHE'];
  return Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
}

async function answersReady(port: number, name: string): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    const status = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await sleep(25);
  }
  throw new Error(`${name} is not ready after ${READY_WITHIN_MS / 1000} s`);
}
