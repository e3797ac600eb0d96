import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { awaitRevocation } from '../../gateway/crossing/lease.ts';
import { hashOfTables, type RuleTables } from '../../schema/rule-tables.ts';
import { parisInstant } from '../support/paris.ts';
import { dataOf, type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';
import { type SlowBody, slowDown } from './slow-body.ts';

const FILE = 'CCAS_LONGVIC:7781';
const QUESTION = `query($id: ID!) { person(id: $id) { birthName housing { tenure } benefits { kind } } }`;
const PLANNED = parisInstant('2026-05-04T10:00:00');
const WITHDRAWN = new Date(PLANNED.getTime() + 1_200);
const READY = new Date(PLANNED.getTime() + 1_500);

let territory: Territory;
let ccas: SlowBody;
let own: SlowBody;
beforeAll(async () => {
  territory = await openTerritory({ at: PLANNED, bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  ccas = await slowDown(territory, 'CCAS_LONGVIC');
  own = await slowDown(territory, 'DEPT_21');
});
afterAll(async () => {
  await ccas?.close();
  await own?.close();
  await territory?.close();
});

const database = (text: string, ...values: unknown[]) => territory.hubDatabase.query(text, values);
let undo: string[] = [];
beforeEach(() => {
  territory.setClock(PLANNED);
});
afterEach(async () => {
  ccas.onAnswer = async () => {};
  own.onAnswer = async () => {};
  for (const text of undo) await database(text);
  undo = [];
});

/** Asks, and has the register change, and the change acknowledged, between the first answer of the body and the hub's own. */
async function askWhile(slow: SlowBody, change: () => Promise<unknown>, query = QUESTION): Promise<HubAnswer> {
  let isFirst = true;
  slow.onAnswer = async () => {
    if (!isFirst) return;
    isFirst = false;
    await change();
    await awaitRevocation();
    territory.setClock(READY);
  };
  return territory.ask(query, { agent: 'AG-01', purpose: 'CASE', variables: { id: FILE } });
}

interface Checked {
  readonly category: string;
  readonly decision: string;
  readonly rule: string;
  readonly reason: string | null;
  readonly release_check: string | null;
}

async function checkedLines({ operation }: HubAnswer): Promise<readonly Checked[]> {
  const { rows } = await database(
    `SELECT category, decision, rule, reason, release_check FROM access_record WHERE operation = $1
      ORDER BY category, release_check NULLS FIRST`,
    operation,
  );
  return rows as Checked[];
}

describe('S12: an accord is withdrawn between query and response', () => {
  const withdraw = (at: Date) => () => {
    undo.push(`UPDATE consent SET withdrawn_at = NULL WHERE id = 'C-1'`);
    return database(`UPDATE consent SET withdrawn_at = $1 WHERE id = 'C-1'`, at);
  };

  test('nothing of what it opened is answered, although the body has given it', async () => {
    const answer = await askWhile(ccas, withdraw(WITHDRAWN));
    expect(territory.received.filter(({ body }) => body === 'CCAS_LONGVIC')).toHaveLength(1);
    expect(answer.body.data).toEqual({ person: { birthName: null, housing: null, benefits: null } });
    expect(answer.text).not.toMatch(/PONS|TENANT|OWNER/);
    expect(answer.body.extensions?.decisions).toContainEqual({
      path: 'person.housing',
      category: 'HOUSING',
      decision: 'DENY',
      rule: 'R501',
      reason: 'CONSENT_WITHDRAWN',
    });
  });

  test('the decision of the plan and that of the release are both in the journal', async () => {
    const lines = await checkedLines(await askWhile(ccas, withdraw(WITHDRAWN)));
    expect(lines.filter(({ category }) => category === 'HOUSING')).toEqual([
      { category: 'HOUSING', decision: 'PERMIT', rule: 'R501', reason: null, release_check: null },
      { category: 'HOUSING', decision: 'DENY', rule: 'R501', reason: 'CONSENT_WITHDRAWN', release_check: 'CHANGED' },
    ]);
    expect(lines.filter(({ category }) => category === 'BENEFITS')).toHaveLength(1);
  });

  test('the instant that it bears does not matter: another replica’s clock may run ahead', async () => {
    const ahead = new Date(READY.getTime() + 4_000);
    const answer = await askWhile(ccas, withdraw(ahead));
    expect(answer.body.data).toEqual({ person: { birthName: null, housing: null, benefits: null } });
  });

  test('one that is planned for another day changes nothing yet', async () => {
    const answer = await askWhile(ccas, withdraw(parisInstant('2026-05-06T10:00')));
    expect(dataOf<{ person: { birthName: string } }>(answer).person.birthName).toBe('PONS');
  });
});

describe('what else may end while a request is on its way', () => {
  test('the instrument between the two bodies', async () => {
    const answer = await askWhile(ccas, () => {
      undo.push(`UPDATE instrument SET term_months = 36, tacit_renewal = true WHERE id = 'P-21-LONGVIC'`);
      return database(`UPDATE instrument SET term_months = 3, tacit_renewal = false WHERE id = 'P-21-LONGVIC'`);
    });
    expect(answer.body.data).toEqual({ person: { birthName: null, housing: null, benefits: null } });
    const ended = { decision: 'DENY', rule: 'G1', reason: 'INSTRUMENT_EXPIRED', release_check: 'CHANGED' };
    expect((await checkedLines(answer)).filter(({ release_check }) => release_check === 'CHANGED')).toEqual(
      ['BENEFITS', 'HOUSING', 'IDENTITY'].map((category) => ({ category, ...ended })),
    );
  });

  test('the mission by which the caller knew of the person: the answer is that of one whom nobody knows', async () => {
    undo.push(`UPDATE shared_case SET status = 'ACTIVE' WHERE id = 'SP-1'`);
    const change = () => database(`UPDATE shared_case SET status = 'CLOSED' WHERE id = 'SP-1'`);
    const answer = await askWhile(ccas, change, QUESTION);
    ccas.onAnswer = async () => {};
    const unknown = await territory.ask(QUESTION, {
      agent: 'AG-01',
      purpose: 'CASE',
      variables: { id: 'CCAS_LONGVIC:0' },
    });
    expect(answer.text).toBe(unknown.text);
  });

  test('the habilitation of the caller', async () => {
    const answer = await askWhile(ccas, () => {
      undo.push(`UPDATE habilitation SET valid_to = NULL WHERE agent = 'AG-01'`);
      return database(`UPDATE habilitation SET valid_to = '2026-05-04' WHERE agent = 'AG-01'`);
    });
    expect(answer.status).toBe(401);
    expect(answer.body.data).toBeUndefined();
    expect(answer.text).not.toContain('PONS');
  });

  test('the duty of secrecy of the caller', async () => {
    const { rows } = await database(`SELECT secrecy FROM habilitation WHERE agent = 'AG-01'`);
    undo.push(`UPDATE habilitation SET secrecy = '${(rows[0] as { secrecy: string }).secrecy}' WHERE agent = 'AG-01'`);
    const answer = await askWhile(ccas, () =>
      database(`UPDATE habilitation SET secrecy = 'NONE' WHERE agent = 'AG-01'`),
    );
    expect(dataOf<{ person: object }>(answer).person).toEqual({ birthName: null, housing: null, benefits: null });
  });

  test('the rule that opened it, by a new version of the table', async () => {
    undo.push(`DELETE FROM rule_set WHERE version = 'without R501'`);
    const { rows: published } = await database(
      `SELECT rules, groups, transforms, whitelist FROM rule_set WHERE version = 'v1'`,
    );
    const v1 = published[0] as RuleTables;
    const tables = { ...v1, rules: v1.rules.replace(/\nR501,[^\n]*/, '') };
    const answer = await askWhile(ccas, () =>
      database(
        `INSERT INTO rule_set (version, valid_from, rules, groups, transforms, whitelist, sha256, published_at, published_by)
         SELECT 'without R501', $1, $2, groups, transforms, whitelist, $3, $1, '{}' FROM rule_set WHERE version = 'v1'`,
        WITHDRAWN,
        tables.rules,
        hashOfTables(tables),
      ),
    );
    expect(dataOf<{ person: object }>(answer).person).toMatchObject({ birthName: 'PONS', housing: null });
    const { rows } = await database(
      `SELECT decision, rule_set_version FROM access_record WHERE operation = $1 AND category = 'HOUSING' ORDER BY decision`,
      answer.operation,
    );
    expect(rows).toEqual([
      { decision: 'DENY', rule_set_version: 'without R501' },
      { decision: 'PERMIT', rule_set_version: 'v1' },
    ]);
  });

  test('the day: what ends with it is not in an answer of the next', async () => {
    undo.push(`UPDATE instrument SET term_months = 36, tacit_renewal = true WHERE id = 'P-21-LONGVIC'`);
    await database(`UPDATE instrument SET term_months = 4, tacit_renewal = false WHERE id = 'P-21-LONGVIC'`);
    const midnight = parisInstant('2026-05-15T00:00').getTime();
    const question = { agent: 'AG-01', purpose: 'CASE', variables: { id: FILE } } as const;
    territory.setClock(new Date(midnight - 2));
    const before = await territory.ask(QUESTION, question);
    expect(dataOf<{ person: object }>(before).person).toMatchObject({ birthName: 'PONS' });
    ccas.onAnswer = async () => territory.setClock(new Date(midnight));
    const after = await territory.ask(QUESTION, question);
    expect(dataOf<{ person: object }>(after).person).toMatchObject({ birthName: null });
  });
});

describe('what does not concern the answer', () => {
  test('lets it go as it is: its body is not asked a second time, and nothing is recorded twice', async () => {
    const answer = await askWhile(ccas, () =>
      database(`UPDATE consent SET withdrawn_at = withdrawn_at WHERE id <> 'C-1'`),
    );
    expect(dataOf<{ person: object }>(answer).person).toMatchObject({ birthName: 'PONS' });
    expect(ccas.asked).toBe(1);
    const lines = await checkedLines(answer);
    expect(lines.map(({ category }) => category)).toEqual(['BENEFITS', 'HOUSING', 'IDENTITY']);
    expect(lines.every(({ release_check }) => release_check === null)).toBe(true);
  });

  test('another accord in the place of the one that ended: released, and both are in the journal', async () => {
    undo.push(`UPDATE consent SET withdrawn_at = NULL WHERE id = 'C-1'`, `DELETE FROM consent WHERE id = 'C-1-AGAIN'`);
    const answer = await askWhile(ccas, async () => {
      await copyAccord('C-1', 'C-1-AGAIN');
      await database(`UPDATE consent SET withdrawn_at = $1 WHERE id = 'C-1'`, WITHDRAWN);
    });
    expect(dataOf<{ person: object }>(answer).person).toMatchObject({ birthName: 'PONS' });
    expect(ccas.asked).toBe(1);
    const { rows } = await database(
      `SELECT consent, release_check FROM access_record WHERE operation = $1 AND category = 'HOUSING' ORDER BY consent`,
      answer.operation,
    );
    expect(rows).toEqual([
      { consent: 'C-1', release_check: null },
      { consent: 'C-1-AGAIN', release_check: 'CHANGED' },
    ]);
  });
});

/** The same accord under another id. */
async function copyAccord(id: string, as: string): Promise<void> {
  await database(
    `INSERT INTO consent SELECT (jsonb_populate_record(c, jsonb_build_object('id', $2::text))).* FROM consent c WHERE id = $1`,
    id,
    as,
  );
}

describe('a mutation', () => {
  const CONTRIBUTE = `mutation { contribute(body: "DEPT_21", case: "SP-1", category: HOUSING, value: "seen on Monday") {
    id contributions(category: HOUSING) { value } } }`;

  test('keeps its write and tells nothing of it, where its caller has lost her office meanwhile', async () => {
    undo.push(`UPDATE habilitation SET valid_to = NULL WHERE agent = 'AG-01'`);
    const answer = await askWhile(
      own,
      () => database(`UPDATE habilitation SET valid_to = '2026-05-04' WHERE agent = 'AG-01'`),
      CONTRIBUTE,
    );
    expect(answer.body.data).toEqual({ contribute: null });
    expect(answer.body.errors).toMatchObject([{ path: ['contribute'], extensions: { code: 'RELEASE_CHANGED' } }]);
    expect(answer.text).not.toContain('seen on Monday');
    const writes = territory.received.filter(({ query }) => query.startsWith('mutation'));
    expect(writes).toHaveLength(1);
    expect(writes[0]?.refusal).toBeNull();
  });

  test('says what it wrote where nothing of the kind has happened, although facts have moved', async () => {
    const answer = await askWhile(
      own,
      () => database(`UPDATE consent SET withdrawn_at = withdrawn_at WHERE id <> 'C-1'`),
      CONTRIBUTE,
    );
    expect(answer.body.errors).toBeUndefined();
    expect(answer.text).toContain('seen on Monday');
  });
});
