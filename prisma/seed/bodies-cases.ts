import { type Category } from '../../schema/vocabulary.ts';
import type { Prisma } from '../generated/body/client.ts';
import { day } from './bodies-file.ts';
import { referrals, type SeedCase, type SeedReferral, sharedCases } from './frames.ts';
import { drawFrames } from './frames-crowd.ts';
import { type BodyCode, crowd } from './town.ts';
import { createDraw, seedOf } from './town-draw.ts';

/** What one body said in the cases and referrals whose frames stand at the hub. */
export interface CaseContent {
  readonly contributions: readonly Prisma.ContributionCreateManyInput[];
  readonly actions: readonly Prisma.CaseActionCreateManyInput[];
  readonly payload: readonly Prisma.PayloadFieldCreateManyInput[];
}

type Said = readonly (readonly [category: Category, value: string])[];

const SAID_IN_SP_1: Readonly<Partial<Record<BodyCode, Said>>> = {
  CCAS_LONGVIC: [
    ['HOUSING', 'Trois mois d’impayés, commandement de payer reçu le 12 avril ; le bailleur accepte un plan.'],
    ['BUDGET_DEBT', 'Dossier de surendettement déposé le 3 avril ; reste à vivre de 275 € par mois.'],
    ['BENEFITS', 'APL suspendue depuis février.'],
    ['HEALTH', 'Lombalgie : ne peut plus tenir un poste debout.'],
  ],
  DEPT_21: [
    ['HOUSING', 'Demande FSL transmise à la Métropole le 2 mars.'],
    ['EMPLOYMENT', 'Rendez-vous avec le référent parcours tous les quinze jours.'],
  ],
};

const EVERYDAY: Said = [
  ['HOUSING', 'Visite du logement faite, rien d’urgent à signaler.'],
  ['HOUSEHOLD', 'La fille aînée passe deux fois par semaine.'],
  ['BENEFITS', 'Droits à jour à la dernière permanence.'],
];

export function casesOf(code: BodyCode): CaseContent {
  const drawn = drawFrames(crowd());
  const cases = [...sharedCases, ...drawn.sharedCases].filter(({ participants }) =>
    participants.some(({ body }) => body === code),
  );
  const sent = [...referrals, ...drawn.referrals].filter(({ sender }) => sender.body === code);
  return {
    contributions: cases.flatMap((frame) => contributionsTo(frame, code)),
    actions: cases.flatMap((frame) => actionsIn(frame, code)),
    payload: sent.flatMap(payloadOf),
  };
}

function contributionsTo(frame: SeedCase, code: BodyCode): Prisma.ContributionCreateManyInput[] {
  const draw = createDraw(seedOf(`${code} ${frame.id}`));
  const said = frame.id === 'SP-1' ? (SAID_IN_SP_1[code] ?? []) : EVERYDAY.filter(() => draw.chance(0.6));
  const agent = frame.participants.find(({ body }) => body === code)?.agent ?? 'service';
  return said.map(([category, value], nth) => ({
    caseId: frame.id,
    category,
    value,
    agent,
    at: new Date(`2026-04-${String(13 + nth).padStart(2, '0')}T08:30:00Z`),
  }));
}

function actionsIn(frame: SeedCase, code: BodyCode): Prisma.CaseActionCreateManyInput[] {
  const draw = createDraw(seedOf(`actions ${code} ${frame.id}`));
  return [
    {
      caseId: frame.id,
      code: draw.one(['POINT_BUDGET', 'PLAN_APUREMENT', 'VISITE_DOMICILE', 'ACCES_DROITS']),
      dueOn: day('2026-06-15'),
      status: draw.one(['TODO', 'DOING']),
    },
  ];
}

/** What the sender chose to put into the form, in the categories that such a form needs. */
function payloadOf({ id, kind }: SeedReferral): Prisma.PayloadFieldCreateManyInput[] {
  const common = [
    { category: 'CONTACT', fieldPath: 'communeCode', value: '21355', generalisation: 'COMMUNE_ONLY' },
    { category: 'HOUSING', fieldPath: 'housing.tenure', value: 'SOCIAL_TENANT', generalisation: null },
  ];
  const fund = [
    { category: 'HOUSING', fieldPath: 'housing.arrearsMonths', value: '2', generalisation: null },
    { category: 'BUDGET_DEBT', fieldPath: 'budget.debtTotal', value: '3100', generalisation: null },
  ];
  const fields = kind === 'FSL_REQUEST' || kind === 'FAJ_REQUEST' ? [...common, ...fund] : common;
  return fields.map((field) => ({ referralId: id, ...field }));
}
