import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { projectRoot } from '../../schema/files.ts';

export interface Asking {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
}

/** A hub in its own process, whose CPU can be read. */
export interface MeasuredHub {
  readonly pid: number;
  ask(asking: Asking): Promise<string>;
  /** Milliseconds of CPU that the hub spends on one request, of `requests` asked a few at a time. */
  cpuPerRequest(asking: Asking, requests: number): Promise<number>;
  /** Milliseconds that each of `requests` took under load, those that all took together, and those of CPU that the hub spent. */
  time(
    asking: Asking,
    requests: number,
  ): Promise<{ readonly each: readonly number[]; readonly all: number; readonly cpu: number }>;
  close(): Promise<void>;
}

const AT_A_TIME = 4;
/** As many as keep a hub busy while each waits for its database. */
const UNDER_LOAD = 32;

export async function startMeasuredHub(
  kind: 'whole' | 'open' | 'unrecorded',
  environment: NodeJS.ProcessEnv,
): Promise<MeasuredHub> {
  const flags = process.env.BENCH_HUB_FLAGS?.split(' ') ?? [];
  const child = spawn(process.execPath, [...flags, join(projectRoot(), 'dist/test/bench/hub-process.js'), kind], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const url = await tell<string>(child);
  const agent = new Agent({ connections: UNDER_LOAD });

  async function ask({ query, variables, headers }: Asking): Promise<string> {
    const response = await request(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
      dispatcher: agent,
    });
    return response.body.text();
  }

  return {
    pid: child.pid ?? 0,
    ask,
    async cpuPerRequest(asking, requests) {
      const before = await readCpu(child);
      const askers = Array.from({ length: AT_A_TIME }, async () => {
        for (let i = 0; i < requests / AT_A_TIME; i += 1) await ask(asking);
      });
      await Promise.all(askers);
      return ((await readCpu(child)) - before) / requests;
    },
    async time(asking, requests) {
      const each: number[] = [];
      const before = await readCpu(child);
      const start = performance.now();
      const askers = Array.from({ length: UNDER_LOAD }, async () => {
        for (let i = 0; i < requests / UNDER_LOAD; i += 1) {
          const began = performance.now();
          await ask(asking);
          each.push(performance.now() - began);
        }
      });
      await Promise.all(askers);
      const all = performance.now() - start;
      return { each, all, cpu: (await readCpu(child)) - before };
    },
    async close() {
      await agent.close();
      child.disconnect();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function readCpu(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const { user, system } = await tell<NodeJS.CpuUsage>(child);
  return (user + system) / 1000;
}

/** The next thing that the process says; it may also end without a word. */
function tell<Said>(child: ChildProcess): Promise<Said> {
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error('the measured hub ended'));
    child.once('exit', fail).once('message', (said) => {
      child.off('exit', fail);
      resolve(said as Said);
    });
  });
}
