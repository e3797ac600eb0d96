import type { AccordDates } from '../../gateway/policy/accords.ts';
import type { DatedWord } from '../../gateway/policy/subject-words.ts';
import { type DecisionWord, PURPOSES, type Purpose } from '../../schema/vocabulary.ts';
import { parisInstant } from './paris.ts';
import { readTableOf } from './rulebook.ts';

/** One line of the rulebook's table of granters. */
export interface GranterCase {
  readonly line: number;
  readonly accord: AccordDates;
  readonly words: readonly DatedWord[];
  readonly purpose: Purpose;
  readonly standing: { readonly ordinary: string; readonly reinforced: string };
}

/** The instant at which every line asks. */
export const ASKED_AT = parisInstant('2026-05-04T10:00');

/** Every line of the table of those who may give an accord. */
export function readGranters(): readonly GranterCase[] {
  return readTableOf('subject on the day of the accord').map(({ line, cells }) => {
    const [subject = '', by = '', purpose = '', ordinary = '', reinforced = ''] = cells;
    const [who = '', ...remarks] = subject.split(', ');
    const words = SUBJECTS[who];
    const found = PURPOSES.find((each) => each === purpose);
    if (!words || !found) throw new Error(`rulebook, line ${line}: \`${who}\` or \`${purpose}\` is unknown`);
    const said: Words = Object.assign({}, words, ...remarks.map(wordsOf));
    return {
      line,
      accord: accordBy(by, remarks),
      words: Object.entries(said).map(([word, value]) => ({ word, value, validFrom: LONG_AGO, validTo: null })),
      purpose: found,
      standing: { ordinary: standingOf(ordinary), reinforced: standingOf(reinforced) },
    };
  });
}

const LONG_AGO = parisInstant('2008-01-01T00:00');

type Words = Partial<Record<DecisionWord, string>>;
const ADULT: Words = { MINOR_UNTIL: '2010-01-01', PROTECTION: 'NONE' };
const TWO_PARENTS: Words = { EMANCIPATED: 'no', ENTRUSTED_TO_ASE: 'no', PARENTAL_HOLDERS: 'PARENT_A|PARENT_B' };

/** The accord is of 1 March 2026: sixteen is whoever comes of age up to 1 March 2028. */
const SUBJECTS: Readonly<Record<string, Words>> = {
  adult: ADULT,
  'adult of whose protection nobody has said': { MINOR_UNTIL: '2010-01-01' },
  'person of unknown age': { PROTECTION: 'NONE', ...TWO_PARENTS },
  'adult under curatelle': { ...ADULT, PROTECTION: 'ASSISTED' },
  'adult whose property alone is protected': { ...ADULT, PROTECTION: 'PROPERTY' },
  'adult protected in person': { ...ADULT, PROTECTION: 'PERSON' },
  'child of two parents': { MINOR_UNTIL: '2032-06-01', ...TWO_PARENTS },
  'child of one parent': { MINOR_UNTIL: '2032-06-01', ...TWO_PARENTS, PARENTAL_HOLDERS: 'PARENT_A' },
  'child under a guardian': { MINOR_UNTIL: '2032-06-01', ...TWO_PARENTS, PARENTAL_HOLDERS: 'GUARDIAN' },
  'child whose parents nobody has named': { MINOR_UNTIL: '2032-06-01', EMANCIPATED: 'no', ENTRUSTED_TO_ASE: 'no' },
  'child of whose emancipation nobody has said': { MINOR_UNTIL: '2032-06-01', PARENTAL_HOLDERS: 'PARENT_A|PARENT_B' },
  'child entrusted to ASE': { MINOR_UNTIL: '2032-06-01', ...TWO_PARENTS, ENTRUSTED_TO_ASE: 'yes' },
  'child of sixteen': { MINOR_UNTIL: '2028-03-01', ...TWO_PARENTS },
  'child one day under sixteen': { MINOR_UNTIL: '2028-03-02', ...TWO_PARENTS },
  'emancipated minor': { MINOR_UNTIL: '2028-03-01', ...TWO_PARENTS, EMANCIPATED: 'yes' },
  'adult today': {},
};

function wordsOf(remark: string): Words {
  switch (remark) {
    case 'a child then':
    case 'a child of sixteen then':
      return { MINOR_UNTIL: '2026-05-04', ...TWO_PARENTS };
    case 'an emancipated minor then':
      return { MINOR_UNTIL: '2026-05-04', ...TWO_PARENTS, EMANCIPATED: 'yes' };
    case 'dead today':
      return { DECEASED_ON: '2026-05-04' };
    case 'able':
    case 'not able':
    case 'undeclared':
    case 'who objects':
      return {};
    default:
      throw new Error(`nothing is known by \`${remark}\``);
  }
}

function accordBy(by: string, remarks: readonly string[]): AccordDates {
  const grantedAt = parisInstant('2026-03-01T10:00');
  return {
    grantedBy: by === 'nobody' ? [] : by.split(' and '),
    grantedAt,
    validFrom: grantedAt,
    validTo: parisInstant('2027-03-01T00:00'),
    withdrawnAt: null,
    minorAssent: remarks.includes('who objects') ? 'OBJECTS' : null,
    ableToConsent: remarks.includes('able') ? true : remarks.includes('not able') ? false : null,
  };
}

function standingOf(cell: string): string {
  const standing = { yes: 'VALID', no: 'GRANTER_NOT_COMPETENT', lapsed: 'LAPSED_AT_MAJORITY', ended: 'EXPIRED' }[cell];
  if (standing === undefined) throw new Error(`\`${cell}\` says nothing of an accord`);
  return standing;
}
