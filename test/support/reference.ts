import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CarryingInstrument } from '../../gateway/policy/instruments.ts';
import { parseOpening } from '../../gateway/policy/opening.ts';
import { parseRules } from '../../gateway/policy/rules.ts';
import { PURPOSES, type Purpose } from '../../schema/vocabulary.ts';

/** The text of a reference table. */
export function referenceTable(name: string): string {
  return readFileSync(new URL(`../../prisma/reference/${name}`, import.meta.url), 'utf8');
}

const RULES_CSV = referenceTable('rules.csv');
const NAME = { version: 'reference', sha256: createHash('sha256').update(RULES_CSV).digest('hex') };

export const RULES = parseRules(RULES_CSV, referenceTable('groups.csv'), NAME);
export const OPENING = parseOpening(referenceTable('transforms.csv'), referenceTable('whitelist.csv'));

/** Signed by all its parties on one day; what a test does not care about is as in the protocols of the Côte-d'Or. */
export function anInstrument(
  id: string,
  parties: readonly string[],
  signedOn: string | null,
  over: Partial<CarryingInstrument> = {},
): CarryingInstrument {
  return {
    id,
    purposes: PURPOSES,
    parties: parties.map((body) => ({ body, signedOn })),
    termMonths: 36,
    tacitRenewal: true,
    noticeMonths: 3,
    terminationMode: 'AT_TERM',
    denunciations: [],
    amendments: [],
    restrictions: [],
    optIns: [],
    ...over,
  };
}

const METRO: readonly Purpose[] = ['REFERRAL', 'HOUSING_FSL', 'BENEFIT_INSTRUCTION', 'CASE', 'STATISTICS'];

/** The instruments of the reference data set. */
export const INSTRUMENTS: readonly CarryingInstrument[] = [
  anInstrument('P-21-LONGVIC', ['DEPT_21', 'COMMUNE_LONGVIC', 'CCAS_LONGVIC'], '2026-01-15'),
  anInstrument('P-21-STAPO', ['DEPT_21', 'COMMUNE_STAPO', 'CCAS_STAPO'], '2026-01-20'),
  anInstrument('P-92-SCEAUX', ['DEPT_92', 'COMMUNE_SCEAUX', 'CCAS_SCEAUX'], '2025-03-10', {
    terminationMode: 'ANYTIME',
  }),
  anInstrument('P-21-METRO', ['DEPT_21', 'METRO_DIJON'], '2020-01-01', {
    purposes: METRO,
    termMonths: null,
    tacitRenewal: false,
    terminationMode: 'ANYTIME',
  }),
  anInstrument('C-21-CJE', ['DEPT_21', 'COMMUNE_LONGVIC', 'CCAS_LONGVIC', 'ML_DIJON'], '2026-02-01', {
    purposes: ['EMPLOYMENT'],
    terminationMode: 'ANYTIME',
  }),
];
