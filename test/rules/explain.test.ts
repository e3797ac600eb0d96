import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SECRECY_OF } from '../../schema/vocabulary.ts';
import { parisInstant } from '../support/paris.ts';
import { type Asked, dataOf, type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';

const NOW = parisInstant('2026-05-04T10:00');
/** The man of SP-1 at the CCAS: his accord covers housing and budget towards the Département, and not his benefits. */
const HIS_FILE = 'CCAS_LONGVIC:7781';

const EXPLAIN = `query($agent: ID!, $purpose: Purpose!, $record: ID!, $fields: [String!]) {
  explainAccess(agent: $agent, purpose: $purpose, record: $record, fields: $fields) {
    category effect rule reason why { fr en } article confidence transform instrument consent
    routes { rule article confidence needs { fr en } } fields { path released } } }`;

interface Wording {
  readonly fr: string;
  readonly en: string;
}
interface Explained {
  readonly category: string;
  readonly effect: string;
  readonly rule: string | null;
  readonly reason: string | null;
  readonly why: Wording | null;
  readonly article: string | null;
  readonly confidence: string | null;
  readonly routes: readonly { rule: string; needs: readonly Wording[] }[];
  readonly fields: readonly { path: string; released: boolean | null }[];
}

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({ at: NOW, bodies: ['CCAS_LONGVIC', 'DEPT_21'] });
});
afterAll(() => territory?.close());
beforeEach(() => territory.setClock(NOW));

function explain(
  {
    agent,
    purpose = 'CASE',
    record = HIS_FILE,
    fields,
  }: { agent: string; purpose?: string; record?: string; fields?: string[] },
  asked: Partial<Asked> = {},
): Promise<HubAnswer> {
  const variables = { agent, purpose, record, ...(fields && { fields }) };
  return territory.ask(EXPLAIN, { agent, purpose: 'CASE', ...asked, variables });
}
const explained = (answer: HubAnswer) => dataOf<{ explainAccess: Explained[] }>(answer).explainAccess;
async function one(category: string, asked: Parameters<typeof explain>[0]): Promise<Explained> {
  return explained(await explain({ ...asked, fields: [category] }))[0]!;
}
const codeOf = ({ body }: HubAnswer) => body.errors?.[0]?.extensions.code;

describe('an agent asks of herself', () => {
  test('what a category is released by, with its article and how sure its reading is', async () => {
    expect(await one('HOUSING', { agent: 'AG-01' })).toMatchObject({
      effect: 'PERMIT',
      rule: 'R501',
      reason: null,
      article: expect.stringMatching(/\w/),
      confidence: expect.stringMatching(/sure|DPO|COPIL|hub/),
      instrument: 'P-21-LONGVIC',
      consent: 'C-1',
      routes: [],
    });
  });

  test('why another is withheld, in French and in English, and what would permit it', async () => {
    const benefits = await one('BENEFITS', { agent: 'AG-01' });
    expect(benefits).toMatchObject({ effect: 'DENY', reason: 'CONSENT_SCOPE_MISMATCH' });
    expect(benefits.why?.fr).toContain('L’accord de la personne ne couvre pas');
    expect(benefits.why?.en).toContain('accord does not cover');
    const route = benefits.routes.find(({ rule }) => rule === benefits.rule);
    expect(route?.needs.map(({ fr }) => fr)).toEqual([
      'un accord de la personne nommant BENEFITS, de CCAS_LONGVIC vers DEPT_21, pour CASE',
    ]);
  });

  test('that nothing would permit what the law forbids', async () => {
    expect(await one('NATIONAL_ID', { agent: 'AG-01' })).toMatchObject({
      effect: 'DENY',
      reason: 'RULE_NEVER',
      routes: [],
    });
  });

  test('of fields by their path, whether each would be released', async () => {
    const [housing, budget] = explained(
      await explain({ agent: 'AG-01', fields: ['housing.tenure', 'HOUSING', 'budget.debtTotal'] }),
    );
    expect(housing).toMatchObject({ category: 'HOUSING', fields: [{ path: 'housing.tenure', released: true }] });
    expect(budget).toMatchObject({ category: 'BUDGET_DEBT', fields: [{ path: 'budget.debtTotal', released: true }] });
  });

  test.each([['housing.rent'], ['NOTHING'], ['id'], ['AUDIT_TRACE'], ['']])(
    'and not of `%s`, which is none',
    async (name) => {
      expect(codeOf(await explain({ agent: 'AG-01', fields: [name] }))).toBe('BAD_REQUEST');
    },
  );

  test('under another purpose of hers, and under none that is not', async () => {
    expect(await one('HOUSING', { agent: 'AG-01', purpose: 'EMPLOYMENT' })).toMatchObject({ effect: 'DENY' });
    expect(codeOf(await explain({ agent: 'AG-01', purpose: 'AUDIT' }))).toBe('PURPOSE_NOT_ALLOWED');
  });

  test('what her own question is told: decision, rule and reason are the same, category by category', async () => {
    const selection =
      'birthName phone coupleStatus housing { tenure } budget { debtTotal } minimaSociaux inReturnToWorkStep education { level } apaStatus { __typename } notes';
    const read = await territory.ask(`query($id: ID!) { person(id: $id) { ${selection} } }`, {
      agent: 'AG-01',
      purpose: 'CASE',
      variables: { id: HIS_FILE },
    });
    expect(read.body.errors).toBeUndefined();
    const lines = (await territory.linesOf(read.operation)).filter(({ category }) => category !== 'CONTACT');
    expect(lines.length).toBeGreaterThan(6);
    const told = new Map(explained(await explain({ agent: 'AG-01' })).map((each) => [each.category, each]));
    for (const { category, decision, rule, reason } of lines) {
      expect(told.get(category), category).toMatchObject({ effect: decision, rule, reason });
    }
  });
});

