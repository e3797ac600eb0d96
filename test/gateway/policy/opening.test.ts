import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../gateway/policy/decision.ts';
import { EXACT_DATES } from '../../../gateway/policy/exact-dates.ts';
import { opensExistence, opensPath, parseOpening } from '../../../gateway/policy/opening.ts';
import type { Opens } from '../../../gateway/policy/paths.ts';
import { CATEGORIES, TRANSFORMS } from '../../../schema/vocabulary.ts';
import { OPENING, referenceTable } from '../../support/reference.ts';

const TRANSFORMS_CSV = referenceTable('transforms.csv');
const WHITELIST = referenceTable('whitelist.csv');

function decision(opens: Opens, over: Partial<Decision> = {}): Decision {
  return {
    ...{ effect: 'PERMIT', rule: 'R500', reason: null, transform: 'NONE', closed: new Set(), silent: new Set() },
    ...{ instrument: null, consent: null, ruleSet: { version: 'v', sha256: 's' } },
    opens,
    ...over,
  };
}

describe('what a transform opens', () => {
  test('NONE opens every category whole, but for notes: those cross inside an information préoccupante only', () => {
    for (const category of CATEGORIES) {
      const opens = category === 'FREE_TEXT' ? new Set(['worryingInformation.facts']) : 'ALL';
      expect(OPENING.opens('NONE', category)).toEqual(opens);
    }
    const notes = decision(OPENING.opens('NONE', 'FREE_TEXT'));
    expect(
      ['worryingInformation.facts', 'notes', 'socialReports.narrative'].map((path) => opensPath(notes, path)),
    ).toEqual([true, false, false]);
  });

  test.each([
    ['STATUS_ONLY', 'AUTONOMY', ['apaStatus']],
    ['FLAG', 'BENEFITS', ['minimaSociaux']],
    ['FLAG', 'EMPLOYMENT', ['inReturnToWorkStep']],
    ['BODY_ONLY', 'PRESENCE', ['id', 'body']],
    ['ROUTING_RESULT', 'HOUSEHOLD', ['excludesCcas']],
    ['EMERGENCY_MIN', 'HEALTH', ['vitalRisk']],
    [
      'CONCLUSIONS_ONLY',
      'SOCIAL_REPORT',
      ['socialReports.on', 'socialReports.conclusions', 'socialReports.agreedActions'],
    ],
  ] as const)('%s opens of %s only %j', (transform, category, paths) => {
    expect(OPENING.opens(transform, category)).toEqual(new Set(paths));
  });

  test('a remark in brackets is about rows: the fields are open', () => {
    expect(OPENING.opens('OWN_DATA_ONLY', 'CONTACT')).toBe('ALL');
    expect(OPENING.opens('OWN_BODY_SCOPE', 'AUDIT_TRACE')).toBe('ALL');
    expect(OPENING.opens('OWN_BODY_SCOPE', 'IDENTITY')).toEqual(new Set());
  });

  test('what is strictly necessary is what the caller names of the white list', () => {
    const named = (...names: string[]) => ({ reason: 'SAFETY', names: new Set(names) }) as const;
    const budget = ['budget.incomeMonthly', 'budget.chargesMonthly', 'budget.overIndebtednessFile'];
    expect(OPENING.necessary('CASE', 'BUDGET_DEBT', null)).toEqual(new Set());
    expect(OPENING.necessary('CASE', 'BUDGET_DEBT', named('BUDGET_DEBT'))).toEqual(new Set(budget));
    expect(OPENING.necessary('CASE', 'BUDGET_DEBT', named('budget'))).toEqual(new Set(budget));
    expect(OPENING.necessary('CASE', 'BUDGET_DEBT', named('budget.debtTotal', budget[0]!))).toEqual(
      new Set([budget[0]]),
    );
    expect(OPENING.necessary('CASE', 'BUDGET_DEBT', named('HOUSING'))).toEqual(new Set());
    expect(OPENING.necessary('CASE', 'HOUSING', named('HOUSING'))).toBe('ALL');
    expect(OPENING.necessary('CASE', 'HOUSING', named('housing.tenure'))).toEqual(new Set(['housing.tenure']));
    expect(OPENING.necessary('REFERRAL', 'HOUSING', named('HOUSING'))).toEqual(new Set());
    for (const category of CATEGORIES) expect(OPENING.opens('STRICTLY_NECESSARY', category)).toEqual(new Set());
  });

  test('a transform opens nothing of a category that it does not speak of', () => {
    expect(OPENING.opens('EMERGENCY_MIN', 'VIOLENCE')).toEqual(new Set());
    expect(OPENING.opens('FLAG', 'HOUSING')).toEqual(new Set());
  });

  test('what a person may close opens nothing, and is kept', () => {
    for (const transform of ['AGE_BAND', 'COMMUNE_ONLY', 'MONTH'] as const) {
      for (const category of CATEGORIES) expect(OPENING.opens(transform, category)).toEqual(new Set());
    }
    expect(OPENING.closes('AGE_BAND', 'IDENTITY')).toEqual(new Set(['birthDate', 'birthYear']));
    expect(OPENING.closes('MONTH', 'BENEFITS')).toEqual(new Set(EXACT_DATES.BENEFITS));
    expect(OPENING.closes('MONTH', 'HOUSING')).toEqual(new Set());
    expect(OPENING.closes('AGE_BAND', 'CONTACT')).toBe('ALL');
    expect(OPENING.closes('FLAG', 'BENEFITS')).toBe('ALL');
  });

  test('every transform of the vocabulary is in the table', () => {
    const named = new Set(TRANSFORMS_CSV.split('\n').map((line) => line.split(',')[0]));
    expect(TRANSFORMS.filter((transform) => !named.has(transform))).toEqual([]);
  });

  test.each([
    ['an unknown transform', TRANSFORMS_CSV.replace('FLAG,', 'BLUR,'), WHITELIST],
    ['an unknown mode', TRANSFORMS_CSV.replace('FLAG,opens', 'FLAG,alters'), WHITELIST],
    ['an unknown category', TRANSFORMS_CSV.replace('opens,AUTONOMY', 'opens,APA'), WHITELIST],
    ['a field that is no path', TRANSFORMS_CSV.replace('apaStatus', 'apaStatus; plan'), WHITELIST],
    ['a field of the white list that is no path', TRANSFORMS_CSV, WHITELIST.replace('*', 'all; yes')],
    ['an empty cell', TRANSFORMS_CSV.replace(',apaStatus', ','), WHITELIST],
    ['a purpose that is none', TRANSFORMS_CSV, WHITELIST.replace('CARE,', 'CURE,')],
  ])('%s is refused', (_what, transforms, whitelist) => {
    expect(() => parseOpening(transforms, whitelist)).toThrow(expect.objectContaining({ name: 'TableRefused' }));
  });
});

