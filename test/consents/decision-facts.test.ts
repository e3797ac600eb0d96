import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { CompactSign } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type Asked, dataOf, type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';
import { openRegister, type Register, refusalOf } from './register.ts';

const SERGE = 'CCAS_LONGVIC:1835';

let territory: Territory;
let register: Register;
let key: KeyObject;
let subject: string;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['CCAS_LONGVIC'] });
  register = openRegister(territory);
  key = await addKey('CCAS_LONGVIC', 'k1');
  subject = (await register.rows<{ subject: string }>('SELECT subject FROM person_link WHERE id = $1', [SERGE]))[0]!
    .subject;
});
afterAll(() => territory?.close());

/** Has the registry know a key of a body, and gives its private half. */
async function addKey(body: string, kid: string, validTo: string | null = null): Promise<KeyObject> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  await territory.hubDatabase.query(
    `INSERT INTO body_key (body_code, kid, jwk, valid_from, valid_to) VALUES ($1, $2, $3, '2025-01-01', $4)`,
    [body, kid, publicKey.export({ format: 'jwk' }), validTo],
  );
  return privateKey;
}

let said = 0;
const seconds = () => Math.floor(Date.now() / 1000);
function claims(over: Record<string, unknown> = {}): Record<string, unknown> {
  said += 1;
  return {
    iss: 'CCAS_LONGVIC',
    sub: subject,
    jti: `statement-number-${said}`,
    iat: seconds(),
    word: 'PROTECTION',
    value: 'NONE',
    from: '2026-01-01T00:00:00+01:00',
    to: null,
    ...over,
  };
}

const HEADER = { alg: 'EdDSA', kid: 'k1', typ: 'passerelle-fact+jws' };
function sign(payload: Record<string, unknown>, by: { key?: KeyObject; header?: object } = {}): Promise<string> {
  const header = { ...HEADER, ...by.header };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader(header)
    .sign(by.key ?? key);
}

const PUSH = `mutation($person: ID!, $statement: String!) {
  pushDecisionFact(person: $person, statement: $statement) { id word validFrom validTo pushedAt revokedAt } }`;
const CCAS: Asked = { agent: 'AG-02', purpose: 'CASE' };
const pushed = (statement: string, person = SERGE, asked = CCAS): Promise<HubAnswer> =>
  territory.ask(PUSH, { ...asked, variables: { person, statement } });
async function push(over: Record<string, unknown> = {}): Promise<{ id: string }> {
  return dataOf<{ pushDecisionFact: { id: string } }>(await pushed(await sign(claims(over)))).pushDecisionFact;
}
const revoke = (id: string, asked = CCAS): Promise<HubAnswer> =>
  territory.ask('mutation($id: ID!) { revokeDecisionFact(id: $id) { id revokedAt } }', { ...asked, variables: { id } });

const kept = () =>
  register.rows(
    'SELECT value, valid_to, revoked_at FROM decision_fact WHERE signature IS NOT NULL ORDER BY pushed_at, id',
  );

beforeEach(async () => {
  territory.setClock(parisInstant('2026-05-04T10:00'));
  await territory.hubDatabase.query('DELETE FROM decision_fact WHERE signature IS NOT NULL');
});

test('a word that a body signs counts from then on, and is never given back', async () => {
  await register.record({ person: SERGE });
  expect((await register.read(SERGE, 'housing { tenure }')).line).toMatchObject({ decision: 'PERMIT' });
  const answer = await pushed(await sign(claims({ word: 'DECEASED_ON', value: '2026-05-01' })));
  expect(answer.body.data).toEqual({
    pushDecisionFact: {
      id: expect.stringMatching(/^CCAS_LONGVIC:statement-number-/),
      word: 'DECEASED_ON',
      validFrom: '2025-12-31T23:00:00.000Z',
      validTo: null,
      pushedAt: '2026-05-04T08:00:00.000Z',
      revokedAt: null,
    },
  });
  expect(answer.text).not.toContain('2026-05-01');
  expect((await register.read(SERGE, 'housing { tenure }')).line).toMatchObject({ reason: 'CONSENT_EXPIRED' });
});

test('what is taken back is unknown from then on, and done twice is done once', async () => {
  const { id } = await push({ word: 'DECEASED_ON', value: '2026-05-01' });
  territory.setClock(parisInstant('2026-05-04T11:00'));
  const said = { data: { revokeDecisionFact: { id, revokedAt: '2026-05-04T09:00:00.000Z' } } };
  expect((await revoke(id)).body).toEqual(said);
  territory.setClock(parisInstant('2026-05-04T12:00'));
  expect((await revoke(id)).body).toEqual(said);
  expect((await register.read(SERGE, 'housing { tenure }')).line).toMatchObject({ decision: 'PERMIT' });
});

test('a statement that is sent again is one, and does not revive what was taken back', async () => {
  const statement = await sign(claims());
  const first = await pushed(statement);
  expect((await pushed(statement)).body.data).toEqual(first.body.data);
  const { id } = dataOf<{ pushDecisionFact: { id: string } }>(first).pushDecisionFact;
  await revoke(id);
  await pushed(statement);
  expect(await kept()).toEqual([expect.objectContaining({ revoked_at: expect.any(Date) })]);
});

