/**
 * The closed sets of the contract, one word per thing that can be said.
 *
 * They are those of the reference tables in `prisma/reference`; a test holds the two against each other, so a word
 * cannot be added here alone.
 */

export const BODY_KINDS = [
  'DEPARTEMENT',
  'COMMUNE',
  'CCAS',
  'METROPOLE',
  'FRANCE_TRAVAIL',
  'MISSION_LOCALE',
  'PLIE',
  'ASSOCIATION',
  'EDUCATION',
  'CAF',
  'HEALTH',
  'LANDLORD',
  'STATE',
  'NONE',
] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** Kinds of bodies that have a subgraph of their own; the others only receive. */
export const SERVING_KINDS = ['DEPARTEMENT', 'COMMUNE', 'CCAS', 'METROPOLE'] as const satisfies readonly BodyKind[];
export type ServingKind = (typeof SERVING_KINDS)[number];

/** What a field tells of a person or a body. Every field of every subgraph carries exactly one. */
export const CATEGORIES = [
  'SERVICE_OFFER',
  'STATISTIC',
  'AGENT_DIRECTORY',
  'REFERRAL_META',
  'CONSENT_RECORD',
  'AUDIT_TRACE',
  'IDENTITY',
  'CONTACT',
  'CHILDCARE',
  'PRESENCE',
  'CASE_META',
  'HOUSEHOLD',
  'HOUSING',
  'BUDGET_DEBT',
  'BENEFITS',
  'EMPLOYMENT',
  'EDUCATION',
  'LEGAL_CAPACITY',
  'RIGHT_OF_RESIDENCE',
  'PUBLIC_ORDER',
  'AUTONOMY',
  'HEALTH',
  'MENTAL_HEALTH',
  'DISABILITY',
  'PMI',
  'CHILD_PROTECTION',
  'SOCIAL_REPORT',
  'VIOLENCE',
  'WORRYING_INFO',
  'JUSTICE',
  'NATIONAL_ID',
  'ORIGIN_BELIEF',
  'FREE_TEXT',
] as const;
export type Category = (typeof CATEGORIES)[number];

/**
 * How secret a category is: S0 open, S1 professional, S2 confidential, S3 secret (CP 226-13), S4 reinforced secret,
 * S5 never crosses. `S0*` is open only once disclosure control has been applied.
 */
export const SECRECY_LEVELS = ['S0', 'S0*', 'S1', 'S2', 'S3', 'S4', 'S5'] as const;
export type SecrecyLevel = (typeof SECRECY_LEVELS)[number];

export const SECRECY_OF: Readonly<Record<Category, SecrecyLevel>> = {
  SERVICE_OFFER: 'S0',
  STATISTIC: 'S0*',
  AGENT_DIRECTORY: 'S1',
  REFERRAL_META: 'S2',
  CONSENT_RECORD: 'S2',
  AUDIT_TRACE: 'S2',
  IDENTITY: 'S2',
  CONTACT: 'S2',
  CHILDCARE: 'S2',
  PRESENCE: 'S3',
  CASE_META: 'S3',
  HOUSEHOLD: 'S3',
  HOUSING: 'S3',
  BUDGET_DEBT: 'S3',
  BENEFITS: 'S3',
  EMPLOYMENT: 'S3',
  EDUCATION: 'S3',
  LEGAL_CAPACITY: 'S3',
  RIGHT_OF_RESIDENCE: 'S3',
  PUBLIC_ORDER: 'S3',
  AUTONOMY: 'S4',
  HEALTH: 'S4',
  MENTAL_HEALTH: 'S4',
  DISABILITY: 'S4',
  PMI: 'S4',
  CHILD_PROTECTION: 'S4',
  SOCIAL_REPORT: 'S4',
  VIOLENCE: 'S4',
  WORRYING_INFO: 'S5',
  JUSTICE: 'S5',
  NATIONAL_ID: 'S5',
  ORIGIN_BELIEF: 'S5',
  FREE_TEXT: 'S5',
};