describe('opensPath', () => {
  test.each([
    ['apaStatus', true],
    ['apaStatus.hasApa', true],
    ['apaStatus.__typename', true],
    ['apa', false],
    ['apa.gir', false],
    ['apaStatusOther', false],
    ['apa.__typename', false],
  ])('of `apaStatus` open: %s %s', (path, open) => {
    expect(opensPath(decision(new Set(['apaStatus'])), path)).toBe(open);
  });

  test.each([
    ['socialReports.on', true],
    ['socialReports.__typename', true],
    ['socialReports', false],
    ['socialReports.narrative', false],
    ['socialReports.one', false],
  ])('of `socialReports.on` open: %s %s', (path, open) => {
    expect(opensPath(decision(new Set(['socialReports.on'])), path)).toBe(open);
  });

  test('an object exists as far as something of it is open', () => {
    const reports = decision(new Set(['socialReports.on']));
    expect(opensExistence(reports, 'socialReports')).toBe(true);
    expect(opensExistence(reports, 'social')).toBe(false);
    expect(opensExistence(decision('ALL'), 'housing')).toBe(true);
    expect(opensExistence(decision(new Set()), 'housing')).toBe(false);
  });

  test('what is silenced stays closed under an open category, and the object around it open', () => {
    const housing = decision('ALL', { silent: new Set(['housing.landlordName']) });
    expect(opensPath(housing, 'housing.landlordName')).toBe(false);
    expect(opensPath(housing, 'housing.tenure')).toBe(true);
    expect(opensExistence(housing, 'housing')).toBe(true);
    const only = decision(new Set(['housing.landlordName']), { silent: new Set(['housing.landlordName']) });
    expect(opensExistence(only, 'housing')).toBe(false);
    expect(opensPath(only, 'housing.__typename')).toBe(false);
  });

  test('what the person keeps back stays closed under an open category', () => {
    const identity = decision('ALL', { closed: new Set(['birthDate']) });
    expect(opensPath(identity, 'birthDate')).toBe(false);
    expect(opensPath(identity, 'ageBand')).toBe(true);
    const nothing = decision('ALL', { closed: 'ALL' });
    expect(opensPath(nothing, 'housing.tenure')).toBe(false);
    expect(opensExistence(nothing, 'housing')).toBe(false);
  });

  test('a denial opens nothing, whatever it says it opens', () => {
    const denial = decision('ALL', { effect: 'DENY', reason: 'NO_RULE' });
    expect(opensPath(denial, 'birthName')).toBe(false);
    expect(opensExistence(denial, 'housing')).toBe(false);
  });

  test('a body reads its own records whole', () => {
    expect(opensPath(decision('ALL', { effect: 'INTERNAL', rule: 'G0' }), 'housing.landlordName')).toBe(true);
  });
});
