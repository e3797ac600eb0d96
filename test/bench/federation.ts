import { buildSchema, parse } from 'graphql';
import { compose } from '../../gateway/federation/compose.ts';
import type { Cross, Reply, Send, Verdict } from '../../gateway/federation/doors.ts';
import { createExecutor } from '../../gateway/federation/executor.ts';
import { openCross } from '../../gateway/federation/open-cross.ts';
import { createPlanner } from '../../gateway/federation/planner.ts';

/**
 * What the executor alone costs: 50 records of 30 fields, replies already parsed, nothing sent. Run it with
 * `npm run -s build && node dist/test/bench/federation.js`; medians of five interleaved rounds, ms per operation.
 */
const RECORDS = 50;
const FIELDS = Array.from({ length: 30 }, (_, i) => `field${i}`);
const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n';
const SDL = {
  registry: `${LINK} type Query { people: [Person!] } type Person @key(fields: "id") { id: ID! }`,
  body: `${LINK} type Person @key(fields: "id") { id: ID! ${FIELDS.map((field) => `${field}: String`).join(' ')} }`,
};

const supergraph = compose(Object.entries(SDL).map(([name, sdl]) => ({ name, url: `http://${name}.invalid`, sdl })));
const planner = createPlanner(supergraph);
const schema = buildSchema(planner.consumerSchema);
const people = Array.from({ length: RECORDS }, (_, i) => ({ __typename: 'Person', id: `B${i % 4}:${i}` }));
const record = Object.fromEntries(FIELDS.map((field) => [field, `a value of ${field}`]));
const source = `{ people { id ${FIELDS.join(' ')} } }`;
const document = parse(source);

const registry: Send<null> = async () => ({ data: { people } });
const body: Send<null> = async ({ variables }): Promise<Reply> => ({
  data: { _g0: (variables._r0 as readonly object[]).map(() => record) },
});

function runWith(instances: number): () => Promise<unknown> {
  const verdicts = Array.from(
    { length: instances },
    (_, i): Verdict => ({ instance: `B${i}`, mask: '', hidden: false, notes: [] }),
  );
  const cross: Cross<null> = {
    ...openCross<null>(),
    decide: async (_op, wave) => wave.map(({ representation: { id } }) => verdicts[Number(String(id)[1]) % instances]!),
  };
  const local = new Map([['registry', registry]]);
  const execute = createExecutor<null>({ schema, supergraph, planner, send: body, local, cross });
  return () => execute({ source, document, variables: {}, op: null });
}

async function time(run: () => unknown, rounds: number): Promise<number> {
  const start = process.cpuUsage();
  for (let i = 0; i < rounds; i += 1) await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / rounds;
}

const one = runWith(1);
const four = runWith(4);
const answer = (await one()) as { data: unknown };
const reply = JSON.stringify({ data: { _g0: people.map(() => record) } });
const runs: Record<string, () => unknown> = {
  'one owner': one,
  'four owners': four,
  'for scale: parse the reply': () => JSON.parse(reply),
  'for scale: print the answer': () => JSON.stringify(answer.data),
};
const measured = new Map(Object.keys(runs).map((name) => [name, [] as number[]]));
for (const run of Object.values(runs)) await time(run, 500);
for (let round = 0; round < 5; round += 1) {
  for (const [name, run] of Object.entries(runs)) measured.get(name)!.push(await time(run, 1_000));
}
console.log(`${RECORDS} records of ${FIELDS.length} fields, ${reply.length} bytes from the bodies`);
for (const [name, all] of measured) {
  console.log(`${name.padEnd(30)} ${all.sort((a, b) => a - b)[2]!.toFixed(3)} ms`);
}
