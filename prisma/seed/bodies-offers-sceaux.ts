import { type BodyOffers, offersOf } from './bodies-offer.ts';

/** Département des Hauts-de-Seine: the SST of Sceaux with its three units, and the funds that were not transferred. */
export const departement92: BodyOffers = {
  offers: offersOf(
    { eligibilityZone: ['92'], email: 'solidarites@hauts-de-seine.invalid' },
    {
      id: 'sst-accueil',
      structureId: 'SST_SCEAUX',
      name: 'SST de Sceaux – unité Accueil, relation au public et support',
      description:
        'Le service des solidarités territoriales, installé à la Croix de Berny, informe, écoute et oriente toute personne du territoire et l’aide à ouvrir ses droits : santé, allocations, logement, retraite.',
      themes: ['ACCES_DROITS', 'SANTE', 'LOGEMENT'],
      type: 'information',
      address: 'Croix de Berny, 92160 Antony',
      communeCode: '92002',
      lon: 2.3068,
      lat: 48.7622,
      phone: '01 99 00 10 10',
      eligibilityZone: ['92071', '92002'],
      openingHours: 'Mo-Fr 08:30-12:30,13:30-17:30',
      referralKindsAccepted: ['FICHE_LIAISON', 'FICHE_ORIENTATION'],
    },
    {
      id: 'sst-evaluation',
      structureId: 'SST_SCEAUX',
      name: 'SST de Sceaux – unité Évaluation',
      description:
        'Évaluation médico-sociale et éducative des situations par une équipe pluridisciplinaire ; le référent de l’évaluation n’est pas celui du suivi.',
      themes: ['PROTECTION', 'ENFANCE', 'AUTONOMIE'],
      phone: '01 99 00 10 11',
      mobilisableBy: ['PROFESSIONALS'],
      mobilisationModes: ['REFERRAL'],
      referralKindsAccepted: ['FICHE_LIAISON'],
    },
    {
      id: 'sst-accompagnement',
      structureId: 'SST_SCEAUX',
      name: 'SST de Sceaux – unité Accompagnement et suivi du public',
      description:
        'Accompagnement social et éducatif des personnes et des familles. Les travailleurs sociaux sont aussi présents dans le quartier des Blagis, pour les personnes qu’ils suivent.',
      themes: ['ACCES_DROITS', 'PARENTALITE', 'BUDGET'],
      phone: '01 99 00 10 12',
      referralKindsAccepted: ['FICHE_LIAISON', 'HANDOVER'],
      permanences: [
        {
          place: 'Quartier des Blagis',
          schedule: 'le mardi et le jeudi matin',
          reservedToFollowedPersons: true,
          hostBody: 'COMMUNE_SCEAUX',
        },
      ],
    },
    {
      id: 'fsl-92',
      structureId: 'DISRE',
      name: 'Fonds de solidarité logement et aide aux jeunes',
      description:
        'Dans les Hauts-de-Seine, le Département instruit lui-même les demandes de FSL et de FAJ, avec le travailleur social qui connaît la personne.',
      themes: ['LOGEMENT', 'JEUNESSE'],
      type: 'aide-financiere',
      nature: 'LEGAL_AID',
      phone: '01 99 00 10 30',
      mobilisableBy: ['PROFESSIONALS'],
      referralKindsAccepted: ['FSL_REQUEST', 'FAJ_REQUEST'],
    },
    {
      id: 'autonomie-92',
      structureId: 'DA',
      name: 'Direction de l’autonomie : APA et aides au domicile',
      description:
        'Évaluation de la perte d’autonomie à domicile, plan d’aide et versement de l’APA, téléassistance, aides techniques, soutien aux aidants.',
      themes: ['AUTONOMIE', 'HANDICAP'],
      nature: 'LEGAL_AID',
      ageMin: 60,
      phone: '01 99 00 10 40',
    },
  ),
  agencies: [{ name: 'Service des solidarités territoriales de Sceaux', address: 'Croix de Berny, 92160 Antony' }],
};

