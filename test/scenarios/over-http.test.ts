import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BodyCode, town } from '../../prisma/seed/town.ts';
import { parisInstant } from '../support/paris.ts';
import { dataOf, openTerritory, type Territory } from '../support/territory.ts';
import { type Check, readChecks } from './read-checks.ts';
import { READS } from './reads.ts';

/** Whose file is read: the person of the scenario, or of the one check that speaks of another. */
const PERSON: Readonly<Record<string, string>> = {
  S07: 'PE-09',
  S08: 'PE-10',
  S09: 'PE-09',
  'S10 HOUSING, no accord': 'PE-09b',
  'S10 HOUSING, accord exists but no referral/case links AG-01': 'PE-04',
  'S10 HOUSING, accord towards another body': 'PE-09c',
  S17: 'PE-09',
  S29: 'PE-29',
};

const checks = readChecks().filter(
  ({ scenario, category }) => ['S07', 'S08', 'S09', 'S10', 'S17', 'S29'].includes(scenario) && READS[category],
);

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00') });
});
afterAll(() => territory?.close());

function fileOf(check: Check): string {
  const key = PERSON[`${check.scenario} ${check.check}`] ?? PERSON[check.scenario];
  const local = town.find((person) => person.key === key)?.files[check.owner as BodyCode];
  if (!local) throw new Error(`the town has no file of \`${key}\` at \`${check.owner}\``);
  return `${check.owner}:${local}`;
}

const QUERY = (selection: string) => `query($id: ID!) { person(id: $id) { ${selection} } }`;

describe.each(checks)('$scenario $check', (check) => {
  const { selection, field } = READS[check.category]!;

  async function ask(id: string) {
    territory.setClock(parisInstant(check.at));
    return territory.ask(QUERY(selection), { agent: check.agent, purpose: check.purpose, variables: { id } });
  }

  test(`${check.expected.decision} ${check.expected.rule} ${check.expected.reason ?? ''}`, async () => {
    const answer = await ask(fileOf(check));
    const received = [...territory.received];
    expect(answer.body.errors).toBeUndefined();

    const lines = await territory.linesOf(answer.operation);
    const { decision, rule, reason, transform } = check.expected;
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      owner: check.owner,
      category: check.category,
      decision,
      rule,
      reason,
      ...(transform ? { transform } : {}),
    });
    expect(lines[0]?.subject).toMatch(/^[\w-]{20,}$/);

    if (decision === 'PERMIT') {
      expect(dataOf<{ person: Record<string, unknown> }>(answer).person[field]).not.toBeNull();
      expect(answer.body.extensions).toBeUndefined();
      expect(received.map(({ body, subgraph }) => [body, subgraph])).toEqual([[check.owner, 'body']]);
      return;
    }
    expect(received).toEqual([]);
    // No purpose of the police's links them to anybody, so they are not told that there is such a file.
    if (check.missionLink && check.purpose !== 'SECURITY') {
      expect(answer.body.data).toEqual({ person: { [field]: null } });
      const notice = check.category === 'CONTACT' ? { reason: 'withheld' } : { rule, reason };
      expect(answer.body.extensions).toEqual({
        decisions: [{ path: `person.${field}`, category: check.category, decision: 'DENY', ...notice }],
      });
    } else {
      expect(answer.text).toBe((await ask(`${check.owner}:no-such-file`)).text);
    }
  });
});

test('S08: the directory of another department stays open', async () => {
  const answer = await territory.ask('{ body(code: "DEPT_92") { serviceOffers { name } } }', {
    agent: 'AG-01',
    purpose: 'DIRECTORY',
  });
  expect(await territory.linesOf(answer.operation)).toEqual([
    expect.objectContaining({
      owner: 'DEPT_92',
      subject: null,
      category: 'SERVICE_OFFER',
      decision: 'PERMIT',
      rule: 'R700',
    }),
  ]);
  expect(territory.received.map(({ body }) => body)).toEqual(['DEPT_92']);
  expect(dataOf<{ body: { serviceOffers: unknown[] } }>(answer).body.serviceOffers.length).toBeGreaterThan(3);
});

test('S09 in one query: nine categories asked, three requested of the owner, six withheld with their reasons', async () => {
  const nine = checks.filter(({ scenario }) => scenario === 'S09');
  const selections = nine.map(({ category }) => READS[category]!.selection).join(' ');
  const id = fileOf(nine[0]!);
  territory.setClock(parisInstant('2026-05-04T10:00'));
  const answer = await territory.ask(QUERY(selections), { agent: 'AG-01', purpose: 'CASE', variables: { id } });

  const lines = await territory.linesOf(answer.operation);
  expect(lines.map(({ category, decision, rule, reason }) => ({ category, decision, rule, reason }))).toEqual(
    nine
      .map(({ category, expected: { decision, rule, reason } }) => ({ category, decision, rule, reason }))
      .sort((a, b) => (a.category < b.category ? -1 : 1)),
  );
  expect(territory.received).toHaveLength(1);
  const [request] = territory.received;
  expect(request?.query).toBe(
    'query($_r0:[_Any!]!){_g0:_entities(representations:$_r0){...on Person{birthName housing{tenure} budget{debtTotal}}}}',
  );
  expect(request?.pass?.grants).toEqual([
    { type: 'Person', ids: [id], fields: ['Person.birthName', 'Person.housing.tenure', 'Person.budget.debtTotal'] },
  ]);
  const withheld = nine.filter(({ expected }) => expected.decision === 'DENY');
  expect(answer.body.extensions?.decisions).toEqual(
    withheld.map(({ category, expected: { rule, reason } }) => ({
      path: `person.${READS[category]!.field}`,
      category,
      decision: 'DENY',
      rule,
      reason,
    })),
  );
});
