import { describe, expect, test } from 'vitest';
import { type Competence, competentBody, type Topic, verifiersOf } from '../../../gateway/policy/allocation.ts';
import { parseAllocation } from '../../../gateway/policy/allocation-table.ts';
import { declared, type Situation, verified } from '../../../gateway/policy/situation.ts';
import { referenceTable } from '../../support/reference.ts';

const TABLE = referenceTable('allocation.csv');
const RULES = parseAllocation(TABLE);

/** One person of 70, alone, of whom everything has been said. */
const aSituation = (over: Partial<Situation> = {}): Situation => ({
  adults: ['1955-01-01'],
  dependants: [],
  rights: [],
  followedBy: [],
  ...over,
});

function asked(on: string, over: Partial<Situation> = {}, topic: Topic = 'SOCIAL_SUPPORT', commune = '21355'): string {
  return print(competentBody(RULES, { commune, topic, on }, declared(aSituation(over), on)));
}

function print(answer: Competence): string {
  return 'rule' in answer ? `${answer.rule.body} ${answer.rule.code}` : (answer.missing?.join(' ') ?? 'no row');
}

describe('S01: 64, the eve of 65, the 65th birthday', () => {
  test.each([
    ['2025-11-21', 'DEPT_21 ALLOC-L2'],
    ['2026-11-20', 'DEPT_21 ALLOC-L2'],
    ['2026-11-21', 'CCAS_LONGVIC ALLOC-L1'],
  ])('on %s: %s', (on, expected) => {
    expect(asked(on, { adults: ['1961-11-21'] })).toBe(expected);
  });

  test('who is born on a 29 February is 65 on 1 March', () => {
    expect(asked('2025-06-01', { adults: ['1960-02-29'] })).toBe('CCAS_LONGVIC ALLOC-L1');
    expect(asked('2029-02-28', { adults: ['1964-02-29'] })).toBe('DEPT_21 ALLOC-L2');
    expect(asked('2029-03-01', { adults: ['1964-02-29'] })).toBe('CCAS_LONGVIC ALLOC-L1');
  });
});

describe('S03: a couple of 70 and 72', () => {
  const couple = { adults: ['1956-01-01', '1954-01-01'] };
  test.each([
    ['APA in payment for one of them', 'APA', 'OPEN', 'DEPT_21 ALLOC-L2'],
    ['RSA in payment', 'RSA', 'OPEN', 'DEPT_21 ALLOC-L2'],
    ['APA only requested', 'APA', 'REQUESTED', 'CCAS_LONGVIC ALLOC-L1'],
    ['RSA refused', 'RSA', 'REFUSED', 'CCAS_LONGVIC ALLOC-L1'],
  ] as const)('%s', (_, kind, status, expected) => {
    const rights = [{ kind, status, from: null, to: null }];
    expect(asked('2026-06-01', { ...couple, rights })).toBe(expected);
  });

  test('a spouse of 64 takes both to the Département', () => {
    expect(asked('2026-06-01', { adults: ['1956-01-01', '1962-01-01'] })).toBe('DEPT_21 ALLOC-L2');
  });
});

describe('S04: a dependent child who turns 21', () => {
  test.each([
    ['2027-02-09', ['2006-02-10'], 'DEPT_21 ALLOC-L2'],
    ['2027-02-10', ['2006-02-10'], 'CCAS_LONGVIC ALLOC-L1'],
    ['2027-01-01', [], 'CCAS_LONGVIC ALLOC-L1'],
  ])('on %s with %j', (on, dependants, expected) => {
    expect(asked(on, { adults: ['1958-03-01'], dependants })).toBe(expected);
  });
});

