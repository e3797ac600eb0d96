import { describe, expect, test } from 'vitest';
import { figuresOf } from '../../../../gateway/statistics/exports/figures-of.ts';
import { anAnswer, NOTE } from '../an-answer.ts';

const byAge = (said: Parameters<typeof anAnswer>[2]) =>
  figuresOf(anAnswer('N2', '2025', { by: ['AGE_BAND'], ...said }));
const readings = (said: Parameters<typeof anAnswer>[2]) =>
  byAge(said).cells.map(({ bins, value, reading }) => [...bins, value, reading]);

describe('how a value is to be read', () => {
  test('a sum, a sum that lacks the blank cell of a body, and one that is blank everywhere', () => {
    const departement = [
      [['18-20'], 11],
      [['65-74'], 1204],
      [['85+'], null],
    ] as const;
    const ccas = [
      [['65-74'], null],
      [['85+'], null],
    ] as const;
    expect(readings({ departement, ccas })).toEqual([
      ['18-20', 11, 'VALUE'],
      ['65-74', 1204, 'PARTIAL'],
      ['85+', null, 'BLANK'],
    ]);
  });

  test('no cell at all: everything is a released 0, or nobody has a source, or nobody has given anything', () => {
    expect(readings({})).toEqual([['_X', 0, 'VERY_SMALL']]);
    expect(readings({ departement: 'MISSING' })).toEqual([['_X', 0, 'VERY_SMALL']]);
    expect(readings({ departement: 'NO_SOURCE_YET', ccas: 'NO_SOURCE_YET' })).toEqual([['_T', null, 'NO_SOURCE']]);
    expect(readings({ departement: 'NO_SOURCE_YET', ccas: 'MISSING' })).toEqual([['_T', null, 'NOBODY']]);
  });

  test('a total that was released as 0 is one as well', () => {
    const [cell] = figuresOf(anAnswer('N2', '2025', { departement: [[[], 0]], ccas: 'WITHHELD' })).cells;
    expect([cell?.value, cell?.reading]).toEqual([0, 'VERY_SMALL']);
  });
});

test('bodies that stand by themselves are the first dimension, by their names', () => {
  const { dimensions, cells } = byAge({ perBody: true, departement: [[['65-74'], 40]] });
  expect(dimensions.map(({ code }) => code)).toEqual(['BODY', 'AGE_BAND']);
  expect(dimensions[0]?.bins[1]?.label).toBe("Département de la Côte-d'Or");
  expect(cells.map(({ bins }) => bins)).toEqual([['DEPT_21', '65-74']]);
});

test('who is in it and who is not, as of when, by which rules and from which count on', () => {
  const { absent, snapshots, computedAt, ruleSetVersion, smallest, note } = byAge({ ccas: 'WITHHELD' });
  expect(absent).toEqual([{ body: 'CCAS_LONGVIC', why: 'WITHHELD' }]);
  expect(snapshots.map(({ body, version }) => [body, version])).toEqual([['DEPT_21', 1]]);
  expect([ruleSetVersion, smallest, note]).toEqual(['v7', 11, NOTE]);
  expect(computedAt).toBe('2026-02-01T01:30:00.000+02:00');
  // The younger of the two, whatever zone it is written in.
  expect(byAge({}).computedAt).toBe('2026-02-01T00:00:00.000Z');
});
