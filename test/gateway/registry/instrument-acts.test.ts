import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Caller } from '../../../gateway/policy/caller.ts';
import { type FreshDatabase, freshDatabase } from '../../support/database.ts';
import { seededHub, withHub } from '../../support/hub-database.ts';
import { type Answered, openRegistry, type Registry } from './registry.ts';

let database: FreshDatabase;
let registry: Registry;
beforeEach(async () => {
  database = await freshDatabase('hub', seededHub);
  registry = await openRegistry(database.url);
});
afterEach(async () => {
  await registry.close();
  await database.drop();
});

/** Who administers the instruments of a body. */
const director = (body: string, over: Partial<Caller> = {}): Partial<Caller> => ({
  body,
  profession: body.startsWith('CCAS') ? 'CCAS_DIR' : 'DPO',
  purpose: 'STEERING',
  ...over,
});

function say(
  mutation: string,
  caller: Partial<Caller>,
  at = '2026-05-04T10:00:00+02:00',
  variables = {},
): Promise<Answered> {
  return registry.ask(mutation, { caller, at, variables });
}

const sign = (instrument: string, on: string) =>
  `mutation { signInstrument(instrument: "${instrument}", signedOn: "${on}", deliberationRef: "2026-12", deliberationOn: "2026-03-01") { status parties { signedOn body { code } } } }`;
const denounce = (instrument: string, on: string, form = 'REGISTERED_LETTER') =>
  `mutation { denounceInstrument(instrument: "${instrument}", receivedOn: "${on}", form: ${form}) { status endsOn } }`;
const amend = (instrument: string, number: number, changes: string) =>
  `mutation { amendInstrument(instrument: "${instrument}", number: ${number}, changes: ${changes}) { amendments { number effectiveOn signedBy { code } } opensL121_6_2 restrictions { category profession purpose } } }`;

const CHARTER = {
  id: 'C-21-ESSAI',
  kind: 'CHARTER',
  title: 'Charte de la coordination',
  parties: [
    { body: 'CCAS_LONGVIC', office: 'Président du CCAS', basis: 'SIGNED' },
    { body: 'METRO_DIJON', office: null, basis: 'SIGNED' },
  ],
  communes: ['21355'],
  purposes: ['HOUSING_FSL'],
  termMonths: 36,
  tacitRenewal: true,
  noticeMonths: 3,
  terminationMode: 'ANYTIME',
  noticeForm: 'WRITTEN',
  restrictions: [{ category: 'BUDGET_DEBT', profession: '*', purpose: 'HOUSING_FSL' }],
};
const PROPOSE = 'mutation ($i: InstrumentInput!) { proposeInstrument(instrument: $i) { id status effectiveOn } }';
const propose = (caller: Partial<Caller>, over: object = {}) =>
  say(PROPOSE, caller, undefined, { i: { ...CHARTER, ...over } });

function acts(): Promise<string[]> {
  return withHub(database.url, async (prisma) =>
    (await prisma.instrumentAct.findMany({ orderBy: { at: 'asc' } })).map(
      ({ kind, bodyCode }) => `${kind} ${bodyCode}`,
    ),
  );
}

describe('a new instrument', () => {
  test('is a draft until one has signed, and in force when all have', async () => {
    const proposed = await propose(director('CCAS_LONGVIC'));
    expect(proposed.data).toEqual({ proposeInstrument: { id: 'C-21-ESSAI', status: 'DRAFT', effectiveOn: null } });
    const first = await say(sign('C-21-ESSAI', '2026-05-01'), director('CCAS_LONGVIC'));
    expect(first.data.signInstrument).toMatchObject({ status: 'SIGNED' });
    const second = await say(sign('C-21-ESSAI', '2026-05-04'), director('METRO_DIJON'));
    expect(second.data.signInstrument).toMatchObject({ status: 'ACTIVE' });
    expect(await acts()).toEqual(['PROPOSED CCAS_LONGVIC', 'SIGNED CCAS_LONGVIC', 'SIGNED METRO_DIJON']);
  });

  test('said twice is one, and said otherwise a conflict', async () => {
    await propose(director('CCAS_LONGVIC'));
    expect((await propose(director('METRO_DIJON'))).codes).toEqual([]);
    expect((await propose(director('CCAS_LONGVIC'), { termMonths: 12 })).codes).toEqual(['CONFLICT']);
    expect((await propose(director('CCAS_LONGVIC'), { restrictions: [] })).codes).toEqual(['CONFLICT']);
    await say(sign('C-21-ESSAI', '2026-05-01'), director('CCAS_LONGVIC'));
    expect((await say(sign('C-21-ESSAI', '2026-05-01'), director('CCAS_LONGVIC'))).codes).toEqual([]);
    expect((await say(sign('C-21-ESSAI', '2026-05-02'), director('CCAS_LONGVIC'))).codes).toEqual(['CONFLICT']);
    expect(await acts()).toEqual(['PROPOSED CCAS_LONGVIC', 'SIGNED CCAS_LONGVIC']);
  });

  test('said by both at once is one', async () => {
    const both = await Promise.all([propose(director('CCAS_LONGVIC')), propose(director('METRO_DIJON'))]);
    expect(both.map(({ codes }) => codes)).toEqual([[], []]);
    expect(await acts()).toHaveLength(1);
  });

  test.each([
    [
      'the body of the caller is no party',
      {
        parties: [
          { body: 'DEPT_21', basis: 'SIGNED' },
          { body: 'METRO_DIJON', basis: 'SIGNED' },
        ],
      },
    ],
    ['one party', { parties: CHARTER.parties.slice(0, 1) }],
    ['a party twice', { parties: [CHARTER.parties[0], CHARTER.parties[0]] }],
    ['a party that is no body', { parties: [CHARTER.parties[0], { body: 'NOBODY', basis: 'SIGNED' }] }],
    ['no purpose', { purposes: [] }],
    ['a commune by its name', { communes: ['Longvic'] }],
    ['a term of no length', { termMonths: 0 }],
    ['renewal without a term', { termMonths: null }],
    ['a notice without end', { noticeMonths: 25 }],
    ['an identifier with spaces', { id: 'C 21' }],
    [
      'a profession that there is not',
      { restrictions: [{ category: 'HOUSING', profession: 'ASSS', purpose: 'CASE' }] },
    ],
    ['a predecessor that there is not', { predecessor: 'P-00-NOWHERE' }],
  ])('is refused with %s', async (_, over) => {
    const { codes, data } = await propose(director('CCAS_LONGVIC'), over);
    expect([codes, data]).toEqual([['BAD_REQUEST'], { proposeInstrument: null }]);
    expect(await acts()).toEqual([]);
  });
});

