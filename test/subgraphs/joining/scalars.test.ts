import { parseValue } from 'graphql';
import { describe, expect, test } from 'vitest';
import { DateScalar, DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';

describe('Date', () => {
  test('is a day that exists', () => {
    expect(DateScalar.parseValue('2024-02-29')).toBe('2024-02-29');
    expect(DateScalar.parseLiteral(parseValue('"2024-02-29"'))).toBe('2024-02-29');
    for (const value of ['2026-02-30', '2026-2-3', '20260203', '2026-02-03T00:00:00Z', '', 20260203, null, true]) {
      expect(() => DateScalar.parseValue(value)).toThrow('a `Date` is a day that exists');
    }
    expect(() => DateScalar.parseLiteral(parseValue('20260203'))).toThrow('a `Date` is a day that exists');
  });

  test('comes from a database as midnight UTC, and is not cut from an instant', () => {
    expect(DateScalar.serialize(new Date('1951-11-21T00:00:00Z'))).toBe('1951-11-21');
    expect(() => DateScalar.serialize(new Date('1951-11-21T23:00:00Z'))).toThrow();
    expect(() => DateScalar.serialize(new Date(Number.NaN))).toThrow();
  });

  test('a refusal does not repeat the value', () => {
    expect(() => DateScalar.serialize('secret')).not.toThrow('secret');
    expect(() => DateScalar.serialize('secret')).toThrow();
  });
});

describe('DateTime', () => {
  test('is an instant with its offset, sent in UTC', () => {
    expect(DateTimeScalar.parseValue('2026-05-04T11:00:00+02:00')).toEqual(new Date('2026-05-04T09:00:00Z'));
    expect(DateTimeScalar.serialize(new Date('2026-05-04T09:00:00Z'))).toBe('2026-05-04T09:00:00.000Z');
  });

  test('refuses what is not one instant', () => {
    for (const value of [
      '2026-05-04',
      '2026-05-04T11:00:00',
      '2026-02-30T11:00:00Z',
      '2026-05-04T25:00:00Z',
      0,
      null,
    ]) {
      expect(() => DateTimeScalar.parseValue(value)).toThrow('a `DateTime` is an instant');
    }
  });
});
