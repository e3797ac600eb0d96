import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../schema/files.ts';

/** What counts may be broken down by. There is no other: no filter, no list, no cut of one's own. */
export const DIMENSIONS = [
  'COMMUNE',
  'AGE_BAND',
  'HOUSEHOLD_TYPE',
  'THEME',
  'AID_KIND',
  'FUND',
  'FUND_STATUS',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** One value of a dimension. Bins are fixed for everybody: whoever chose her own could close in on one person. */
export interface Bin {
  readonly code: string;
  readonly label: string;
}

/** What is not known is a bin like another, so that the bins of a dimension add up to everybody. */
export const UNKNOWN_BIN: Bin = { code: 'UNKNOWN', label: 'non renseigné' };
export const ELSEWHERE_BIN: Bin = { code: 'ELSEWHERE', label: 'autre territoire' };

/** The cuts of the source protocols: 3, 6, 12, 16, 18, 21, 25/26, 65. */
const AGE_BANDS = [0, 3, 6, 12, 16, 18, 21, 26, 40, 55, 65, 75, 85];

const AIDS: readonly Bin[] = [
  { code: 'FOOD', label: 'aide alimentaire' },
  { code: 'ENERGY', label: 'énergie' },
  { code: 'HOUSING', label: 'logement' },
  { code: 'HEALTH', label: 'santé' },
  { code: 'TRANSPORT', label: 'mobilité' },
  { code: 'LOAN', label: 'prêt' },
  { code: 'OTHER', label: 'autre' },
];
const HOUSEHOLDS: readonly Bin[] = [
  { code: 'ALONE', label: 'personne seule' },
  { code: 'COUPLE', label: 'couple sans enfant' },
  { code: 'SINGLE_PARENT', label: 'parent seul avec enfants' },
  { code: 'COUPLE_WITH_CHILDREN', label: 'couple avec enfants' },
  { code: 'OTHER', label: 'autre composition' },
];
const THEMES: readonly Bin[] = [
  ['ACCES_DROITS', 'accès aux droits'],
  ['NUMERIQUE', 'numérique'],
  ['LOGEMENT', 'logement'],
  ['BUDGET', 'budget'],
  ['EMPLOI', 'emploi'],
  ['FORMATION', 'formation'],
  ['ENFANCE', 'enfance'],
  ['PARENTALITE', 'parentalité'],
  ['PETITE_ENFANCE', 'petite enfance'],
  ['JEUNESSE', 'jeunesse'],
  ['AUTONOMIE', 'autonomie'],
  ['HANDICAP', 'handicap'],
  ['SANTE', 'santé'],
  ['SANTE_MENTALE', 'santé mentale'],
  ['PROTECTION', 'protection'],
  ['CULTURE', 'culture'],
  ['SPORT', 'sport'],
  ['MOBILITE', 'mobilité'],
  ['AIDE_ALIMENTAIRE', 'aide alimentaire'],
  ['ISOLEMENT', 'isolement'],
].map(([code = '', label = '']) => ({ code, label }));

/** Communes of the two départements; one of under 2 000 inhabitants counts with its intercommunalité. */
const TERRITORIES: readonly { readonly commune: string; readonly bin: Bin }[] = readFileSync(
  join(projectRoot(), 'prisma/reference/territories.csv'),
  'utf8',
)
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [commune = '', code = '', label = ''] = line.split(',');
    return { commune, bin: { code, label } };
  });
const BIN_OF_COMMUNE: ReadonlyMap<string, string> = new Map(TERRITORIES.map(({ commune, bin }) => [commune, bin.code]));

function ageBands(): readonly Bin[] {
  return AGE_BANDS.map((from, at) => {
    const next = AGE_BANDS[at + 1];
    const code = next === undefined ? `${from}+` : `${from}-${next - 1}`;
    return { code, label: next === undefined ? `${from} ans et plus` : `${code} ans` };
  });
}

/** Every bin of every dimension, in the order in which they are shown. */
export const BINS: Readonly<Record<Dimension, readonly Bin[]>> = {
  COMMUNE: [...new Map(TERRITORIES.map(({ bin }) => [bin.code, bin])).values(), ELSEWHERE_BIN, UNKNOWN_BIN],
  AGE_BAND: [...ageBands(), UNKNOWN_BIN],
  HOUSEHOLD_TYPE: [...HOUSEHOLDS, UNKNOWN_BIN],
  THEME: [...THEMES, UNKNOWN_BIN],
  AID_KIND: AIDS,
  FUND: [
    { code: 'FSL', label: 'fonds de solidarité pour le logement' },
    { code: 'FAJ', label: 'fonds d’aide aux jeunes' },
  ],
  FUND_STATUS: [
    { code: 'REQUESTED', label: 'demandée' },
    { code: 'INCOMPLETE', label: 'incomplète' },
    { code: 'GRANTED', label: 'accordée' },
    { code: 'REFUSED', label: 'refusée' },
  ],
};

export const DIMENSION_LABELS: Readonly<Record<Dimension, string>> = {
  COMMUNE: 'commune de résidence (intercommunalité sous 2 000 habitants)',
  AGE_BAND: 'tranche d’âge à la fin de la période',
  HOUSEHOLD_TYPE: 'type de foyer',
  THEME: 'thème de la demande',
  AID_KIND: 'nature de l’aide',
  FUND: 'fonds',
  FUND_STATUS: 'suite donnée',
};

/** A dimension that says where, not what: nearly all of a body's people may live in one place, and that is no secret. */
export function isTerritorial(dimension: Dimension): boolean {
  return dimension === 'COMMUNE';
}

const CODES: ReadonlyMap<Dimension, ReadonlySet<string>> = new Map(
  DIMENSIONS.map((dimension) => [dimension, new Set(BINS[dimension].map(({ code }) => code))]),
);

/** The bin of what a record says; what is no bin of the dimension is unknown, never a bin of its own. */
export function binOf(dimension: Dimension, said: string | null): string {
  if (said === null) return UNKNOWN_BIN.code;
  if (dimension === 'COMMUNE') return BIN_OF_COMMUNE.get(said) ?? ELSEWHERE_BIN.code;
  return isBin(dimension, said) ? said : UNKNOWN_BIN.code;
}

/** Whether a body may say this of a cell: whatever comes over the wire is held against the catalogue. */
export function isBin(dimension: Dimension, code: string): boolean {
  return CODES.get(dimension)?.has(code) ?? false;
}