/** Ville de Sceaux. */
export const communeSceaux: BodyOffers = {
  offers: offersOf(
    { communeCode: '92071', eligibilityZone: ['92071'], email: 'mairie@sceaux.invalid', phone: '01 99 00 20 00' },
    {
      id: 'petite-enfance-sceaux',
      structureId: 'PETITE_ENFANCE',
      name: 'Service de la petite enfance',
      description:
        'Préinscription en crèche, information sur les assistantes maternelles et le jardin d’enfants, commission d’attribution trois fois par an.',
      themes: ['PETITE_ENFANCE'],
      ageMax: 5,
    },
    {
      id: 'jeunesse-sceaux',
      structureId: 'ENFANCE_JEUNESSE',
      name: 'Enfance et jeunesse',
      description:
        'Accueils de loisirs, club ados, bourse aux projets et accompagnement scolaire dans les quartiers, en particulier aux Blagis.',
      themes: ['ENFANCE', 'JEUNESSE'],
      ageMin: 3,
      ageMax: 17,
      fee: 'PAID',
      feeDetails: 'barème municipal',
    },
    {
      id: 'logement-sceaux',
      structureId: 'LOGEMENT',
      name: 'Service du logement',
      description:
        'Demande de logement social, information sur la prévention des expulsions, lien avec les bailleurs et la préfecture.',
      themes: ['LOGEMENT'],
    },
  ),
};

/** CCAS de Sceaux, inside the town's services: home help, a residence, seniors, disability. */
export const ccasSceaux: BodyOffers = {
  offers: offersOf(
    {
      communeCode: '92071',
      eligibilityZone: ['92071'],
      email: 'ccas@sceaux.invalid',
      phone: '01 99 00 21 00',
      address: '122 rue de la Mairie, 92330 Sceaux',
    },
    {
      id: 'aide-domicile',
      structureId: 'AIDE_A_DOMICILE',
      name: 'Service d’aide à domicile',
      description:
        'Aide à la toilette, aux repas, au ménage et aux sorties pour les personnes âgées ou handicapées vivant à Sceaux, sept jours sur sept ; prise en charge possible par l’APA ou la PCH.',
      themes: ['AUTONOMIE', 'HANDICAP'],
      ageMin: 60,
      fee: 'PAID',
      feeDetails: 'selon le plan d’aide et les ressources',
      authorisedBy: 'DEPT_92',
    },
    {
      id: 'residence-autonomie',
      structureId: 'ETABLISSEMENT_PA',
      name: 'Résidence autonomie',
      description:
        'Cinquante-deux logements indépendants pour personnes de plus de soixante ans, restaurant, animations, veille de nuit ; gérée par le CCAS.',
      themes: ['AUTONOMIE', 'LOGEMENT'],
      ageMin: 60,
      capacity: 52,
      fee: 'PAID',
      authorisedBy: 'DEPT_92',
    },
    {
      id: 'seniors-sceaux',
      structureId: 'CCAS',
      name: 'Prévention et animation pour les seniors',
      description:
        'Clubs, conférences, activités physiques adaptées, visites à domicile des personnes isolées et plan canicule.',
      themes: ['ISOLEMENT', 'CULTURE', 'SPORT'],
      type: 'atelier',
      ageMin: 60,
      nature: 'OPTIONAL',
    },
    {
      id: 'ccas-aides-sceaux',
      structureId: 'CCAS',
      name: 'Accueil social et aides du CCAS',
      description:
        'Accueil, aides ponctuelles, épicerie sociale, instruction de l’aide sociale légale ; orientation vers le SST selon la situation, en accord avec la personne.',
      themes: ['ACCES_DROITS', 'AIDE_ALIMENTAIRE', 'BUDGET'],
      nature: 'OPTIONAL',
      referralKindsAccepted: ['FICHE_LIAISON'],
    },
    {
      id: 'handicap-sceaux',
      structureId: 'HANDICAP',
      name: 'Mission handicap',
      description:
        'Information sur les droits, aide à constituer le dossier MDPH, accessibilité des lieux municipaux et transport accompagné.',
      themes: ['HANDICAP', 'MOBILITE'],
    },
  ),
};
