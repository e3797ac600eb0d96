import type { Category, Profession, Purpose, Transform } from '../../../schema/vocabulary.ts';

/** A word of the contract as a person reads it, in French and in English. The French one is the reference. */
export interface PlainLabel {
  readonly fr: string;
  readonly en: string;
}

const say = (fr: string, en: string): PlainLabel => ({ fr, en });

/** Kinds of data, with their article, so that they can be listed after a colon. */
export const PLAIN_CATEGORY: Readonly<Record<Category, PlainLabel>> = {
  SERVICE_OFFER: say('les services proposés', 'the services on offer'),
  STATISTIC: say('des chiffres sans nom', 'figures without names'),
  AGENT_DIRECTORY: say('l’annuaire des agents', 'the directory of agents'),
  REFERRAL_META: say('le suivi de vos demandes', 'how your requests are getting on'),
  CONSENT_RECORD: say('vos accords', 'your agreements'),
  AUDIT_TRACE: say('la liste de qui a regardé', 'the list of who looked'),
  IDENTITY: say('l’identité (nom, prénom, date de naissance)', 'identity (name, first name, date of birth)'),
  CONTACT: say('l’adresse, le téléphone et le mail', 'address, telephone and e-mail'),
  CHILDCARE: say('la garde des enfants', 'childcare'),
  PRESENCE: say('le fait d’être connu d’un service', 'being known to a service'),
  CASE_META: say('le suivi fait par plusieurs services ensemble', 'the follow-up by several services together'),
  HOUSEHOLD: say('les personnes du foyer', 'the people of the household'),
  HOUSING: say('le logement', 'housing'),
  BUDGET_DEBT: say('le budget et les dettes', 'budget and debts'),
  BENEFITS: say('les aides reçues', 'benefits received'),
  EMPLOYMENT: say('le travail et la formation', 'work and training'),
  EDUCATION: say('l’école', 'school'),
  LEGAL_CAPACITY: say('la protection par un juge (tutelle, curatelle)', 'protection by a judge (guardianship)'),
  RIGHT_OF_RESIDENCE: say('le titre de séjour', 'the residence permit'),
  PUBLIC_ORDER: say('les conflits de voisinage', 'disputes with neighbours'),
  AUTONOMY: say('la perte d’autonomie (APA)', 'loss of autonomy (APA)'),
  HEALTH: say('la santé', 'health'),
  MENTAL_HEALTH: say('la santé mentale', 'mental health'),
  DISABILITY: say('le handicap', 'disability'),
  PMI: say('le suivi de grossesse et des jeunes enfants (PMI)', 'care of mothers and young children (PMI)'),
  CHILD_PROTECTION: say('la protection de l’enfant', 'child protection'),
  SOCIAL_REPORT: say('le rapport du travailleur social', 'the report of the social worker'),
  VIOLENCE: say('les violences dans la famille', 'violence in the family'),
  WORRYING_INFO: say('une information préoccupante', 'a worrying information'),
  JUSTICE: say('les décisions de justice', 'decisions of courts'),
  NATIONAL_ID: say('les numéros nationaux (sécurité sociale, CAF)', 'national numbers (social security, CAF)'),
  ORIGIN_BELIEF: say('l’origine ou la religion', 'origin or religion'),
  FREE_TEXT: say('les notes écrites', 'written notes'),
};

/** Purposes, as the reason why: «pour …». */
export const PLAIN_PURPOSE: Readonly<Record<Purpose, PlainLabel>> = {
  DIRECTORY: say('trouver un service', 'finding a service'),
  ROUTING: say('savoir quel service peut aider', 'knowing which service can help'),
  REFERRAL: say('traiter une demande envoyée à un autre service', 'dealing with a request sent to another service'),
  HANDOVER: say('passer le suivi à un autre service', 'handing the follow-up over to another service'),
  CASE: say('suivre une situation à plusieurs services', 'following a situation between several services'),
  CARE: say('organiser les soins et l’accompagnement', 'organising care and support'),
  CHILD_PROTECTION: say('protéger un enfant', 'protecting a child'),
  IP_TRANSMIT: say('protéger un enfant', 'protecting a child'),
  COORD_NOTICE: say('dire que plusieurs services sont utiles', 'saying that several services are useful'),
  BENEFIT_INSTRUCTION: say('étudier un droit ou une aide', 'examining a right or a benefit'),
  HOUSING_FSL: say('étudier une aide pour le logement (FSL)', 'examining help with housing (FSL)'),
  EMPLOYMENT: say('aider à trouver un travail', 'helping to find work'),
  CHILDCARE_AVIP: say('donner une place en crèche', 'giving a place in a crèche'),
  EDUCATION_PRE: say('aider à réussir à l’école', 'helping to do well at school'),
  SECURITY: say('la tranquillité publique', 'public peace'),
  STATISTICS: say('faire des chiffres sans nom', 'making figures without names'),
  STEERING: say('organiser le travail entre services', 'organising the work between services'),
  AUDIT: say('vérifier que les règles sont respectées', 'checking that the rules are kept'),
  SUBJECT_RIGHTS: say('exercer vos droits', 'exercising your rights'),
  EMERGENCY: say('faire face à un danger grave', 'dealing with a serious danger'),
};

