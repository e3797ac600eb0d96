import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';
import { type HostileBody, json, type Lie, openHostileBody, type Records, type Reply, say } from './hostile-body.ts';

/** What a lying body tries to bring into an answer. */
const SECRET = 'Dupont, 7 rue des Lilas';
const DEADLINE_MS = 700;

const QUESTION = `{
  sharedCase(id: "SP-1") {
    status
    people {
      id birthName birthDate sex benefits { kind } housing { tenure arrearsMonths } budget { debtTotal }
      household { members { role person { id birthName } } }
      ccasAids { kind }
    }
  }
}`;

interface Person extends Record<string, unknown> {
  readonly household: { readonly members: readonly { readonly role: string; readonly person: unknown }[] } | null;
}

let territory: Territory;
let ccas: HostileBody;
let truth: HubAnswer;
beforeAll(async () => {
  const at = parisInstant('2026-05-04T10:00');
  territory = await openTerritory({ at, bodies: ['DEPT_21', 'CCAS_LONGVIC'], bodyDeadlineMs: DEADLINE_MS });
  let realUrl = '';
  ccas = await openHostileBody(() => realUrl);
  realUrl = await territory.moveBody('CCAS_LONGVIC', ccas.url);
  truth = await ask();
  expect(people(truth).map(({ birthName }) => birthName)).toEqual(['PONS', 'PONS']);
});
afterAll(async () => {
  await ccas?.close();
  await territory?.close();
});

function ask(query = QUESTION): Promise<HubAnswer> {
  return territory.ask(query, { agent: 'AG-01', purpose: 'CASE' });
}

function people({ body }: HubAnswer): readonly Person[] {
  return (body.data as { sharedCase: { people: Person[] } }).sharedCase.people;
}

/** Says the truth but for the records of the first request, which `twist` may change as it likes. */
function twisted(twist: (records: Records, reply: Reply) => void): Lie {
  return async ({ honest, response, query }) => {
    const reply = await honest();
    if (query.includes('housing')) twist(reply.data?._g0 as Records, reply);
    json(response, reply);
  };
}

/** Asks while the body lies. Whatever it says: the other body's data stands, in time, and nothing is brought in. */
async function askLied(lie: Lie, query = QUESTION): Promise<HubAnswer> {
  ccas.lie(lie);
  const started = performance.now();
  const answer = await ask(query);
  expect(performance.now() - started).toBeLessThan(DEADLINE_MS + 1_500);
  expect(ccas.asked).toBeGreaterThan(0);
  expect(answer.status).toBe(200);
  expect(answer.text).not.toMatch(/Dupont|Lilas|polluted/);
  for (const error of answer.body.errors ?? []) expect(Object.keys(error.extensions)).toEqual(['code']);
  if (query === QUESTION) {
    expect((answer.body.data as { sharedCase: object }).sharedCase).toMatchObject({ status: 'ACTIVE' });
    expect(people(answer)[0]).toEqual(people(truth)[0]);
    expect(people(answer).map(({ id }) => id)).toEqual(['DEPT_21:D-5512', 'CCAS_LONGVIC:7781']);
  }
  return answer;
}

const faults = ({ body }: HubAnswer) =>
  (body.errors ?? []).map(({ path, extensions }) => [path?.join('.'), extensions.code]);
const AT = 'sharedCase.people.1';
const NOTHING = {
  id: 'CCAS_LONGVIC:7781',
  birthName: null,
  birthDate: null,
  sex: null,
  benefits: null,
  housing: null,
  budget: null,
  household: null,
  ccasAids: null,
};

afterEach(async () => {
  ccas.lie(async ({ honest, response }) => json(response, await honest()));
  expect((await ask()).text).toBe(truth.text);
});

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
    expect((await askLied(twisted(twist))).text).toBe(truth.text);
  });

  test('prototypes and constructors, in the text itself', async () => {
    const answer = await askLied(async ({ honest, response, query }) => {
      const text = JSON.stringify(await honest());
      if (!query.includes('housing')) return say(response, text);
      const dirt = `"__proto__":{"polluted":"${SECRET}","benefits":[{"kind":"${SECRET}"}]},"constructor":{"prototype":{"polluted":1}},`;
      say(response, text.replace('{"birthName"', `{${dirt}"birthName"`).replace('"housing":{', `"housing":{${dirt}`));
    });
    expect(answer.text).toBe(truth.text);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  test('a key said twice counts once, and brings nothing else', async () => {
    const answer = await askLied(async ({ honest, response }) => {
      const text = JSON.stringify(await honest());
      say(response, text.replaceAll('"birthName":', `"benefits":"${SECRET}","birthName":"${SECRET}","birthName":`));
    });
    expect(answer.text).toBe(truth.text);
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
    const answer = await askLied(twisted((_records, reply) => Object.assign(reply, { data: { _g0: list } })));
    expect(people(answer)[1]).toEqual(NOTHING);
    expect(faults(answer)).toEqual([[AT, 'BODY_MISBEHAVED']]);
  });

  test.each<[string, unknown]>([
    ['null, as a body says of a record that it does not have', null],
    ['text', SECRET],
    ['a list', [{ birthName: SECRET }]],
    ['a number', 7],
  ])('in the place of a record: %s', async (_, record) => {
    const answer = await askLied(twisted((_records, reply) => Object.assign(reply, { data: { _g0: [record] } })));
    expect(people(answer)[1]).toEqual(NOTHING);
  });
});

