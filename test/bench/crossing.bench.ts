import { decodeJwt } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signPass } from '../../gateway/crossing/pass.ts';
import type { Pass } from '../../schema/pass.ts';
import { type BenchSurroundings, openBenchSurroundings } from './bench-surroundings.ts';
import { CASES, type CaseName, QUERY } from './bench-world.ts';
import { type Asking, type MeasuredHub, startMeasuredHub } from './measured-hub.ts';
import { interleave } from './rounds.ts';

/**
 * What deciding and recording cost of the CPU of the hub: the same requests to the hub as it is, and to one that lets
 * everything cross over the same shapes. Passes are measured apart.
 */
const REQUESTS = 400;
const GOALS: Readonly<Record<CaseName, number>> = { 'one owner': 0.1, 'four owners': 0.25 };

const closing: (() => Promise<unknown> | unknown)[] = [];
let surroundings: BenchSurroundings;
let whole: MeasuredHub;
let open: MeasuredHub;

beforeAll(async () => {
  surroundings = await openBenchSurroundings();
  closing.push(() => surroundings.close());
  whole = await startMeasuredHub('whole', surroundings.environment);
  closing.push(() => whole.close());
  open = await startMeasuredHub('open', surroundings.environment);
  closing.push(() => open.close());
});
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** Milliseconds of CPU for the passes of one request, signed again as they were. */
function cpuOfPasses(passes: readonly Pass[]): number {
  const times = 500;
  const start = process.cpuUsage();
  for (let i = 0; i < times; i += 1) for (const pass of passes) signPass({ kid: 'bench', key: surroundings.key }, pass);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / times;
}

test.each(['one owner', 'four owners'] as const)('deciding and recording, %s', async (name) => {
  const { body, headers } = surroundings;
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