/** From this level up a field may be withheld, so it is nullable in every subgraph. */
export function mayBeWithheld(category: Category): boolean {
  return SECRECY_LEVELS.indexOf(SECRECY_OF[category]) >= SECRECY_LEVELS.indexOf('S2');
}

/** Open data: no instrument and no mission is needed to read it. */
export function isOpen(category: Category): boolean {
  return SECRECY_OF[category] === 'S0';
}

/** Why a caller asks. One operation has one purpose. */
export const PURPOSES = [
  'DIRECTORY',
  'ROUTING',
  'REFERRAL',
  'HANDOVER',
  'CASE',
  'CARE',
  'CHILD_PROTECTION',
  'IP_TRANSMIT',
  'COORD_NOTICE',
  'BENEFIT_INSTRUCTION',
  'HOUSING_FSL',
  'EMPLOYMENT',
  'CHILDCARE_AVIP',
  'EDUCATION_PRE',
  'SECURITY',
  'STATISTICS',
  'STEERING',
  'AUDIT',
  'SUBJECT_RIGHTS',
  'EMERGENCY',
] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What an agent does, as the habilitation says. */
export const PROFESSIONS = [
  'ASS',
  'EDUC_SPE',
  'CESF',
  'EJE',
  'TISF',
  'MED_PMI',
  'SAGE_FEMME',
  'PUER',
  'AUX_PUER',
  'PSY',
  'CRIP',
  'SW_MANAGER',
  'REF_INSERTION',
  'CCAS_SOCIAL',
  'CCAS_DIR',
  'CCAS_DESK',
  'CCAS_BOARD',
  'METRO_SOCIAL',
  'METRO_FSL',
  'MUNI_DESK',
  'MUNI_HOUSING',
  'MUNI_CHILDCARE',
  'MUNI_EDU',
  'MUNI_YOUTH',
  'MUNI_EMPLOY',
  'SOCIAL_CENTRE',
  'DIGITAL_ADV',
  'MAYOR',
  'ELECTED',
  'POLICE_MUN',
  'POLICE_NAT',
  'PREFECT_DEL',
  'MEDIATOR',
  'LANDLORD',
  'ML_ADV',
  'PLIE_ADV',
  'FT_ADV',
  'CESAM_ADV',
  'TEACHER',
  'EN_SOCIAL',
  'CMP_CARE',
  'EMAS_PRO',
  'MDA_PRO',
  'CAF_AGENT',
  'ANALYST',
  'CONSENT_OFFICER',
  'DPO',
  'SUBJECT',
] as const;
export type Profession = (typeof PROFESSIONS)[number];

/** Where an agent's duty of secrecy comes from; only the first five bind at the level of CP 226-13. */
export const SECRECY_STATUSES = [
  'PROFESSION',
  'STATE',
  'FUNCTION',
  'MISSION',
  'TEMPORARY_MISSION',
  'CIVIL_SERVANT_DUTY',
  'DISCRETION_ONLY',
  'NONE',
] as const;
export type SecrecyStatus = (typeof SECRECY_STATUSES)[number];

/** What a rule demands of the recipient, and what a status gives. */
export const DUTIES = ['NONE', 'DISCRETION', 'SECRET'] as const;
export type Duty = (typeof DUTIES)[number];

/** The circles inside which the law lets professionals share. */
export const COMMUNITIES = [
  'SOCIAL',
  'CHILD',
  'CARE',
  'RSA',
  'FSL',
  'EMPLOY',
  'SECURITY',
  'STATS',
  'AUDIT',
  'SELF',
] as const;
export type Community = (typeof COMMUNITIES)[number];