describe('S05: APA granted with effect from a day', () => {
  const rights = [{ kind: 'APA', status: 'OPEN', from: '2026-10-01', to: null }] as const;
  test.each([
    ['2026-09-30', 'CCAS_LONGVIC ALLOC-L1'],
    ['2026-10-01', 'DEPT_21 ALLOC-L2'],
  ])('on %s: %s', (on, expected) => {
    expect(asked(on, { adults: ['1948-06-15'], rights })).toBe(expected);
  });

  test('and ended on another, which is out', () => {
    const ended = [{ ...rights[0], to: '2026-12-01' }];
    expect(asked('2026-11-30', { rights: ended })).toBe('DEPT_21 ALLOC-L2');
    expect(asked('2026-12-01', { rights: ended })).toBe('CCAS_LONGVIC ALLOC-L1');
  });
});

describe('S07 and the other topics', () => {
  test.each([
    ['FSL', '21355', {}, 'METRO_DIJON ALLOC-M1'],
    ['FIRST_RECEPTION', '21355', {}, 'METRO_DIJON ALLOC-M1'],
    ['FIRST_RECEPTION', '21355', { followedBy: ['DEPT_21'] }, 'DEPT_21 ALLOC-M2'],
    ['FIRST_RECEPTION', '21540', { followedBy: ['CCAS_STAPO'] }, 'METRO_DIJON ALLOC-M1'],
    ['FAJ', '21355', { adults: ['2008-06-01'] }, 'METRO_DIJON ALLOC-M1'],
    ['FAJ', '21355', { adults: ['2008-06-02'] }, 'no row'],
    ['FAJ', '21355', { adults: ['2000-06-02'] }, 'METRO_DIJON ALLOC-M1'],
    ['FAJ', '21355', { adults: ['2000-06-01'] }, 'no row'],
    ['SOCIAL_SUPPORT', '21540', {}, 'DEPT_21 ALLOC-D0'],
    ['SOCIAL_SUPPORT', '21231', {}, 'DEPT_21 ALLOC-D0'],
    ['PMI', '21355', {}, 'DEPT_21 ALLOC-P0'],
    ['CHILD_PROTECTION', '21540', {}, 'DEPT_21 ALLOC-P0'],
    ['WORRYING_INFORMATION', '92071', {}, 'DEPT_92 ALLOC-P0'],
    ['FSL', '92071', {}, 'DEPT_92 ALLOC-S0'],
    ['SOCIAL_SUPPORT', '92071', {}, 'DEPT_92 ALLOC-S0'],
    ['FSL', '21231', {}, 'no row'],
    ['SOCIAL_SUPPORT', '75056', {}, 'no row'],
  ] as const)('%s in %s with %j: %s', (topic, commune, over, expected) => {
    expect(asked('2026-06-01', over, topic, commune)).toBe(expected);
  });

  test('before 1 June 2025 the Département has Longvic as it has every commune', () => {
    expect(asked('2025-05-31')).toBe('DEPT_21 ALLOC-D0');
    expect(asked('2025-06-01')).toBe('CCAS_LONGVIC ALLOC-L1');
  });
});

describe('what is not known', () => {
  test.each([
    [{ adults: null }, 'ADULTS'],
    [{ adults: [] }, 'ADULTS'],
    [{ dependants: null }, 'DEPENDANTS'],
    [{ rights: null }, 'RIGHTS'],
    [{ adults: null, dependants: null, rights: null }, 'ADULTS DEPENDANTS RIGHTS'],
  ] as const)('%j is asked for, not guessed', (over, expected) => {
    expect(asked('2026-06-01', over)).toBe(expected);
  });

  test('does not matter where something else decides', () => {
    expect(asked('2026-06-01', { adults: ['1990-01-01'], dependants: null, rights: null })).toBe('DEPT_21 ALLOC-L2');
    expect(asked('2026-06-01', { adults: null, followedBy: null }, 'FSL')).toBe('METRO_DIJON ALLOC-M1');
    expect(asked('2026-06-01', { followedBy: null }, 'FIRST_RECEPTION')).toBe('FOLLOW_UP');
  });
});

