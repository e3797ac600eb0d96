import { describe, expect, test } from 'vitest';
import { parseRules } from '../../../gateway/policy/rules.ts';
import { CATEGORIES, PROFESSIONS } from '../../../schema/vocabulary.ts';
import { anAgent } from '../../support/agents.ts';
import { aQuestion } from '../../support/questions.ts';
import { RULES, referenceTable } from '../../support/reference.ts';

const CSV = referenceTable('rules.csv');
const GROUPS = referenceTable('groups.csv');
const HEADER = CSV.slice(0, CSV.indexOf('\n'));
const DEFAULT = 'R990,990,*,*,*,*,*,,NEVER,,,,,default deny,hub policy';

/** A table of one row (with honest cells but for those given) and the default row. */
function tableWith(over: Partial<Record<string, string>>): string {
  const cells: Record<string, string> = {
    ...{ id: 'R500', prio: '500', category: 'IDENTITY', owner: '*', rbody: '*', rprof: 'ASS', purpose: 'CASE' },
    ...{ when: '', effect: 'CONSENT', transform: 'NONE', community: '*', secrecy: 'SECRET', conditions: '' },
    ...{ basis: 'protocols', confidence: 'sure' },
    ...over,
  };
  return [
    HEADER,
    HEADER.split(',')
      .map((column) => cells[column])
      .join(','),
    DEFAULT,
  ].join('\n');
}

const NAME = { version: 'v', sha256: 's' };

describe('the published table', () => {
  test('is read whole, by priority', () => {
    expect(RULES.rules).toHaveLength(57);
    const prios = RULES.rules.map(({ prio }) => prio);
    expect(prios).toEqual(prios.toSorted((a, b) => a - b));
    expect(RULES.rules.slice(2, 5).map(({ id }) => id)).toEqual(['R003', 'R005', 'R004']);
  });

  test('the order of its lines never matters', () => {
    const lines = CSV.trimEnd().split('\n').slice(1);
    const shuffled = [HEADER, ...lines.toReversed()].join('\n');
    expect(parseRules(shuffled, GROUPS, NAME).rules).toEqual(RULES.rules);
  });

  test('each rule carries its provision', () => {
    expect(RULES.rules.find(({ id }) => id === 'R103')).toMatchObject({
      basis: 'CASF L226-2-2 and L226-3',
      confidence: 'sure',
    });
    expect(RULES.rules.find(({ id }) => id === 'R503')?.terms).toMatchObject({ explicit: true, conditions: [] });
    expect(RULES.rules.find(({ id }) => id === 'R002')?.terms?.conditions).toEqual([
      'CHILD_IN_DANGER_OR_RISK',
      'PARENTS_INFORMED_OR_EXEMPT',
    ]);
  });

  test('PERSONAL is every category but the directory, the offer and the figures', () => {
    const personal = CATEGORIES.filter((category) => matches('R106', { purpose: 'SECURITY', category }));
    expect(CATEGORIES.filter((category) => !personal.includes(category))).toEqual([
      'SERVICE_OFFER',
      'STATISTIC',
      'AGENT_DIRECTORY',
    ]);
  });

  test('`!A|B` is everything but A and B together', () => {
    const inPresence = PROFESSIONS.filter((profession) =>
      matches('R114', { category: 'PRESENCE', recipient: anAgent('B', 'CCAS', profession) }),
    );
    expect(inPresence).not.toContain('CCAS_SOCIAL');
    expect(inPresence).not.toContain('AUX_PUER');
    expect(inPresence).not.toContain('CMP_CARE');
    expect(inPresence).toContain('METRO_FSL');
    expect(inPresence).toHaveLength(PROFESSIONS.length - 20);
  });

  test('a kind of body that no table knows meets `*` alone', () => {
    const recipient = anAgent('B', 'PREFECTURE', 'CRIP');
    expect(matches('R103', { category: 'WORRYING_INFO', recipient })).toBe(true);
    expect(matches('R002', { category: 'WORRYING_INFO', purpose: 'IP_TRANSMIT', recipient })).toBe(false);
  });

  function matches(id: string, over: Parameters<typeof aQuestion>[0]): boolean {
    return RULES.matching(aQuestion(over)).some((rule) => rule.id === id);
  }
});

