import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import type { Territory } from '../support/territory.ts';
import { AT, FILE, type FrontDoor, GOOD, openFrontDoor } from './front-door.ts';

let door: FrontDoor;
beforeAll(async () => {
  door = await openFrontDoor();
  await door.territory.hubDatabase.query(
    `INSERT INTO habilitation (id, agent, body_code, service_code, profession, secrecy, communities, purposes, valid_from, valid_to)
     SELECT 'H-GONE', 'AG-GONE', body_code, service_code, profession, secrecy, communities, purposes, valid_from, '2026-05-04'
       FROM habilitation WHERE agent = 'AG-01'`,
  );
});
afterAll(() => door?.territory.close());
beforeEach(() => door.watch());

describe('who asks', () => {
  const asking = (change: Record<string, string | undefined>) => {
    const changed = Object.entries({ ...door.headers, ...change }).filter(
      (entry): entry is [string, string] => !!entry[1],
    );
    return door.send({
      headers: Object.fromEntries(changed),
      body: JSON.stringify({ query: GOOD, variables: { id: FILE } }),
    });
  };
  const bearing = async (request: Parameters<Territory['signToken']>[0]) =>
    asking({ authorization: `Bearer ${await door.territory.signToken(request)}` });
  const now = new Date();

  test.each([
    ['no token', undefined],
    ['a token of another kind', 'Basic QUctMDE6bW90IGRlIHBhc3Nl'],
    ['a token that is none', 'Bearer 7781'],
    ['a token of three parts of nonsense', 'Bearer abc.7781.xyz'],
    ['a token of sixty thousand characters', `Bearer ${'a'.repeat(10_000)}`],
    [
      'an unsigned token',
      `Bearer ${unsigned({ sub: 'AG-01', iss: 'https://agents.dept-21.invalid', aud: 'passerelle', exp: 4e9 })}`,
    ],
    [
      'a token of an issuer that nobody trusts',
      `Bearer ${unsigned({ sub: 'AG-01', iss: 'https://7781.invalid', exp: 4e9 })}`,
    ],
  ])('%s is UNAUTHENTICATED', async (_, authorization) => {
    await door.expectRefusal(await asking({ authorization }), 'UNAUTHENTICATED', 401);
  });

  test('a token whose signature was changed is UNAUTHENTICATED', async () => {
    const [head, claims, signature = ''] = (await door.territory.tokenOf('AG-01')).split('.');
    const changed = `${signature[0] === 'A' ? 'B' : 'A'}${signature.slice(1)}`;
    await door.expectRefusal(
      await asking({ authorization: `Bearer ${head}.${claims}.${changed}` }),
      'UNAUTHENTICATED',
      401,
    );
  });

  test('an expired token is UNAUTHENTICATED', async () => {
    const yesterday = new Date(now.getTime() - 86_400_000);
    await door.expectRefusal(
      await bearing({ agent: 'AG-01', body: 'DEPT_21', now: yesterday }),
      'UNAUTHENTICATED',
      401,
    );
  });

  test('a token for another audience is UNAUTHENTICATED', async () => {
    const answer = await bearing({ agent: 'AG-01', body: 'DEPT_21', now, claims: { aud: 'another hub' } });
    await door.expectRefusal(answer, 'UNAUTHENTICATED', 401);
  });

  test('an unknown agent is UNAUTHENTICATED', async () => {
    await door.expectRefusal(await bearing({ agent: 'AG-7781', body: 'DEPT_21', now }), 'UNAUTHENTICATED', 401);
  });

  test('an agent named by the issuer of another body is UNAUTHENTICATED', async () => {
    await door.expectRefusal(await bearing({ agent: 'AG-01', body: 'CCAS_LONGVIC', now }), 'UNAUTHENTICATED', 401);
  });

  test('an agent whose habilitation ended yesterday is UNAUTHENTICATED, in the same bytes', async () => {
    const ended = await bearing({ agent: 'AG-GONE', body: 'DEPT_21', now });
    await door.expectRefusal(ended, 'UNAUTHENTICATED', 401);
    expect(ended.text).toBe((await bearing({ agent: 'AG-7781', body: 'DEPT_21', now })).text);
    door.territory.setClock(parisInstant('2026-05-03T10:00'));
    expect((await bearing({ agent: 'AG-GONE', body: 'DEPT_21', now })).status).toBe(200);
    door.territory.setClock(AT);
  });

  test('no purpose is PURPOSE_MISSING', async () => {
    await door.expectRefusal(await asking({ 'x-purpose': undefined }), 'PURPOSE_MISSING', 400);
  });

  test.each(['CURIOSITY', '7781', 'case', 'AUDIT'])('the purpose %s is PURPOSE_NOT_ALLOWED', async (purpose) => {
    await door.expectRefusal(await asking({ 'x-purpose': purpose }), 'PURPOSE_NOT_ALLOWED', 403);
  });

  test('a mission in no form that a mission has is MISSION_UNKNOWN', async () => {
    await door.expectRefusal(await asking({ 'x-mission': "SP-1' OR '7781" }), 'MISSION_UNKNOWN', 400);
  });

  test('an anonymous caller is told nothing of the schema', async () => {
    const { authorization: _, ...anonymous } = door.headers;
    for (const query of [getIntrospectionQuery(), '{ __typename }', '{ persn }', '{']) {
      await door.expectRefusal(
        await door.send({ headers: anonymous, body: JSON.stringify({ query }) }),
        'UNAUTHENTICATED',
        401,
      );
    }
  });
});

test('after all this the hub answers as before', () => door.expectWell());

function unsigned(claims: object): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${encode({ alg: 'none', typ: 'JWT' })}.${encode(claims)}.`;
}
