import type { BodyKind } from '../../schema/vocabulary.ts';
import { BODIES } from './town.ts';

/** A body of the reference data set, and its services as the protocols name them. */
export interface RegisteredBody {
  readonly code: string;
  readonly kind: BodyKind;
  readonly name: string;
  readonly insee: string | null;
  readonly siren: string | null;
  readonly capabilities: readonly string[];
  readonly services: readonly RegisteredService[];
}

export interface RegisteredService {
  readonly code: string;
  readonly label: string;
  readonly aliases?: readonly string[];
  readonly coveredCommunes?: readonly string[];
}

type ServiceLine = readonly [code: string, label: string, more?: Omit<RegisteredService, 'code' | 'label'>];

const LONGVIC = { coveredCommunes: ['21355'] };
const STAPO = { coveredCommunes: ['21540'] };
const SCEAUX = { coveredCommunes: ['92071'] };

/** Services of the nine bodies that serve data; those of the CCAS of the Côte-d'Or, not named there, follow their agents. */
const SERVICES: Readonly<Record<(typeof BODIES)[number]['code'], readonly ServiceLine[]>> = {
  DEPT_21: [
    ['AGENCE_SOLIDARITES', "Agences Solidarités Côte-d'Or (cinq)"],
    ['ESCO_LONGVIC', "Espace Solidarités Côte-d'Or de Longvic", LONGVIC],
    ['ESCO_STAPO', "Espace Solidarités Côte-d'Or de Saint-Apollinaire", STAPO],
    ['PMI', 'Protection maternelle et infantile'],
    ['ASE', "Aide sociale à l'enfance"],
    ['CRIP', 'Cellule Enfance en danger', { aliases: ['CRIP'] }],
    ['INSERTION', 'Référents Parcours Insertion Vers l’Emploi'],
    ['AUTONOMIE', 'Autonomie (APA)'],
    ['NUMERIQUE', 'Conseiller numérique'],
    ['OBSERVATOIRE', 'Observatoire'],
  ],
  DEPT_92: [
    ['DST', 'Direction des Solidarités Territoriales'],
    // The protocol gives it two numbers; it has none until an avenant settles which one is meant.
    ['SST_SCEAUX', 'Service des Solidarités Territoriales de Sceaux', { ...SCEAUX, aliases: ['SST2', 'SST13'] }],
    ['SST_SCEAUX_ACCUEIL', 'SST de Sceaux, unité Accueil, Relation au public et Support', SCEAUX],
    ['SST_SCEAUX_EVALUATION', 'SST de Sceaux, unité Évaluation', SCEAUX],
    ['SST_SCEAUX_ACCOMPAGNEMENT', 'SST de Sceaux, unité Accompagnement et suivi du public', SCEAUX],
    ['DEAF', 'DEAF'],
    ['DA', 'DA'],
    ['DISRE', 'DISRE'],
    ['DQR', 'DQR'],
  ],
  COMMUNE_LONGVIC: [
    ['GUICHET_UNIQUE_PE', 'Guichet Unique Petite Enfance'],
    ['MULTI_ACCUEIL', "Multi-accueil (places à vocation d'insertion professionnelle)", { aliases: ['VIP', 'AVIP'] }],
    ['RPE', 'Relais Petite Enfance', { aliases: ['Relais Assistante Maternelle'] }],
    ['ACCUEILS_LOISIRS', 'Accueils de loisirs 3–12 ans (trois)'],
    ['SPORT_JEUNESSE', 'Accueil sport et jeunesse 4–17 ans'],
    ['INFO_JEUNES', 'Info Jeunes Longvic'],
    ['MEDIATHEQUE', 'Médiathèque'],
    ['MAISON_EMPLOI', "Maison de l'Emploi"],
    ['LA_RUCHE', 'Centre social La Ruche'],
    ['LOGEMENT', 'Service logement'],
    ['POLICE_MUNICIPALE', 'Police municipale'],
    ['PREVENTION_MEDIATION', 'Prévention et médiation'],
    ['CONSERVATOIRE', 'Conservatoire à rayonnement communal'],
    ['PRE', 'Programme de Réussite Éducative'],
  ],
  CCAS_LONGVIC: [
    ['ACCUEIL', 'Accueil du CCAS'],
    ['ACCOMPAGNEMENT', 'Accompagnement social'],
    ['PRE', 'Programme de Réussite Éducative (avec la commune)'],
    ['ACCORDS_ACCES', 'Référent accords et accès'],
  ],
  COMMUNE_STAPO: [
    ['PERISCOLAIRE', 'Service Périscolaire'],
    ['CLSH', 'Centre de loisirs sans hébergement'],
    ['ESPACE_JEUNES', 'Espace Jeunes'],
    ['EAJE', "Établissement d'accueil du jeune enfant"],
  ],
  CCAS_STAPO: [
    ['ACCUEIL', 'Accueil du CCAS'],
    ['ACCOMPAGNEMENT', 'Accompagnement social'],
  ],
  METRO_DIJON: [
    ['ACCUEIL_SOCIAL', 'Accueil social métropolitain'],
    ['FSL', 'Fonds de solidarité logement'],
    ['FAJ', "Fonds d'aide aux jeunes"],
    ['PREVENTION_SPECIALISEE', 'Prévention spécialisée'],
  ],
  COMMUNE_SCEAUX: [
    ['LOGEMENT', 'Service logement'],
    ['PETITE_ENFANCE', 'Petite enfance'],
    ['ENFANCE_JEUNESSE', 'Enfance et jeunesse'],
  ],
  CCAS_SCEAUX: [
    ['CCAS', "Centre communal d'action sociale"],
    ['AIDE_A_DOMICILE', "Service d'aide à domicile"],
    ['ETABLISSEMENT_PA', 'Établissement pour personnes âgées'],
    ['HANDICAP', 'Handicap'],
  ],
};

