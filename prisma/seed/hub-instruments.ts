import { PURPOSES, type Purpose } from '../../schema/vocabulary.ts';

type Party = readonly [body: string, office: string | null, signedOn: string, basis?: 'SIGNED_AS_PRESIDENT'];

/** An instrument of the reference data set. Signature dates are assumed unless it says otherwise. */
interface ReferenceInstrument {
  readonly id: string;
  readonly kind: 'PROTOCOL' | 'TRANSFER_CONVENTION' | 'CHARTER';
  readonly title: string;
  readonly parties: readonly Party[];
  readonly communes: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly termMonths: number | null;
  readonly terminationMode: 'AT_TERM' | 'ANYTIME';
  readonly noticeForm: 'WRITTEN' | 'REGISTERED_LETTER';
  readonly datesAssumed: boolean;
  readonly courtAsWritten: string | null;
  readonly courtEffective: string;
}

const DIJON = 'tribunal administratif de Dijon';
const PRESIDENT = 'Président du conseil départemental';

const instruments: readonly ReferenceInstrument[] = [
  {
    id: 'P-21-LONGVIC',
    kind: 'PROTOCOL',
    title: "Protocole de partenariat entre le Département de la Côte-d'Or, la Commune et le CCAS de Longvic",
    parties: [
      ['DEPT_21', PRESIDENT, '2026-01-15'],
      ['COMMUNE_LONGVIC', 'Maire', '2026-01-15'],
      ['CCAS_LONGVIC', 'Président du CCAS', '2026-01-15'],
    ],
    communes: ['21355'],
    purposes: PURPOSES,
    termMonths: 36,
    terminationMode: 'AT_TERM',
    noticeForm: 'WRITTEN',
    datesAssumed: true,
    courtAsWritten: null,
    courtEffective: DIJON,
  },
  {
    id: 'P-21-STAPO',
    kind: 'PROTOCOL',
    title: "Protocole de partenariat entre le Département de la Côte-d'Or, la Commune et le CCAS de Saint-Apollinaire",
    parties: [
      ['DEPT_21', PRESIDENT, '2026-01-20'],
      ['COMMUNE_STAPO', 'Maire', '2026-01-20'],
      ['CCAS_STAPO', 'Président du CCAS', '2026-01-20'],
    ],
    communes: ['21540'],
    purposes: PURPOSES,
    termMonths: 36,
    terminationMode: 'AT_TERM',
    noticeForm: 'WRITTEN',
    datesAssumed: true,
    courtAsWritten: null,
    courtEffective: DIJON,
  },
  {
    id: 'P-92-SCEAUX',
    kind: 'PROTOCOL',
    title: 'Protocole de partenariat entre le Département des Hauts-de-Seine et la Ville de Sceaux',
    parties: [
      ['DEPT_92', PRESIDENT, '2025-03-10'],
      ['COMMUNE_SCEAUX', 'Maire', '2025-03-10'],
      // A legal person of its own, but the protocol has only the mayor sign, «président du CCAS».
      ['CCAS_SCEAUX', 'Maire, président du CCAS', '2025-03-10', 'SIGNED_AS_PRESIDENT'],
    ],
    communes: ['92071'],
    purposes: PURPOSES,
    termMonths: 36,
    terminationMode: 'ANYTIME',
    noticeForm: 'REGISTERED_LETTER',
    datesAssumed: true,
    courtAsWritten: 'tribunal administratif de Nanterre',
    courtEffective: 'tribunal administratif de Cergy-Pontoise',
  },
  {
    id: 'P-21-METRO',
    kind: 'TRANSFER_CONVENTION',
    title: "Convention de transfert de compétences entre le Département de la Côte-d'Or et Dijon Métropole",
    parties: [
      ['DEPT_21', PRESIDENT, '2020-01-01'],
      ['METRO_DIJON', 'Président de la Métropole', '2020-01-01'],
    ],
    communes: ['21355', '21540'],
    purposes: ['REFERRAL', 'HOUSING_FSL', 'BENEFIT_INSTRUCTION', 'CASE', 'STATISTICS'],
    termMonths: null,
    terminationMode: 'ANYTIME',
    noticeForm: 'WRITTEN',
    datesAssumed: false,
    courtAsWritten: null,
    courtEffective: DIJON,
  },
  {
    id: 'C-21-CJE',
    kind: 'CHARTER',
    title: 'Charte de la Coordination Jeunesse Emploi de Longvic',
    parties: [
      ['DEPT_21', null, '2026-02-01'],
      ['COMMUNE_LONGVIC', null, '2026-02-01'],
      ['CCAS_LONGVIC', null, '2026-02-01'],
      ['ML_DIJON', null, '2026-02-01'],
    ],
    communes: ['21355'],
    purposes: ['EMPLOYMENT'],
    termMonths: 36,
    terminationMode: 'ANYTIME',
    noticeForm: 'WRITTEN',
    datesAssumed: true,
    courtAsWritten: null,
    courtEffective: DIJON,
  },
];

/** Rows of the instruments. All with a term renew tacitly, and all have three months of notice. */
export const instrumentRows = instruments.map(({ parties: _, purposes, communes, ...rest }) => ({
  ...rest,
  purposes: [...purposes],
  communes: [...communes],
  tacitRenewal: rest.termMonths !== null,
  noticeMonths: 3,
}));

export const partyRows = instruments.flatMap(({ id, parties }) =>
  parties.map(([bodyCode, signatoryOffice, signedOn, basis = 'SIGNED']) => ({
    instrumentId: id,
    bodyCode,
    signatoryOffice,
    signedOn: new Date(signedOn),
    basis,
  })),
);
