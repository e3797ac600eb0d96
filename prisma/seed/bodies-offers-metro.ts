import { type BodyOffers, offersOf } from './bodies-offer.ts';

/** Dijon Métropole: what the Département transferred to it. */
export const metroDijon: BodyOffers = {
  offers: offersOf(
    {
      eligibilityZone: ['242100410'],
      communeCode: '21231',
      email: 'solidarites@metropole-dijon.invalid',
      phone: '03 53 01 40 00',
    },
    {
      id: 'premier-accueil',
      structureId: 'ACCUEIL_SOCIAL',
      name: 'Accueil social métropolitain',
      description:
        'Premier accueil social inconditionnel dans les vingt-trois communes de la Métropole : évaluer la demande, ouvrir les droits, orienter vers le service compétent, sans rendez-vous aux points d’accueil.',
      themes: ['ACCES_DROITS'],
      type: 'information',
      permanences: [
        { place: 'Mairie de Longvic', schedule: 'le mardi, 9 h – 12 h', hostBody: 'COMMUNE_LONGVIC' },
        { place: 'Mairie de Saint-Apollinaire', schedule: 'le jeudi, 14 h – 17 h', hostBody: 'COMMUNE_STAPO' },
      ],
    },
    {
      id: 'fsl-metro',
      structureId: 'FSL',
      name: 'Fonds de solidarité pour le logement',
      description:
        'Aides à l’accès et au maintien dans le logement, impayés de loyer et d’énergie, accompagnement lié au logement. La demande est faite avec un travailleur social et signée par la personne.',
      themes: ['LOGEMENT', 'BUDGET'],
      type: 'aide-financiere',
      nature: 'LEGAL_AID',
      mobilisableBy: ['PROFESSIONALS'],
      mobilisationModes: ['REFERRAL'],
      referralKindsAccepted: ['FSL_REQUEST'],
    },
    {
      id: 'faj-metro',
      structureId: 'FAJ',
      name: 'Fonds d’aide aux jeunes',
      description:
        'Secours temporaire et aide au projet d’insertion pour les jeunes de 18 à 25 ans révolus en difficulté, instruits avec la mission locale ou un travailleur social.',
      themes: ['JEUNESSE', 'EMPLOI'],
      type: 'aide-financiere',
      nature: 'LEGAL_AID',
      ageMin: 18,
      ageMax: 25,
      mobilisableBy: ['PROFESSIONALS'],
      mobilisationModes: ['REFERRAL'],
      referralKindsAccepted: ['FAJ_REQUEST'],
    },
  ),
  receptionPoints: [
    { name: 'Point d’accueil social Dijon Centre', address: '11 rue de la Métropole, 21000 Dijon' },
    { name: 'Point d’accueil social Grésilles', address: '20 place des Savoirs, 21000 Dijon' },
    { name: 'Point d’accueil social Chenôve', address: '7 rue du Mail, 21300 Chenôve' },
  ],
};
