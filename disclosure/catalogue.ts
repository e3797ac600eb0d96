import type { ServingKind } from '../schema/vocabulary.ts';
import type { Indicator } from './indicator.ts';

const SOCIAL: readonly ServingKind[] = ['DEPARTEMENT', 'CCAS', 'METROPOLE'];
const ALL: readonly ServingKind[] = ['DEPARTEMENT', 'COMMUNE', 'CCAS', 'METROPOLE'];
/** What most indicators are: standard, sure, and without a source for now. */
const DEFAULTS = {
  sourceKinds: [],
  capabilities: [],
  dimensions: [],
  crossed: 0,
  sensitivity: 'STANDARD',
  confidence: 'SURE',
  keptBy: 'BODIES',
  byStudy: false,
  shareOf: null,
  amount: null,
} as const;
/** What the hub counts from its own frames; of a person one record counts, so that nobody can be found by hers. */
const FRAMES = { ...DEFAULTS, keptBy: 'HUB', ownerKinds: ALL, sourceKinds: ALL, confidence: 'COPIL' } as const;
const ONE_EACH = ' D’une même personne, une seule fiche est comptée.';

/** Every indicator of the protocols, by code. One without a source is listed all the same, and says so. */
export const CATALOGUE: readonly Indicator[] = [
  {
    ...{ ...DEFAULTS, code: 'N1', label: 'Personnes accueillies', unit: 'PERSONS', period: 'QUARTER' },
    definition:
      'Personnes reçues au moins une fois en premier accueil social pendant le trimestre, chacune comptée une fois par organisme.',
    ...{ ownerKinds: SOCIAL, sourceKinds: ['METROPOLE'], dimensions: ['COMMUNE', 'AGE_BAND', 'THEME'], crossed: 3 },
    source: 'Protocoles de Longvic et de Saint-Apollinaire, axe 1',
  },
  {
    ...{ ...DEFAULTS, code: 'N2', label: 'Personnes suivies', unit: 'PERSONS', period: 'YEAR' },
    definition:
      'Personnes dont un suivi social était ouvert au moins un jour de l’année, chacune comptée une fois par organisme.',
    ...{ ownerKinds: SOCIAL, sourceKinds: SOCIAL, dimensions: ['COMMUNE', 'AGE_BAND', 'HOUSEHOLD_TYPE'], crossed: 3 },
    source: 'Protocoles de Longvic et de Saint-Apollinaire, axe 1',
  },
  {
    ...{ ...DEFAULTS, code: 'N3', label: 'Personnes aidées', unit: 'PERSONS', period: 'YEAR' },
    definition:
      'Personnes auxquelles une aide facultative a été accordée pendant l’année, chacune comptée une fois ; montant accordé.',
    amount: { label: 'montant accordé', scale: 3_000 },
    ...{ ownerKinds: ['CCAS'], sourceKinds: ['CCAS'], dimensions: ['COMMUNE', 'AGE_BAND', 'AID_KIND'], crossed: 3 },
    source: 'Protocoles de Longvic et de Saint-Apollinaire, axe 1',
  },
  {
    ...{
      ...DEFAULTS,
      code: 'N4',
      label: 'Personnes connues d’au moins deux organismes',
      unit: 'PERSONS',
      period: 'YEAR',
    },
    definition:
      'Personnes distinctes suivies par plusieurs organismes. Estimée par une étude (`overlap`), jamais au-dessous de 500 personnes par ensemble : à l’échelle d’une commune, la plupart des études sont refusées.',
    ...{ ownerKinds: SOCIAL, byStudy: true },
    ...{ source: 'Liste des indicateurs, L-07', confidence: 'DPO' },
  },
  {
    ...{ ...FRAMES, code: 'R1', label: 'Fiches envoyées', unit: 'RECORDS', period: 'QUARTER' },
    definition: `Fiches de liaison et d’orientation envoyées pendant le trimestre.${ONE_EACH}`,
    ...{ dimensions: ['REFERRAL_KIND', 'PARTNER_KIND'], crossed: 2 },
    source: 'Sceaux, évaluation E1',
  },
  {
    ...{ ...FRAMES, code: 'R2', label: 'Fiches accusées dans le délai', unit: 'SHARE', period: 'QUARTER' },
    definition: `Part des fiches envoyées, dont l’accusé de réception était dû pendant le trimestre, pour lesquelles il est venu dans le délai.${ONE_EACH}`,
    ...{ dimensions: ['TIMELINESS', 'REFERRAL_KIND', 'PARTNER_KIND'], crossed: 3, shareOf: 'TIMELINESS' },
    source: 'Sceaux, évaluation E1',
  },
  {
    ...{ ...FRAMES, code: 'R3', label: 'Fiches décidées dans le délai', unit: 'SHARE', period: 'QUARTER' },
    definition: `Part des fiches reçues, dont la décision était due pendant le trimestre, pour lesquelles elle est venue dans le délai.${ONE_EACH}`,
    ...{ dimensions: ['TIMELINESS', 'REFERRAL_KIND', 'PARTNER_KIND'], crossed: 3, shareOf: 'TIMELINESS' },
    source: 'Sceaux, évaluation E1',
  },
  {
    ...{ ...FRAMES, code: 'R4', label: 'Suites données aux fiches', unit: 'SHARE', period: 'QUARTER' },
    definition: `Répartition des fiches reçues et closes pendant le trimestre, par suite donnée.${ONE_EACH}`,
    ...{ dimensions: ['OUTCOME', 'REFERRAL_KIND', 'PARTNER_KIND'], crossed: 3, shareOf: 'OUTCOME' },
    source: 'Sceaux, évaluation E1',
  },
  {
    ...{ ...FRAMES, code: 'R5', label: 'Boucles fermées', unit: 'SHARE', period: 'QUARTER' },
    definition: `Part des fiches envoyées, closes ou expirées pendant le trimestre, dont l’expéditeur a reçu la suite.${ONE_EACH}`,
    ...{ dimensions: ['FEEDBACK', 'REFERRAL_KIND', 'PARTNER_KIND'], crossed: 3, shareOf: 'FEEDBACK' },
    source: 'Sceaux, évaluation E1',
  },
  {
    ...{ ...FRAMES, code: 'R6', label: 'Fiches réorientées ou refusées', unit: 'SHARE', period: 'QUARTER' },
    definition: `Répartition des fiches reçues et décidées pendant le trimestre, par décision : acceptées, mises en attente, réorientées, refusées.${ONE_EACH}`,
    ...{ dimensions: ['DECISION', 'REFERRAL_KIND', 'PARTNER_KIND'], crossed: 3, shareOf: 'DECISION' },
    source: 'Sceaux, évaluation E3',
  },
  {
    ...{ ...FRAMES, code: 'H1', label: 'Relais après changement de compétence', unit: 'RECORDS', period: 'YEAR' },
    definition:
      'Relais proposés dont la réponse est venue, ou l’échéance passée, pendant l’année : réponse et délai. Un seul par personne.',
    ...{ ownerKinds: SOCIAL, sourceKinds: SOCIAL, dimensions: ['ANSWER', 'DELAY'], crossed: 2 },
    source: 'Liste des indicateurs, L-06',
  },
  {
    ...{ ...FRAMES, code: 'C1', label: 'Situations partagées ouvertes', unit: 'RECORDS', period: 'QUARTER' },
    definition:
      'Situations partagées, ouvertes au moins un jour du trimestre, que l’organisme pilote. Une seule par personne ; l’instance n’est pas connue du portail.',
    ...{ ownerKinds: SOCIAL, sourceKinds: SOCIAL, source: 'Liste des indicateurs, S-29' },
  },
  {
    ...{ ...DEFAULTS, code: 'C2', label: 'Diagnostics partagés, situations revues', unit: 'RECORDS', period: 'YEAR' },
    definition: 'Situations examinées par une instance pendant l’année.',
    ...{ ownerKinds: SOCIAL, source: 'Sceaux, évaluation E2', confidence: 'COPIL' },
  },
  {
    ...{ ...DEFAULTS, code: 'E4', label: 'Délai du premier contact au premier soutien', unit: 'DAYS', period: 'YEAR' },
    definition: 'Délai médian entre le premier contact et le premier soutien ; non-recours résolus.',
    ...{ ownerKinds: SOCIAL, source: 'Sceaux, évaluation E4 ; C-06', confidence: 'COPIL' },
  },
  {
    ...{ ...DEFAULTS, code: 'A1', label: 'Participants aux actions collectives', unit: 'RECORDS', period: 'YEAR' },
    definition:
      'Participants et résultats par action et par édition. Tableau imprimé, non issu de dossiers individuels.',
    ...{ ownerKinds: ALL, source: 'Liste des indicateurs, C-05 et C-07' },
  },
  {
    ...{ ...DEFAULTS, code: 'V1', label: 'Places AVIP', unit: 'SEATS', period: 'MONTH' },
    definition: 'Places labellisées, occupées, demandes en attente : des places, non des personnes (`Body.avipBoard`).',
    ...{ ownerKinds: ['COMMUNE'], source: 'Liste des indicateurs, L-30' },
  },
  {
    ...{ ...DEFAULTS, code: 'F1', label: 'Demandeurs du FSL et du FAJ', unit: 'PERSONS', period: 'YEAR' },
    definition:
      'Personnes ayant demandé une aide du FSL ou du FAJ pendant l’année, chacune comptée une fois ; montant accordé.',
    amount: { label: 'montant accordé', scale: 5_000 },
    ...{ ownerKinds: ['DEPARTEMENT', 'METROPOLE'], capabilities: ['HOUSING_FUND', 'YOUTH_FUND'] },
    ...{ sourceKinds: ['DEPARTEMENT', 'METROPOLE'], dimensions: ['COMMUNE', 'FUND', 'FUND_STATUS'], crossed: 3 },
    source: 'Liste des indicateurs, L-05',
  },
  {
    ...{ ...DEFAULTS, code: 'P1', label: 'Bénéficiaires de l’APA', unit: 'PERSONS', period: 'YEAR' },
    definition: 'Personnes dont un droit à l’APA était ouvert au moins un jour de l’année.',
    ...{ ownerKinds: ['DEPARTEMENT'], sourceKinds: ['DEPARTEMENT'], dimensions: ['COMMUNE', 'AGE_BAND'], crossed: 2 },
    ...{ sensitivity: 'SENSITIVE', source: 'Liste des indicateurs, L-04' },
  },
  {
    ...{
      ...DEFAULTS,
      code: 'I1',
      label: 'Enfants signalés par une information préoccupante',
      unit: 'PERSONS',
      period: 'YEAR',
    },
    definition:
      'Enfants pour lesquels une information préoccupante a été reçue pendant l’année. Au niveau du Département seulement.',
    ...{ ownerKinds: ['DEPARTEMENT'], sourceKinds: ['DEPARTEMENT'], sensitivity: 'SENSITIVE' },
    source: 'Liste des indicateurs, L-18',
  },
  {
    ...{ ...FRAMES, code: 'G1', label: 'Accords, accès et contestations', unit: 'RECORDS', period: 'MONTH' },
    definition:
      'Accords donnés, refusés, retirés ; accès d’autres organismes ; urgences ; contestations. Par nature, d’une même personne un seul compte (chiffres exacts de l’organisme : `monthlyReport`).',
    ...{ dimensions: ['ACT'], crossed: 1, source: 'Liste des indicateurs, S-26' },
    confidence: 'SURE',
  },
  {
    ...{ ...DEFAULTS, code: 'M1', label: 'Réunions tenues et dues', unit: 'RECORDS', period: 'YEAR' },
    definition: 'Réunions du protocole tenues, au regard de celles qu’il prévoit.',
    ...{ ownerKinds: ALL, source: 'Liste des indicateurs, S-27 et L-35' },
  },
  {
    ...{ ...DEFAULTS, code: 'D1', label: 'Aide numérique', unit: 'PERSONS', period: 'QUARTER' },
    definition: 'Personnes reçues par espace public numérique, autonomie à la sortie.',
    ...{ ownerKinds: ALL, source: 'Liste des indicateurs, C-05 et L-14' },
  },
];

const BY_CODE: ReadonlyMap<string, Indicator> = new Map(CATALOGUE.map((indicator) => [indicator.code, indicator]));

export function findIndicator(code: string): Indicator | null {
  return BY_CODE.get(code) ?? null;
}
