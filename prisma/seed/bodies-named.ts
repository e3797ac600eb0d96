import { day, type PersonFile } from './bodies-file.ts';
import { namedFamilies } from './bodies-named-families.ts';
import { namedPons } from './bodies-named-pons.ts';
import type { BodyCode } from './town.ts';

/** Files of the people of the scenarios, by body and person. What is not written here, the body does not hold. */
export type NamedFiles = Readonly<Partial<Record<`${BodyCode} ${string}`, PersonFile>>>;

const longvic = { postcode: '21600', communeCode: '21355', protectedAddress: false } as const;

export const namedFiles: NamedFiles = {
  ...namedPons,
  ...namedFamilies,
  'DEPT_21 PE-01': {
    contact: { ...longvic, addressLine: '18 rue des Lilas', phone: '06 39 98 11 04', preferredContact: 'PHONE' },
    employment: { status: 'RETIRED', obstacles: [], trainingInProgress: false },
    followUp: { referentAgent: 'AG-01', openedOn: day('2024-11-04'), severalProfessionalsNeeded: false },
  },
  'METRO_DIJON PE-01': {
    contact: { ...longvic, addressLine: '18 rue des Lilas' },
    firstReception: { receivedOn: day('2024-10-21'), topic: 'ACCES_DROITS', orientedTo: 'DEPT_21' },
  },
  // APA from October: granted by the Département in the middle of a follow-up by the CCAS, which does not know of it.
  'DEPT_21 PE-05': {
    contact: {
      ...longvic,
      addressLine: '3 impasse des Vergers',
      phone: '06 39 98 48 15',
      emergencyContact: 'Voisine, Mme Bailly, 06 39 98 48 16',
    },
    apa: { status: 'OPEN', validFrom: day('2026-10-01'), gir: 4, place: 'HOME' },
    budget: { incomeMonthly: 1290, chargesMonthly: 610, debtTotal: 0, overIndebtednessFile: 'NONE' },
    health: { condition: 'insuffisance cardiaque', vitalRisk: 'CARDIAC', mobility: 2, adaptations: ['déambulateur'] },
  },
  'CCAS_LONGVIC PE-05': {
    contact: { ...longvic, addressLine: '3 impasse des Vergers', phone: '03 53 01 77 02', preferredContact: 'PHONE' },
    housing: {
      tenure: 'PRIVATE_TENANT',
      arrearsMonths: 0,
      evictionStage: 'NONE',
      indecency: true,
      landlordName: 'SCI Les Platanes',
    },
    budget: { incomeMonthly: 1280, chargesMonthly: 640, debtTotal: 350, overIndebtednessFile: 'NONE' },
    followUp: {
      referentAgent: 'AG-02',
      openedOn: day('2026-03-01'),
      lastContactOn: day('2026-04-27'),
      severalProfessionalsNeeded: true,
    },
  },
  'DEPT_92 PE-10': {
    contact: {
      addressLine: '7 rue des Blagis',
      postcode: '92330',
      communeCode: '92071',
      phone: '06 39 98 82 08',
      protectedAddress: false,
    },
    housing: {
      tenure: 'PRIVATE_TENANT',
      arrearsMonths: 2,
      evictionStage: 'REMINDER',
      landlordName: 'Résidences du Parc',
    },
    budget: { incomeMonthly: 1420, chargesMonthly: 980, debtTotal: 2100, overIndebtednessFile: 'NONE' },
    followUp: {
      referentAgent: 'AG-10',
      openedOn: day('2024-05-13'),
      closedOn: day('2026-02-27'),
      severalProfessionalsNeeded: false,
    },
    fundApplications: [
      { fund: 'FSL', requestedOn: day('2025-10-06'), decidedOn: day('2025-11-12'), status: 'GRANTED', amount: 640 },
    ],
  },
  'CCAS_SCEAUX PE-10': {
    contact: { addressLine: '7 rue des Blagis', postcode: '92330', communeCode: '92071', protectedAddress: false },
    ccasAids: [{ kind: 'ENERGY', amount: 120, grantedOn: day('2025-12-03') }],
    followUp: { referentAgent: 'AG-11', openedOn: day('2025-01-20'), severalProfessionalsNeeded: false },
  },
  'CCAS_LONGVIC PE-29': {
    contact: {
      addressLine: '26 rue du Moulin',
      postcode: '21600',
      communeCode: '21355',
      phone: '06 39 98 29 29',
      preferredContact: 'PHONE',
      protectedAddress: true,
    },
    housing: {
      tenure: 'SOCIAL_TENANT',
      arrearsMonths: 0,
      evictionStage: 'NONE',
      landlordName: 'Office Habitat des Lilas',
    },
    education: { school: 'IFPA de Longvic', level: 'HIGHER' },
    violence: { victimStatus: 'PROTECTED', safetyPlan: 'Contact par SMS seulement ; sac prêt chez une amie.' },
    followUp: {
      referentAgent: 'AG-02',
      openedOn: day('2025-11-17'),
      lastContactOn: day('2026-04-20'),
      severalProfessionalsNeeded: true,
    },
  },
  'DEPT_21 PE-33': {
    contact: { ...longvic, addressLine: '41 avenue de la Gare', phone: '06 39 98 33 01' },
    housing: { tenure: 'HOSTED', arrearsMonths: 0, evictionStage: 'NONE' },
    benefits: [{ kind: 'RSA', status: 'OPEN', validFrom: day('2024-06-01'), resourcesBracket: 'BELOW_HALF' }],
    employment: { status: 'JOB_SEEKER', jobGoal: 'cariste', obstacles: ['MOBILITY'], trainingInProgress: false },
    insertionFollowUp: { referent: 'Référent parcours, Agence Solidarités Dijon Sud' },
    mentalHealth: {
      followUp: 'CMP',
      crisisPlan: 'Appeler le CMP',
      mobility: 0,
      communication: 1,
      steadyAttendance: 2,
      adaptations: ['horaires souples'],
    },
    rightOfResidence: { permitType: 'NOT_NEEDED' },
    followUp: { referentAgent: 'AG-01', openedOn: day('2024-06-10'), severalProfessionalsNeeded: true },
  },
  'CCAS_LONGVIC PE-33': {
    contact: { ...longvic, addressLine: 'chez Mme Giraud, 41 avenue de la Gare' },
    domiciliation: { validFrom: day('2025-09-15'), validTo: day('2027-09-15') },
    ccasAids: [{ kind: 'FOOD', amount: null, grantedOn: day('2026-03-19') }],
  },
  'COMMUNE_LONGVIC PE-33': {
    contact: { ...longvic, addressLine: '41 avenue de la Gare' },
    employment: { status: 'JOB_SEEKER', jobGoal: 'cariste', obstacles: ['MOBILITY'], trainingInProgress: true },
  },
};
