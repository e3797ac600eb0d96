import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type Asked, dataOf, openTerritory, type Territory } from '../support/territory.ts';
import { openRegister, type Register, refusalOf } from './register.ts';

const SERGE = 'CCAS_LONGVIC:1835';

let territory: Territory;
let register: Register;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: [] });
  register = openRegister(territory);
});
afterAll(() => territory?.close());

const LIST = `query($first: Int, $after: String, $status: ConsentStatus, $within: Int, $person: ID) {
  consents(first: $first, after: $after, status: $status, expiringWithin: $within, person: $person) {
    totalCount pageInfo { hasNextPage endCursor } edges { node { id } } } }`;
interface List {
  consents: { totalCount: number; pageInfo: { endCursor: string }; edges: { node: { id: string } }[] };
}
async function list(asked: Asked, variables: Record<string, unknown> = {}): Promise<List['consents']> {
  return dataOf<List>(await territory.ask(LIST, { ...asked, variables: { first: 100, ...variables } })).consents;
}
const idsOf = ({ edges }: List['consents']) =>
  edges
    .map(({ node }) => node.id)
    .filter((id) => /^C-\d/.test(id))
    .sort();

const CONSENT = `query($id: ID!) { consent(id: $id) { categories status purposes fromBodies { code } toBodies { code }
  grantedBy collectedByAgent informationNoticeVersion subject } }`;

describe('a statement is read by', () => {
  test('agents of the body that collected it, whole', async () => {
    const answer = await territory.ask(CONSENT, { agent: 'AG-02', purpose: 'CASE', variables: { id: 'C-1' } });
    expect(answer.body.data).toMatchObject({
      consent: {
        status: 'ACTIVE',
        grantedBy: ['SELF'],
        collectedByAgent: 'AG-02',
        fromBodies: [{ code: 'CCAS_LONGVIC' }],
        toBodies: [{ code: 'DEPT_21' }],
      },
    });
    expect(answer.body.extensions).toBeUndefined();
  });

  test('those who take part in its case, as far as its scope', async () => {
    const answer = await territory.ask(CONSENT, { agent: 'AG-01', purpose: 'CASE', variables: { id: 'C-1' } });
    expect(answer.body.data).toEqual({
      consent: {
        categories: expect.arrayContaining(['HOUSING']),
        status: 'ACTIVE',
        purposes: ['CASE'],
        fromBodies: [{ code: 'CCAS_LONGVIC' }],
        toBodies: [{ code: 'DEPT_21' }],
        grantedBy: null,
        collectedByAgent: null,
        informationNoticeVersion: null,
        subject: null,
      },
    });
    expect(await territory.linesOf(answer.operation)).toContainEqual(
      expect.objectContaining({ category: 'CONSENT_RECORD', rule: 'R601', transform: 'SCOPE_ONLY' }),
    );
  });

  test('those who control, where their body is concerned', async () => {
    const officer = { agent: 'AG-14', purpose: 'AUDIT' } as const;
    const own = await territory.ask(CONSENT, { ...officer, variables: { id: 'C-7' } });
    expect(dataOf<{ consent: object }>(own).consent).toMatchObject({ purposes: ['HOUSING_FSL'] });
    expect(await territory.linesOf(own.operation)).toContainEqual(
      expect.objectContaining({ rule: 'R602', transform: 'OWN_BODY_SCOPE' }),
    );
    await territory.hubDatabase.query(`UPDATE consent SET from_bodies = '{DEPT_21}' WHERE id = 'C-7'`);
    const foreign = await territory.ask(CONSENT, { ...officer, variables: { id: 'C-7' } });
    const unknown = await territory.ask(CONSENT, { ...officer, variables: { id: 'no-such-statement' } });
    expect(foreign.text).toBe(unknown.text);
  });

  test('nobody else, in the same bytes as one that there is not', async () => {
    for (const [agent, purpose] of [
      ['AG-08', 'CASE'],
      ['AG-19', 'CASE'],
      ['AG-02', 'STEERING'],
    ] as const) {
      const known = await territory.ask(CONSENT, { agent, purpose, variables: { id: 'C-1' } });
      const unknown = await territory.ask(CONSENT, { agent, purpose, variables: { id: 'no-such-statement' } });
      expect(known.text).toBe(unknown.text);
    }
  });
});

