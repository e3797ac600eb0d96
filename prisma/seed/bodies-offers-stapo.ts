import { type BodyOffers, offersOf } from './bodies-offer.ts';

/** Commune de Saint-Apollinaire: school times, leisure, youth, early childhood. */
export const communeStapo: BodyOffers = {
  offers: offersOf(
    {
      communeCode: '21540',
      eligibilityZone: ['21540'],
      email: 'mairie@saint-apollinaire.invalid',
      phone: '03 53 01 30 00',
    },
    {
      id: 'periscolaire',
      structureId: 'PERISCOLAIRE',
      name: 'Accueil périscolaire et restauration',
      description:
        'Garderie du matin et du soir, cantine et étude surveillée dans les deux groupes scolaires. L’équipe signale aux parents, et à eux d’abord, les difficultés qu’elle remarque.',
      themes: ['ENFANCE'],
      ageMin: 3,
      ageMax: 11,
      fee: 'PAID',
      feeDetails: 'au quotient familial, à la prestation',
    },
    {
      id: 'clsh',
      structureId: 'CLSH',
      name: 'Centre de loisirs sans hébergement',
      description:
        'Mercredis et vacances scolaires pour les enfants de la commune : activités de plein air, ateliers artistiques, mini-camps en été.',
      themes: ['ENFANCE', 'SPORT'],
      ageMin: 3,
      ageMax: 13,
      capacity: 96,
      fee: 'PAID',
      feeDetails: 'au quotient familial, à la journée',
      authorisedBy: 'DEPT_21',
    },
    {
      id: 'espace-jeunes',
      structureId: 'ESPACE_JEUNES',
      name: 'Espace Jeunes',
      description:
        'Lieu d’accueil libre pour les collégiens et lycéens, projets de groupe, prévention, rencontre annuelle avec l’Espace Solidarités du Département.',
      themes: ['JEUNESSE'],
      ageMin: 11,
      ageMax: 17,
      address: '5 rue du Stade, 21850 Saint-Apollinaire',
      lon: 5.0874,
      lat: 47.3337,
      permanences: [{ place: 'Maison des Adolescents et de leurs Parents', schedule: 'un mercredi sur deux, 14 h' }],
    },
    {
      id: 'eaje',
      structureId: 'EAJE',
      name: 'Établissement d’accueil du jeune enfant',
      description:
        'Accueil régulier ou occasionnel des enfants de dix semaines à quatre ans, en lien avec la PMI qui autorise et contrôle l’établissement.',
      themes: ['PETITE_ENFANCE'],
      ageMin: 0,
      ageMax: 3,
      capacity: 32,
      fee: 'PAID',
      feeDetails: 'barème de la CAF',
      authorisedBy: 'DEPT_21',
    },
  ),
};

/** CCAS de Saint-Apollinaire. */
export const ccasStapo: BodyOffers = {
  offers: offersOf(
    {
      communeCode: '21540',
      eligibilityZone: ['21540'],
      email: 'ccas@saint-apollinaire.invalid',
      phone: '03 53 01 31 00',
      nature: 'OPTIONAL',
    },
    {
      id: 'accueil-ccas-stapo',
      structureId: 'ACCUEIL',
      name: 'Accueil et orientation du CCAS',
      description:
        'Premier contact pour toute question sociale : écoute, orientation vers l’Espace Solidarités, la Métropole ou une association, aide à remplir les formulaires.',
      themes: ['ACCES_DROITS'],
      type: 'information',
      nature: 'PUBLIC',
      referralKindsAccepted: ['FICHE_LIAISON'],
    },
    {
      id: 'secours-stapo',
      structureId: 'ACCUEIL',
      name: 'Secours et bons alimentaires',
      description:
        'Aide ponctuelle aux habitants en difficulté, accordée par la commission du CCAS ; bons d’achat délivrés sous 48 heures en cas d’urgence.',
      themes: ['AIDE_ALIMENTAIRE', 'BUDGET'],
      type: 'aide-materielle',
    },
    {
      id: 'seniors-stapo',
      structureId: 'ACCOMPAGNEMENT',
      name: 'Ateliers et sorties des aînés',
      description:
        'Gymnastique douce, ateliers mémoire, transport à la demande et repas annuel pour les habitants de 65 ans et plus.',
      themes: ['ISOLEMENT', 'SPORT', 'MOBILITE'],
      type: 'atelier',
      ageMin: 65,
    },
  ),
};
