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
  'REFERRAL_KIND',
  'PARTNER_KIND',
  'TIMELINESS',
  'OUTCOME',
  'FEEDBACK',
  'DECISION',
  'ANSWER',
  'DELAY',
  'ACT',
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

/** Bins of what the hub's own frames say, as `CODE label`, one to a line. */
const bins = (lines: string): readonly Bin[] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [code = '', ...label] = line.trim().split(' ');
      return { code, label: label.join(' ') };
    });
const REFERRAL_KINDS = bins(`
  FICHE_LIAISON fiche de liaison
  FICHE_ORIENTATION fiche d’orientation
  FICHE_ORIENTATION_AVIP fiche d’orientation AVIP
  HANDOVER relais
  INSTANCE_SUBMISSION saisine d’une instance
  PRE_RELAY relais PRE
  FSL_REQUEST demande au FSL
  FAJ_REQUEST demande au FAJ`);
const PARTNER_KINDS = bins(`
  DEPARTEMENT Département
  COMMUNE commune
  CCAS CCAS
  METROPOLE Métropole
  FRANCE_TRAVAIL France Travail
  MISSION_LOCALE mission locale
  PLIE PLIE
  ASSOCIATION association
  EDUCATION Éducation nationale
  CAF CAF
  HEALTH santé
  LANDLORD bailleur
  STATE État`);
const OUTCOMES = bins(`
  SUPPORT_STARTED accompagnement commencé
  SUPPORT_COMPLETED accompagnement mené à terme
  PLACE_GRANTED place accordée
  PLACE_ENDED place libérée
  NO_SHOW personne non venue
  UNREACHABLE personne injoignable
  PERSON_DECLINED refus de la personne
  NOT_ELIGIBLE conditions non remplies
  NO_CAPACITY capacité insuffisante
  REDIRECTED réorientation
  DUPLICATE doublon`);
const ACTS = bins(`
  ACCORD_GIVEN accord donné
  ACCORD_REFUSED accord refusé
  ACCORD_WITHDRAWN accord retiré
  ACCESS_RELEASED accès accordé à un autre organisme
  ACCESS_WITHHELD accès refusé à un autre organisme
  EMERGENCY accès d’urgence déclaré
  CONTESTATION contestation reçue`);

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
  REFERRAL_KIND: [...REFERRAL_KINDS, UNKNOWN_BIN],
  PARTNER_KIND: [...PARTNER_KINDS, UNKNOWN_BIN],
  TIMELINESS: [
    { code: 'IN_TIME', label: 'dans le délai' },
    { code: 'LATE', label: 'hors délai ou pas encore' },
    UNKNOWN_BIN,
  ],
  OUTCOME: [...OUTCOMES, UNKNOWN_BIN],
  FEEDBACK: [
    { code: 'GIVEN', label: 'suite connue de l’expéditeur' },
    { code: 'NOT_GIVEN', label: 'sans suite connue' },
  ],
  DECISION: [
    { code: 'ACCEPTED', label: 'acceptée' },
    { code: 'WAITLISTED', label: 'mise en attente' },
    { code: 'REDIRECTED', label: 'réorientée' },
    { code: 'REFUSED', label: 'refusée' },
    UNKNOWN_BIN,
  ],
  ANSWER: [
    { code: 'ACCEPTED', label: 'accepté' },
    { code: 'DECLINED', label: 'décliné' },
    { code: 'LAPSED', label: 'sans réponse à l’échéance' },
  ],
  DELAY: [
    { code: '0-7', label: '7 jours au plus' },
    { code: '8-15', label: '8 à 15 jours' },
    { code: '16-30', label: '16 à 30 jours' },
    { code: '31+', label: 'plus de 30 jours' },
    UNKNOWN_BIN,
  ],
  ACT: ACTS,
};

export const DIMENSION_LABELS: Readonly<Record<Dimension, string>> = {
  COMMUNE: 'commune de résidence (intercommunalité sous 2 000 habitants)',
  AGE_BAND: 'tranche d’âge à la fin de la période',
  HOUSEHOLD_TYPE: 'type de foyer',
  THEME: 'thème de la demande',
  AID_KIND: 'nature de l’aide',
  FUND: 'fonds',
  FUND_STATUS: 'suite donnée',
  REFERRAL_KIND: 'type de fiche',
  PARTNER_KIND: 'type de l’autre organisme',
  TIMELINESS: 'respect du délai',
  OUTCOME: 'suite donnée à la fiche',
  FEEDBACK: 'retour à l’expéditeur',
  DECISION: 'décision du destinataire',
  ANSWER: 'réponse au relais proposé',
  DELAY: 'délai de réponse',
  ACT: 'ce qui a été fait',
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
