import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AT, faults, type LiedTo, openLiedTo, SECRET, twisted } from './lied-to.ts';

let hub: LiedTo;
beforeAll(async () => {
  hub = await openLiedTo();
});
afterAll(() => hub?.close());
afterEach(async () => expect((await hub.askTruly()).text).toBe(hub.truth.text));

describe('nothing that a body says of its errors is repeated', () => {
  test.each<[string, unknown, readonly unknown[]]>([
    ['in words', [{ message: SECRET, path: ['_g0', 0, 'birthName'] }], [[`${AT}.birthName`, 'BODY_MISBEHAVED']]],
    [
      'in extensions',
      [
        {
          message: '',
          path: ['_g0', 0, 'housing', 'tenure'],
          extensions: { code: SECRET, at: SECRET, stacktrace: [SECRET] },
        },
      ],
      [[`${AT}.housing.tenure`, 'BODY_MISBEHAVED']],
    ],
    [
      'in a code of ours',
      [{ message: SECRET, path: ['_g0', 0, 'birthName'], extensions: { code: 'INTERNAL' } }],
      [[`${AT}.birthName`, 'BODY_MISBEHAVED']],
    ],
    [
      'in a path',
      [{ message: SECRET, path: ['_g0', 0, 'birthName', SECRET, 7] }],
      [[`${AT}.birthName`, 'BODY_MISBEHAVED']],
    ],
    ['in a path that leads nowhere', [{ message: SECRET, path: ['_g0', 0, SECRET] }], [[AT, 'BODY_MISBEHAVED']]],
    ['in a path to another record', [{ message: SECRET, path: ['_g0', 4711] }], [[AT, 'BODY_MISBEHAVED']]],
    ['in a path of objects', [{ message: SECRET, path: [{ at: SECRET }] }], [[AT, 'BODY_MISBEHAVED']]],
    ['without a path', [{ message: SECRET }], [[AT, 'BODY_MISBEHAVED']]],
    ['with a prototype', [{ message: SECRET, path: ['__proto__', 'polluted'] }], [[AT, 'BODY_MISBEHAVED']]],
  ])('%s', async (_, errors, expected) => {
    const answer = await hub.askLied(twisted((_records, reply) => Object.assign(reply, { errors })));
    expect(faults(answer)).toEqual(expected);
    expect(answer.body.errors?.[0]?.message).toBe(
      "la réponse d'un organisme n'est pas recevable ; rien n'en a été repris",
    );
  });

  test('ten thousand errors are not ten thousand lines', async () => {
    const errors = Array.from({ length: 10_000 }, () => ({ message: SECRET, path: ['_g0', 0, 'birthName'] }));
    const answer = await hub.askLied(twisted((_records, reply) => Object.assign(reply, { errors })));
    expect(answer.body.errors?.length).toBeLessThan(100);
  });
});