/** What somebody does for a living, without an article. */
export const PLAIN_PROFESSION: Readonly<Record<Profession, PlainLabel>> = {
  ASS: say('assistante ou assistant de service social', 'social worker'),
  EDUC_SPE: say('éducatrice ou éducateur', 'specialised educator'),
  CESF: say('conseillère ou conseiller pour la vie quotidienne et le budget', 'adviser in home economics'),
  EJE: say('éducatrice ou éducateur de jeunes enfants', 'educator of young children'),
  TISF: say('aide à la maison pour les familles', 'family support worker'),
  MED_PMI: say('médecin de la PMI', 'doctor of the PMI'),
  SAGE_FEMME: say('sage-femme', 'midwife'),
  PUER: say('puéricultrice ou infirmière', 'children’s nurse'),
  AUX_PUER: say('auxiliaire de puériculture', 'nursery nurse'),
  PSY: say('psychologue', 'psychologist'),
  CRIP: say('agent du Département', 'agent of the Département'),
  SW_MANAGER: say('responsable du service social', 'manager of the social service'),
  REF_INSERTION: say('référente ou référent pour l’emploi', 'adviser towards employment'),
  CCAS_SOCIAL: say('travailleuse ou travailleur social du CCAS', 'social worker of the CCAS'),
  CCAS_DIR: say('direction du CCAS', 'management of the CCAS'),
  CCAS_DESK: say('agent d’accueil du CCAS', 'reception of the CCAS'),
  CCAS_BOARD: say('administratrice ou administrateur du CCAS', 'board member of the CCAS'),
  METRO_SOCIAL: say('accueil social de la Métropole', 'social reception of the Métropole'),
  METRO_FSL: say('agent qui étudie les aides au logement', 'agent who examines help with housing'),
  MUNI_DESK: say('agent d’accueil de la mairie', 'reception of the town hall'),
  MUNI_HOUSING: say('service logement de la mairie', 'housing service of the town hall'),
  MUNI_CHILDCARE: say('direction de crèche', 'management of a crèche'),
  MUNI_EDU: say('service école et réussite éducative', 'service for schools'),
  MUNI_YOUTH: say('service jeunesse', 'service for young people'),
  MUNI_EMPLOY: say('maison de l’emploi', 'employment centre'),
  SOCIAL_CENTRE: say('centre social', 'social centre'),
  DIGITAL_ADV: say('conseillère ou conseiller numérique', 'digital adviser'),
  MAYOR: say('maire', 'mayor'),
  ELECTED: say('élue ou élu', 'elected official'),
  POLICE_MUN: say('police municipale', 'municipal police'),
  POLICE_NAT: say('police nationale', 'national police'),
  PREFECT_DEL: say('déléguée ou délégué du préfet', 'delegate of the prefect'),
  MEDIATOR: say('médiatrice ou médiateur', 'mediator'),
  LANDLORD: say('bailleur', 'landlord'),
  ML_ADV: say('conseillère ou conseiller de la mission locale', 'adviser for young people'),
  PLIE_ADV: say('référente ou référent PLIE', 'adviser of the PLIE'),
  FT_ADV: say('conseillère ou conseiller France Travail', 'adviser of France Travail'),
  CESAM_ADV: say('conseillère ou conseiller CESAM', 'adviser of CESAM'),
  TEACHER: say('école ou collège', 'school'),
  EN_SOCIAL: say('service social ou de santé de l’école', 'social or health service of the school'),
  CMP_CARE: say('soignante ou soignant en santé mentale', 'carer in mental health'),
  EMAS_PRO: say('équipe santé mentale et logement', 'team for mental health and housing'),
  MDA_PRO: say('maison des adolescents', 'centre for teenagers'),
  CAF_AGENT: say('agent de la CAF', 'agent of the CAF'),
  ANALYST: say('personne chargée d’études', 'analyst'),
  CONSENT_OFFICER: say('référente ou référent des accords', 'consent officer'),
  DPO: say('déléguée ou délégué à la protection des données', 'data-protection officer'),
  SUBJECT: say('vous, ou la personne qui vous représente', 'you, or who represents you'),
};

/** What a person may choose to give in a general form only. */
export const PLAIN_GENERALISATION: Readonly<Partial<Record<Transform, PlainLabel>>> = {
  AGE_BAND: say('la tranche d’âge, pas la date de naissance', 'the age band, not the date of birth'),
  COMMUNE_ONLY: say('la commune, pas l’adresse', 'the commune, not the address'),
  MONTH: say('le mois, pas le jour', 'the month, not the day'),
};
