import { type BodyOffers, offersOf } from './bodies-offer.ts';

const SERVED = ['21355', '21540'];

/** Département de la Côte-d'Or: ESCO, PMI, CRIP, autonomy, insertion, digital help. */
export const departement21: BodyOffers = {
  offers: offersOf(
    { eligibilityZone: ['21'], email: 'solidarites@cotedor.invalid' },
    {
      id: 'esco-longvic',
      structureId: 'ESCO_LONGVIC',
      name: 'Espace Solidarités Côte-d’Or de Longvic',
      description:
        'Accueil, écoute et accompagnement social global par les assistantes sociales du Département : accès aux droits, budget, logement, soutien éducatif, protection des personnes. Sur rendez-vous ou à la permanence du matin.',
      themes: ['ACCES_DROITS', 'LOGEMENT', 'BUDGET', 'PARENTALITE'],
      address: '4 allée du Département, 21600 Longvic',
      communeCode: '21355',
      lon: 5.0638,
      lat: 47.2881,
      phone: '03 53 01 10 20',
      eligibilityZone: ['21355'],
      weeklyHours: 35,
      openingHours: 'Mo-Fr 08:30-12:00,13:30-17:00',
      referralKindsAccepted: ['FICHE_LIAISON', 'FICHE_ORIENTATION', 'HANDOVER'],
    },
    {
      id: 'esco-stapo',
      structureId: 'ESCO_STAPO',
      name: 'Espace Solidarités Côte-d’Or de Saint-Apollinaire',
      description:
        'Les travailleurs sociaux du Département reçoivent les habitants de Saint-Apollinaire pour toute difficulté sociale ou familiale, et se déplacent au domicile quand la situation le demande.',
      themes: ['ACCES_DROITS', 'LOGEMENT', 'ENFANCE'],
      address: '12 cours de Gray, 21850 Saint-Apollinaire',
      communeCode: '21540',
      lon: 5.0852,
      lat: 47.3321,
      phone: '03 53 01 10 40',
      eligibilityZone: ['21540'],
      weeklyHours: 28,
      referralKindsAccepted: ['FICHE_LIAISON', 'FICHE_ORIENTATION', 'HANDOVER'],
    },
    {
      id: 'pmi-longvic',
      structureId: 'PMI',
      name: 'Consultations de protection maternelle et infantile',
      description:
        'Suivi gratuit des femmes enceintes, des jeunes parents et des enfants de moins de six ans par le médecin, la sage-femme et les puéricultrices de PMI ; visites à domicile, pesées, vaccinations.',
      themes: ['PETITE_ENFANCE', 'SANTE', 'PARENTALITE'],
      publics: ['femmes enceintes', 'familles avec enfants de moins de 6 ans'],
      ageMin: 0,
      ageMax: 5,
      address: '4 allée du Département, 21600 Longvic',
      communeCode: '21355',
      phone: '03 53 01 10 25',
      eligibilityZone: SERVED,
      permanences: [
        { place: 'Centre social La Ruche', schedule: 'le 2e mardi du mois, 14 h', hostBody: 'COMMUNE_LONGVIC' },
      ],
    },
    {
      id: 'crip-21',
      structureId: 'CRIP',
      name: 'Cellule Enfance en danger',
      description:
        'Recueil, traitement et évaluation des informations préoccupantes concernant un mineur en danger ou en risque de l’être. Les particuliers peuvent aussi composer le 119, gratuit et anonyme, à toute heure.',
      themes: ['PROTECTION', 'ENFANCE'],
      type: 'information',
      ageMax: 20,
      phone: '03 53 01 11 19',
      receptionModes: ['REMOTE'],
      mobilisationModes: ['PHONE', 'EMAIL'],
    },
    {
      id: 'apa-21',
      structureId: 'AUTONOMIE',
      name: 'Allocation personnalisée d’autonomie',
      description:
        'Instruction de l’APA à domicile et en établissement : évaluation à domicile de la perte d’autonomie, plan d’aide, suivi. Réservée aux personnes de 60 ans et plus, sans condition de ressources pour l’ouverture du droit.',
      themes: ['AUTONOMIE'],
      type: 'aide-financiere',
      publics: ['personnes âgées'],
      ageMin: 60,
      nature: 'LEGAL_AID',
      mobilisationModes: ['ONLINE_FORM', 'PHONE'],
      phone: '03 53 01 12 60',
      receptionModes: ['ON_SITE', 'REMOTE'],
    },
    {
      id: 'insertion-21',
      structureId: 'INSERTION',
      name: 'Référents Parcours Insertion Vers l’Emploi',
      description:
        'Accompagnement vers l’emploi des bénéficiaires du RSA : diagnostic, contrat d’engagements, levée des freins, orientation vers les chantiers d’insertion et la formation.',
      themes: ['EMPLOI', 'FORMATION'],
      publics: ['bénéficiaires du RSA'],
      ageMin: 18,
      phone: '03 53 01 13 00',
      referralKindsAccepted: ['FICHE_ORIENTATION'],
      permanences: [
        {
          place: 'Maison de l’Emploi de Longvic',
          schedule: 'tous les jeudis, 9 h – 12 h',
          reservedToFollowedPersons: true,
          hostBody: 'COMMUNE_LONGVIC',
        },
      ],
    },
    {
      id: 'numerique-21',
      structureId: 'NUMERIQUE',
      name: 'Conseiller numérique : Déclic numérique',
      description:
        'Ateliers en petit groupe pour apprendre à faire ses démarches en ligne, avec le conseiller numérique du Département et l’association Medialud, dans des locaux prêtés par la commune.',
      themes: ['NUMERIQUE', 'ACCES_DROITS'],
      type: 'atelier',
      capacity: 12,
      communeCode: '21540',
      eligibilityZone: ['21540'],
      phone: '03 53 01 14 10',
      permanences: [
        { place: 'Espace communal de Saint-Apollinaire', schedule: 'le lundi matin', hostBody: 'COMMUNE_STAPO' },
      ],
    },
  ),
  agencies: [
    { name: 'Agence Solidarités Côte-d’Or Dijon Est', address: '1 rue de la Solidarité, 21000 Dijon' },
    { name: 'Agence Solidarités Côte-d’Or Dijon Sud', address: '8 avenue du Parc, 21600 Longvic' },
    { name: 'Agence Solidarités Côte-d’Or Beaune', address: '3 rue des Vignes, 21200 Beaune' },
    { name: 'Agence Solidarités Côte-d’Or Montbard', address: '5 place du Canal, 21500 Montbard' },
    { name: 'Agence Solidarités Côte-d’Or Genlis', address: '2 rue des Champs, 21110 Genlis' },
  ],
};
