import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { json, type Lie, openHostileBody, say } from './hostile-body.ts';
import { AT, faults, type LiedTo, NOTHING, openLiedTo, people, SECRET } from './lied-to.ts';

let hub: LiedTo;
beforeAll(async () => {
  hub = await openLiedTo();
});
afterAll(() => hub?.close());
afterEach(async () => expect((await hub.askTruly()).text).toBe(hub.truth.text));

describe('what is no answer at all costs the body’s own fields', () => {
  const cases: [string, 'BODY_MISBEHAVED' | 'BODY_UNREACHABLE', Lie][] = [
    ['text', 'BODY_MISBEHAVED', ({ response }) => say(response, SECRET)],
    ['nothing', 'BODY_MISBEHAVED', ({ response }) => say(response, '')],
    [
      'half of an answer',
      'BODY_MISBEHAVED',
      ({ response }) => say(response, `{"data":{"_g0":[{"birthName":"${SECRET}"`),
    ],
    ['a page', 'BODY_MISBEHAVED', ({ response }) => say(response, `<html>${SECRET}</html>`, 200, 'text/html')],
    [
      'a page about a fault',
      'BODY_UNREACHABLE',
      ({ response }) => say(response, `<h1>${SECRET}</h1>`, 500, 'text/html'),
    ],
    ['a page about a gateway', 'BODY_UNREACHABLE', ({ response }) => say(response, SECRET, 503, 'text/html')],
    ['a number', 'BODY_MISBEHAVED', ({ response }) => say(response, '7')],
    ['null', 'BODY_MISBEHAVED', ({ response }) => say(response, 'null')],
    ['a list', 'BODY_MISBEHAVED', ({ response }) => json(response, [{ data: SECRET }])],
    ['an object without data', 'BODY_MISBEHAVED', ({ response }) => json(response, { birthName: SECRET })],
    ['data that are text', 'BODY_MISBEHAVED', ({ response }) => json(response, { data: SECRET })],
    ['data that are a list', 'BODY_MISBEHAVED', ({ response }) => json(response, { data: [SECRET] })],
    ['no data', 'BODY_MISBEHAVED', ({ response }) => json(response, { data: null })],
    ['errors that are text', 'BODY_MISBEHAVED', ({ response }) => json(response, { data: {}, errors: SECRET })],
    ['errors that are null', 'BODY_MISBEHAVED', ({ response }) => json(response, { errors: [null] })],
    [
      'a refusal',
      'BODY_MISBEHAVED',
      ({ response }) => say(response, JSON.stringify({ errors: [{ message: SECRET }] }), 401),
    ],
    ['JSON nested a million deep', 'BODY_MISBEHAVED', ({ response }) => say(response, '['.repeat(1_000_000))],
    [
      'twenty megabytes',
      'BODY_MISBEHAVED',
      ({ response }) => say(response, `{"data":{"_g0":[{"birthName":"${'x'.repeat(20_000_000)}"}]}}`),
    ],
    [
      'another address',
      'BODY_MISBEHAVED',
      ({ response }) => void response.writeHead(307, { location: `${hub.territory.hubUrl}/graphql` }).end(),
    ],
    ['a broken connection', 'BODY_UNREACHABLE', ({ response }) => void response.destroy()],
    [
      'a promise that is not kept',
      'BODY_UNREACHABLE',
      ({ response }) => void response.writeHead(200, { 'content-length': '1000000' }).write('{"data":'),
    ],
    ['silence', 'BODY_UNREACHABLE', () => {}],
    [
      'half of an answer, then silence',
      'BODY_UNREACHABLE',
      ({ response }) => void response.write(`{"data":{"_g0":[{"birthName":"${SECRET}"`),
    ],
    [
      'an answer, one byte at a time',
      'BODY_UNREACHABLE',
      ({ response }) => drip(response, `{"data":{"_g0":[{"birthName":"${SECRET}"}]}}`),
    ],
  ];

  test.each(cases)('%s is %s', async (_, code, lie) => {
    const answer = await hub.askLied(lie);
    expect(people(answer)[1]).toEqual(NOTHING);
    expect(faults(answer)).toEqual([[AT, code]]);
    // What was decided stands as it was, whatever became of the request.
    expect(answer.body.extensions?.decisions).toEqual(
      hub.truth.body.extensions?.decisions.filter(({ path }) => !path?.includes('household')),
    );
  });

  test('nobody at the address is BODY_UNREACHABLE', async () => {
    const gone = await openHostileBody(() => '');
    await gone.close();
    await hub.territory.moveBody('CCAS_LONGVIC', gone.url);
    const answer = await hub.ask();
    await hub.territory.moveBody('CCAS_LONGVIC', hub.ccas.url);
    expect(people(answer)).toEqual([people(hub.truth)[0], NOTHING]);
    expect(faults(answer)).toEqual([[AT, 'BODY_UNREACHABLE']]);
  });
});

/** As slow as it takes to never end. */
function drip(response: Parameters<Lie>[0]['response'], text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at < text.length && !response.destroyed) response.write(text[at++]);
    else clearInterval(timer);
  }, 50);
  response.on('close', () => clearInterval(timer));
}
