import { describe, expect, test } from 'vitest';
import type { Decision } from '../../../gateway/policy/decision.ts';
import { type Opens, opensExistence, opensPath, parseOpening } from '../../../gateway/policy/opening.ts';
import { CATEGORIES, TRANSFORMS } from '../../../schema/vocabulary.ts';
import { OPENING, referenceTable } from '../../support/reference.ts';

const TRANSFORMS_CSV = referenceTable('transforms.csv');
const WHITELIST = referenceTable('whitelist.csv');

function decision(opens: Opens, over: Partial<Decision> = {}): Decision {
  return {
    ...{ effect: 'PERMIT', rule: 'R500', reason: null, transform: 'NONE', silent: new Set() },
    ...{ instrument: null, consent: null },
    opens,
    ...over,
  };
}

describe('what a transform opens', () => {
  test('NONE opens every category whole', () => {
    for (const category of CATEGORIES) expect(OPENING.opens('NONE', category)).toBe('ALL');
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

  test('what is strictly necessary is nothing as long as nobody can say what is', () => {
    for (const category of CATEGORIES) expect(OPENING.opens('STRICTLY_NECESSARY', category)).toEqual(new Set());
    expect(OPENING.necessary.get('CASE')?.get('BUDGET_DEBT')).toEqual(
      new Set(['budget.incomeMonthly', 'budget.chargesMonthly', 'budget.overIndebtednessFile']),
    );
    expect(OPENING.necessary.get('CASE')?.get('HOUSING')).toBe('ALL');
  });

  test('a transform opens nothing of a category that it does not speak of', () => {
    expect(OPENING.opens('EMERGENCY_MIN', 'VIOLENCE')).toEqual(new Set());
    expect(OPENING.opens('FLAG', 'HOUSING')).toEqual(new Set());
  });

  test('what a person may close opens nothing, and is kept', () => {
    for (const transform of ['AGE_BAND', 'COMMUNE_ONLY', 'MONTH'] as const) {
      for (const category of CATEGORIES) expect(OPENING.opens(transform, category)).toEqual(new Set());
    }
    expect(OPENING.closes.get('AGE_BAND')?.get('IDENTITY')).toEqual(new Set(['birthDate', 'birthYear']));
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

  test('a denial opens nothing, whatever it says it opens', () => {
    const denial = decision('ALL', { effect: 'DENY', reason: 'NO_RULE' });
    expect(opensPath(denial, 'birthName')).toBe(false);
    expect(opensExistence(denial, 'housing')).toBe(false);
  });

  test('a body reads its own records whole', () => {
    expect(opensPath(decision('ALL', { effect: 'INTERNAL', rule: 'G0' }), 'housing.landlordName')).toBe(true);
  });
});
