import { afterAll, beforeAll, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { dataOf, openTerritory, type Territory } from '../support/territory.ts';
import { openRegister, type Register, refusalOf, type StatementRow } from './register.ts';

/** He has signed nothing yet; SP-10-B ties the Département and the CCAS to him. */
const SERGE = 'CCAS_LONGVIC:1835';

let territory: Territory;
let register: Register;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  register = openRegister(territory);
});
afterAll(() => territory?.close());

const HOUSING = 'housing { tenure }';
let accord: StatementRow;

test('what a person agreed to crosses from then on, and not before', async () => {
  expect(await register.read(SERGE, HOUSING)).toMatchObject({
    value: null,
    asks: 0,
    line: { rule: 'R501', reason: 'CONSENT_MISSING' },
  });
  accord = await register.record({ person: SERGE });
  expect(accord).toMatchObject({ status: 'ACTIVE', warnings: [], withdrawnAt: null });
  const { value, asks, line } = await register.read(SERGE, HOUSING);
  expect(value).not.toBeNull();
  expect(asks).toBe(1);
  expect(line).toMatchObject({ decision: 'PERMIT', rule: 'R501', consent: accord.id });
});

test('recording is decided, and on the account of the person', async () => {
  const answer = await register.tryRecord({ person: SERGE, categories: ['HOUSEHOLD'] });
  const lines = await territory.linesOf(answer.operation);
  expect(lines).toContainEqual(expect.objectContaining({ owner: 'CCAS_LONGVIC', subject: null, decision: 'INTERNAL' }));
  expect(lines).toContainEqual(
    expect.objectContaining({
      owner: 'CCAS_LONGVIC',
      subject: expect.stringMatching(/^[\w-]{43}$/),
      category: 'CONSENT_RECORD',
      decision: 'INTERNAL',
    }),
  );
});

test('what was withdrawn is not asked for any more, by any channel and without a reason', async () => {
  territory.setClock(parisInstant('2026-05-04T11:00'));
  const withdrawn = await register.withdraw(accord.id);
  expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', withdrawnAt: '2026-05-04T09:00:00.000Z' });
  expect(await register.read(SERGE, HOUSING)).toMatchObject({
    value: null,
    asks: 0,
    line: { rule: 'R501', reason: 'CONSENT_WITHDRAWN' },
  });
});

test('done twice, it is done once', async () => {
  territory.setClock(parisInstant('2026-05-04T12:00'));
  const again = dataOf<{ withdrawConsent: StatementRow }>(
    await register.tryWithdraw(accord.id, { agent: 'AG-02', purpose: 'CASE' }, 'LETTER'),
  ).withdrawConsent;
  expect(again.withdrawnAt).toBe('2026-05-04T09:00:00.000Z');
  const rows = await register.rows('SELECT withdrawal_channel, withdrawn_by FROM consent WHERE id = $1', [accord.id]);
  expect(rows).toEqual([{ withdrawal_channel: 'PHONE_CONFIRMED', withdrawn_by: 'CCAS_LONGVIC:AG-02' }]);
  expect(await register.rows('SELECT id FROM recipient_notice WHERE consent_id = $1', [accord.id])).toHaveLength(1);
});

const NOTICES = `query($answered: Boolean) { notices(answered: $answered) { totalCount edges { node {
  id kind at dueOn statement acknowledgedAt owner { code } recipient { code } person { id } subject } } } }`;
interface Notices {
  notices: { totalCount: number; edges: { node: Record<string, unknown> & { id: string } }[] };
}
async function notices(agent: string, variables = {}): Promise<Notices['notices']> {
  return dataOf<Notices>(await territory.ask(NOTICES, { agent, purpose: 'CASE', variables })).notices;
}

test('whoever received something is told that something changed, and never what', async () => {
  const { edges } = await notices('AG-01');
  expect(edges.map(({ node }) => node)).toEqual([
    {
      id: expect.any(String),
      kind: 'WITHDRAWN',
      at: '2026-05-04T09:00:00.000Z',
      dueOn: '2026-06-03',
      statement: null,
      acknowledgedAt: null,
      owner: { code: 'CCAS_LONGVIC' },
      recipient: { code: 'DEPT_21' },
      person: { id: 'DEPT_21:D-2918' },
      subject: expect.stringMatching(/^[\w-]{43}$/),
    },
  ]);
  expect(JSON.stringify(edges)).not.toContain('HOUSING');
});

test('a notice is between two bodies: a third one finds none, not even by its id', async () => {
  const [{ node }] = (await notices('AG-01')).edges as [Notices['notices']['edges'][number]];
  expect((await notices('AG-08')).totalCount).toBe(0);
  const ACKNOWLEDGE = 'mutation($id: ID!) { acknowledgeNotice(id: $id, statement: NOTHING_KEPT) { id } }';
  const by = { agent: 'AG-08', purpose: 'CASE' } as const;
  const known = await territory.ask(ACKNOWLEDGE, { ...by, variables: { id: node.id } });
  const unknown = await territory.ask(ACKNOWLEDGE, { ...by, variables: { id: 'no-such-notice' } });
  expect(refusalOf(known)).toEqual(['NOT_DISCLOSED', undefined]);
  expect(known.text).toBe(unknown.text);
});

test('a recipient states what it keeps, once', async () => {
  const [{ node }] = (await notices('AG-01')).edges as [Notices['notices']['edges'][number]];
  const state = (statement: string) =>
    territory.ask(
      'mutation($id: ID!, $s: RecipientStatement!) { acknowledgeNotice(id: $id, statement: $s) { statement } }',
      { agent: 'AG-01', purpose: 'CASE', variables: { id: node.id, s: statement } },
    );
  const said = { data: { acknowledgeNotice: { statement: 'NOTHING_KEPT' } } };
  expect((await state('NOTHING_KEPT')).body).toEqual(said);
  expect((await state('NOTHING_KEPT')).body).toEqual(said);
  expect(refusalOf(await state('ARCHIVES'))).toEqual(['CONFLICT', 'STATED_OTHERWISE']);
  expect((await notices('AG-01', { answered: false })).totalCount).toBe(0);
});

test('the owner’s officer sees what its recipients stated', async () => {
  const answer = await territory.ask(NOTICES, { agent: 'AG-14', purpose: 'AUDIT' });
  const { edges } = dataOf<Notices>(answer).notices;
  expect(edges.map(({ node }) => [node.kind, node.statement, node.person])).toEqual([
    ['WITHDRAWN', 'NOTHING_KEPT', null],
  ]);
});

test('a withdrawal that cannot be written whole is not written at all', async () => {
  const { id } = await register.record({ person: SERGE });
  await register.read(SERGE, HOUSING);
  await territory.hubDatabase.query(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON recipient_notice FOR EACH ROW EXECUTE FUNCTION refuse()`);
  try {
    expect(refusalOf(await register.tryWithdraw(id))).toEqual(['INTERNAL', undefined]);
    expect(await register.rows('SELECT withdrawn_at FROM consent WHERE id = $1', [id])).toEqual([
      { withdrawn_at: null },
    ]);
    expect((await register.read(SERGE, HOUSING)).value).not.toBeNull();
  } finally {
    await territory.hubDatabase.query('DROP TRIGGER refuse ON recipient_notice; DROP FUNCTION refuse');
  }
  await register.withdraw(id);
  expect((await register.read(SERGE, HOUSING)).value).toBeNull();
});
