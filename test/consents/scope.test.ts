import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CATEGORIES, PURPOSES, SECRECY_OF } from '../../schema/vocabulary.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { openRegister, type Register, refusalOf } from './register.ts';

const SERGE = 'CCAS_LONGVIC:1835';

let territory: Territory;
let register: Register;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: [] });
  register = openRegister(territory);
});
afterAll(() => territory?.close());

const count = async () => (await register.rows<{ n: string }>('SELECT count(*) AS n FROM consent'))[0]?.n;
const WITHIN_REACH = CATEGORIES.filter((each) => ['S2', 'S3', 'S4'].includes(SECRECY_OF[each]));

describe('what is no accord is refused, with the reason, and nothing of it is kept', () => {
  test.each<[reason: string, said: Record<string, unknown>]>([
    ['NO_END', { validTo: null }],
    ['TOO_LONG', { validTo: '2027-05-05' }],
    ['TOO_LONG', { validFrom: '2026-08-31', validTo: '2027-09-01' }],
    ['ENDS_BEFORE_IT_BEGINS', { validFrom: '2026-06-01', validTo: '2026-06-01' }],
    ['ENDS_BEFORE_IT_BEGINS', { grantedAt: '2026-01-01T10:00:00Z', validFrom: '2026-01-02', validTo: '2026-05-04' }],
    ['GIVEN_LATER', { grantedAt: '2026-05-04T10:00:01+02:00' }],
    ['GIVEN_LATER', { validFrom: '2026-05-03' }],
    ['EVERYTHING', { categories: WITHIN_REACH }],
    ['EVERYTHING', { purposes: PURPOSES }],
    ['NEVER_CROSSES', { categories: ['HOUSING', 'FREE_TEXT'] }],
    ['NEVER_CROSSES', { explicitCategories: ['NATIONAL_ID'] }],
    ['EVERYONE', { toBodies: ['*'] }],
    ['OWNER_IS_RECIPIENT', { toBodies: ['DEPT_21', 'CCAS_LONGVIC'] }],
    ['EMPTY', { categories: [] }],
    ['EMPTY', { fromBodies: [] }],
    ['EMPTY', { toBodies: [] }],
    ['EMPTY', { purposes: [] }],
    ['GRANTER_MISSING', { grantedBy: [] }],
    ['UNKNOWN_WORD', { toBodies: ['DEPT_99'] }],
    ['UNKNOWN_WORD', { generalisations: [{ category: 'HOUSING', transform: 'STATUS_ONLY' }] }],
    ['UNKNOWN_WORD', { generalisations: [{ category: 'IDENTITY', transform: 'AGE_BAND' }] }],
    ['UNKNOWN_WORD', { language: 'français' }],
    ['UNKNOWN_WORD', { informationNoticeVersion: 'la version du mois de mai de cette année' }],
    ['FRAME_UNKNOWN', { case: 'SP-1' }],
    ['FRAME_UNKNOWN', { case: 'no-such-case' }],
    ['FRAME_UNKNOWN', { referral: 'R-FSL-2' }],
    ['NOT_OWN_FILE', { person: 'DEPT_21:D-2918' }],
    ['NOT_OWN_FILE', { person: 'CCAS_LONGVIC:' }],
    ['SUBJECT_MISSING', { person: 'CCAS_LONGVIC:new' }],
    ['UNKNOWN_WORD', { person: 'CCAS_LONGVIC:new', subject: 'Serge Lambert' }],
  ])('%s', async (reason, said) => {
    const before = await count();
    const answer = await register.tryRecord({ person: SERGE, ...said });
    expect(refusalOf(answer)).toEqual(['BAD_REQUEST', reason]);
    expect(answer.body.errors?.[0]?.message).not.toMatch(/1835|Lambert|DEPT_99/);
    expect(await count()).toBe(before);
    expect(await register.rows(`SELECT 1 FROM person_link WHERE id = 'CCAS_LONGVIC:new'`)).toEqual([]);
  });
});

test('a list of all the bodies there are is everyone as well', async () => {
  const bodies = await register.rows<{ code: string }>('SELECT code FROM body');
  const others = bodies.map(({ code }) => code).filter((code) => code !== 'CCAS_LONGVIC');
  expect(refusalOf(await register.tryRecord({ person: SERGE, toBodies: others }))).toEqual(['BAD_REQUEST', 'EVERYONE']);
});

test('the reason is told in French, and in English to whom asks for it', async () => {
  const french = await register.tryRecord({ person: SERGE, validTo: null });
  expect(french.body.errors?.[0]?.message).toBe('un accord a une fin : dites jusqu’à quand');
  const english = await register.tryRecord(
    { person: SERGE, validTo: null },
    { agent: 'AG-02', purpose: 'CASE', headers: { 'accept-language': 'en' } },
  );
  expect(english.body.errors?.[0]?.message).toBe('an accord has an end: say until when');
});