/** Name, INSEE code of the territory, SIREN. The numbers of the CCAS are to be filled from Sirene. */
const IDENTITIES: Readonly<Record<(typeof BODIES)[number]['code'], readonly [string, string | null, string | null]>> = {
  DEPT_21: ["Département de la Côte-d'Or", '21', '222100018'],
  COMMUNE_LONGVIC: ['Commune de Longvic', '21355', '212103550'],
  CCAS_LONGVIC: ['CCAS de Longvic', '21355', null],
  COMMUNE_STAPO: ['Commune de Saint-Apollinaire', '21540', '212105407'],
  CCAS_STAPO: ['CCAS de Saint-Apollinaire', '21540', null],
  METRO_DIJON: ['Dijon Métropole', null, '242100410'],
  DEPT_92: ['Département des Hauts-de-Seine', '92', '229200506'],
  COMMUNE_SCEAUX: ['Ville de Sceaux', '92071', '219200714'],
  CCAS_SCEAUX: ['CCAS de Sceaux', '92071', null],
};

/** Partners without a subgraph: they receive what an instrument and the rules let through, or nothing at all. */
const RECIPIENTS: readonly (readonly [code: string, kind: BodyKind, name: string])[] = [
  ['ML_DIJON', 'MISSION_LOCALE', 'Mission locale'],
  ['PLIE_DIJON', 'PLIE', "PLIE porté par Créativ'"],
  ['CREATIV', 'ASSOCIATION', "Créativ', maison de l'emploi et de la formation"],
  ['FT_21', 'FRANCE_TRAVAIL', "France Travail Côte-d'Or"],
  ['CESAM', 'ASSOCIATION', 'CESAM'],
  ['CAF_21', 'CAF', "CAF de la Côte-d'Or"],
  ['HEALTH_CMP', 'HEALTH', 'Centre médico-psychologique'],
  ['EMAS', 'ASSOCIATION', 'EMAS (ADEFO/SDAT)'],
  ['MDA_21', 'HEALTH', 'Maison des Adolescents et de leurs Parents'],
  ['COLLEGE_LONGVIC', 'EDUCATION', 'Collège de Longvic'],
  ['ECOLES', 'EDUCATION', 'Écoles'],
  ['MEDIALUD', 'ASSOCIATION', 'Medialud'],
  ['CHANTIER_CHAMPS_DES_SOURIRES', 'ASSOCIATION', 'Chantier d’insertion « le champs des sourires »'],
  ['POLICE_NATIONALE', 'STATE', 'Police nationale'],
  ['PREFECTURE_21', 'STATE', "Préfecture de la Côte-d'Or"],
  ['BAILLEURS', 'LANDLORD', 'Bailleurs sociaux'],
  // No body of its own: the issuer that vouches for the persons concerned speaks in this name.
  ['PERSONNES', 'NONE', 'Personnes concernées'],
];

/** Every body of the reference data set: nine that serve, and their partners. */
export const registeredBodies: readonly RegisteredBody[] = [
  ...BODIES.map(({ code, kind, capabilities }) => {
    const [name, insee, siren] = IDENTITIES[code];
    const services = SERVICES[code].map(([service, label, more]) => ({ code: service, label, ...more }));
    return { code, kind, name, insee, siren, capabilities, services };
  }),
  ...RECIPIENTS.map(([code, kind, name]) => ({
    code,
    kind,
    name,
    insee: null,
    siren: null,
    capabilities: [],
    services: [],
  })),
];