describe('who writes of an instrument', () => {
  test.each([
    ['under another purpose', director('CCAS_SCEAUX', { purpose: 'CASE' }), 'PURPOSE_NOT_ALLOWED'],
    ['a social worker', director('CCAS_SCEAUX', { profession: 'CCAS_SOCIAL' }), 'BAD_REQUEST'],
    ['a mayor', director('COMMUNE_SCEAUX', { profession: 'MAYOR' }), 'BAD_REQUEST'],
    ['a body that is no party', director('CCAS_LONGVIC'), 'BAD_REQUEST'],
  ])('not %s', async (_, caller, code) => {
    for (const act of [
      denounce('P-92-SCEAUX', '2026-05-01'),
      sign('P-92-SCEAUX', '2026-05-01'),
      amend('P-92-SCEAUX', 1, '[{ kind: OPEN_L121_6_2 }]'),
    ]) {
      expect((await say(act, caller)).codes).toEqual([code]);
    }
    expect(await acts()).toEqual([]);
  });

  test('an instrument that there is not is one to which nobody is a party', async () => {
    expect((await say(denounce('P-00-NOWHERE', '2026-05-01'), director('CCAS_LONGVIC'))).codes).toEqual([
      'BAD_REQUEST',
    ]);
  });
});

describe('a denunciation (S13)', () => {
  test('by any party ends it for all, three months after the letter', async () => {
    const { data } = await say(
      denounce('P-92-SCEAUX', '2026-09-01'),
      director('CCAS_SCEAUX'),
      '2026-09-02T10:00:00+02:00',
    );
    expect(data.denounceInstrument).toEqual({ status: 'NOTICE_RUNNING', endsOn: '2026-12-01' });
  });

  test('is held back to the end of a shorter month', async () => {
    const { data } = await say(denounce('P-92-SCEAUX', '2026-11-30'), director('DEPT_92'), '2026-12-01T10:00:00+01:00');
    expect(data.denounceInstrument).toMatchObject({ endsOn: '2027-02-28' });
  });

  test('at the term bars the next renewal only', async () => {
    const { data } = await say(denounce('P-21-LONGVIC', '2026-05-01', 'WRITTEN'), director('COMMUNE_LONGVIC'));
    expect(data.denounceInstrument).toEqual({ status: 'NOTICE_RUNNING', endsOn: '2029-01-15' });
  });

  test('said twice is one, and a second letter a conflict', async () => {
    const at = '2026-09-02T10:00:00+02:00';
    await Promise.all([1, 2].map(() => say(denounce('P-92-SCEAUX', '2026-09-01'), director('CCAS_SCEAUX'), at)));
    expect((await say(denounce('P-92-SCEAUX', '2026-09-01'), director('CCAS_SCEAUX'), at)).codes).toEqual([]);
    expect((await say(denounce('P-92-SCEAUX', '2026-08-01'), director('CCAS_SCEAUX'), at)).codes).toEqual(['CONFLICT']);
    expect((await say(denounce('P-92-SCEAUX', '2026-08-01'), director('DEPT_92'), at)).codes).toEqual(['CONFLICT']);
    expect(await acts()).toEqual(['DENOUNCED CCAS_SCEAUX']);
  });

  test.each([
    ['in a form that the instrument does not take', denounce('P-92-SCEAUX', '2026-05-01', 'WRITTEN')],
    ['of a day to come', denounce('P-92-SCEAUX', '2026-05-05')],
    ['of a day before its effect', denounce('P-92-SCEAUX', '2025-03-09')],
  ])('%s is refused', async (_, act) => {
    expect((await say(act, director('CCAS_SCEAUX'))).codes).toEqual(['BAD_REQUEST']);
    expect(await acts()).toEqual([]);
  });
});

