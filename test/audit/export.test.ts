import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJournal } from '../../gateway/journal/journal.repository.ts';
import { type JournalExport, readExport } from '../../transparency/export.ts';
import { verify } from '../../verifier/verify.ts';
import { awaitSequenced } from '../support/await-sequenced.ts';
import { HIS_FILE, HIS_OTHER_FILE, type Office, openOffice } from './office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice('2026-05-04T09:00');
  await office.world.share(
    'SP-METRO',
    [HIS_OTHER_FILE],
    [
      { body: 'DEPT_21', agent: 'AG-01' },
      { body: 'METRO_DIJON', agent: 'AG-08' },
    ],
  );
  await office.at('2026-05-04T09:00', 'AG-01', HIS_FILE, 'birthName housing { tenure } benefits { kind }');
  await office.at('2026-05-04T09:01', 'AG-08', HIS_OTHER_FILE, 'housing { tenure } birthName');
  await office.at('2026-05-04T09:02', 'AG-02', HIS_OTHER_FILE, 'housing { tenure }', { mission: 'SP-1' });
  await awaitSequenced(office.territory.hubDatabase);
  office.setClock('2026-05-04T10:00');
});
afterAll(() => office?.close());

interface Exported {
  readonly content: string;
  readonly mediaType: string;
  readonly leaves: number;
  readonly records: number;
}
const exported = async (args: string, agent?: string): Promise<Exported> =>
  (
    await office.audit<{ exportAccessRecords: Exported }>(
      `{ exportAccessRecords(${args}) { content mediaType leaves records } }`,
      {},
      agent,
    )
  ).exportAccessRecords;
/** The clock of the tests decides half a year before the real one records. */
const trust = async () => {
  const { rows } = await office.territory.hubDatabase.query("SELECT verifier FROM journal_key WHERE use = 'LOG'");
  return { log: rows.map(({ verifier }) => verifier as string), clockTolerance: 10 * 366 * 86_400 };
};
const payloadsOf = ({ lines }: JournalExport) =>
  lines.flatMap(({ payload }) => (payload === undefined ? [] : [JSON.parse(payload) as Record<string, unknown>]));

describe('a list', () => {
  test.each(['NDJSON', 'CSV'])('as %s holds under the verifier as it is, and changed it does not', async (format) => {
    const { content, records, leaves } = await exported(`format: ${format}, purpose: CASE`);
    expect([records, leaves]).toEqual([4, 4]);
    expect(verify(content, await trust())).toMatchObject({ holds: true, holding: { records: 4, commitments: 0 } });
    const changed = content.replaceAll('BENEFITS', 'HOUSING');
    expect(verify(changed, await trust()).holds).toBe(false);
  });

  test('is that of the list: what narrows the one narrows the other', async () => {
    const { content } = await exported(`format: NDJSON, person: "${HIS_FILE}", decision: DENY, agent: "AG-01"`);
    expect(payloadsOf(readExport(content)).map(({ category, agent }) => `${agent} ${category}`)).toEqual([
      'AG-01 BENEFITS',
    ]);
    const foreign = await exported(`format: NDJSON, person: "${HIS_OTHER_FILE}"`);
    expect([foreign.leaves, foreign.records]).toEqual([0, 0]);
  });

  test('waits for what was recorded a moment ago to have its place', async () => {
    await office.at('2026-05-04T09:50', 'AG-01', HIS_FILE, 'phone');
    office.setClock('2026-05-04T10:00');
    const { content } = await exported('format: NDJSON, category: CONTACT');
    expect(verify(content, await trust())).toMatchObject({ holds: true, holding: { records: 1 } });
  });
});

