import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { openRegister, type Register, refusalOf } from './register.ts';

const SERGE = 'CCAS_LONGVIC:1835';
const GERARD = 'CCAS_LONGVIC:7781';

let territory: Territory;
let register: Register;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  register = openRegister(territory);
});
afterAll(() => territory?.close());
beforeEach(async () => {
  territory.setClock(parisInstant('2026-05-04T10:00'));
  await register.rows('DELETE FROM consent c USING person_link l WHERE c.subject = l.subject AND l.id = $1', [SERGE]);
});

const noticesOf = (consent: string) =>
  register.rows<{ body_code: string; kind: string }>(
    'SELECT body_code, kind FROM recipient_notice WHERE consent_id = $1 ORDER BY body_code, owner_body',
    [consent],
  );

test('an accord that is narrowed keeps what is left open, closes the rest, and tells who received', async () => {
  const wide = await register.record({ person: SERGE, categories: ['HOUSING', 'IDENTITY'] });
  expect((await register.read(SERGE, 'birthName')).value).not.toBeNull();
  const narrow = await register.record({ person: SERGE, categories: ['HOUSING'], supersedes: wide.id });

  expect(narrow).toMatchObject({ status: 'ACTIVE', supersededBy: null });
  const answer = await territory.ask('query($id: ID!) { consent(id: $id) { status supersededBy { id status } } }', {
    agent: 'AG-02',
    purpose: 'CASE',
    variables: { id: wide.id },
  });
  expect(answer.body.data).toEqual({
    consent: { status: 'SUPERSEDED', supersededBy: { id: narrow.id, status: 'ACTIVE' } },
  });
  // Whoever looks at its dates alone finds it withdrawn.
  expect(await register.rows('SELECT withdrawn_at, withdrawn_by FROM consent WHERE id = $1', [wide.id])).toEqual([
    { withdrawn_at: parisInstant('2026-05-04T10:00'), withdrawn_by: 'CCAS_LONGVIC:AG-02' },
  ]);
  expect(await register.read(SERGE, 'birthName')).toMatchObject({
    value: null,
    asks: 0,
    line: { reason: 'CONSENT_SCOPE_MISMATCH' },
  });
  expect(await register.read(SERGE, 'housing { tenure }')).toMatchObject({
    asks: 1,
    line: { decision: 'PERMIT', consent: narrow.id },
  });
  expect(await noticesOf(wide.id)).toEqual([{ body_code: 'DEPT_21', kind: 'NARROWED' }]);
});

test('an accord that is renewed as it was tells nobody anything', async () => {
  const first = await register.record({ person: SERGE });
  await register.read(SERGE, 'housing { tenure }');
  await register.record({ person: SERGE, categories: ['HOUSING', 'HOUSEHOLD'], supersedes: first.id });
  expect(await noticesOf(first.id)).toEqual([]);
});

test('what may be superseded is a standing accord of the same person that the caller may know of', async () => {
  const standing = await register.record({ person: SERGE });
  const gone = await register.record({ person: SERGE });
  await register.withdraw(gone.id);
  const objection = await register.record({ person: SERGE, kind: 'OBJECTION', categories: ['PMI'] });
  for (const supersedes of [gone.id, objection.id]) {
    const answer = await register.tryRecord({ person: SERGE, supersedes });
    expect(refusalOf(answer)).toEqual(['BAD_REQUEST', 'SUPERSEDES_NOTHING']);
  }
  const ofAnother = await register.tryRecord({ person: GERARD, supersedes: standing.id });
  expect(refusalOf(ofAnother)).toEqual(['BAD_REQUEST', 'SUPERSEDES_NOTHING']);
  for (const supersedes of ['C-8', 'no-such-accord']) {
    expect(refusalOf(await register.tryRecord({ person: SERGE, supersedes }))).toEqual(['NOT_DISCLOSED', undefined]);
  }
});

test('what the person would give in a general form only keeps its fields shut', async () => {
  const said = { person: SERGE, categories: ['IDENTITY'] };
  await register.record({ ...said, generalisations: [{ category: 'IDENTITY', transform: 'AGE_BAND' }] });
  expect(await register.read(SERGE, 'birthName birthDate')).toMatchObject({ asks: 1, line: { decision: 'PERMIT' } });
  const { value } = await register.read(SERGE, 'birthDate');
  expect(value).toBeNull();
  expect((await register.read(SERGE, 'ageBand')).value).not.toBeNull();
});

test('a refusal is kept, opens nothing and closes nothing', async () => {
  const { id } = await register.record({ person: SERGE });
  const refusal = await register.record({ person: SERGE, kind: 'REFUSAL', categories: ['BENEFITS'], validTo: null });
  expect(refusal.status).toBe('REFUSED');
  expect((await register.read(SERGE, 'housing { tenure }')).line).toMatchObject({ decision: 'PERMIT', consent: id });
  expect((await register.read(SERGE, 'benefits { kind }')).line).toMatchObject({ reason: 'CONSENT_SCOPE_MISMATCH' });
});

test('an objection defeats what was agreed before it, tells who received, and yields to what is agreed after it', async () => {
  const before = await register.record({ person: SERGE, categories: ['HOUSING', 'IDENTITY'] });
  await register.read(SERGE, 'housing { tenure }');
  territory.setClock(parisInstant('2026-05-04T11:00'));
  const objection = await register.record({ person: SERGE, kind: 'OBJECTION', validTo: null });
  expect(await register.read(SERGE, 'housing { tenure }')).toMatchObject({
    value: null,
    asks: 0,
    line: { decision: 'DENY', reason: 'SUBJECT_OBJECTED' },
  });
  expect((await register.read(SERGE, 'birthName')).line).toMatchObject({ decision: 'PERMIT' });
  expect(await noticesOf(objection.id)).toEqual([{ body_code: 'DEPT_21', kind: 'NARROWED' }]);

  territory.setClock(parisInstant('2026-05-04T12:00'));
  const after = await register.record({ person: SERGE });
  expect((await register.read(SERGE, 'housing { tenure }')).line).toMatchObject({
    decision: 'PERMIT',
    consent: after.id,
  });
  await register.withdraw(after.id);
  await register.withdraw(objection.id);
  expect((await register.read(SERGE, 'housing { tenure }')).line).toMatchObject({
    decision: 'PERMIT',
    consent: before.id,
  });
});
