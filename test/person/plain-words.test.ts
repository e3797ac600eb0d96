import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  consentInPlainWords,
  type ToldConsent,
  type ToldOf,
} from '../../gateway/registry/consents/consent-in-plain-words.ts';
import { NO_END } from '../../gateway/registry/consents/consent-scope.ts';
import { CONSENT_KINDS, CONSENT_STATUSES } from '../../gateway/registry/consents/consent-words.ts';
import { accessInPlainWords } from '../../gateway/registry/journal/access-in-plain-words.ts';
import { referralInPlainWords } from '../../gateway/registry/missions/referral-in-plain-words.ts';
import { dayIn, instantIn, lastDayIn } from '../../gateway/registry/people/plain-dates.ts';
import {
  PLAIN_CATEGORY,
  PLAIN_GENERALISATION,
  PLAIN_PROFESSION,
  PLAIN_PURPOSE,
} from '../../gateway/registry/people/plain-labels.ts';
import { CATEGORIES, PROFESSIONS, PURPOSES } from '../../schema/vocabulary.ts';
import { parisInstant } from '../support/paris.ts';

const ACCORD: ToldConsent = {
  ...{
    kind: 'ACCORD',
    categories: ['IDENTITY', 'HOUSING'],
    toProfessions: [],
    purposes: ['CASE'],
    generalisations: [],
  },
  ...{ grantedBy: ['SELF'], grantedAt: parisInstant('2026-03-01T09:00'), validFrom: parisInstant('2026-03-01T00:00') },
  ...{ validTo: parisInstant('2027-03-01T00:00'), withdrawnAt: null },
};
const AROUND: ToldOf = {
  ...{ status: 'ACTIVE', from: ['CCAS de Longvic'], to: ['Département de la Côte-d’Or', 'Dijon Métropole'] },
  isForRepresentative: false,
};
const ACCESS = {
  ...{ at: parisInstant('2026-05-04T10:05'), profession: 'ASS', purpose: 'CASE', category: 'HOUSING' },
  ...{ decision: 'PERMIT', reason: null, consent: 'C-1' },
};
const BODIES = { recipient: 'Département de la Côte-d’Or', owner: 'CCAS de Longvic', isOwn: false };
const REFERRAL = {
  ...{ kind: 'FSL_REQUEST', state: 'SENT', decisionDueOn: new Date('2026-05-20T00:00:00Z') },
  ackDueOn: new Date('2026-05-11T00:00:00Z'),
};

/** Everything that a person may read, once each, in both languages. */
function everySentence(): string {
  const told = (title: string, write: (language: 'fr' | 'en') => string) =>
    `## ${title}\n\n${write('fr')}\n\n${write('en')}\n`;
  return [
    ...CONSENT_KINDS.map((kind) =>
      told(kind, (language) => consentInPlainWords({ ...ACCORD, kind }, AROUND, language)),
    ),
    ...CONSENT_STATUSES.map((status) =>
      told(`ACCORD ${status}`, (language) =>
        consentInPlainWords(
          { ...ACCORD, withdrawnAt: status === 'WITHDRAWN' ? parisInstant('2026-05-04T11:00') : null },
          { ...AROUND, status },
          language,
        ),
      ),
    ),
    told('a child’s, to the parent, with everything that can be said', (language) =>
      consentInPlainWords(
        {
          ...ACCORD,
          ...{ grantedBy: ['PARENT_A'], toProfessions: ['ASS', 'PUER'], purposes: ['CASE', 'REFERRAL'] },
          generalisations: ['IDENTITY:AGE_BAND', 'CONTACT:COMMUNE_ONLY', 'HOUSING:MONTH'],
        },
        { ...AROUND, isForRepresentative: true },
        language,
      ),
    ),
    told('an objection to everything, for good', (language) =>
      consentInPlainWords(
        { ...ACCORD, kind: 'OBJECTION', categories: [], purposes: [], validTo: NO_END },
        { ...AROUND, from: [], to: [] },
        language,
      ),
    ),
    told('released', (language) => accessInPlainWords(ACCESS, BODIES, language)),
    told('released by law', (language) => accessInPlainWords({ ...ACCESS, consent: null }, BODIES, language)),
    told('refused', (language) =>
      accessInPlainWords({ ...ACCESS, decision: 'DENY', reason: 'CONSENT_WITHDRAWN', consent: null }, BODIES, language),
    ),
    told('an address refused', (language) =>
      accessInPlainWords(
        { ...ACCESS, category: 'CONTACT', decision: 'DENY', reason: 'RULE_NEVER', consent: null },
        BODIES,
        language,
      ),
    ),
    told('inside a body', (language) =>
      accessInPlainWords({ ...ACCESS, decision: 'INTERNAL', consent: null }, { ...BODIES, isOwn: true }, language),
    ),
    told('her own look', (language) =>
      accessInPlainWords(
        { ...ACCESS, profession: 'SUBJECT', purpose: 'SUBJECT_RIGHTS', category: 'CONSENT_RECORD', consent: null },
        BODIES,
        language,
      ),
    ),
    ...STATES.map((state) =>
      told(`a request that is ${state}`, (language) =>
        referralInPlainWords({ ...REFERRAL, state }, 'FSL (Dijon Métropole)', language),
      ),
    ),
  ].join('\n');
}

const STATES = [
  ...['DRAFT', 'CONSENT_PENDING', 'SENT', 'RECEIVED', 'IN_REVIEW', 'WAITLISTED', 'ACCEPTED', 'IN_PROGRESS', 'REFUSED'],
  ...['REDIRECTED', 'CLOSED', 'CANCELLED', 'WITHDRAWN', 'EXPIRED', 'FROZEN'],
];

test('every sentence reads as it was agreed', async () => {
  await expect(everySentence()).toMatchFileSnapshot('plain-words.golden.txt');
});

describe('every word of the contract has a label', () => {
  const COLUMN = (file: string) =>
    readFileSync(new URL(`../../prisma/reference/${file}.csv`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',', 1)[0]);

  test.each([
    ['categories', PLAIN_CATEGORY, CATEGORIES],
    ['purposes', PLAIN_PURPOSE, PURPOSES],
    ['professions', PLAIN_PROFESSION, PROFESSIONS],
  ] as const)('%s, as the table has them', (file, labels, words) => {
    expect(Object.keys(labels).sort()).toEqual([...words].sort());
    expect(COLUMN(file).sort()).toEqual([...words].sort());
  });

  test('none of which shouts, holds a code or is a slash between two words', () => {
    for (const labels of [PLAIN_CATEGORY, PLAIN_PURPOSE, PLAIN_PROFESSION, PLAIN_GENERALISATION]) {
      for (const { fr, en } of Object.values(labels)) {
        for (const text of [fr, en]) expect(text).toMatch(/^[^_/]+$/);
        expect(fr).not.toContain("'");
        expect(fr[0]).toBe(fr[0]?.toLowerCase());
      }
    }
  });
});

test('days are days of Paris, the first of a month is the 1er, and an end is the day before', () => {
  expect(dayIn('fr', parisInstant('2026-03-01T00:30'))).toBe('1er mars 2026');
  expect(dayIn('fr', parisInstant('2026-03-11T23:30'))).toBe('11 mars 2026');
  expect(instantIn('fr', parisInstant('2026-07-14T08:05'))).toBe('14 juillet 2026 à 08 h 05');
  expect(lastDayIn('fr', parisInstant('2027-03-01T00:00'))).toBe('28 février 2027');
  expect(lastDayIn('en', parisInstant('2027-03-01T00:00'))).toBe('28 February 2027');
});