test('twelve months to the day are twelve months', async () => {
  expect(await register.record({ person: SERGE, validTo: '2027-05-04' })).toMatchObject({ status: 'ACTIVE' });
});

test('a period that has yet to begin opens nothing', async () => {
  const { id, status } = await register.record({ person: SERGE, validFrom: '2026-05-05', validTo: '2026-06-05' });
  expect(status).toBe('SUSPENDED');
  const [row] = await register.rows('SELECT valid_from, valid_to FROM consent WHERE id = $1', [id]);
  expect(row).toEqual({ valid_from: parisInstant('2026-05-05T00:00'), valid_to: parisInstant('2026-06-05T00:00') });
});

test('days begin in Paris, in winter as in summer', async () => {
  const { id } = await register.record({ person: SERGE, validFrom: '2026-10-25', validTo: '2026-12-01' });
  const [row] = await register.rows('SELECT valid_from, valid_to FROM consent WHERE id = $1', [id]);
  expect(row).toEqual({
    valid_from: new Date('2026-10-24T22:00:00Z'),
    valid_to: new Date('2026-11-30T23:00:00Z'),
  });
});

test('a recipient that no instrument binds is accepted, with a warning, and receives nothing', async () => {
  const both = await register.record({ person: SERGE, toBodies: ['DEPT_21', 'DEPT_92'] });
  expect(both).toMatchObject({ status: 'ACTIVE', warnings: ['NO_INSTRUMENT'] });
  const none = await register.record({ person: SERGE, toBodies: ['DEPT_92'] });
  expect(none).toMatchObject({ status: 'SUSPENDED', warnings: ['NO_INSTRUMENT'] });
});

test('a refusal and an objection may be as wide as the person likes', async () => {
  const wide = { person: SERGE, categories: [...WITHIN_REACH], validTo: null };
  expect(await register.record({ ...wide, kind: 'REFUSAL' })).toMatchObject({ status: 'REFUSED', warnings: [] });
  const objection = await register.record({ ...wide, kind: 'OBJECTION', purposes: [...PURPOSES] });
  expect(objection).toMatchObject({ status: 'ACTIVE', warnings: [] });
  const answer = await territory.ask('query($id: ID!) { consent(id: $id) { validTo } }', {
    agent: 'AG-02',
    purpose: 'CASE',
    variables: { id: objection.id },
  });
  expect(answer.body.data).toEqual({ consent: { validTo: null } });
});

describe('a request that is sent again', () => {
  const named = { person: SERGE, request: 'guichet-2026-05-04-17' };

  test('is recorded once', async () => {
    const first = await register.record(named);
    const before = await count();
    territory.setClock(parisInstant('2026-05-04T10:05'));
    expect((await register.record(named)).id).toBe(first.id);
    expect(await count()).toBe(before);
  });

  test('is refused where it says something else', async () => {
    const other = await register.tryRecord({ ...named, categories: ['BENEFITS'] });
    expect(refusalOf(other)).toEqual(['CONFLICT', 'REQUEST_REUSED']);
  });

  test('of another body has nothing to do with it', async () => {
    const said = { ...named, person: 'DEPT_21:D-2918', fromBodies: ['DEPT_21'], toBodies: ['CCAS_LONGVIC'] };
    expect(await register.record(said, { agent: 'AG-01', purpose: 'CASE' })).toMatchObject({ status: 'ACTIVE' });
  });
});

describe('a file that the hub has not met', () => {
  const subject = 'x'.repeat(43);
  const word = (name: string, value: string) =>
    territory.hubDatabase.query(
      `INSERT INTO decision_fact (id, subject, body_code, word, value, valid_from)
       VALUES ($1, $2, 'CCAS_LONGVIC', $3, $4, '2025-01-01')`,
      [`test:${name}`, subject, name, value],
    );

  test('is linked to the pseudonym that its body has computed, as a candidate', async () => {
    await word('MINOR_UNTIL', '2020-01-01');
    await word('PROTECTION', 'NONE');
    expect(await register.record({ person: 'CCAS_LONGVIC:new', subject })).toMatchObject({ status: 'ACTIVE' });
    expect(
      await register.rows(`SELECT body_code, local_id, subject, status FROM person_link WHERE id = 'CCAS_LONGVIC:new'`),
    ).toEqual([{ body_code: 'CCAS_LONGVIC', local_id: 'new', subject, status: 'CANDIDATE' }]);
  });

  test('needs the pseudonym once, and keeps it', async () => {
    expect(await register.record({ person: 'CCAS_LONGVIC:new' })).toMatchObject({ status: 'ACTIVE' });
    const other = await register.tryRecord({ person: 'CCAS_LONGVIC:new', subject: 'y'.repeat(43) });
    expect(refusalOf(other)).toEqual(['CONFLICT', 'SUBJECT_DIFFERS']);
  });
});
