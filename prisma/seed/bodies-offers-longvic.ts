import { day } from './bodies-file.ts';
import { type BodyOffers, offersOf } from './bodies-offer.ts';

const leisure = (id: string, place: string, address: string, capacity: number) => ({
  id,
  structureId: 'ACCUEILS_LOISIRS',
  name: `Accueil de loisirs ${place}`,
  description: `Accueil des enfants de 3 à 12 ans le mercredi et pendant les vacances scolaires, ${place} : jeux, sorties, projets avec les familles. Tarif au quotient familial, inscription au guichet unique.`,
  themes: ['ENFANCE'],
  fee: 'PAID' as const,
  feeDetails: 'selon le quotient familial',
  ageMin: 3,
  ageMax: 12,
  capacity,
  address,
  authorisedBy: 'DEPT_21',
});

/** Commune de Longvic: what a town offers to families, to the young and to those who look for work. */
export const communeLongvic: BodyOffers = {
  offers: offersOf(
    { communeCode: '21355', eligibilityZone: ['21355'], email: 'accueil@longvic.invalid', phone: '03 53 01 20 00' },
    {
      id: 'guichet-unique-pe',
      structureId: 'GUICHET_UNIQUE_PE',
      name: 'Guichet unique petite enfance',
      description:
        'Un seul lieu pour s’informer sur les modes d’accueil de Longvic, déposer une demande de place et préparer l’arrivée de l’enfant. Les demandes sont classées par date de réception.',
      themes: ['PETITE_ENFANCE'],
      type: 'information',
      ageMax: 5,
      publics: ['familles'],
      mobilisationModes: ['WALK_IN', 'ONLINE_FORM'],
    },
    {
      id: 'multi-accueil-avip',
      structureId: 'MULTI_ACCUEIL',
      name: 'Multi-accueil « Les P’tits Pas », six places AVIP',
      description:
        'Crèche municipale de 40 berceaux dont six places à vocation d’insertion professionnelle, réservées aux parents engagés dans une démarche de retour à l’emploi ou de formation, sur fiche d’orientation d’un professionnel.',
      themes: ['PETITE_ENFANCE', 'EMPLOI'],
      label: 'AVIP',
      capacity: 40,
      ageMin: 0,
      ageMax: 3,
      fee: 'PAID',
      feeDetails: 'barème de la CAF',
      address: '9 rue de l’École, 21600 Longvic',
      lon: 5.0619,
      lat: 47.2903,
      authorisedBy: 'DEPT_21',
      mobilisableBy: ['PROFESSIONALS'],
      mobilisationModes: ['REFERRAL'],
      referralKindsAccepted: ['FICHE_ORIENTATION_AVIP'],
    },
    {
      id: 'rpe',
      structureId: 'RPE',
      name: 'Relais petite enfance (ancien relais assistantes maternelles)',
      description:
        'Lieu de rencontre et de conseil pour les assistantes maternelles et les parents qui les emploient : contrats, matinées d’éveil, formation continue.',
      themes: ['PETITE_ENFANCE', 'PARENTALITE'],
      type: 'information',
    },
    leisure('loisirs-centre', 'du Centre', '2 place de l’Hôtel-de-Ville, 21600 Longvic', 80),
    leisure('loisirs-bief', 'du Bief du Moulin', '15 rue du Moulin, 21600 Longvic', 60),
    leisure('loisirs-poussots', 'des Poussots', '30 allée des Poussots, 21600 Longvic', 48),
    {
      id: 'sport-jeunesse',
      structureId: 'SPORT_JEUNESSE',
      name: 'Accueil sport et jeunesse',
      description:
        'Stages sportifs et sorties pour les 4–17 ans pendant les vacances, encadrés par les éducateurs de la ville ; activités et projets propres aux 12–17 ans toute l’année.',
      themes: ['SPORT', 'JEUNESSE'],
      ageMin: 4,
      ageMax: 17,
      fee: 'PAID',
      feeDetails: 'carte annuelle et participation aux sorties',
    },
    {
      id: 'info-jeunes',
      structureId: 'INFO_JEUNES',
      name: 'Info Jeunes Longvic, espace public numérique',
      description:
        'Logement, emploi, vie quotidienne, loisirs, santé : un accueil anonyme et gratuit pour les jeunes, avec des ordinateurs et l’aide d’un animateur pour les démarches en ligne.',
      themes: ['JEUNESSE', 'NUMERIQUE'],
      type: 'information',
      label: 'EPN',
      ageMin: 12,
      ageMax: 30,
      openingHours: 'Tu-Sa 14:00-18:00',
      weeklyHours: 20,
    },
    {
      id: 'mediatheque',
      structureId: 'MEDIATHEQUE',
      name: 'Médiathèque, espace public numérique',
      description:
        'Prêt de livres et de films, ateliers d’écriture, postes informatiques en accès libre et aide individuelle à l’usage du numérique le mercredi et le samedi.',
      themes: ['CULTURE', 'NUMERIQUE'],
      label: 'EPN',
    },
    {
      id: 'maison-emploi',
      structureId: 'MAISON_EMPLOI',
      name: 'Maison de l’Emploi, espace public numérique',
      description:
        'Accueil et conseil des demandeurs d’emploi de Longvic, offres locales, job datings et forum de l’emploi, aide au CV ; points individuels avec les partenaires lors de la Synthèse Emploi, avec l’accord de la personne.',
      themes: ['EMPLOI', 'FORMATION', 'NUMERIQUE'],
      label: 'EPN',
      publics: ['demandeurs d’emploi'],
      ageMin: 16,
      address: '6 route de Dijon, 21600 Longvic',
      lon: 5.0581,
      lat: 47.2936,
      referralKindsAccepted: ['FICHE_ORIENTATION', 'INSTANCE_SUBMISSION'],
    },
    {
      id: 'la-ruche',
      structureId: 'LA_RUCHE',
      name: 'Centre social municipal La Ruche',
      description:
        'Ateliers parents-enfants, sorties familiales, accompagnement à la scolarité, jardin partagé et café des habitants. Ouvert à toutes et tous, sans inscription pour la plupart des temps.',
      themes: ['PARENTALITE', 'ISOLEMENT', 'CULTURE'],
      type: 'atelier',
    },
    {
      id: 'logement-longvic',
      structureId: 'LOGEMENT',
      name: 'Service logement',
      description:
        'Enregistrement des demandes de logement social sur la commune, conseil aux locataires, lien avec les bailleurs présents à Longvic.',
      themes: ['LOGEMENT'],
    },
    {
      id: 'conservatoire',
      structureId: 'CONSERVATOIRE',
      name: 'Conservatoire à rayonnement communal',
      description:
        'Musique, danse et théâtre dès cinq ans ; prêt d’instruments et tarifs réduits pour les familles orientées par les services sociaux.',
      themes: ['CULTURE'],
      ageMin: 5,
      fee: 'PAID',
      feeDetails: 'selon le quotient familial',
    },
    {
      id: 'pre-longvic',
      structureId: 'PRE',
      name: 'Programme de réussite éducative',
      description:
        'Parcours individuel pour les enfants et les jeunes qui rencontrent des difficultés, construit avec les parents, l’école et les partenaires. Porté par la ville et le CCAS, toujours avec l’accord écrit des parents.',
      themes: ['ENFANCE', 'JEUNESSE'],
      label: 'PRE',
      ageMin: 2,
      ageMax: 16,
      mobilisationModes: ['REFERRAL', 'PHONE'],
      referralKindsAccepted: ['PRE_RELAY'],
    },
    {
      id: 'mediation-longvic',
      structureId: 'PREVENTION_MEDIATION',
      name: 'Prévention et médiation',
      description:
        'Médiateurs présents dans les quartiers pour apaiser les conflits de voisinage et orienter les habitants vers le bon service.',
      themes: ['ISOLEMENT'],
    },
  ),
  avipSeats: [1, 2, 3, 4, 5, 6].map((id) => ({
    id,
    creche: 'Les P’tits Pas',
    labelledFrom: day('2025-09-01'),
    occupiedFrom: day('2026-01-05'),
  })),
  avipRequests: [],
};