describe('a list', () => {
  test('holds what its reader may know of, and counts no more', async () => {
    expect(idsOf(await list({ agent: 'AG-02', purpose: 'CASE' }))).toEqual([
      'C-1',
      'C-1-WIFE',
      'C-10-C',
      'C-10-UNLINKED',
      'C-17',
      'C-29',
    ]);
    // Of SP-1, SP-10-C and SP-29, whose cases tie her to their people; C-7 and C-10-UNLINKED she is not tied to.
    expect(idsOf(await list({ agent: 'AG-01', purpose: 'CASE' }))).toEqual(
      expect.arrayContaining(['C-1', 'C-29', 'C-7']),
    );
    expect(idsOf(await list({ agent: 'AG-01', purpose: 'CASE' }))).not.toContain('C-10-UNLINKED');
    expect((await list({ agent: 'AG-13', purpose: 'STEERING' })).totalCount).toBe(0);
  });

  test('is paged over those rows alone', async () => {
    const asked = { agent: 'AG-02', purpose: 'CASE' } as const;
    const whole = await list(asked);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: List['consents'] = await list(asked, { first: 2, after });
      expect(page.totalCount).toBe(whole.totalCount);
      seen.push(...page.edges.map(({ node }) => node.id));
      after = page.edges.length === 2 ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(whole.edges.map(({ node }) => node.id));
  });

  test('is narrowed by a file of the reader’s own body, and by no other', async () => {
    const asked = { agent: 'AG-02', purpose: 'CASE' } as const;
    expect(idsOf(await list(asked, { person: 'CCAS_LONGVIC:7781' }))).toEqual(['C-1', 'C-17']);
    expect((await list(asked, { person: 'CCAS_LONGVIC:no-such-file' })).totalCount).toBe(0);
    const foreign = await territory.ask(LIST, { ...asked, variables: { person: 'DEPT_21:D-5512' } });
    expect(refusalOf(foreign)).toEqual(['BAD_REQUEST', 'NOT_OWN_FILE']);
  });

  test('is the work list of thirty and of seven days', async () => {
    const asked = { agent: 'AG-02', purpose: 'CASE' } as const;
    const soon = await register.record({ person: SERGE, validTo: '2026-06-03' });
    const sooner = await register.record({ person: SERGE, validTo: '2026-05-11' });
    const withdrawn = await register.record({ person: SERGE, validTo: '2026-05-11' });
    await register.withdraw(withdrawn.id);
    expect(soon.warnings).toEqual(['EXPIRES_IN_30_DAYS']);
    expect(sooner.warnings).toEqual(['EXPIRES_IN_30_DAYS', 'EXPIRES_IN_7_DAYS']);
    const within = async (days: number) =>
      (await list(asked, { within: days })).edges.map(({ node }) => node.id).sort();
    expect(await within(30)).toEqual([soon.id, sooner.id].sort());
    expect(await within(7)).toEqual([sooner.id]);
    const ended = (await list(asked, { status: 'WITHDRAWN' })).edges.map(({ node }) => node.id);
    expect(ended).toContain(withdrawn.id);
    expect(ended).not.toContain(soon.id);
  });
});

describe('the register is written', () => {
  test('by nobody who may not keep it, whatever purpose she declares', async () => {
    for (const [agent, purpose, person] of [
      ['AG-14', 'AUDIT', SERGE],
      ['AG-13', 'STATISTICS', 'DEPT_21:D-2918'],
      ['AG-02', 'SECURITY', SERGE],
      ['AG-05', 'CASE', 'COMMUNE_LONGVIC:L-12094'],
      ['AG-15', 'CASE', 'COMMUNE_LONGVIC:L-12094'],
    ] as const) {
      const answer = await register.tryRecord({ person }, { agent, purpose });
      expect([agent, ...refusalOf(answer)]).toEqual([agent, 'PURPOSE_NOT_ALLOWED', 'PURPOSE_KEEPS_NO_CONSENTS']);
      expect(await territory.linesOf(answer.operation)).toContainEqual(
        expect.objectContaining({ category: 'CONSENT_RECORD', decision: 'DENY' }),
      );
    }
  });

  test('at the word of the person, whoever hears it among those who may know of the statement', async () => {
    for (const asked of [
      { agent: 'AG-14', purpose: 'AUDIT' },
      { agent: 'AG-01', purpose: 'CASE' },
    ] as const) {
      const { id } = await register.record({ person: SERGE, case: 'SP-10-B' });
      expect(refusalOf(await register.tryWithdraw(id, asked))).toEqual([undefined, undefined]);
      const rows = await register.rows<{ withdrawn_by: string }>('SELECT withdrawn_by FROM consent WHERE id = $1', [
        id,
      ]);
      expect(rows[0]?.withdrawn_by).toMatch(new RegExp(`:${asked.agent}$`));
    }
  });

  test('by no stranger, who is not even told that there is something to withdraw', async () => {
    const { id } = await register.record({ person: SERGE, case: 'SP-10-B' });
    for (const agent of ['AG-08', 'AG-19']) {
      const known = await register.tryWithdraw(id, { agent, purpose: 'CASE' });
      const unknown = await register.tryWithdraw('no-such-statement', { agent, purpose: 'CASE' });
      expect(refusalOf(known)).toEqual(['NOT_DISCLOSED', undefined]);
      expect(known.text).toBe(unknown.text);
    }
    expect(await register.rows('SELECT withdrawn_at FROM consent WHERE id = $1', [id])).toEqual([
      { withdrawn_at: null },
    ]);
  });

  test('but an objection is lifted by the body that recorded it, and by no other', async () => {
    const { id } = await register.record({ person: SERGE, kind: 'OBJECTION', case: 'SP-10-B' });
    const other = await register.tryWithdraw(id, { agent: 'AG-01', purpose: 'CASE' });
    expect(refusalOf(other)).toEqual(['BAD_REQUEST', 'NOT_YOURS_TO_LIFT']);
    expect(await register.withdraw(id)).toMatchObject({ status: 'WITHDRAWN' });
  });
});