describe('a range', () => {
  test('has every leaf, and tells what was recorded of those alone that the officer may know of', async () => {
    const { rows } = await office.territory.hubDatabase.query<{ leaf: string; own: boolean; agent: string }>(
      `SELECT leaf_index AS leaf, 'CCAS_LONGVIC' IN (owner_body, agent_body) AS own, agent_body AS agent
         FROM journal_leaf JOIN access_record ON id = record_id WHERE leaf_index < 6 ORDER BY leaf_index`,
    );
    expect(rows.filter(({ own }) => !own).length).toBeGreaterThan(0);
    const told = await exported('format: NDJSON, fromLeaf: "0", toLeaf: "6"');
    const own = rows.filter(({ own: is }) => is).length;
    expect([told.leaves, told.records]).toEqual([6, own]);
    expect(verify(told.content, await trust())).toMatchObject({
      holds: true,
      holding: { records: own, commitments: 6 - own, range: { from: 0n, to: 6n } },
    });
    const { lines } = readExport(told.content);
    expect(lines.map(({ payload, salt }) => payload !== undefined && salt !== undefined)).toEqual(
      rows.map(({ own: is }) => is),
    );
    expect(told.content).not.toContain('METRO_DIJON');
    const withoutOne = told.content.split('\n').toSpliced(3, 1).join('\n');
    expect(verify(withoutOne, await trust()).holds).toBe(false);
  });

  test('is refused to one who may ask under the purpose and controls nothing', async () => {
    await office.world.habilitate('AG-30', 'CCAS_LONGVIC', 'CCAS_SOCIAL');
    const token = await office.territory.signToken({ agent: 'AG-30', body: 'CCAS_LONGVIC', now: new Date() });
    const { body, text } = await office.territory.ask(
      `{ range: exportAccessRecords(format: NDJSON, fromLeaf: "0", toLeaf: "6") { leaves records }
         list: exportAccessRecords(format: NDJSON) { leaves records } }`,
      { agent: 'AG-30', purpose: 'AUDIT', token },
    );
    expect(body.data).toEqual({ range: null, list: null });
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual([
      'PURPOSE_NOT_ALLOWED',
      'PURPOSE_NOT_ALLOWED',
    ]);
    // Not even how large the journal is.
    expect(text).not.toMatch(/leaves|size/);
  });

  test.each([
    ['that ends before it begins', 'fromLeaf: "3", toLeaf: "3"', 'BAD_REQUEST'],
    ['behind the newest checkpoint', 'fromLeaf: "0", toLeaf: "4000"', 'BAD_REQUEST'],
    ['that is too long', 'fromLeaf: "0", toLeaf: "5001"', 'LIMIT_EXCEEDED'],
    ['that is narrowed', 'fromLeaf: "0", toLeaf: "3", agent: "AG-01"', 'BAD_REQUEST'],
    ['that is no number', 'fromLeaf: "a", toLeaf: "3"', 'BAD_REQUEST'],
  ])('%s is refused', async (_, args, code) => {
    const { body } = await office.answer(`{ exportAccessRecords(format: CSV, ${args}) { leaves } }`);
    expect(body.errors?.[0]?.extensions.code).toBe(code);
  });
});

test('CSV has no cell that a spreadsheet would run', async () => {
  const entry = '=HYPERLINK("http://example.invalid")';
  await createJournal(office.territory.hubDatabase).append(
    {
      ...{ operation: '00000000-0000-4000-8000-000000000002', at: new Date('2026-05-03T08:00:00Z'), queryHash: 'none' },
      ...{ agent: entry, agentBody: 'DEPT_21', partnerSystem: '@SUM(1)', profession: 'ASS', secrecy: 'PROFESSION' },
      ...{ purpose: 'CASE', mission: '+1', ruleSetVersion: 'v1' },
    },
    [
      {
        ...{ owner: 'CCAS_LONGVIC', subject: '-2', category: 'HOUSING', count: 1, releaseCheck: null },
        decision: {
          ...{
            effect: 'DENY',
            rule: 'R501',
            reason: 'CONSENT_MISSING',
            transform: null,
            consent: null,
            instrument: null,
          },
          ...{
            ruleSet: { version: 'v1', sha256: '0'.repeat(64) },
            opens: new Set<never>(),
            closed: new Set<never>(),
            silent: new Set<never>(),
          },
        },
      },
    ],
  );
  const { content } = await exported('format: CSV, to: "2026-05-03T09:00:00Z"');
  const rows = parse(content, { bom: true, delimiter: ';', relax_column_count: true }) as string[][];
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(rows.flat()).toContain(`'${entry}`);
  expect(verify(content, await trust())).toMatchObject({ holds: true, holding: { records: 1 } });
});

test('that it was exported is on record, one line per person and owner', async () => {
  const told = await office.answer('{ exportAccessRecords(format: NDJSON, purpose: CASE) { records } }');
  const lines = await office.territory.linesOf(told.operation);
  const subject = await office.world.subjectOf(HIS_FILE);
  expect(
    lines.filter((line) => line.subject === subject).map(({ owner, category, rule }) => `${owner} ${category} ${rule}`),
  ).toEqual(['CCAS_LONGVIC AUDIT_TRACE R602', 'DEPT_21 AUDIT_TRACE R602']);
  const refused = await office.territory.ask('{ exportAccessRecords(format: NDJSON) { content } }', {
    ...{ agent: 'AG-02', purpose: 'CASE' },
  });
  expect(refused.body.errors?.[0]?.extensions.code).toBe('PURPOSE_NOT_ALLOWED');
});
