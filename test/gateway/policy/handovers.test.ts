import { describe, expect, test } from 'vitest';
import { parseAllocation } from '../../../gateway/policy/allocation-table.ts';
import { detectHandovers, dueOn, type SaidWord } from '../../../gateway/policy/handovers.ts';
import { referenceTable } from '../../support/reference.ts';

const RULES = parseAllocation(referenceTable('allocation.csv'));

const say = (body: string, word: string, value: string, since = '2026-03-01'): SaidWord => ({
  subject: 'HENRI',
  body,
  word,
  value,
  since,
});

/** Followed by the CCAS de Longvic, which no body says anything against. */
const FOLLOWED = [
  say('CCAS_LONGVIC', 'FOLLOWED', 'yes'),
  say('CCAS_LONGVIC', 'RESIDES_IN', '21355'),
  say('CCAS_LONGVIC', 'EXCLUDES_CCAS', 'no'),
  say('CCAS_LONGVIC', 'PROTECTED_ADDRESS', 'no'),
  say('DEPT_21', 'EXCLUDES_CCAS', 'no'),
];
const APA = say('DEPT_21', 'EXCLUDES_CCAS', 'yes', '2026-10-01');
const detect = (words: readonly SaidWord[], on = '2026-10-08') => detectHandovers(words, RULES, on);
const but = (word: SaidWord, words = FOLLOWED) => [
  ...words.filter((each) => each.body !== word.body || each.word !== word.word),
  word,
];

describe('S05: the Département grants APA to somebody whom the CCAS follows', () => {
  test('it is proposed to the CCAS, without saying which right it is', () => {
    expect(detect(but(APA))).toEqual([
      {
        subject: 'HENRI',
        fromBody: 'CCAS_LONGVIC',
        toBody: 'DEPT_21',
        cause: 'CONDITIONS_NOT_MET',
        allocation: 'ALLOC-L2',
        since: '2026-10-01',
      },
    ]);
  });

  test('the CCAS has thirty days', () => {
    expect(dueOn('2026-10-08')).toBe('2026-11-07');
  });

  test('as long as nothing has changed nothing is proposed', () => {
    expect(detect(FOLLOWED)).toEqual([]);
  });
});

describe('the other changes', () => {
  const byDepartement = [say('DEPT_21', 'FOLLOWED', 'yes'), ...FOLLOWED.filter(({ word }) => word !== 'FOLLOWED')];

  test('a 65th birthday, RSA that ends, a child of 21: the CCAS is competent by now', () => {
    expect(detect(byDepartement)).toMatchObject([
      { fromBody: 'DEPT_21', toBody: 'CCAS_LONGVIC', cause: 'CONDITIONS_MET', allocation: 'ALLOC-L1' },
    ]);
  });

  test('a move to another commune', () => {
    expect(detect(but(say('CCAS_LONGVIC', 'RESIDES_IN', '21540', '2026-09-01')))).toMatchObject([
      { fromBody: 'CCAS_LONGVIC', toBody: 'DEPT_21', cause: 'MOVED', allocation: 'ALLOC-D0', since: '2026-09-01' },
    ]);
  });

  test('nothing where the competent body follows already, or nobody does', () => {
    expect(detect(but(say('DEPT_21', 'FOLLOWED', 'yes'), but(APA)))).toEqual([]);
    expect(detect(but(say('CCAS_LONGVIC', 'FOLLOWED', 'no'), but(APA)))).toEqual([]);
  });

  test('nothing to a body that follows for something else', () => {
    const words = but(say('CCAS_LONGVIC', 'FOLLOWED', 'no'), but(APA));
    expect(detect([...words, say('METRO_DIJON', 'FOLLOWED', 'yes')])).toEqual([]);
  });
});

describe('what is not known', () => {
  test.each([
    ['the commune', FOLLOWED.filter(({ word }) => word !== 'RESIDES_IN')],
    ['which of two communes', [...FOLLOWED, say('DEPT_21', 'RESIDES_IN', '21540')]],
    ['whether the address is protected', FOLLOWED.filter(({ word }) => word !== 'PROTECTED_ADDRESS')],
  ])('%s proposes nothing', (_, words) => {
    expect(detect(but(APA, words))).toEqual([]);
  });

  test('the word of a body proposes nothing where all are needed', () => {
    const byDepartement = [say('DEPT_21', 'FOLLOWED', 'yes'), ...FOLLOWED.filter(({ word }) => word !== 'FOLLOWED')];
    expect(detect(byDepartement.filter((each) => each.body !== 'DEPT_21' || each.word !== 'EXCLUDES_CCAS'))).toEqual(
      [],
    );
  });

  test('a protected address proposes nothing, whoever says it', () => {
    expect(detect([...but(APA), say('COMMUNE_LONGVIC', 'PROTECTED_ADDRESS', 'yes')])).toEqual([]);
  });
});
