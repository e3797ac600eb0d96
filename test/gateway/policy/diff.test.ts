import { describe, expect, test } from 'vitest';
import { diffVersions } from '../../../gateway/policy/diff.ts';
import { parseOpening } from '../../../gateway/policy/opening.ts';
import { parseRules } from '../../../gateway/policy/rules.ts';
import { BODY_KINDS, PROFESSIONS, PURPOSES } from '../../../schema/vocabulary.ts';
import { OPENING, RULES, referenceTable } from '../../support/reference.ts';

const CSV = referenceTable('rules.csv');
const TRANSFORMS = referenceTable('transforms.csv');
const WHITELIST = referenceTable('whitelist.csv');
const NAME = { version: 'next', sha256: 'next' };

/** What changes when a text of a table is replaced by another. */
function changesWhen(from: string | RegExp, to: string) {
  const rules = CSV.replace(from, to);
  const transforms = TRANSFORMS.replace(from, to);
  const whitelist = WHITELIST.replace(from, to);
  expect([rules, transforms, whitelist]).not.toEqual([CSV, TRANSFORMS, WHITELIST]);
  return diffVersions(
    { rules: RULES, opening: OPENING },
    { rules: parseRules(rules, referenceTable('groups.csv'), NAME), opening: parseOpening(transforms, whitelist) },
  );
}

describe('what changes from one version of the table to the next', () => {
  test('nothing, where only a provision, a priority or a mark changes', () => {
    expect(changesWhen('protocols (accord de la personne),sure', 'convention,DPO')).toEqual([]);
    expect(changesWhen('R700,700', 'R700,710')).toEqual([]);
  });

  test('an opening for one more profession opens its cells, told as one box', () => {
    const changes = changesWhen('R517,517,PMI,*,*,G_PMI', 'R517,517,PMI,*,*,G_PMI|PSY');
    expect(changes.map(({ kind, purposes }) => `${kind} ${purposes}`)).toEqual([
      'OPENS REFERRAL,HANDOVER,CASE',
      'CHANGES CARE',
    ]);
    const [change] = changes;
    expect(change).toMatchObject({ categories: ['PMI'], professions: ['PSY'], cells: 9 });
    expect(change!.words.en).toMatch(
      /^PMI to PSY \(any body\), REFERRAL, HANDOVER, CASE: before “else denied by default”, after “R517: /,
    );
  });

  test('a prohibition removed lets what stands behind it decide', () => {
    const changes = changesWhen(/^R108.*\n/m, '');
    expect(changes.length).toBeGreaterThan(3);
    expect(new Set(changes.flatMap(({ professions }) => professions))).toEqual(
      new Set(['MAYOR', 'ELECTED', 'CCAS_BOARD']),
    );
    expect(changes.map(({ words }) => words.en).join()).toContain('inside the body as well: R108');
  });

  test('a rule removed closes its cells', () => {
    const changes = changesWhen(/^R518.*\n/m, '');
    expect(changes.map(({ kind }) => kind)).toEqual(['CLOSES']);
    expect(changes[0]).toMatchObject({ categories: ['VIOLENCE'], purposes: ['HANDOVER', 'CASE'], cells: 12 * 3 * 2 });
  });

  test('a condition dropped, a duty lowered and a circle opened change the cells in words', () => {
    const words = (from: string, to: string) => changesWhen(from, to).map((change) => change.words);
    const [condition] = words('CHILD,SECRET,CHILD_CASE_OPEN&PARENTS', 'CHILD,SECRET,PARENTS');
    expect(condition!.en).toContain('if CHILD_CASE_OPEN and PARENTS_INFORMED_OR_EXEMPT');
    expect(condition!.fr).toContain('si CHILD_CASE_OPEN et PARENTS_INFORMED_OR_EXEMPT');
    const [duty] = words('NONE,*,DISCRETION,,RGPD 6(1)(e),sure', 'NONE,*,NONE,,RGPD 6(1)(e),sure');
    expect(duty!.fr).toContain('avant « R701 : admis, à la discrétion, ouvre toute la catégorie');
    expect(duty!.fr).toContain('après « R701 : admis, à tout destinataire, ouvre toute la catégorie');
  });

  test('what a transform opens, what the white list has and what a person may keep back change cells', () => {
    const [flag] = changesWhen('FLAG,opens,BENEFITS,minimaSociaux', 'FLAG,opens,BENEFITS,minimaSociaux rsa');
    expect(flag!.words.en).toContain('opens minimaSociaux rsa');
    const [white] = changesWhen('CARE,PMI,*', 'CARE,PMI,pmi');
    expect(white!.words.en).toContain('opens at most pmi');
    expect(white).toMatchObject({ categories: ['PMI'], purposes: ['CARE'] });
    const kept = changesWhen(
      'COMMUNE_ONLY,closes,CONTACT,addressLine postcode',
      'COMMUNE_ONLY,closes,CONTACT,addressLine',
    );
    expect(kept.every(({ categories }) => categories.join() === 'CONTACT')).toBe(true);
    expect(kept[0]!.words.fr).toContain('COMMUNE_ONLY réserve addressLine');
  });

  test('a kind of body told apart is told with the others', () => {
    const changes = changesWhen('R513,513,EDUCATION,*,*', 'R513,513,EDUCATION,*,EDUCATION');
    expect(changes.map(({ kind }) => kind)).toEqual(['CLOSES', 'CLOSES', 'CHANGES']);
    expect(changes[0]!.bodyKinds).toContain('');
    expect(changes[0]!.bodyKinds).not.toContain('EDUCATION');
    expect(changes[0]!.words.fr).toContain('tout autre organisme');
  });

  test('every cell that changes is told once, and long lists are told by what is missing', () => {
    const changes = changesWhen('R700,700,SERVICE_OFFER,*,*,*,*', 'R700,700,SERVICE_OFFER,*,*,!LANDLORD,!SECURITY');
    const cells = changes.reduce((sum, each) => sum + each.cells, 0);
    const kinds = 3;
    expect(BODY_KINDS.length).toBeGreaterThan(kinds);
    expect(cells).toBe(kinds * (PROFESSIONS.length + PURPOSES.length - 1));
    expect(changes.map(({ words }) => words.en).join('\n')).toContain('every profession but LANDLORD');
  });
});
