import { day } from './bodies-file.ts';
import type { NamedFiles } from './bodies-named.ts';

const home = {
  addressLine: '12 rue des Lilas',
  postcode: '21600',
  communeCode: '21355',
  protectedAddress: false,
} as const;

/**
 * Gérard PONS, his wife and their grown-up son, as the README's example asks about him. The CCAS knows all three and
 * has the latest news; the Département's file is some months older and says less; the Métropole has his application.
 */
export const namedPons: NamedFiles = {
  'CCAS_LONGVIC PE-09': {
    contact: {
      ...home,
      phone: '06 39 98 09 09',
      preferredContact: 'PHONE',
      emergencyContact: 'Odile PONS, son épouse',
    },
    housing: {
      tenure: 'SOCIAL_TENANT',
      arrearsMonths: 3,
      evictionStage: 'ORDER_TO_PAY',
      indecency: false,
      landlordName: 'Office Habitat des Lilas',
    },
    budget: { incomeMonthly: 1180, chargesMonthly: 905, debtTotal: 4200, overIndebtednessFile: 'FILED' },
    benefits: [
      { kind: 'APL', status: 'SUSPENDED', validFrom: day('2019-07-01') },
      { kind: 'CCAS_AID', status: 'CLOSED', validFrom: day('2026-01-15'), validTo: day('2026-02-15') },
    ],
    ccasAids: [{ kind: 'ENERGY', amount: 180, grantedOn: day('2026-01-15') }],
    health: {
      condition: 'lombalgie chronique',
      treatment: 'antalgiques',
      since: day('2023-03-01'),
      mobility: 1,
      steadyAttendance: 2,
      adaptations: ['pas de port de charges'],
    },
    socialReports: [
      {
        on: day('2026-02-18'),
        conclusions: ['Risque d’expulsion', 'Endettement récent lié à la perte d’emploi'],
        agreedActions: ['Demande FSL', 'Plan d’apurement avec le bailleur'],
        narrative: 'Monsieur se dit épuisé par les relances ; le couple tient bon.',
      },
    ],
    followUp: {
      referentAgent: 'AG-02',
      openedOn: day('2025-12-08'),
      lastContactOn: day('2026-04-28'),
      severalProfessionalsNeeded: true,
    },
    note: { text: 'Ne pas appeler avant dix heures.' },
  },
  'CCAS_LONGVIC PE-09-WIFE': {
    contact: { ...home, phone: '06 39 98 09 10', preferredContact: 'PHONE' },
    employment: { status: 'EMPLOYED', jobGoal: null, obstacles: [], trainingInProgress: false },
  },
  'CCAS_LONGVIC PE-09-SON': {
    contact: { ...home, phone: '06 39 98 09 11' },
    employment: { status: 'STUDENT', jobGoal: 'électricien', obstacles: [], trainingInProgress: true },
  },
  'DEPT_21 PE-09': {
    contact: { ...home, phone: '06 39 98 09 09' },
    housing: {
      tenure: 'SOCIAL_TENANT',
      arrearsMonths: 2,
      evictionStage: 'REMINDER',
      indecency: false,
      landlordName: 'Office Habitat des Lilas',
    },
    budget: { incomeMonthly: 1210, chargesMonthly: 880, debtTotal: 3100, overIndebtednessFile: 'NONE' },
    benefits: [{ kind: 'RSA', status: 'REQUESTED', validFrom: null, resourcesBracket: 'ABOVE' }],
    employment: {
      status: 'JOB_SEEKER',
      jobGoal: 'magasinier',
      obstacles: ['HEALTH', 'MOBILITY'],
      trainingInProgress: false,
    },
    insertionFollowUp: { referent: 'Référent parcours, Agence Solidarités Dijon Sud' },
    health: {
      condition: 'lombalgie',
      treatment: null,
      since: day('2023-03-01'),
      mobility: 1,
      steadyAttendance: 1,
      adaptations: [],
    },
    followUp: {
      referentAgent: 'AG-01',
      openedOn: day('2026-02-02'),
      lastContactOn: day('2026-04-14'),
      severalProfessionalsNeeded: true,
    },
  },
  'METRO_DIJON PE-09': {
    contact: home,
    housing: { tenure: 'SOCIAL_TENANT', arrearsMonths: 2, landlordName: 'Office Habitat des Lilas' },
    fundApplications: [{ fund: 'FSL', requestedOn: day('2026-03-02'), status: 'REQUESTED' }],
  },
  'COMMUNE_LONGVIC PE-09': {
    contact: home,
    neighbourhoodRecords: [
      { on: day('2025-08-30'), text: 'Signalement de bruit dans la cage d’escalier, sans suite.' },
    ],
  },
};
