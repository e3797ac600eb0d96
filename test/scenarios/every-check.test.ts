import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { competentBody, type Topic } from '../../gateway/policy/allocation.ts';
import { parseAllocation } from '../../gateway/policy/allocation-table.ts';
import { answerDueOn, assessmentDueOn, emergencyReviewDueAt } from '../../gateway/policy/deadlines.ts';
import { parseInstances, refuseAgendaItem } from '../../gateway/policy/instances.ts';
import { type InstrumentRecord, instrumentStanding, instrumentStatus } from '../../gateway/policy/instruments.ts';
import { declared, type Situation } from '../../gateway/policy/situation.ts';
import { grantPlaces } from '../../gateway/policy/waiting-list.ts';
import { distinctPersons } from '../../gateway/statistics/distinct-persons.ts';
import { suppressTable } from '../../gateway/statistics/printed/suppress-table.ts';
import { parisInstant } from '../support/paris.ts';
import { anInstrument, referenceTable } from '../support/reference.ts';
import { readChecks } from './read-checks.ts';

/**
 * The checks of the scenarios that ask for no data: dates, competence, queues, printed counts. Those that read data are
 * held in `test/policy/scenario-inputs.test.ts` and over HTTP beside this file; the last test says that none is missing.
 */
interface Scenario {
  readonly id: string;
  readonly then: readonly { readonly check: string; readonly expected: string }[];
}
const scenarios: readonly Scenario[] = JSON.parse(readFileSync(new URL('./scenarios.json', import.meta.url), 'utf8'));

const ALLOCATION = parseAllocation(referenceTable('allocation.csv'));
const INSTANCES = parseInstances(referenceTable('instances.csv'));

function competent(on: string, over: Partial<Situation>, topic: Topic = 'SOCIAL_SUPPORT'): string {
  const situation: Situation = { adults: [], dependants: [], rights: [], followedBy: [], ...over };
  const answer = competentBody(ALLOCATION, { commune: '21355', topic, on }, declared(situation, on));
  return 'rule' in answer ? `${answer.rule.body} ${answer.rule.code}` : `missing ${answer.missing?.join(' ')}`;
}

const JEANNE = { adults: ['1961-11-21'] };
const COUPLE = { adults: ['1956-01-01', '1954-01-01'] };
const SIMONE = { adults: ['1958-03-01'] };
const HUGO = ['2006-02-10'];
const HENRI = {
  adults: ['1948-06-15'],
  rights: [{ kind: 'APA', status: 'OPEN', from: '2026-10-01', to: null }],
} as const;
const GERARD = { adults: ['1970-02-02'] };
const right = (kind: 'RSA' | 'APA', status: 'OPEN' | 'REQUESTED') => [{ kind, status, from: null, to: null }];

const LONGVIC = anInstrument('P-21-LONGVIC', ['DEPT_21', 'COMMUNE_LONGVIC', 'CCAS_LONGVIC'], '2026-01-15');
const sceaux = (receivedOn: string): InstrumentRecord =>
  anInstrument('P-92-SCEAUX', ['DEPT_92', 'COMMUNE_SCEAUX', 'CCAS_SCEAUX'], '2025-03-10', {
    terminationMode: 'ANYTIME',
    denunciations: [{ receivedOn }],
  });

function periodOn(on: string): string {
  const { word, periodNumber } = instrumentStatus(LONGVIC, on);
  return `${word} period ${periodNumber}`;
}

/** A row of counts, printed with its total. */
const cell = async (counts: readonly number[], i: number): Promise<string> => {
  const parts = counts.map((count, place) => ({ key: String(place), count }));
  const total = { key: 'total', count: counts.reduce((sum, count) => sum + count, 0) };
  const table = { counts: [...parts, total], sums: [{ total: 'total', parts: parts.map(({ key }) => key) }] };
  const { value, suppressed } = (await suppressTable(table)).cells[i]!;
  return `(${value ?? 'None'}, ${suppressed === null ? 'None' : `'${suppressed}'`})`;
};
const ACTIONS = [10, 12, 34];
const AGES = [41, 33, 25, 7];

const standing = (queue: ReturnType<typeof grantPlaces>): string => {
  const told = queue.map(({ word, rank }) => `('${word}', ${rank ?? 'None'})`);
  return told.length === 1 ? told[0]! : `(${told.join(', ')})`;
};
const one = (id: string) => ({ id, places: 1 });

