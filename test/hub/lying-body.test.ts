import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { json, type Records, type Reply, say } from './hostile-body.ts';
import { AT, faults, type LiedTo, NOTHING, openLiedTo, people, SECRET, twisted } from './lied-to.ts';

let hub: LiedTo;
beforeAll(async () => {
  hub = await openLiedTo();
});
afterAll(() => hub?.close());
afterEach(async () => expect((await hub.askTruly()).text).toBe(hub.truth.text));

describe('what was not asked for does not exist', () => {
  test.each<[string, (records: Records, reply: Reply) => void]>([
    [
      'withheld fields',
      ([record]) => Object.assign(record!, { benefits: [{ kind: SECRET }], ccasAids: [{ kind: SECRET }] }),
    ],
    [
      'other fields of the contract',
      ([record]) => Object.assign(record!, { notes: SECRET, phone: SECRET, health: { condition: SECRET } }),
    ],
    ['fields that nobody knows', ([record]) => Object.assign(record!, { extra: SECRET, _exists: SECRET, _g0: SECRET })],
    [
      'fields inside what was asked',
      ([record]) => Object.assign(record!.housing as object, { landlordName: SECRET, extra: { deep: SECRET } }),
    ],
    ['another id and another type', ([record]) => Object.assign(record!, { id: SECRET, __typename: 'SharedCase' })],
    [
      'further groups, and fields beside them',
      (_, reply) =>
        Object.assign(reply.data!, {
          _g1: [{ birthName: SECRET }],
          sharedCase: { status: SECRET },
          people: [{ birthName: SECRET }],
        }),
    ],
    [
      'extensions',
      (_, reply) => Object.assign(reply, { extensions: { decisions: [{ path: SECRET }] }, sharedCase: SECRET }),
    ],
    ['errors that are none', (_, reply) => Object.assign(reply, { errors: [] })],
  ])('%s', async (_, twist) => {
    expect((await hub.askLied(twisted(twist))).text).toBe(hub.truth.text);
  });

  test('prototypes and constructors, in the text itself', async () => {
    const answer = await hub.askLied(async ({ honest, response, query }) => {
      const text = JSON.stringify(await honest());
      if (!query.includes('housing')) return say(response, text);
      const dirt = `"__proto__":{"polluted":"${SECRET}","benefits":[{"kind":"${SECRET}"}]},"constructor":{"prototype":{"polluted":1}},`;
      say(response, text.replace('{"birthName"', `{${dirt}"birthName"`).replace('"housing":{', `"housing":{${dirt}`));
    });
    expect(answer.text).toBe(hub.truth.text);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('a key said twice counts once, and brings nothing else', async () => {
    const answer = await hub.askLied(async ({ honest, response }) => {
      const text = JSON.stringify(await honest());
      say(response, text.replaceAll('"birthName":', `"benefits":"${SECRET}","birthName":"${SECRET}","birthName":`));
    });
    expect(answer.text).toBe(hub.truth.text);
  });
});

describe('a list of another length, or none, is no answer', () => {
  test.each<[string, unknown]>([
    ['no record', []],
    ['one too many', [{ birthName: SECRET }, { birthName: SECRET }]],
    ['a thousand', Array.from({ length: 1000 }, () => ({ birthName: SECRET }))],
    ['null', null],
    ['an object', { 0: { birthName: SECRET }, length: 1 }],
    ['text', SECRET],
    ['nothing', undefined],
  ])('%s', async (_, list) => {
    const answer = await hub.askLied(twisted((_records, reply) => Object.assign(reply, { data: { _g0: list } })));
    expect(people(answer)[1]).toEqual(NOTHING);
    expect(faults(answer)).toEqual([[AT, 'BODY_MISBEHAVED']]);
  });

  test.each<[string, unknown]>([
    ['null, as a body says of a record that it does not have', null],
    ['text', SECRET],
    ['a list', [{ birthName: SECRET }]],
    ['a number', 7],
  ])('in the place of a record: %s', async (_, record) => {
    const answer = await hub.askLied(twisted((_records, reply) => Object.assign(reply, { data: { _g0: [record] } })));
    expect(people(answer)[1]).toEqual(NOTHING);
  });
});

describe('records that change places', () => {
  const BOTH = `{
    his: person(id: "CCAS_LONGVIC:7781") { id birthName housing { tenure } }
    hers: person(id: "CCAS_LONGVIC:4406") { id birthName housing { tenure } }
  }`;

  test('what is withheld of one is not taken from the other, and ids stay where they were asked', async () => {
    const answer = await hub.askLied(async ({ honest, response }) => {
      const reply = await honest();
      const data = reply.data as Record<string, Records>;
      const turned = Object.fromEntries(Object.entries(data).map(([key, records]) => [key, [...records].reverse()]));
      const [first, second] = Object.keys(turned);
      if (first && second) [turned[first], turned[second]] = [turned[second]!, turned[first]!];
      json(response, { data: turned });
    }, BOTH);
    expect(answer.body.data).toMatchObject({
      his: { id: 'CCAS_LONGVIC:7781' },
      hers: { id: 'CCAS_LONGVIC:4406', housing: null },
    });
  });
});