test('another statement under the same name is refused', async () => {
  const [one, other] = [claims(), claims()];
  await pushed(await sign(one));
  const answer = await pushed(await sign({ ...other, jti: one.jti, value: 'PERSON' }));
  expect(refusalOf(answer)).toEqual(['CONFLICT', 'REQUEST_REUSED']);
});

test('a body that says something new of the same word is believed from that day on', async () => {
  await push({ value: 'NONE', from: '2026-01-01T00:00:00Z' });
  territory.setClock(parisInstant('2026-05-04T10:01'));
  await push({ value: 'PERSON', from: '2026-04-01T00:00:00Z' });
  expect(await kept()).toEqual([
    { value: 'NONE', valid_to: new Date('2026-04-01T00:00:00Z'), revoked_at: null },
    { value: 'PERSON', valid_to: null, revoked_at: null },
  ]);
  territory.setClock(parisInstant('2026-05-04T10:02'));
  await push({ value: 'ASSISTED', from: '2026-02-01T00:00:00Z' });
  expect(await kept()).toEqual([
    { value: 'NONE', valid_to: new Date('2026-02-01T00:00:00Z'), revoked_at: null },
    { value: 'PERSON', valid_to: null, revoked_at: parisInstant('2026-05-04T10:02') },
    { value: 'ASSISTED', valid_to: null, revoked_at: null },
  ]);
});

describe('what is not signed as agreed is refused', () => {
  test.each<[what: string, statement: () => Promise<string>, reason: string]>([
    [
      'by a key that the registry does not know',
      async () => sign(claims(), { key: generateKeyPairSync('ed25519').privateKey }),
      'BAD_SIGNATURE',
    ],
    ['under a name that no key has', async () => sign(claims(), { header: { kid: 'k2' } }), 'BAD_SIGNATURE'],
    [
      'by a key of another body',
      async () => sign(claims(), { key: await addKey('DEPT_21', 'theirs'), header: { kid: 'theirs' } }),
      'BAD_SIGNATURE',
    ],
    [
      'by a key that has ended',
      async () => sign(claims(), { key: await addKey('CCAS_LONGVIC', 'old', '2025-06-01'), header: { kid: 'old' } }),
      'BAD_SIGNATURE',
    ],
    ['for another use', async () => sign(claims(), { header: { typ: 'JWT' } }), 'BAD_SIGNATURE'],
    [
      'not at all',
      async () =>
        `${Buffer.from('{"alg":"none","kid":"k1"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`,
      'BAD_SIGNATURE',
    ],
    [
      'and changed afterwards',
      async () =>
        (await sign(claims())).replace(
          /\.[^.]+\./,
          `.${Buffer.from(JSON.stringify(claims({ value: 'PERSON' }))).toString('base64url')}.`,
        ),
      'BAD_SIGNATURE',
    ],
    ['in the name of another body', async () => sign(claims({ iss: 'DEPT_21' })), 'BAD_STATEMENT'],
    ['too long ago', async () => sign(claims({ iat: seconds() - 25 * 3600 })), 'BAD_STATEMENT'],
    ['in the future', async () => sign(claims({ iat: seconds() + 120 })), 'BAD_STATEMENT'],
    ['with a word of no list', async () => sign(claims({ word: 'LIKES_CATS', value: 'yes' })), 'BAD_STATEMENT'],
    ['with a value of no list', async () => sign(claims({ value: 'TUTELLE' })), 'BAD_STATEMENT'],
    [
      'with a day that there is not',
      async () => sign(claims({ word: 'MINOR_UNTIL', value: '2027-02-30' })),
      'BAD_STATEMENT',
    ],
    [
      'with a holder who is none',
      async () => sign(claims({ word: 'PARENTAL_HOLDERS', value: 'PARENT_A|SELF' })),
      'BAD_STATEMENT',
    ],
    [
      'with an agent by her name',
      async () => sign(claims({ word: 'NAMED_LIKE_AGENTS', value: 'AG-02|Mme Martin' })),
      'BAD_STATEMENT',
    ],
    ['with an end before its beginning', async () => sign(claims({ to: '2025-12-31T00:00:00Z' })), 'BAD_STATEMENT'],
    ['without saying whether it ends', async () => sign(claims({ to: undefined })), 'BAD_STATEMENT'],
  ])('%s', async (_, statement, reason) => {
    expect(refusalOf(await pushed(await statement()))).toEqual(['BAD_REQUEST', reason]);
    expect(await kept()).toEqual([]);
  });

  test('of somebody whom the file is not about', async () => {
    const answer = await pushed(await sign(claims({ sub: 'z'.repeat(43) })));
    expect(refusalOf(answer)).toEqual(['CONFLICT', 'SUBJECT_DIFFERS']);
  });

  test('of a file of another body', async () => {
    const answer = await pushed(await sign(claims()), 'DEPT_21:D-2918');
    expect(refusalOf(answer)).toEqual(['BAD_REQUEST', 'NOT_OWN_FILE']);
  });
});

test('no body takes back what another has said, nor learns that it said something', async () => {
  const { id } = await push();
  const asked: Asked = { agent: 'AG-01', purpose: 'CASE' };
  const known = await revoke(id, asked);
  const unknown = await revoke('CCAS_LONGVIC:no-such-statement-of-ours', asked);
  expect(refusalOf(known)).toEqual(['NOT_DISCLOSED', undefined]);
  expect(known.text).toBe(unknown.text);
  expect(await kept()).toEqual([expect.objectContaining({ revoked_at: null })]);
});