/** Scenario and check → what the code makes of it. */
const COMPUTED: Readonly<Record<string, () => string | Promise<string>>> = {
  'S01 on 2025-11-21 (64th birthday)': () => competent('2025-11-21', JEANNE),
  'S01 on 2026-11-20 (64, eve of 65)': () => competent('2026-11-20', JEANNE),
  'S01 on 2026-11-21 (65th birthday)': () => competent('2026-11-21', JEANNE),
  'S03 APA in payment for one spouse': () => competent('2026-06-01', { ...COUPLE, rights: right('APA', 'OPEN') }),
  'S03 RSA in payment for the household': () => competent('2026-06-01', { ...COUPLE, rights: right('RSA', 'OPEN') }),
  'S03 APA only requested, not granted': () =>
    competent('2026-06-01', { ...COUPLE, rights: right('APA', 'REQUESTED') }),
  'S04 on 2027-02-09 (Hugo 20)': () => competent('2027-02-09', { ...SIMONE, dependants: HUGO }),
  'S04 on 2027-02-10 (Hugo 21)': () => competent('2027-02-10', { ...SIMONE, dependants: HUGO }),
  'S04 on 2027-01-01 if Hugo is NOT dependent (not passed as child)': () => competent('2027-01-01', SIMONE),
  'S05 allocation on 2026-09-30': () => competent('2026-09-30', HENRI),
  'S05 allocation on 2026-10-01': () => competent('2026-10-01', HENRI),
  'S07 competent body for FSL in Longvic': () => competent('2026-05-04', GERARD, 'FSL'),
  'S07 competent body for first reception, no open Département follow-up': () =>
    competent('2026-05-04', GERARD, 'FIRST_RECEPTION'),
  'S07 competent body for first reception, open Département follow-up': () =>
    competent('2026-05-04', { ...GERARD, followedBy: ['DEPT_21'] }, 'FIRST_RECEPTION'),
  'S13 end date computed': () => String(instrumentStatus(sceaux('2026-09-01'), '2026-09-01').endsOn),
  'S13 letter received 2026-11-30 → end date': () =>
    String(instrumentStatus(sceaux('2026-11-30'), '2026-11-30').endsOn),
  'S15 2026-01-14 (before signature)': () =>
    `INSTRUMENT_${instrumentStanding([LONGVIC], '2026-01-14', 'CASE', 'CCAS_LONGVIC', 'DEPT_21').word}`,
  'S15 2029-01-14': () => periodOn('2029-01-14'),
  'S15 2029-01-15': () => periodOn('2029-01-15'),
  'S15 2032-01-15': () => periodOn('2032-01-15'),
  'S17 nominative agenda item on instance CLS (nominativeMode=NONE)': () =>
    `REJECT ${refuseAgendaItem(INSTANCES.get('CLS')!, 'SITUATION')}`,
  'S20 assessment deadline of the CRIP (D226-2-4: 3 months from reception)': () => assessmentDueOn('2026-05-04'),
  'S24 FO-7 with 6/6 occupied': () => standing(grantPlaces(0, [one('FO-7')])),
  'S24 FO-7 after one release (5/6), FO-8 behind it': () => standing(grantPlaces(1, [one('FO-7'), one('FO-8')])),
  'S24 twins FO-9 (2 places) first with 5/6, FO-10 behind: strict order': () =>
    standing(grantPlaces(1, [{ id: 'FO-9', places: 2 }, one('FO-10')])),
  'S26 agitateur des sens (10)': () => cell(ACTIONS, 0),
  'S26 Déclic numérique (12, hidden because total − others would reveal 10)': () => cell(ACTIONS, 1),
  'S26 Job dating': () => cell(ACTIONS, 2),
  'S26 age table: 80+ = 7': () => cell(AGES, 3),
  'S26 age table: 75-79 = 25': () => cell(AGES, 2),
  'S26 distinct persons followed when 40 at DEPT_21, 25 at CCAS, 6 in both': () => String(distinctPersons([40, 25], 6)),
  'S31 a contestation received 2026-05-04 must be answered by (RGPD 12(3), one month)': () => answerDueOn('2026-05-04'),
};

const all = scenarios.flatMap(({ id, then }) =>
  then.map(({ check, expected }) => ({ name: `${id} ${check}`, expected })),
);

describe('what is computed', () => {
  test.each(all.filter(({ name }) => name in COMPUTED))('$name → $expected', async ({ name, expected }) => {
    expect(await COMPUTED[name]!()).toBe(expected);
  });
});

test('every check of every scenario is held by a test', () => {
  const read = new Set(readChecks().map(({ scenario, check }) => `${scenario} ${check}`));
  expect(all.filter(({ name }) => !(name in COMPUTED) && !read.has(name))).toEqual([]);
  expect([scenarios.length, all.length]).toEqual([22, 120]);
});

test('S27: the emergency of 4 May at 22:10 is to be reviewed by the 7th at 22:10', () => {
  expect(emergencyReviewDueAt(parisInstant('2026-05-04T22:10'))).toEqual(parisInstant('2026-05-07T22:10'));
});

test('an agenda takes what is about nobody, and situations only where the instance is nominative', () => {
  const cls = INSTANCES.get('CLS')!;
  expect((['NEWS', 'PROJECT', 'STATISTICS'] as const).map((kind) => refuseAgendaItem(cls, kind))).toEqual([
    null,
    null,
    null,
  ]);
  expect(refuseAgendaItem(INSTANCES.get('CJE')!, 'SITUATION')).toBeNull();
});
