import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verify } from '../../verifier/verify.ts';
import { parisInstant } from '../support/paris.ts';
import { HIS_FILE, HIS_OTHER_FILE, type Office, openOffice } from './office.ts';

const HER_CHILD = 'CCAS_LONGVIC:3918';
let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-05-04T09:00');
  await office.at('2026-05-04T09:00', 'AG-01', HIS_FILE, 'birthName housing { tenure } benefits { kind }');
  await office.at('2026-05-06T09:00', 'AG-01', HIS_FILE, 'housing { tenure }');
  await office.at('2026-05-06T10:00', 'AG-02', HIS_FILE, 'housing { tenure }');
  office.setClock('2026-05-10T09:00');
});
afterAll(() => office?.close());

interface Recipient {
  readonly recipient: string;
  readonly owner: string;
  readonly category: string;
  readonly times: number;
  readonly article: string;
}
const RECIPIENTS =
  'query($person: ID!, $from: DateTime, $to: DateTime) { recipientsOf(person: $person, from: $from, to: $to) { recipient owner category purpose rule article firstAt lastAt times } }';
const recipients = async (person: string, over: object = {}, agent?: string): Promise<readonly Recipient[]> =>
  (await office.audit<{ recipientsOf: Recipient[] }>(RECIPIENTS, { person, ...over }, agent)).recipientsOf;

describe('recipientsOf', () => {
  test('says who received what, how often, between when, by which article; refusals and the body’s own are none', async () => {
    expect(await recipients(HIS_FILE)).toEqual([
      {
        ...{
          recipient: 'DEPT_21',
          owner: 'CCAS_LONGVIC',
          category: 'HOUSING',
          purpose: 'CASE',
          rule: 'R501',
          times: 2,
        },
        ...{ firstAt: '2026-05-04T07:00:00.000Z', lastAt: '2026-05-06T07:00:00.000Z' },
        article: expect.stringContaining('accord de la personne'),
      },
      {
        ...{
          recipient: 'DEPT_21',
          owner: 'CCAS_LONGVIC',
          category: 'IDENTITY',
          purpose: 'CASE',
          rule: 'R500',
          times: 1,
        },
        ...{ firstAt: '2026-05-04T07:00:00.000Z', lastAt: '2026-05-04T07:00:00.000Z' },
        article: expect.stringContaining('CASF L311-3'),
      },
    ]);
    const later = await recipients(HIS_FILE, { from: '2026-05-05T00:00:00Z' });
    expect(later.map(({ category, times }) => `${category} ${times}`)).toEqual(['HOUSING 1']);
  });

  test('is of one’s own files: another body’s is one that there is not', async () => {
    const foreign = await office.answer(RECIPIENTS, { person: HIS_OTHER_FILE });
    const unknown = await office.answer(RECIPIENTS, { person: 'CCAS_LONGVIC:no-such-file' });
    expect(foreign.text).toBe(unknown.text);
    expect(foreign.body.data).toEqual({ recipientsOf: [] });
    // His own body's officer has the same person, by its own file.
    expect((await recipients(HIS_OTHER_FILE, {}, 'AG-22')).length).toBe(2);
  });

  test('is made of lines that are each decided, and that it was asked is on record', async () => {
    const told = await office.answer(RECIPIENTS, { person: HIS_FILE });
    const lines = await office.territory.linesOf(told.operation);
    expect(lines.map(({ owner, category, decision, rule }) => `${owner} ${category} ${decision} ${rule}`)).toEqual([
      'CCAS_LONGVIC AUDIT_TRACE PERMIT R602',
    ]);
  });

  test('tells nothing of an information préoccupante', async () => {
    await office.world.transmit(HER_CHILD, 'CCAS_LONGVIC', 'DEPT_21', parisInstant('2026-05-05T09:00'));
    const read = await office.at('2026-05-05T10:00', 'AG-07', HER_CHILD, 'birthName', { purpose: 'IP_TRANSMIT' });
    expect((await office.territory.linesOf(read.operation)).map(({ decision }) => decision)).toEqual(['PERMIT']);
    office.setClock('2026-05-10T09:00');
    expect(await recipients(HER_CHILD)).toEqual([]);
  });

  test('what was taken back before the answer left was received by nobody', async () => {
    const { rows } = await office.territory.hubDatabase.query<{ operation: string }>(
      "SELECT operation FROM access_record WHERE category = 'IDENTITY' AND decision = 'PERMIT' AND agent = 'AG-01'",
    );
    await office.territory.hubDatabase.query(
      `INSERT INTO access_record SELECT (jsonb_populate_record(a, jsonb_build_object(
         'id', gen_random_uuid(), 'decision', 'DENY', 'release_check', 'CHANGED'))).*
         FROM access_record a WHERE operation = $1 AND category = 'IDENTITY'`,
      [rows[0]!.operation],
    );
    expect((await recipients(HIS_FILE)).map(({ category }) => category)).toEqual(['HOUSING']);
  });
});

interface Disclosed {
  readonly recipient: string;
  readonly agent: string;
  readonly categories: readonly string[];
  readonly subjects: number;
  readonly files: readonly string[];
  readonly times: number;
}
const received = async (args: string, agent = 'AG-23'): Promise<readonly Disclosed[]> =>
  (
    await office.audit<{ whoReceived: Disclosed[] }>(
      `{ whoReceived(${args}) { recipient agent owners categories subjects files times firstAt lastAt } }`,
      {},
      agent,
    )
  ).whoReceived;