describe('a table that is not fit is refused, with the row and the column', () => {
  test('the honest row is accepted', () => {
    expect(parseRules(tableWith({}), GROUPS, NAME).rules.map(({ id }) => id)).toEqual(['R500', 'R990']);
    expect(parseRules(`${tableWith({})}\r\n`.replace(/\r?\n/g, '\r\n'), GROUPS, NAME).rules).toHaveLength(2);
  });

  test.each([
    ['id', 'X500'],
    ['id', 'R990'],
    ['prio', 'first'],
    ['prio', '990'],
    ['prio', ''],
    ['category', 'IDENTITE'],
    ['category', ''],
    ['category', 'IDENTITY|'],
    ['category', '!IDENTITE'],
    ['category', 'G_SOCIAL'],
    ['owner', 'DEPARTEMENT'],
    ['rbody', 'DEPT_21'],
    ['rprof', 'G_NOBODY'],
    ['rprof', ''],
    ['purpose', 'CURIOSITY'],
    ['when', 'FULL_MOON'],
    ['effect', 'MAYBE'],
    ['transform', ''],
    ['transform', 'SOME'],
    ['community', ''],
    ['community', '!SOCIAL'],
    ['community', 'FRIENDS'],
    ['secrecy', ''],
    ['secrecy', 'ABSOLUTE'],
    ['conditions', 'ASKED_NICELY'],
    ['conditions', 'MULTI_PROF&'],
    ['basis', ''],
  ])('%s `%s`', (column, cell) => {
    expect(() => parseRules(tableWith({ [column]: cell }), GROUPS, NAME)).toThrow(
      expect.objectContaining({ name: 'TableRefused', column: expect.stringMatching(new RegExp(`^(${column}|id)$`)) }),
    );
  });

  test.each([
    ['transform', 'NONE'],
    ['community', 'SOCIAL'],
    ['secrecy', 'SECRET'],
    ['conditions', 'MULTI_PROF'],
  ])('a prohibition with terms: %s', (column, cell) => {
    const blank = { effect: 'NEVER', transform: '', community: '', secrecy: '', conditions: '' };
    expect(parseRules(tableWith(blank), GROUPS, NAME).rules).toHaveLength(2);
    expect(() => parseRules(tableWith({ ...blank, [column]: cell }), GROUPS, NAME)).toThrow(`column \`${column}\``);
  });

  test('an explicit accord on a row that asks for none', () => {
    const row = tableWith({ effect: 'LAW', conditions: 'EXPLICIT_FIELD_CONSENT' });
    expect(() => parseRules(row, GROUPS, NAME)).toThrow('column `conditions`');
  });

  test.each([
    ['without its last row', CSV.replace(/R990.*\n/, '')],
    ['whose last row is another', CSV.replace('R990,990', 'R991,990')],
    ['whose last row lets something through', CSV.replace('R990,990,*', 'R990,990,PERSONAL')],
    ['whose last row is not last', CSV.replace('R990,990', 'R990,600').replace('R600,600', 'R600,990')],
    ['whose last row depends on a flag', CSV.replace('R990,990,*,*,*,*,*,,', 'R990,990,*,*,*,*,*,PROTECTED_ADDRESS,')],
    ['with an empty line', CSV.replace('\nR500', '\n\nR500')],
    ['with a cell too many', CSV.replace('RGPD 87,sure', 'RGPD 87,sure,')],
    ['with a quote', CSV.replace('default deny', '"default deny"')],
    ['with another header', CSV.replace('id,prio', 'prio,id')],
    ['twice', CSV + CSV.slice(HEADER.length + 1)],
    ['with nothing in it', ''],
  ])('a table %s', (_what, csv) => {
    expect(csv).not.toBe(CSV);
    expect(() => parseRules(csv, GROUPS, NAME)).toThrow(expect.objectContaining({ name: 'TableRefused' }));
  });

  test.each([
    ['an unknown member', GROUPS.replace('ASS|', 'ASSISTANT|')],
    ['a group named twice', `${GROUPS}G_STAT,DPO\n`],
    ['a group with nobody in it', GROUPS.replace('G_STAT,ANALYST', 'G_STAT,')],
  ])('groups with %s', (_what, groups) => {
    expect(groups).not.toBe(GROUPS);
    expect(() => parseRules(CSV, groups, NAME)).toThrow(expect.objectContaining({ name: 'TableRefused' }));
  });
});
