import { afterAll, beforeAll, expect, test } from 'vitest';
import { PERSONS } from '../../development/agents.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';

/**
 * A question leaves a line for what it met and was not given, and none for what there is not: whoever could read how large the
 * journal is, before and after, would learn what its answer keeps from her.
 */
const BODIES = ['DEPT_21', 'CCAS_LONGVIC'] as const;
let territory: Territory;
/** What somebody was handed once: a checkpoint that the journal has signed. */
let oldNote: string;
let officer: string;
let addresses: readonly string[];

beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: BODIES, witnesses: BODIES });
  officer = await territory.tokenOf('AG-14');
  await territory.ask(OF_OTHERS[0]!, STRANGER);
  await settled();
  oldNote = await noteOf('/journal/checkpoint');
  const { rows } = await territory.hubDatabase.query<{ url: string }>('SELECT url FROM body WHERE code = ANY($1)', [
    BODIES,
  ]);
  addresses = rows.map(({ url }) => url);
});
afterAll(() => territory?.close());

/** Files that she has no mission for, which there are in one world and not in the other; and lists. */
const STRANGER = { agent: 'AG-01', purpose: 'CASE' } as const;
const OF_OTHERS = [
  '{ person(id: "DEPT_21:D-5512") { birthName housing { tenure } } }',
  '{ person(id: "CCAS_LONGVIC:hidden") { birthName housing { tenure } benefits { kind } } }',
  '{ sharedCases(first: 5) { totalCount edges { node { id people { birthName } } } } }',
  '{ referrals(box: INBOX, first: 5) { totalCount edges { node { id people { birthName } } } } }',
];

async function noteOf(path: string): Promise<string> {
  const headers = { authorization: `Bearer ${officer}`, 'x-purpose': 'AUDIT' };
  return (await fetch(`${territory.hubUrl}${path}`, { headers })).text();
}

/** Everything is in the tree, signed, and countersigned by all. */
async function settled(): Promise<bigint> {
  const { size } = await territory.sequenced();
  for (let tried = 0; tried < 500; tried += 1) {
    const { rows } = await territory.hubDatabase.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM journal_cosignature WHERE size >= $1',
      [String(size)],
    );
    if (rows[0]!.n >= BODIES.length) return size;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('nobody countersigns');
}

const OF_THE_TREE = [
  'checkpoint',
  'keys',
  'tile/0/000',
  'tile/0/000.p/1',
  'tile/0/000.p/9',
  'tile/entries/000.p/1',
  'x',
];
const QUESTIONS = [
  '{ journal { __typename keys { verifier validTo } } }',
  '{ journal { checkpoint { size root note signedAt witnesses { name signedAt } } } }',
  '{ journal { checkpoint(size: "3") { size } } }',
  '{ journal { consistencyProof(from: "1", to: "3") { from to proof } } }',
  '{ journal { inclusionProof(record: "00000000-0000-4000-8000-000000000000") { leaf size proof } } }',
  '{ exportAccessRecords(format: NDJSON) { content fileName leaves records } }',
  '{ exportAccessRecords(format: CSV, fromLeaf: "0", toLeaf: "1") { content fileName leaves records } }',
  '{ accessSample(week: "2026-W17") { totalCount } }',
];

/** Who could ask, short of who controls a body: nobody known, an agent for her work, an agent who says that she audits, a person. */
async function askers(): Promise<Readonly<Record<string, Readonly<Record<string, string>>>>> {
  const agent = `Bearer ${await territory.tokenOf('AG-01')}`;
  const request = {
    agent: 'a-person',
    body: PERSONS,
    now: new Date(),
    claims: { subject: ['nobody'], represents: false },
  };
  return {
    nobody: {},
    'an agent': { authorization: agent, 'x-purpose': 'CASE' },
    'an agent under AUDIT': { authorization: agent, 'x-purpose': 'AUDIT' },
    'an officer at work': { authorization: `Bearer ${officer}`, 'x-purpose': 'DIRECTORY' },
    'a person': { authorization: `Bearer ${await territory.signToken(request)}`, 'x-purpose': 'SUBJECT_RIGHTS' },
  };
}

/** All that they can fetch, from the hub and from the witnesses, in bytes. */
async function fetchable(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  async function add(name: string, url: string, request: RequestInit): Promise<void> {
    const response = await fetch(url, request);
    const headers = [...response.headers].filter(([key]) => key !== 'date' && key !== 'x-operation');
    found.set(name, JSON.stringify([response.status, headers, await response.text()]));
  }
  for (const [who, headers] of Object.entries(await askers())) {
    for (const path of OF_THE_TREE) await add(`${who}: ${path}`, `${territory.hubUrl}/journal/${path}`, { headers });
    for (const query of QUESTIONS) {
      await add(`${who}: ${query}`, `${territory.hubUrl}/graphql`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
      });
    }
  }
  for (const address of addresses) {
    await add(`${address} key`, `${address}/witness/key`, {});
    await add(`${address} checkpoint`, `${address}/witness/checkpoint`, {});
    for (const old of [0, 1, 1000]) {
      const request = { method: 'POST', body: `old ${old}\n\n${oldNote}` };
      await add(`${address} add ${old}`, `${address}/witness/add-checkpoint`, request);
    }
  }
  return found;
}

interface Told {
  readonly answers: readonly string[];
  readonly before: ReadonlyMap<string, string>;
  readonly after: ReadonlyMap<string, string>;
  /** By how much the journal has grown for her questions alone. */
  readonly grown: bigint;
}

async function askInThisWorld(): Promise<Told> {
  const before = await fetchable();
  const from = await settled();
  const answers: string[] = [];
  for (const query of OF_OTHERS) answers.push((await territory.ask(query, STRANGER)).text);
  const grown = (await settled()) - from;
  return { answers, before, after: await fetchable(), grown };
}

test('two worlds that differ in what she may not see are the same to her, whatever else she fetches', {
  timeout: 120_000,
}, async () => {
  const without = await askInThisWorld();
  const id = 'CCAS_LONGVIC:hidden';
  await territory.hubDatabase.query(
    `INSERT INTO person_link (id, body_code, local_id, subject, status)
     SELECT $1, body_code, 'hidden', 'a subject whom she has no mission for', status FROM person_link
      WHERE id = 'CCAS_LONGVIC:7781'`,
    [id],
  );
  const with_ = await askInThisWorld();

  expect(with_.answers).toEqual(without.answers);
  // The journal itself does tell: that is why it is not hers to read.
  expect(with_.grown).toBeGreaterThan(without.grown);
  for (const told of [without.after, with_.before, with_.after]) expect([...told]).toEqual([...without.before]);
});

test('of the journal they are given its keys, and nothing that was signed', async () => {
  const all = [...(await fetchable())];
  const refused = all.filter(([name]) => !/keys|witness\/key| key$/.test(name));
  expect(refused.length).toBeGreaterThan(60);
  const [, root = ''] = /\n(\S{44})\n/.exec(oldNote) ?? [];
  for (const [name, bytes] of refused) {
    expect([name, bytes.includes(root), /"size":"/.test(bytes)]).toEqual([name, false, false]);
    expect([name, /^\[(401|403|400)|PURPOSE_NOT_ALLOWED/.test(bytes)]).toEqual([name, true]);
  }
});

test('who controls a body sees the tree grow', async () => {
  const before = await noteOf('/journal/checkpoint');
  await territory.ask(OF_OTHERS[1]!, STRANGER);
  await settled();
  expect(await noteOf('/journal/checkpoint')).not.toBe(before);
});