describe('the person concerned', () => {
  /** As her body enrolled her, or who represents her. */
  async function asPerson(file: string, represents = false): Promise<Asked> {
    const [link] = await register.rows<{ subject: string }>('SELECT subject FROM person_link WHERE id = $1', [file]);
    const claims = { subject: link?.subject, represents };
    const token = await territory.signToken({ agent: 'someone', body: 'PERSONNES', now: new Date(), claims });
    return { agent: 'someone', purpose: 'SUBJECT_RIGHTS', token };
  }

  test('finds what she said, and nothing of anybody else', async () => {
    const hers = await list(await asPerson('CCAS_LONGVIC:7781'));
    expect(idsOf(hers)).toEqual(['C-1', 'C-17', 'C-7']);
    const known = await territory.ask(CONSENT, { ...(await asPerson(SERGE)), variables: { id: 'C-1' } });
    const unknown = await territory.ask(CONSENT, {
      ...(await asPerson(SERGE)),
      variables: { id: 'no-such-statement' },
    });
    expect(known.text).toBe(unknown.text);
  });

  test('withdraws it herself, and is nobody’s recipient for having read it', async () => {
    const { id } = await register.record({ person: SERGE });
    expect(await register.withdraw(id, await asPerson(SERGE))).toMatchObject({ status: 'WITHDRAWN' });
    expect(await register.rows('SELECT body_code FROM recipient_notice WHERE consent_id = $1', [id])).toEqual([]);
  });

  test('lifts her own objection; who represents her does not', async () => {
    const { id } = await register.record({ person: SERGE, kind: 'OBJECTION' });
    const parent = await register.tryWithdraw(id, await asPerson(SERGE, true));
    expect(refusalOf(parent)).toEqual(['BAD_REQUEST', 'NOT_YOURS_TO_LIFT']);
    expect(await register.withdraw(id, await asPerson(SERGE))).toMatchObject({ status: 'WITHDRAWN' });
  });
});

test('a rectification reaches those who received something of the file, and tells them nothing of it', async () => {
  await territory.hubDatabase.query(
    `INSERT INTO access_record (id, at, operation, query_hash, agent, agent_body, profession, secrecy, purpose, owner_body,
                                subject, category, decision, rule, rule_set_version, count)
     SELECT gen_random_uuid(), '2026-05-01', gen_random_uuid(), '', 'AG', body, 'ASS', 'PROFESSION', purpose, 'CCAS_LONGVIC',
            subject, category, decision, 'R501', '1', 1
       FROM person_link, (VALUES
              ('DEPT_21', 'CASE', 'HOUSING', 'PERMIT'), ('METRO_DIJON', 'CASE', 'IDENTITY', 'PERMIT'),
              -- Withheld, its own, control, and the person herself: nobody learnt anything by these.
              ('DEPT_92', 'CASE', 'HOUSING', 'DENY'), ('CCAS_LONGVIC', 'CASE', 'HOUSING', 'PERMIT'),
              ('CCAS_STAPO', 'CASE', 'AUDIT_TRACE', 'PERMIT'), ('COMMUNE_LONGVIC', 'AUDIT', 'REFERRAL_META', 'PERMIT'),
              ('PERSONNES', 'SUBJECT_RIGHTS', 'IDENTITY', 'PERMIT'))
         AS told(body, purpose, category, decision)
      WHERE id = $1`,
    [SERGE],
  );
  const rectify = (variables: object, agent = 'AG-02') =>
    territory.ask(
      'mutation($person: ID!, $c: [Category!]) { notifyRectification(person: $person, categories: $c) { id } }',
      { agent, purpose: 'CASE', variables: { person: SERGE, ...variables } },
    );
  const told = async () =>
    (
      await register.rows<{ body_code: string }>(
        `SELECT body_code FROM recipient_notice WHERE kind = 'RECTIFIED' ORDER BY body_code`,
      )
    ).map(({ body_code }) => body_code);

  expect((await rectify({ c: ['HOUSING'] })).body.data).toEqual({ notifyRectification: { id: SERGE } });
  expect(await told()).toEqual(['DEPT_21']);
  await rectify({});
  expect(await told()).toEqual(['DEPT_21', 'DEPT_21', 'METRO_DIJON']);
  expect(refusalOf(await rectify({ person: 'DEPT_21:D-2918' }))).toEqual(['BAD_REQUEST', 'NOT_OWN_FILE']);
  expect(refusalOf(await rectify({ person: 'CCAS_LONGVIC:no-such-file' }))).toEqual(['NOT_DISCLOSED', undefined]);
});