describe('whoReceived', () => {
  const HOUSING = {
    ...{ recipient: 'DEPT_21', agent: 'AG-01', owners: ['CCAS_LONGVIC'], categories: ['HOUSING'] },
    ...{ subjects: 1, files: [HIS_FILE], times: 2 },
    ...{ firstAt: '2026-05-04T07:00:00.000Z', lastAt: '2026-05-06T07:00:00.000Z' },
  };

  test.each([
    ['an accord', 'consent: "C-1"'],
    ['an instrument', 'instrument: "P-21-LONGVIC"'],
    ['a version of the rules, in a period', 'ruleSet: "v1", to: "2026-05-07T00:00:00Z", from: "2026-05-04T06:00:00Z"'],
    ['a habilitation', 'habilitation: "H-AG-01"'],
  ])('under %s', async (_, args) => {
    const all = (await received(args)).filter(({ agent }) => agent === 'AG-01');
    expect(all).toEqual([HOUSING]);
  });

  test('under a decision fact of the own body, while it stood', async () => {
    const subject = await office.world.subjectOf(HIS_FILE);
    const fact = (id: string, body: string, from: string, to: string | null) =>
      office.territory.hubDatabase.query(
        `INSERT INTO decision_fact (id, subject, body_code, word, value, valid_from, valid_to)
         VALUES ($1, $2, $3, 'PROTECTED_ADDRESS', 'no', $4, $5)`,
        [id, subject, body, from, to],
      );
    await fact('CCAS_LONGVIC:wrong', 'CCAS_LONGVIC', '2026-05-05T00:00:00Z', '2026-05-07T00:00:00Z');
    await fact('DEPT_21:wrong', 'DEPT_21', '2026-05-01T00:00:00Z', null);
    const whileItStood = await received('decisionFact: "CCAS_LONGVIC:wrong"');
    expect(whileItStood.map(({ agent, times }) => `${agent} ${times}`)).toEqual(['AG-01 1']);
    // What another body has said is no more known than what nobody has.
    const ask = (id: string) => office.answer(`{ whoReceived(decisionFact: "${id}") { agent } }`, {}, 'AG-23');
    const [foreign, unknown] = [await ask('DEPT_21:wrong'), await ask('CCAS_LONGVIC:no-such-fact')];
    expect(foreign.text).toBe(unknown.text);
    expect(foreign.body.data).toEqual({ whoReceived: [] });
  });

  test('is of the own body’s part alone, with its own files to inform persons by', async () => {
    await office.world.share(
      'SP-METRO',
      [HIS_OTHER_FILE],
      [
        { body: 'DEPT_21', agent: 'AG-01' },
        { body: 'METRO_DIJON', agent: 'AG-08' },
      ],
    );
    const accord = await office.world.consent(HIS_OTHER_FILE, {
      ...{ categories: ['HOUSING'], fromBodies: ['DEPT_21'], toBodies: ['METRO_DIJON'], purposes: ['CASE'] },
      collectingBody: 'DEPT_21',
    });
    await office.at('2026-05-06T11:00', 'AG-08', HIS_OTHER_FILE, 'housing { tenure }');
    office.setClock('2026-05-10T09:00');
    expect(await received(`consent: "${accord}"`)).toEqual([]);
    const own = await received(`consent: "${accord}"`, 'AG-22');
    expect(own.map(({ recipient, agent, files }) => [recipient, agent, ...files])).toEqual([
      ['METRO_DIJON', 'AG-08', HIS_OTHER_FILE],
    ]);
  });

  test('and is taken away with its proofs', async () => {
    const exported = async (args: string) => {
      const { exportAccessRecords } = await office.audit<{ exportAccessRecords: { content: string } }>(
        `{ exportAccessRecords(format: NDJSON, ${args}) { content } }`,
        {},
        'AG-23',
      );
      const { rows } = await office.territory.hubDatabase.query("SELECT verifier FROM journal_key WHERE use = 'LOG'");
      const trust = { log: rows.map(({ verifier }) => verifier as string), clockTolerance: 10 * 366 * 86_400 };
      return verify(exportAccessRecords.content, trust);
    };
    // One was taken back in the end: the two of HOUSING are left.
    expect(await exported('habilitation: "H-AG-01"')).toMatchObject({ holds: true, holding: { records: 2 } });
    expect(await exported('decisionFact: "CCAS_LONGVIC:wrong"')).toMatchObject({ holding: { records: 1 } });
    expect(await exported('decisionFact: "DEPT_21:wrong"')).toMatchObject({ holding: { records: 0 } });
  });

  test.each([
    [
      '{ exportAccessRecords(format: CSV, habilitation: "H-AG-01", agent: "AG-01") { leaves } }',
      'AG-23',
      'BAD_REQUEST',
    ],
    ['{ exportAccessRecords(format: CSV, habilitation: "H-AG-01") { leaves } }', 'AG-14', 'PURPOSE_NOT_ALLOWED'],
    ['{ whoReceived { agent } }', 'AG-23', 'BAD_REQUEST'],
    ['{ whoReceived(consent: "C-1", ruleSet: "v1") { agent } }', 'AG-23', 'BAD_REQUEST'],
    ['{ whoReceived(consent: "C-1") { agent } }', 'AG-14', 'PURPOSE_NOT_ALLOWED'],
  ])('%s by %s is refused', async (query, agent, code) => {
    const { body } = await office.answer(query, {}, agent);
    expect(body.errors?.[0]?.extensions.code).toBe(code);
  });
});
