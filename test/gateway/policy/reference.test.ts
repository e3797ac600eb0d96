import { describe, expect, test } from 'vitest';
import type { Reason } from '../../../gateway/policy/decision.ts';
import { linksFor, type Tie } from '../../../gateway/policy/links.ts';
import { PURPOSE_NEEDS } from '../../../gateway/policy/purposes.ts';
import { explainReason } from '../../../gateway/policy/reasons.ts';
import { explainReasonToPerson } from '../../../gateway/policy/reasons-for-person.ts';
import { dutyOf, isBoundBy } from '../../../gateway/policy/secrecy.ts';
import { readTable } from '../../../gateway/policy/table.ts';
import { CONDITIONS, PROFESSIONS, PURPOSES, SECRECY_STATUSES } from '../../../schema/vocabulary.ts';
import { AGENTS, PROFESSION_DEFAULTS } from '../../support/agents.ts';
import { referenceTable } from '../../support/reference.ts';

const COLUMNS = ['purpose', 'label_fr', 'needs_instrument', 'needs_link', 'allowed_link'] as const;
const ROWS = readTable('purposes.csv', referenceTable('purposes.csv'), COLUMNS);

/** One tie of each sort, under the name that the table of purposes gives it. */
const TIES: Readonly<Record<string, Tie>> = {
  Referral: { kind: 'Referral', referralKind: 'FICHE_LIAISON' },
  'Referral(kind=HANDOVER)': { kind: 'Referral', referralKind: 'HANDOVER' },
  'Referral(kind=FICHE_ORIENTATION_AVIP)': { kind: 'Referral', referralKind: 'FICHE_ORIENTATION_AVIP' },
  SharedCase: { kind: 'SharedCase', childProtection: false },
  'SharedCase(childProtection=true)': { kind: 'SharedCase', childProtection: true },
  PreEnrolment: { kind: 'PreEnrolment' },
  BenefitApplication: { kind: 'BenefitApplication', applicationKind: 'FSL' },
};

describe('the purposes', () => {
  test('are those of the table, each asking for what the table says', () => {
    expect(ROWS.map(({ purpose }) => purpose)).toEqual(PURPOSES);
    for (const row of ROWS) {
      expect(PURPOSE_NEEDS[row.purpose as (typeof PURPOSES)[number]], row.purpose).toEqual({
        instrument: row.needs_instrument === 'yes',
        link: row.needs_link === 'yes',
      });
    }
  });

  test.each(ROWS.filter(({ needs_link }) => needs_link === 'yes'))(
    '$purpose is linked by $allowed_link alone',
    (row) => {
      const allowed = row.allowed_link.split(' or ');
      for (const [name, tie] of Object.entries(TIES)) {
        const general = allowed.includes(name.replace(/\(.*/, ''));
        expect(linksFor(row.purpose as (typeof PURPOSES)[number], tie), name).toBe(general || allowed.includes(name));
      }
    },
  );
});

test('an application for something else is no ground to instruct an aid of the FSL', () => {
  expect(linksFor('HOUSING_FSL', { kind: 'BenefitApplication', applicationKind: 'RSA' })).toBe(false);
  expect(linksFor('BENEFIT_INSTRUCTION', { kind: 'BenefitApplication', applicationKind: 'RSA' })).toBe(true);
});

describe('the duty of secrecy', () => {
  test('only five origins bind as a secret does', () => {
    expect(SECRECY_STATUSES.map(dutyOf)).toEqual([
      ...['SECRET', 'SECRET', 'SECRET', 'SECRET', 'SECRET'],
      ...['DISCRETION', 'DISCRETION', 'NONE'],
    ]);
  });

  test('who is bound by more is bound by less', () => {
    expect(isBoundBy('PROFESSION', 'DISCRETION')).toBe(true);
    expect(isBoundBy('CIVIL_SERVANT_DUTY', 'DISCRETION')).toBe(true);
    expect(isBoundBy('CIVIL_SERVANT_DUTY', 'SECRET')).toBe(false);
    expect(isBoundBy('NONE', 'DISCRETION')).toBe(false);
    expect(isBoundBy('NONE', 'NONE')).toBe(true);
  });
});

describe('the agents of the scenarios', () => {
  test('every profession has its defaults', () => {
    expect([...PROFESSION_DEFAULTS.keys()]).toEqual(PROFESSIONS);
    for (const { secrecy } of PROFESSION_DEFAULTS.values()) expect(SECRECY_STATUSES).toContain(secrecy);
  });

  test('are the twenty-one of the scenarios, the assistante sociale of S19 and two data-protection officers', () => {
    expect(AGENTS.size).toBe(24);
  });
});

describe('the reasons', () => {
  test('each condition has its sentence, in French and in English', () => {
    const reasons = CONDITIONS.map((condition): Reason => `CONDITION_NOT_MET:${condition}`);
    const sentences = reasons.map(explainReason);
    expect(new Set(sentences.map(({ fr }) => fr)).size).toBe(CONDITIONS.length);
    for (const { fr, en } of sentences) {
      expect(fr).toMatch(/^Une condition n’est pas remplie : .+\.$/);
      expect(en).toMatch(/^A condition is not met: .+\.$/);
    }
  });

  test('a plain reason has its own', () => {
    expect(explainReason('CONSENT_WITHDRAWN').fr).toBe('La personne a retiré son accord.');
    expect(explainReason('NO_INSTRUMENT').en).toBe('No protocol or convention links the two bodies for this purpose.');
  });

  test('the person reads other words than the agent, each reason its own', () => {
    const told = CONDITIONS.map((condition) => explainReasonToPerson(`CONDITION_NOT_MET:${condition}`));
    expect(new Set(told.map(({ fr }) => fr)).size).toBe(CONDITIONS.length);
    for (const { fr, en } of told) {
      expect(fr).toMatch(/^Rien n’a été transmis : .+\.$/);
      expect(en).toMatch(/^Nothing was passed on: .+\.$/);
    }
    expect(explainReasonToPerson('CONSENT_WITHDRAWN').fr).toBe(
      'Vous avez retiré votre accord. Votre choix a été respecté.',
    );
    expect(explainReasonToPerson('CONSENT_WITHDRAWN')).not.toEqual(explainReason('CONSENT_WITHDRAWN'));
  });
});