/** What a rule may demand beside secrecy and community (§3.4 of the domain). */
export const CONDITIONS = [
  'EMERGENCY_DECLARED',
  'CHILD_IN_DANGER_OR_RISK',
  'PARENTS_INFORMED_OR_EXEMPT',
  'MULTI_PROF',
  'AGGRAVATION_NOTED',
  'IDENTITY_PROVED',
  'CHILD_CASE_OPEN',
  'SAME_CARE_TEAM',
  'PERSON_INFORMED_NOT_OBJECTED',
  'RSA_INSTRUCTION_OPEN',
  'INSTRUMENT_OPT_IN_L121_6_2',
  'COORDINATOR_DESIGNATED',
  'PERSON_INFORMED',
  'EXPLICIT_FIELD_CONSENT',
  'COSIGNED_PAYLOAD',
  'PARTY_TO_REFERRAL',
  'PARTY_TO_REFERRAL_OR_CASE',
  'OWN_BODY',
] as const;
export type Condition = (typeof CONDITIONS)[number];

/** Facts that switch a rule on. */
export const FLAGS = ['PROTECTED_ADDRESS', 'REPRESENTS_PROTECTED'] as const;
export type Flag = (typeof FLAGS)[number];

/**
 * Closed words that the body which knows a subject pushes, signed and dated, because a gate needs them (§4 of the domain).
 * Values: MINOR_UNTIL a civil date; PROTECTED_ADDRESS, EMANCIPATED, ENTRUSTED_TO_ASE, REPRESENTED_UNDER_PROTECTION and
 * RSA_INSTRUCTION_OPEN `yes` or `no`; PARENTAL_HOLDERS the granters joined by `|`; PROTECTION `NONE`, `ASSISTED`,
 * `PERSON` (the mission covers the person) or `PROPERTY`; DECEASED_ON a civil date. For hand-overs: FOLLOWED and
 * EXCLUDES_CCAS `yes` or `no`, RESIDES_IN the INSEE code of a commune. For control: NAMED_LIKE_AGENTS the body's own agents
 * whose family name the file bears, joined by `|`, or `NONE`; it decides nothing.
 */
export const DECISION_WORDS = [
  'MINOR_UNTIL',
  'EMANCIPATED',
  'PARENTAL_HOLDERS',
  'ENTRUSTED_TO_ASE',
  'PROTECTION',
  'PROTECTED_ADDRESS',
  'REPRESENTED_UNDER_PROTECTION',
  'RSA_INSTRUCTION_OPEN',
  'DECEASED_ON',
  'FOLLOWED',
  'RESIDES_IN',
  'EXCLUDES_CCAS',
  'NAMED_LIKE_AGENTS',
] as const;
export type DecisionWord = (typeof DECISION_WORDS)[number];

/** Who may give an accord. */
export const GRANTERS = ['SELF', 'PARENT_A', 'PARENT_B', 'GUARDIAN', 'ASE_SERVICE', 'JUDGE'] as const;
export type Granter = (typeof GRANTERS)[number];

/** Generalisations: each is a set of fields that it opens, or, for the last three, closes. */
export const TRANSFORMS = [
  'NONE',
  'EMERGENCY_MIN',
  'NEED_ONLY',
  'OWN_DATA_ONLY',
  'STRICTLY_NECESSARY',
  'CHILD_IMPACT_SUMMARY',
  'RSA_NECESSARY',
  'STATUS_ONLY',
  'FLAG',
  'COMPOSITION_ONLY',
  'RELAY_ONLY',
  'CONCLUSIONS_ONLY',
  'FUNCTIONAL_IMPACT',
  'GUARDIAN_CONTACT',
  'BODY_ONLY',
  'ROUTING_RESULT',
  'APPOINTMENT_MIN',
  'SCOPE_ONLY',
  'OWN_BODY_SCOPE',
  'COUNT_K',
  'AGE_BAND',
  'COMMUNE_ONLY',
  'MONTH',
] as const;
export type Transform = (typeof TRANSFORMS)[number];