describe('no body is asked, and nothing is given away', () => {
  test('the bodies receive nothing, and the journal keeps one trace of the person', async () => {
    const answer = await explain({ agent: 'AG-01' });
    expect(explained(answer).length).toBeGreaterThan(20);
    expect(territory.received).toEqual([]);
    expect(await territory.linesOf(answer.operation)).toMatchObject([
      {
        owner: 'CCAS_LONGVIC',
        subject: expect.any(String),
        category: 'AUDIT_TRACE',
        decision: 'PERMIT',
        rule: 'EXPLAIN',
      },
    ]);
  });

  test('a file to which no mission ties the agent, and one that there is not, are the same bytes', async () => {
    const { rows } = await territory.hubDatabase.query<{ id: string }>(
      `SELECT id FROM person_link l WHERE body_code = 'CCAS_LONGVIC' AND status = 'CONFIRMED'
         AND NOT EXISTS (SELECT 1 FROM case_subject s WHERE s.subject = l.subject)
         AND NOT EXISTS (SELECT 1 FROM referral_subject s WHERE s.subject = l.subject) LIMIT 1`,
    );
    const known = await explain({ agent: 'AG-01', record: rows[0]!.id });
    const unknown = await explain({ agent: 'AG-01', record: 'CCAS_LONGVIC:none' });
    expect(codeOf(known)).toBe('NOT_DISCLOSED');
    expect([known.status, known.text]).toEqual([unknown.status, unknown.text]);
    expect(await territory.linesOf(known.operation)).toMatchObject([
      { category: 'AUDIT_TRACE', decision: 'DENY', reason: 'NO_MISSION_LINK' },
    ]);
  });

  test('whatever closes an address is told by one word, and of the landlord’s name nothing is told', async () => {
    const told = async () =>
      explained(await explain({ agent: 'AG-01', fields: ['CONTACT', 'housing.tenure', 'housing.landlordName'] }));
    const database = (sql: string) => territory.hubDatabase.query(sql);
    const flag = (value: string) =>
      `UPDATE decision_fact SET value = '${value}' WHERE word = 'PROTECTED_ADDRESS'
          AND subject = (SELECT subject FROM person_link WHERE id = '${HIS_FILE}')`;
    expect(await told()).toMatchObject([{ category: 'CONTACT', effect: 'PERMIT' }, { category: 'HOUSING' }]);

    expect((await database(flag('yes'))).rowCount).toBeGreaterThan(0);
    const isProtected = await told().finally(() => database(flag('no')));
    await database(`UPDATE consent SET categories = array_remove(categories, 'CONTACT') WHERE id = 'C-1'`);
    const isNotShared = await told().finally(() =>
      database(`UPDATE consent SET categories = array_append(categories, 'CONTACT') WHERE id = 'C-1'`),
    );
    expect(isProtected).toEqual(isNotShared);
    expect(isProtected).toMatchObject([
      { category: 'CONTACT', effect: 'DENY', rule: null, reason: 'withheld', why: null, article: null, routes: [] },
      {
        ...{ category: 'HOUSING', effect: 'PERMIT' },
        fields: [
          { path: 'housing.tenure', released: true },
          { path: 'housing.landlordName', released: null },
        ],
      },
    ]);
  });
});

describe('of others', () => {
  test('who controls the body asks of any of its agents', async () => {
    const own = explained(
      await explain({ agent: 'AG-02', fields: ['HOUSING', 'WORRYING_INFO'] }, { agent: 'AG-14', purpose: 'AUDIT' }),
    );
    expect(own).toMatchObject([
      { category: 'HOUSING', effect: 'INTERNAL', rule: 'G0' },
      { category: 'WORRYING_INFO', effect: 'DENY', rule: 'R103', reason: 'RULE_NEVER' },
    ]);
  });

  test.each([
    ['a colleague', { agent: 'AG-02b' }, { agent: 'AG-02', purpose: 'CASE' }],
    ['who controls, under another purpose', { agent: 'AG-02' }, { agent: 'AG-14', purpose: 'DIRECTORY' }],
    ['who controls another body', { agent: 'AG-01' }, { agent: 'AG-14', purpose: 'AUDIT' }],
    ['nobody, of an agent that there is not', { agent: 'AG-99' }, { agent: 'AG-14', purpose: 'AUDIT' }],
  ] as const)('%s does not', async (_, of, asked) => {
    expect(codeOf(await explain(of, asked))).toBe('PURPOSE_NOT_ALLOWED');
  });
});

test('every category of a file is explained, and none of a frame or a register', async () => {
  const all = explained(await explain({ agent: 'AG-01' })).map(({ category }) => category);
  expect(all).toEqual(Object.keys(SECRECY_OF).filter((category) => !NOT_OF_A_FILE.includes(category)));
});

const NOT_OF_A_FILE = [
  'SERVICE_OFFER',
  'STATISTIC',
  'AGENT_DIRECTORY',
  'REFERRAL_META',
  'CONSENT_RECORD',
  'AUDIT_TRACE',
  'CASE_META',
];
