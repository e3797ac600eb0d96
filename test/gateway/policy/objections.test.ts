import { describe, expect, test } from 'vitest';
import {
  type Objection,
  objectedCategories,
  objectedSince,
  objectionsCovering,
} from '../../../gateway/policy/objections.ts';
import { CATEGORIES } from '../../../schema/vocabulary.ts';
import { parisInstant } from '../../support/paris.ts';

const at = parisInstant('2026-05-04T10:00');
const recipient = { body: 'DEPT_21', profession: 'ASS' } as const;

function anObjection(over: Partial<Objection> = {}): Objection {
  return {
    ...{ categories: ['HOUSING'], toBodies: ['DEPT_21'], toProfessions: [] },
    grantedAt: parisInstant('2026-04-01T10:00'),
    validFrom: parisInstant('2026-04-01T10:00'),
    validTo: parisInstant('2027-04-01T00:00'),
    withdrawnAt: null,
    ...over,
  };
}

describe('an objection', () => {
  test('is in force from its first instant until its end or its withdrawal', () => {
    const covers = (over: Partial<Objection>) => objectionsCovering([anObjection(over)], recipient, at).length === 1;
    expect(covers({})).toBe(true);
    expect(covers({ validFrom: at, grantedAt: at })).toBe(true);
    expect(covers({ validFrom: new Date(at.getTime() + 1) })).toBe(false);
    expect(covers({ grantedAt: new Date(at.getTime() + 1) })).toBe(false);
    expect(covers({ validTo: at })).toBe(false);
    expect(covers({ withdrawnAt: at })).toBe(false);
    expect(covers({ withdrawnAt: new Date(at.getTime() + 1) })).toBe(true);
    expect(() => covers({ validTo: 'never' })).toThrow(RangeError);
  });

  test('covers the recipients that it names, and all where it names none', () => {
    const covers = (over: Partial<Objection>) => objectionsCovering([anObjection(over)], recipient, at).length === 1;
    expect(covers({ toBodies: ['METRO_DIJON'] })).toBe(false);
    expect(covers({ toBodies: [] })).toBe(true);
    expect(covers({ toProfessions: ['CESF'] })).toBe(false);
    expect(covers({ toProfessions: ['CESF', 'ASS'] })).toBe(true);
  });

  test('covers the categories that it names, and all where it names none', () => {
    expect(objectedCategories([anObjection(), anObjection({ categories: ['IDENTITY', 'HOUSING'] })])).toEqual([
      'IDENTITY',
      'HOUSING',
    ]);
    expect(objectedCategories([anObjection({ categories: [] })])).toEqual(CATEGORIES);
    expect(objectedCategories([])).toEqual([]);
  });

  test('defeats the accords before it, and none after', () => {
    const objections = [anObjection()];
    expect(objectedSince(parisInstant('2026-03-01T00:00'), objections)).toEqual(['HOUSING']);
    expect(objectedSince(parisInstant('2026-04-01T10:00'), objections)).toEqual(['HOUSING']);
    expect(objectedSince(parisInstant('2026-04-01T10:01'), objections)).toEqual([]);
  });
});