describe('an avenant', () => {
  const OPEN =
    '[{ kind: OPEN_L121_6_2 }, { kind: ADD_RESTRICTION, category: HOUSING, profession: "G_FSL", purpose: CASE }]';

  test('takes effect when the last of the parties has signed, and not before', async () => {
    const first = await say(amend('P-21-LONGVIC', 1, OPEN), director('CCAS_LONGVIC'));
    await say(amend('P-21-LONGVIC', 1, OPEN), director('COMMUNE_LONGVIC'));
    const last = await say(amend('P-21-LONGVIC', 1, OPEN), director('DEPT_21'), '2026-06-01T10:00:00+02:00');
    expect(first.data.amendInstrument).toEqual({
      amendments: [{ number: 1, effectiveOn: null, signedBy: [{ code: 'CCAS_LONGVIC' }] }],
      opensL121_6_2: false,
      restrictions: [],
    });
    expect(last.data.amendInstrument).toEqual({
      amendments: [
        {
          number: 1,
          effectiveOn: '2026-06-01',
          signedBy: [{ code: 'CCAS_LONGVIC' }, { code: 'COMMUNE_LONGVIC' }, { code: 'DEPT_21' }],
        },
      ],
      opensL121_6_2: true,
      restrictions: [{ category: 'HOUSING', profession: 'G_FSL', purpose: 'CASE' }],
    });
    expect(await acts()).toEqual([
      'AMENDED CCAS_LONGVIC',
      'AMENDMENT_SIGNED COMMUNE_LONGVIC',
      'AMENDMENT_SIGNED DEPT_21',
    ]);
  });

  test('can close the route again, from its own day', async () => {
    for (const [number, changes, at] of [
      [1, '[{ kind: OPEN_L121_6_2 }]', '2026-06-01T10:00:00+02:00'],
      [2, '[{ kind: CLOSE_L121_6_2 }]', '2026-09-01T10:00:00+02:00'],
    ] as const) {
      for (const body of ['CCAS_STAPO', 'COMMUNE_STAPO', 'DEPT_21']) {
        expect((await say(amend('P-21-STAPO', number, changes), director(body), at)).codes).toEqual([]);
      }
    }
    const on = (day: string) => `d${day.replaceAll('-', '')}: opensL121_6_2(on: "${day}")`;
    const days = ['2026-05-31', '2026-06-01', '2026-08-31', '2026-09-01'];
    const { data } = await registry.ask(`{ protocol(id: "P-21-STAPO") { ${days.map(on).join(' ')} } }`);
    expect(Object.values(data.protocol as object)).toEqual([false, true, true, false]);
  });

  test('said twice is signed once, and said otherwise a conflict', async () => {
    await say(amend('P-21-LONGVIC', 1, OPEN), director('CCAS_LONGVIC'));
    expect((await say(amend('P-21-LONGVIC', 1, OPEN), director('CCAS_LONGVIC'))).codes).toEqual([]);
    expect((await say(amend('P-21-LONGVIC', 1, '[{ kind: OPEN_L121_6_2 }]'), director('DEPT_21'))).codes).toEqual([
      'CONFLICT',
    ]);
    expect(await acts()).toEqual(['AMENDED CCAS_LONGVIC']);
  });

  test('does not bring back what has ended', async () => {
    await say(denounce('P-92-SCEAUX', '2026-05-01'), director('CCAS_SCEAUX'));
    const late = await say(
      amend('P-92-SCEAUX', 1, '[{ kind: SET_TERM, termMonths: 60 }]'),
      director('DEPT_92'),
      '2026-08-01T10:00:00+02:00',
    );
    expect(late.codes).toEqual(['CONFLICT']);
  });

  test.each([
    ['no change', '[]'],
    ['a change said twice', '[{ kind: OPEN_L121_6_2 }, { kind: OPEN_L121_6_2 }]'],
    ['a purpose that is not said', '[{ kind: ADD_PURPOSE }]'],
    ['more than its kind speaks of', '[{ kind: OPEN_L121_6_2, purpose: CASE }]'],
    ['a term of no length', '[{ kind: SET_TERM, termMonths: 0 }]'],
    ['a commune by its name', '[{ kind: ADD_COMMUNE, commune: "Dijon" }]'],
    [
      'a group that there is not',
      '[{ kind: ADD_RESTRICTION, category: HOUSING, profession: "G_NONE", purpose: CASE }]',
    ],
  ])('with %s is refused', async (_, changes) => {
    expect((await say(amend('P-21-LONGVIC', 1, changes), director('CCAS_LONGVIC'))).codes).toEqual(['BAD_REQUEST']);
  });

  test('is numbered after the one before it', async () => {
    expect((await say(amend('P-21-LONGVIC', 2, OPEN), director('CCAS_LONGVIC'))).codes).toEqual(['BAD_REQUEST']);
  });
});
