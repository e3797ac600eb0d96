import { day } from './bodies-file.ts';
import type { NamedFiles } from './bodies-named.ts';

const longvic = { postcode: '21600', communeCode: '21355', protectedAddress: false } as const;
const martin = { ...longvic, addressLine: '5 allée des Tilleuls' };
const parents = [
  { name: 'Sophie MARTIN', kind: 'PARENT' as const },
  { name: 'Karim MARTIN', kind: 'PARENT' as const },
];

/** Simone and Hugo LEFÈVRE, the MARTINs, Nina, Fatou and Awa SOW, Inès, and the two neighbours of S10. */
export const namedFamilies: NamedFiles = {
  'DEPT_21 PE-04': {
    contact: { ...longvic, addressLine: '33 rue du Moulin', phone: '06 39 98 04 58' },
    budget: { incomeMonthly: 1350, chargesMonthly: 700, debtTotal: 0, overIndebtednessFile: 'NONE' },
    followUp: { referentAgent: 'AG-01', openedOn: day('2023-09-18'), severalProfessionalsNeeded: false },
  },
  'CCAS_LONGVIC PE-04': {
    contact: { ...longvic, addressLine: '33 rue du Moulin', phone: '06 39 98 04 58', preferredContact: 'LETTER' },
    housing: { tenure: 'OWNER', arrearsMonths: 0, evictionStage: 'NONE', indecency: false },
    budget: { incomeMonthly: 1340, chargesMonthly: 690, debtTotal: 0, overIndebtednessFile: 'NONE' },
  },
  'DEPT_21 PE-04-SON': {
    contact: { ...longvic, addressLine: '33 rue du Moulin' },
    education: { school: 'Lycée professionnel', level: 'UPPER_SECONDARY' },
  },
  'CCAS_LONGVIC PE-04-SON': { contact: { ...longvic, addressLine: '33 rue du Moulin' } },

  'DEPT_21 PE-07': {
    contact: martin,
    parentalHolders: parents,
    education: { school: 'Collège de Longvic', level: 'LOWER_SECONDARY', pre: true },
    measures: [{ kind: 'AED', validFrom: day('2026-02-01'), validTo: day('2027-02-01') }],
    health: {
      condition: 'asthme',
      treatment: 'bronchodilatateur',
      impactOnCare: 2,
      impactOnSafety: 1,
      impactOnSchooling: 2,
      adaptations: [],
    },
    disability: {
      decision: 'AEEH',
      rate: 50,
      validFrom: day('2024-09-01'),
      communication: 2,
      steadyAttendance: 2,
      mobility: 0,
      autonomyAtHome: 1,
      adaptations: ['temps aménagé'],
      impactOnCare: 1,
      impactOnSafety: 0,
      impactOnSchooling: 2,
    },
    followUp: {
      referentAgent: 'AG-17',
      openedOn: day('2026-02-01'),
      lastContactOn: day('2026-04-20'),
      severalProfessionalsNeeded: true,
    },
  },
  'CCAS_LONGVIC PE-07': {
    contact: martin,
    parentalHolders: parents,
    housing: {
      tenure: 'SOCIAL_TENANT',
      arrearsMonths: 1,
      evictionStage: 'NONE',
      indecency: true,
      landlordName: 'Résidences du Parc',
    },
  },
  'COMMUNE_LONGVIC PE-07': {
    contact: martin,
    education: { school: 'Collège de Longvic', level: 'LOWER_SECONDARY', pre: true },
    preEnrolment: {
      school: 'Collège de Longvic',
      validFrom: day('2025-09-01'),
      validTo: day('2026-09-01'),
      pathway: ['SCHOOL_SUPPORT', 'SPORT'],
    },
  },
  'DEPT_21 PE-07-MOTHER': { contact: { ...martin, phone: '06 39 98 07 84' } },
  'CCAS_LONGVIC PE-07-MOTHER': {
    contact: { ...martin, phone: '06 39 98 07 84' },
    housing: {
      tenure: 'SOCIAL_TENANT',
      arrearsMonths: 1,
      evictionStage: 'NONE',
      indecency: true,
      landlordName: 'Résidences du Parc',
    },
  },
  'DEPT_21 PE-07-FATHER': { contact: martin },

  'DEPT_21 PE-08': {
    contact: { ...longvic, addressLine: '9 avenue de la Gare', phone: '06 39 98 08 17' },
    followUp: { referentAgent: 'AG-01', openedOn: day('2026-01-12'), severalProfessionalsNeeded: false },
  },
  'COMMUNE_LONGVIC PE-08': {
    contact: { ...longvic, addressLine: '9 avenue de la Gare', phone: '06 39 98 08 17', preferredContact: 'PHONE' },
    employment: { status: 'JOB_SEEKER', jobGoal: 'coiffure', obstacles: ['QUALIFICATION'], trainingInProgress: false },
  },

  'DEPT_21 PE-24': {
    contact: { ...longvic, addressLine: '2 allée des Tilleuls', phone: '06 39 98 24 09' },
    benefits: [{ kind: 'RSA', status: 'OPEN', validFrom: day('2025-02-01'), resourcesBracket: 'BELOW_HALF' }],
    budget: { incomeMonthly: 870, chargesMonthly: 520, debtTotal: 0, overIndebtednessFile: 'NONE' },
    employment: {
      status: 'JOB_SEEKER',
      jobGoal: 'aide-soignante',
      obstacles: ['CHILDCARE'],
      trainingInProgress: false,
    },
    rightOfResidence: { permitType: 'MULTI_YEAR', expiresOn: day('2028-06-30') },
    followUp: { referentAgent: 'AG-01', openedOn: day('2025-02-10'), severalProfessionalsNeeded: false },
  },
  'COMMUNE_LONGVIC PE-24': {
    contact: { ...longvic, addressLine: '2 allée des Tilleuls', phone: '06 39 98 24 09' },
    benefits: [{ kind: 'RSA', status: 'OPEN', validFrom: day('2025-02-01') }],
    employment: {
      status: 'JOB_SEEKER',
      jobGoal: 'aide-soignante',
      obstacles: ['CHILDCARE'],
      trainingInProgress: false,
    },
  },
  'DEPT_21 PE-24-CHILD': {
    contact: { ...longvic, addressLine: '2 allée des Tilleuls' },
    parentalHolders: [{ name: 'Fatou SOW', kind: 'PARENT' }],
    pmi: {
      pregnancy: 'NONE',
      growth: 'REGULAR',
      vaccinations: 'UP_TO_DATE',
      lastHomeVisitOn: day('2026-01-22'),
      impactOnCare: 0,
      impactOnSafety: 0,
      impactOnSchooling: 0,
    },
  },
  'COMMUNE_LONGVIC PE-24-CHILD': {
    contact: { ...longvic, addressLine: '2 allée des Tilleuls' },
    parentalHolders: [{ name: 'Fatou SOW', kind: 'PARENT' }],
    childcareNeed: {
      daysNeeded: ['MONDAY', 'TUESDAY', 'THURSDAY', 'FRIDAY'],
      startOn: day('2026-09-14'),
      currentCare: 'PARENT',
    },
    childcareRequest: { requestedOn: day('2026-04-02'), startOn: day('2026-09-14'), places: 1, rank: 1 },
  },

  'COMMUNE_LONGVIC PE-30': {
    contact: { ...longvic, addressLine: '27 rue des Lilas' },
    parentalHolders: [{ name: 'Camille FAURE', kind: 'PARENT' }],
    education: { school: 'École des Tilleuls', level: 'PRIMARY', pre: true },
    preEnrolment: {
      school: 'École des Tilleuls',
      validFrom: day('2025-09-01'),
      validTo: day('2026-09-01'),
      pathway: ['SCHOOL_SUPPORT', 'CULTURE'],
    },
  },
  'CCAS_LONGVIC PE-30': {
    contact: { ...longvic, addressLine: '27 rue des Lilas' },
    education: { school: 'École des Tilleuls', level: 'PRIMARY', pre: true },
  },
  'COMMUNE_LONGVIC PE-30-MOTHER': { contact: { ...longvic, addressLine: '27 rue des Lilas', phone: '06 39 98 30 12' } },

  'DEPT_21 PE-09b': {
    contact: { ...longvic, addressLine: '14 impasse des Vergers' },
    housing: { tenure: 'PRIVATE_TENANT', arrearsMonths: 1, evictionStage: 'NONE' },
  },
  'CCAS_LONGVIC PE-09b': {
    contact: { ...longvic, addressLine: '14 impasse des Vergers', phone: '06 39 98 09 70' },
    housing: { tenure: 'PRIVATE_TENANT', arrearsMonths: 4, evictionStage: 'SUMMONS', landlordName: 'SCI Les Platanes' },
    followUp: { referentAgent: 'AG-02', openedOn: day('2026-01-19'), severalProfessionalsNeeded: true },
  },
  'DEPT_21 PE-09c': {
    contact: { ...longvic, addressLine: '52 avenue de la Gare' },
    housing: { tenure: 'HOSTED', arrearsMonths: 0, evictionStage: 'NONE' },
  },
  'CCAS_LONGVIC PE-09c': {
    contact: { ...longvic, addressLine: '52 avenue de la Gare' },
    housing: {
      tenure: 'SOCIAL_TENANT',
      arrearsMonths: 2,
      evictionStage: 'REMINDER',
      landlordName: 'Résidences du Parc',
    },
  },
  'COMMUNE_LONGVIC PE-09c': { contact: { ...longvic, addressLine: '52 avenue de la Gare' } },
};
