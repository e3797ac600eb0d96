import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BenchSurroundings, openBenchSurroundings } from './bench-surroundings.ts';
import { CASES, QUERY } from './bench-world.ts';
import { canPin, cpuOfServer, findPostgres, pin } from './cpu.ts';
import { type MeasuredHub, startMeasuredHub } from './measured-hub.ts';
import { median, ROUNDS } from './rounds.ts';

/**
 * What the journal costs of requests, by who spends it: the hub, its database, and whoever asks (with the bodies). On one
 * machine that the three share, each of them slows the others, so that requests per second mix what they spend; with cores
 * of their own, they say what the slowest of them lets through.
 */
const REQUESTS = { 'one person': 960, 'a case of twenty': 160 } as const;
const QUESTIONS = {
  'one person': {
    query: 'query($id: ID!) { person(id: $id) { birthName housing { tenure } } }',
    variables: { id: 'CCAS_LONGVIC:SP-BENCH-1-0' },
  },
  'a case of twenty': { query: QUERY, variables: { id: CASES['one owner'] } },
} as const;
const GOAL = 0.1;

/** Requests per second, and milliseconds of CPU per request. */
interface Round {
  readonly rate: number;
  readonly hub: number;
  readonly database: number;
  readonly asker: number;
}

let surroundings: BenchSurroundings;
let server: number;
const hubs: MeasuredHub[] = [];
beforeAll(async () => {
  surroundings = await openBenchSurroundings();
  server = await findPostgres(surroundings.environment.PASSERELLE_DATABASE_URL ?? '');
});
afterAll(async () => {
  for (const hub of hubs) await hub.close();
  await surroundings?.close();
});

const ms = (value: number) => `${value.toFixed(2)} ms`;
const percentile = (values: readonly number[], of: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * of)] ?? Number.NaN;

test('requests with the journal on and off', async () => {
  // Both stay up, and either gives records their place: CPU of the hub is that of the request and about half of the tree's.
  const on = await startMeasuredHub('whole', surroundings.environment);
  const off = await startMeasuredHub('unrecorded', surroundings.environment);
  hubs.push(on, off);
  for (const name of ['one person', 'a case of twenty'] as const) {
    const asking = { ...QUESTIONS[name], headers: surroundings.headers };
    const answer = await on.ask(asking);
    expect(JSON.parse(answer)).not.toHaveProperty('errors');
    expect(await off.ask(asking)).toBe(answer);
    for (const [where, places] of Object.entries(placesOf(on, off))) {
      for (const [pid, cores] of places) pin(pid, cores);
      const rounds = { on: [] as Round[], off: [] as Round[] };
      const each = { on: [] as number[], off: [] as number[] };
      for (let n = 0; n <= ROUNDS; n += 1) {
        for (const [which, hub] of [
          ['on', on],
          ['off', off],
        ] as const) {
          const database = cpuOfServer(server);
          const before = process.cpuUsage();
          const timed = await hub.time(asking, REQUESTS[name]);
          const asker = process.cpuUsage(before);
          if (n === 0) continue;
          each[which].push(...timed.each);
          rounds[which].push({
            rate: (REQUESTS[name] * 1_000) / timed.all,
            hub: timed.cpu / REQUESTS[name],
            database: (cpuOfServer(server) - database) / REQUESTS[name],
            asker: (asker.user + asker.system) / 1_000 / REQUESTS[name],
          });
        }
      }
      const of = (which: 'on' | 'off', key: keyof Round) => median(rounds[which].map((round) => round[key]));
      const say = (which: 'on' | 'off') =>
        `${which} ${of(which, 'rate').toFixed(0)} requests/s, p50 ${ms(percentile(each[which], 0.5))}, p99 ${ms(percentile(each[which], 0.99))}, ` +
        `CPU: hub ${ms(of(which, 'hub'))}, database ${ms(of(which, 'database'))}, asker and bodies ${ms(of(which, 'asker'))}`;
      console.log(
        `${name}, ${where}: ${say('on')}; ${say('off')}; ` +
          `${(100 * (1 - of('on', 'rate') / of('off', 'rate'))).toFixed(1)} % fewer (goal ${100 * GOAL} %)`,
      );
    }
  }
});

/** Where hub, database and asker run: on whatever is free, and each on cores of its own. */
function placesOf(on: MeasuredHub, off: MeasuredHub): Record<string, readonly (readonly [number, string])[]> {
  if (!canPin()) return { 'on shared cores': [] };
  return {
    'each on its own cores': [
      [on.pid, '0'],
      [off.pid, '0'],
      [server, '1,2'],
      [process.pid, '3'],
    ],
    'on shared cores': [on.pid, off.pid, server, process.pid].map((pid) => [pid, '0-3'] as const),
  };
}
