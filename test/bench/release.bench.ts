import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEpochRepository } from '../../gateway/crossing/epoch.repository.ts';
import { createFactsRepository } from '../../gateway/crossing/facts.repository.ts';
import { holdLease, type Lease } from '../../gateway/crossing/lease.ts';
import { type Operation, openOperation } from '../../gateway/crossing/operation.ts';
import { createRelease, type Release } from '../../gateway/crossing/release.ts';
import { loadRules, type Rules } from '../../gateway/crossing/rules.repository.ts';
import { createIdentify } from '../../gateway/identity/identify.ts';
import { createIdentityRepository } from '../../gateway/identity/identity.repository.ts';
import type { Caller } from '../../gateway/policy/caller.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { median } from './rounds.ts';

/**
 * What the release check costs: of a request whose facts have not moved, a look at numbers that are there; of one whose
 * facts have, the same facts once more. Beside them the whole request, over HTTP.
 */
const AT = parisInstant('2026-05-04T10:00');
const FILE = 'CCAS_LONGVIC:7781';
const QUESTION = `{ person(id: "${FILE}") { birthName housing { tenure } } }`;
const REQUESTS = 300;
const LOOKS = 100_000;

let territory: Territory;
let pool: pg.Pool;
let lease: Lease;
let rules: Rules;
let headers: Record<string, string>;
beforeAll(async () => {
  territory = await openTerritory({ at: AT, bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  const url = territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '';
  pool = new pg.Pool({ connectionString: url, max: 2 });
  lease = holdLease(createEpochRepository(url), { log: console.error, onMove: () => {} });
  rules = await loadRules(pool);
  await lease.alive();
  headers = { authorization: `Bearer ${await territory.tokenOf('AG-01')}`, 'x-purpose': 'CASE' };
});
afterAll(async () => {
  await lease?.close();
  await pool?.end();
  await territory?.close();
});

function identify(): Promise<Caller> {
  const repository = createIdentityRepository(pool);
  const known = createIdentify({ repository, audience: 'passerelle', now: () => new Date(), clock: () => AT });
  return known({ get: (name) => headers[name] });
}

/** The operation of the question, as the crossing leaves it when all is decided. */
async function decided(): Promise<Operation> {
  const caller = await identify();
  const { judge, version } = rules.at(AT);
  const { agent, body: agentBody, partnerSystem, profession, secrecy, purpose, mission } = caller;
  const who = { agent, agentBody, partnerSystem, profession, secrecy, purpose, mission };
  const op = openOperation({
    context: {
      ...who,
      operation: 'bench',
      at: AT,
      queryHash: '',
      ruleSetVersion: version,
    },
    caller,
    variables: {},
    asksMoreThanKey: () => true,
    judge,
    repository: createFactsRepository(pool),
  });
  const name = { type: 'Person', id: FILE, part: 'content' } as const;
  const [facts] = await op.facts.of([name]);
  if (!facts) throw new Error('the town has no such file');
  op.crossed.add(name, facts, ['IDENTITY', 'HOUSING']);
  return op;
}

function releaseOf(op: Operation, begun: string | null): Release {
  const repository = createFactsRepository(pool);
  return createRelease({ lease, rules, repository, clock: () => AT, record: async () => {} }, op, begun);
}

test('the last look, beside the request that it ends', async () => {
  const times: number[] = [];
  for (let i = 0; i < REQUESTS + 50; i += 1) {
    const start = performance.now();
    const answer = await territory.ask(QUESTION, { agent: 'AG-01', purpose: 'CASE' });
    if (i >= 50) times.push(performance.now() - start);
    expect(answer.text).toContain('PONS');
  }

  const op = await decided();
  let allowed = 0;
  const start = performance.now();
  for (let i = 0; i < LOOKS; i += 1) {
    if (i % 1_000 === 0) await lease.alive();
    if (releaseOf(op, lease.epoch).mayWrite()) allowed += 1;
  }
  const look = ((performance.now() - start) * 1_000) / LOOKS;
  expect(allowed).toBe(LOOKS);

  const again: number[] = [];
  for (let i = 0; i < 100; i += 1) {
    const release = releaseOf(op, 'an older one');
    const began = performance.now();
    expect(await release.lookAgain(identify)).toBe('SAME');
    again.push(performance.now() - began);
  }
  const p50 = median(times);
  console.log(
    `a request takes ${p50.toFixed(2)} ms (p50 of ${REQUESTS}), ${(p50 - look / 1_000).toFixed(2)} ms without its last look, ` +
      `which takes ${look.toFixed(2)} µs; deciding again because facts moved takes ${median(again).toFixed(2)} ms`,
  );
});