describe('records that change places', () => {
  const BOTH = `{
    his: person(id: "CCAS_LONGVIC:7781") { id birthName housing { tenure } }
    hers: person(id: "CCAS_LONGVIC:4406") { id birthName housing { tenure } }
  }`;

  test('what is withheld of one is not taken from the other, and ids stay where they were asked', async () => {
    const answer = await askLied(async ({ honest, response }) => {
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

describe('an edge leads to records of the body that drew it, each decided on its own', () => {
  const member = (person: unknown) =>
    twisted(([record]) => {
      const { members } = record!.household as { members: { person: unknown }[] };
      members[1]!.person = person;
    });
  const spouse = (answer: HubAnswer) => people(answer)[1]?.household?.members[1]?.person;
  const KEYS_ONLY = QUESTION.replace('person { id birthName }', 'person { id }');
  const OF_A_KIND = QUESTION.replace('person { id birthName }', 'person { domiciliation { from } }');

  test('a record of another body, which the caller may read where it belongs, is not shown here', async () => {
    const elsewhere = { __typename: 'Person', id: 'DEPT_21:D-5512' };
    const answer = await askLied(member(elsewhere));
    expect(people(truth)[0]?.birthName).toBe('PONS');
    expect(spouse(answer)).toBeNull();
    expect(answer.body.extensions?.decisions).toContainEqual({
      path: `${AT}.household.members.1.person`,
      decision: 'DENY',
      reason: 'NOT_DISCLOSED',
    });
    for (const query of [KEYS_ONLY, OF_A_KIND]) {
      ccas.lie(member(elsewhere));
      const other = await ask(query);
      expect(spouse(other)).toBeNull();
      expect(other.text.split('DEPT_21:D-5512').length).toBe((await askTruly(query)).split('DEPT_21:D-5512').length);
    }
  });

  test('another of its own people is decided on that person, and no accord of his wife or his opens it', async () => {
    const answer = await askLied(member({ __typename: 'Person', id: 'CCAS_LONGVIC:1835' }));
    expect(spouse(answer)).toEqual({ id: 'CCAS_LONGVIC:1835', birthName: null });
    const lines = await territory.linesOf(answer.operation);
    expect(lines.filter(({ category, decision }) => category === 'IDENTITY' && decision === 'DENY')).toHaveLength(2);
  });

  test.each<[string, unknown]>([
    ['a person of whom nobody knows', { __typename: 'Person', id: `CCAS_LONGVIC:${SECRET}` }],
    ['a person of a body that there is not', { __typename: 'Person', id: `${SECRET}:1` }],
    ['a secret as an id', { __typename: 'Person', id: SECRET }],
    ['an object as an id', { __typename: 'Person', id: { is: SECRET } }],
    ['a list as an id', { __typename: 'Person', id: [SECRET] }],
    ['no id', { __typename: 'Person', birthName: SECRET }],
    ['a record of another type', { __typename: 'Participant', id: `CCAS_LONGVIC:${SECRET}` }],
    ['a record of a type that there is not', { __typename: SECRET, id: `CCAS_LONGVIC:${SECRET}` }],
    ['a record of no type', { id: SECRET, birthName: SECRET }],
    ['the body itself', { __typename: 'Body', id: SECRET, code: SECRET }],
    [
      'the whole of it, served at once',
      {
        __typename: 'Person',
        id: `CCAS_LONGVIC:${SECRET}`,
        birthName: SECRET,
        household: { members: [{ role: SECRET }] },
      },
    ],
    ['text', SECRET],
    ['a list of people', [{ __typename: 'Person', id: SECRET }]],
  ])('%s', async (_, person) => {
    for (const query of [QUESTION, KEYS_ONLY]) {
      const answer = await askLied(member(person), query);
      expect((spouse(answer) as { id: unknown } | null)?.id ?? null).toBeNull();
    }
  });

  async function askTruly(query: string): Promise<string> {
    ccas.lie(async ({ honest, response }) => json(response, await honest()));
    return (await ask(query)).text;
  }
});

describe('values of another kind than was promised are null, each with its path', () => {
  const deep = JSON.parse(`${'['.repeat(5_000)}"${SECRET}"${']'.repeat(5_000)}`) as unknown;

  test.each<[string, string, unknown]>([
    ['text for a number', 'housing.arrearsMonths', SECRET],
    ['a number in text', 'housing.arrearsMonths', '7'],
    ['half a month', 'housing.arrearsMonths', 1.5],
    ['more than a number holds', 'housing.arrearsMonths', 1e300],
    ['an object for a text', 'birthName', { first: SECRET }],
    ['a list for a text', 'birthName', [SECRET]],
    ['a number for a text', 'birthName', 7],
    ['a truth for a text', 'birthName', true],
    ['a word that there is not', 'sex', SECRET],
    ['an object for a word', 'sex', { is: SECRET }],
    ['text for a day', 'birthDate', SECRET],
    ['an object for a day', 'birthDate', { on: SECRET }],
    ['a list for a day', 'birthDate', ['1970-02-02', SECRET]],
    ['a day that there is not', 'birthDate', '1970-02-30'],
    ['what is nested five thousand deep', 'birthName', deep],
    ['what is nested five thousand deep, for a day', 'birthDate', deep],
  ])('%s', async (_, path, value) => {
    const answer = await askLied(twisted(([record]) => put(record!, path, value)));
    expect(read(people(answer)[1], path)).toBeNull();
    expect(faults(answer)).toEqual([[`${AT}.${path}`, 'BODY_MISBEHAVED']]);
    expect(people(answer)[1]).toMatchObject({ budget: people(truth)[1]?.budget });
  });

  test.each<[string, string, unknown]>([
    ['text for an object', 'housing', SECRET],
    ['a list for an object', 'housing', [{ tenure: SECRET }]],
    ['a number for an object', 'household', 7],
    ['an object for a list', 'household.members', { role: SECRET }],
    ['text for a list', 'household.members', SECRET],
    ['null for a list', 'household.members', null],
    ['nulls in a list', 'household.members', [null, null]],
    ['lists in a list', 'household.members', [[{ role: SECRET }]]],
    ['what is nested five thousand deep, for an object', 'housing', deep],
  ])('%s', async (_, path, value) => {
    const answer = await askLied(twisted(([record]) => put(record!, path, value)));
    expect(JSON.stringify(read(people(answer)[1], path) ?? null)).toMatch(/^(null|\[(null,?)*\])$/);
    expect(people(answer)[1]).toMatchObject({ birthName: 'PONS', budget: people(truth)[1]?.budget });
  });
});

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
    const answer = await askLied(twisted((_records, reply) => Object.assign(reply, { errors })));
    expect(faults(answer)).toEqual(expected);
    expect(answer.body.errors?.[0]?.message).toBe(
      "la réponse d'un organisme n'est pas recevable ; rien n'en a été repris",
    );
  });

  test('ten thousand errors are not ten thousand lines', async () => {
    const errors = Array.from({ length: 10_000 }, () => ({ message: SECRET, path: ['_g0', 0, 'birthName'] }));
    const answer = await askLied(twisted((_records, reply) => Object.assign(reply, { errors })));
    expect(answer.body.errors?.length).toBeLessThan(100);
  });
});

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
      ({ response }) => void response.writeHead(307, { location: `${territory.hubUrl}/graphql` }).end(),
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
    const answer = await askLied(lie);
    expect(people(answer)[1]).toEqual(NOTHING);
    expect(faults(answer)).toEqual([[AT, code]]);
    // What was decided stands as it was, whatever became of the request.
    expect(answer.body.extensions?.decisions).toEqual(
      truth.body.extensions?.decisions.filter(({ path }) => !path?.includes('household')),
    );
  });

  test('nobody at the address is BODY_UNREACHABLE', async () => {
    const gone = await openHostileBody(() => '');
    await gone.close();
    await territory.moveBody('CCAS_LONGVIC', gone.url);
    const answer = await ask();
    await territory.moveBody('CCAS_LONGVIC', ccas.url);
    expect(people(answer)).toEqual([people(truth)[0], NOTHING]);
    expect(faults(answer)).toEqual([[AT, 'BODY_UNREACHABLE']]);
  });
});

function put(record: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce((at, key) => at[key] as Record<string, unknown>, record);
  holder[last] = value;
}

function read(record: unknown, path: string): unknown {
  return path.split('.').reduce((at: unknown, key) => (at as Record<string, unknown> | null)?.[key], record);
}

/** As slow as it takes to never end. */
function drip(response: Parameters<Lie>[0]['response'], text: string): void {
  let at = 0;
  const timer = setInterval(() => {
    if (at < text.length && !response.destroyed) response.write(text[at++]);
    else clearInterval(timer);
  }, 50);
  response.on('close', () => clearInterval(timer));
}