/** CCAS de Longvic: seniors, aids, domiciliation, and the PRE that it carries with the town. */
export const ccasLongvic: BodyOffers = {
  offers: offersOf(
    { communeCode: '21355', eligibilityZone: ['21355'], email: 'ccas@longvic.invalid', phone: '03 53 01 21 00' },
    {
      id: 'seniors-suivi',
      structureId: 'ACCOMPAGNEMENT',
      name: 'Accompagnement social des plus de 64 ans',
      description:
        'Depuis le 1er juin 2025, le CCAS accompagne les personnes de plus de 64 ans, seules ou en couple, sans enfant à charge de moins de 21 ans, et qui ne perçoivent ni le RSA ni l’APA.',
      themes: ['ACCES_DROITS', 'AUTONOMIE', 'ISOLEMENT'],
      publics: ['personnes âgées'],
      ageMin: 65,
      address: '1 place de l’Hôtel-de-Ville, 21600 Longvic',
      lon: 5.0607,
      lat: 47.2893,
      openingHours: 'Mo-Fr 09:00-12:00,14:00-17:00',
      weeklyHours: 30,
      referralKindsAccepted: ['FICHE_LIAISON', 'HANDOVER'],
    },
    {
      id: 'aides-facultatives',
      structureId: 'ACCUEIL',
      name: 'Aides facultatives',
      description:
        'Secours d’urgence, aide alimentaire, aide à l’énergie : demande examinée chaque quinzaine par la commission permanente, sur justificatifs de ressources et de charges.',
      themes: ['BUDGET', 'AIDE_ALIMENTAIRE'],
      type: 'aide-financiere',
      nature: 'OPTIONAL',
    },
    {
      id: 'aide-sociale-legale',
      structureId: 'ACCUEIL',
      name: 'Constitution des dossiers d’aide sociale légale',
      description:
        'Le CCAS aide à constituer les dossiers d’aide sociale à l’hébergement, d’aide ménagère et d’obligation alimentaire, puis les transmet à l’autorité qui décide.',
      themes: ['ACCES_DROITS', 'HANDICAP'],
      nature: 'LEGAL_AID',
    },
    {
      id: 'domiciliation-longvic',
      structureId: 'ACCUEIL',
      name: 'Élection de domicile',
      description:
        'Adresse postale et administrative pour les personnes sans domicile stable ayant un lien avec la commune ; retrait du courrier deux fois par semaine.',
      themes: ['ACCES_DROITS', 'LOGEMENT'],
      nature: 'LEGAL_AID',
    },
    {
      id: 'portage-repas',
      structureId: 'ACCOMPAGNEMENT',
      name: 'Portage de repas et visites de convivialité',
      description:
        'Repas livrés à domicile six jours sur sept et visites de bénévoles aux personnes isolées ; registre des personnes fragiles en période de canicule.',
      themes: ['AUTONOMIE', 'ISOLEMENT'],
      ageMin: 65,
      fee: 'PAID',
      feeDetails: 'selon les ressources',
      nature: 'OPTIONAL',
    },
  ),
};
