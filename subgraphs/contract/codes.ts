import { registerEnumType } from 'type-graphql';
import * as codes from '../../prisma/generated/body/enums.ts';

/**
 * The code lists of the contract, as enums of the graph: the words are those of the database. Descriptions give the
 * French terms that the professionals use.
 */
const DESCRIPTIONS = {
  Sex: 'Administrative sex (sexe): `X_UNKNOWN` where it was not recorded.',
  PreferredContact: 'How the person wishes to be contacted (contact souhaité).',
  CoupleStatus: 'Situation of the couple (situation conjugale), PACS included.',
  HouseholdRole:
    'Place in the household (place dans le foyer): applicant (demandeur), spouse or partner, child, other.',
  CompositionSource: 'Where the composition comes from: declared by the person, CAF, tax notice (avis d’imposition).',
  HolderKind:
    'Holder of parental authority (autorité parentale): parent, guardian (tuteur), child welfare service (ASE), delegate.',
  Tenure:
    'How the home is occupied (statut d’occupation): social or private tenant, owner, hosted, hostel (foyer, CHRS, hôtel), care home (EHPAD, résidence), homeless.',
  EvictionStage:
    'How far an eviction has come (procédure d’expulsion): reminder (mise en demeure), order to pay (commandement de payer), summons (assignation), judgement, order to leave (commandement de quitter les lieux), public force (concours de la force publique).',
  OverIndebtednessFile:
    'Over-indebtedness file at the Banque de France (dossier de surendettement): filed, admitted (recevable), measures running, closed.',
  BenefitKind: 'A benefit or an aid (prestation ou aide).',
  EntitlementStatus: 'State of a right: only `OPEN` is in payment or open; `REQUESTED` does not count as held.',
  ResourcesBracket: 'Resources against the RSA threshold (tranche de ressources), never an amount.',
  Fund: 'Housing solidarity fund (FSL) or youth aid fund (FAJ).',
  FundApplicationStatus: 'State of an application to a fund; `INCOMPLETE` waits for a document.',
  ApaPlace: 'Where APA is paid: at home (à domicile) or in an institution (en établissement).',
  EmploymentStatus: 'Situation towards work (situation professionnelle); `TRAINEE` is in vocational training.',
  ObstacleToWork: 'What stands in the way of work (frein à l’emploi).',
  SchoolLevel: 'Level of schooling: maternelle, élémentaire, collège, lycée, supérieur.',
  Weekday: 'A day of the week on which care is needed.',
  CareMode: 'Who looks after the child today (mode d’accueil actuel).',
  VitalRisk: 'What rescuers must know at once (risque vital).',
  VictimStatus: 'What is known of domestic violence: suspected, disclosed (révélées), under protection, past.',
  ProtectionMeasure: 'Legal protection measure of an adult (mesure de protection juridique).',
  PermitType: 'Kind of residence permit (titre de séjour), never a nationality.',
  CaseActionStatus: 'State of an action agreed in a shared case.',
  Fee: 'Whether the service costs something.',
  ReceptionMode: 'Where people are received: on site, or remotely.',
  MobilisationMode: 'How the service is asked for; `REFERRAL` is by a fiche of a professional.',
  MobilisableBy: 'Who may ask for the service.',
  OfferNature:
    'Legal aid (aide sociale légale, compulsory), optional aid (facultative), or public service open to all.',
  OfferLabel:
    'Label of the offer: crèche à vocation d’insertion professionnelle (AVIP), programme de réussite éducative (PRE), espace public numérique (EPN).',
  Pregnancy: 'Stage of a followed pregnancy.',
  Growth: 'Growth of a child as PMI sees it.',
  Vaccinations: 'State of compulsory vaccinations.',
  ChildProtectionMeasureKind:
    'Child protection measure: AED (aide éducative à domicile), AEMO (assistance éducative en milieu ouvert), placement.',
  DangerKind: 'Kind of danger or risk that was reported.',
  WorryingInformationState: 'State of a worrying information (information préoccupante) at the CRIP.',
  PrePathway: 'Part of an individual pathway of the programme de réussite éducative.',
  CcasAidKind: 'Optional aid of the CCAS (aide facultative).',
} as const satisfies { readonly [Name in keyof typeof codes]: string };

for (const [name, words] of Object.entries(codes)) {
  registerEnumType(words, { name, description: DESCRIPTIONS[name as keyof typeof DESCRIPTIONS] });
}

export * from '../../prisma/generated/body/enums.ts';