describe('the parameters that the comité de pilotage may choose', () => {
  const parsedWith = (from: string, to: string) => parseAllocation(TABLE.replace(from, to));
  const on = (day: string, rules: typeof RULES, adults: string[]) =>
    print(
      competentBody(
        rules,
        { commune: '21355', topic: 'SOCIAL_SUPPORT', on: day },
        declared(aSituation({ adults }), day),
      ),
    );

  test('«plus de 64 ans» from the day after the 64th birthday', () => {
    const rules = parsedWith('COMPLETED_YEARS', 'DAY_AFTER_BIRTHDAY');
    expect(on('2025-11-21', rules, ['1961-11-21'])).toBe('DEPT_21 ALLOC-L2');
    expect(on('2025-11-22', rules, ['1961-11-21'])).toBe('CCAS_LONGVIC ALLOC-L1');
  });

  test('one of a couple is enough', () => {
    expect(on('2026-06-01', parsedWith('BOTH', 'ANY'), ['1956-01-01', '1990-01-01'])).toBe('CCAS_LONGVIC ALLOC-L1');
  });
});

describe('what bodies verify', () => {
  const place = { commune: '21355', topic: 'SOCIAL_SUPPORT', on: '2026-06-01' } as const;
  const answered = (dept: boolean | null, ccas: boolean | null) =>
    print(
      competentBody(
        RULES,
        place,
        verified(
          new Map([
            ['DEPT_21', dept],
            ['CCAS_LONGVIC', ccas],
          ]),
        ),
      ),
    );

  test('all must say that nothing stands against it, one that says so is enough', () => {
    expect(answered(false, false)).toBe('CCAS_LONGVIC ALLOC-L1');
    expect(answered(true, false)).toBe('DEPT_21 ALLOC-L2');
    expect(answered(false, true)).toBe('DEPT_21 ALLOC-L2');
    expect(answered(null, true)).toBe('DEPT_21 ALLOC-L2');
    expect(answered(null, false)).toBe('VERIFICATION');
    expect(answered(false, null)).toBe('VERIFICATION');
    expect(print(competentBody(RULES, place, verified(new Map())))).toBe('VERIFICATION');
  });

  test('their word is needed where a row asks something, and before one that applies to everybody', () => {
    expect(verifiersOf(RULES, place)).toEqual(['DEPT_21', 'CCAS_LONGVIC']);
    expect(verifiersOf(RULES, { ...place, commune: '21540' })).toEqual([]);
    expect(verifiersOf(RULES, { ...place, on: '2025-05-31' })).toEqual([]);
  });

  test('a row that nobody verifies is not told that way, one that asks nothing is', () => {
    const none = verified(new Map());
    expect(print(competentBody(RULES, { ...place, topic: 'FIRST_RECEPTION' }, none))).toBe('VERIFICATION');
    expect(print(competentBody(RULES, { ...place, topic: 'FSL' }, none))).toBe('METRO_DIJON ALLOC-M1');
  });
});

describe('the table', () => {
  test('the order of its lines never matters', () => {
    const [header, ...lines] = TABLE.trim().split('\n');
    expect(parseAllocation([header, ...lines.toReversed()].join('\n'))).toEqual(RULES);
  });

  test.each([
    ['order', '51,ALLOC-L2', '41,ALLOC-L2'],
    ['code', 'ALLOC-L1', 'L1'],
    ['topic', 'FAJ', 'FJA'],
    ['communes', '41,ALLOC-L1,21355', '41,ALLOC-L1,Longvic'],
    ['from', '2025-06-01', '2025-06-31'],
    ['age_over', '64,COMPLETED_YEARS', 'soixante-quatre,COMPLETED_YEARS'],
    ['age_method', 'COMPLETED_YEARS', 'ABOUT'],
    ['couple_rule', 'BOTH', 'EACH'],
    ['without', 'RSA|APA', 'RSA|AAH'],
    ['age_from', ',18,26,', ',18,,'],
    ['body', ',CCAS_LONGVIC,ACCUEIL', ',,ACCUEIL'],
    ['article', '92 art. 1', ''],
  ])('a row whose %s cannot be read refuses it whole', (column, from, to) => {
    expect(TABLE).toContain(from);
    expect(() => parseAllocation(TABLE.replace(from, to))).toThrow(column);
  });
});
