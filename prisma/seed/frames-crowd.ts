import type { Category } from '../../schema/vocabulary.ts';
import {
  type AgentPlace,
  CCAS_LONGVIC,
  ESCO_LONGVIC,
  type Place,
  type SeedAccord,
  type SeedCase,
  type SeedReferral,
  SST_SCEAUX,
} from './frames.ts';
import type { BodyCode, Townsperson } from './town.ts';

/** A Département and a CCAS that work together, with what they are to each other in most files. */
interface Pair {
  readonly name: string;
  readonly departement: Place & { readonly body: BodyCode };
  readonly ccas: AgentPlace & { readonly body: BodyCode };
}

const PAIRS: readonly Pair[] = [
  {
    name: 'L',
    departement: { ...ESCO_LONGVIC, body: 'DEPT_21' },
    ccas: { ...CCAS_LONGVIC, body: 'CCAS_LONGVIC' },
  },
  {
    name: 'A',
    departement: { body: 'DEPT_21', service: 'ESCO_STAPO', agent: null },
    ccas: { body: 'CCAS_STAPO', service: 'ACCOMPAGNEMENT', agent: 'AG-19' },
  },
  {
    name: 'S',
    departement: { ...SST_SCEAUX, body: 'DEPT_92' },
    ccas: { body: 'CCAS_SCEAUX', service: 'CCAS', agent: 'AG-11' },
  },
];

const CASES_PER_PAIR = 4;
const EVERYDAY: readonly Category[] = ['IDENTITY', 'CONTACT', 'PRESENCE', 'CASE_META', 'HOUSEHOLD', 'HOUSING'];

/** What becomes of the referrals of one pair: one of each. */
const OUTCOMES: readonly Pick<SeedReferral, 'state' | 'decision' | 'outcome' | 'closedAt'>[] = [
  { state: 'IN_PROGRESS', decision: 'ACCEPTED' },
  { state: 'ACCEPTED', decision: 'ACCEPTED' },
  { state: 'DRAFT' },
  { state: 'CLOSED', decision: 'ACCEPTED', outcome: 'SUPPORT_COMPLETED', closedAt: '2026-04-20T16:00:00+02:00' },
  { state: 'CLOSED', decision: 'REFUSED', outcome: 'NOT_ELIGIBLE', closedAt: '2026-02-27T11:00:00+01:00' },
];

/** Ordinary cases, referrals and accords among the crowd, always the same ones. */
export function drawFrames(crowd: readonly Townsperson[]): {
  readonly sharedCases: readonly SeedCase[];
  readonly referrals: readonly SeedReferral[];
  readonly accords: readonly SeedAccord[];
} {
  const frames = PAIRS.map((pair) => {
    const known = crowd.filter((person) => isAdult(person) && isKnownToBoth(person, pair));
    const inCases = known.slice(0, CASES_PER_PAIR);
    return {
      sharedCases: inCases.map((person, nth) => drawCase(pair, person, nth)),
      accords: inCases.flatMap((person, nth) => drawAccords(pair, person, nth)),
      referrals: OUTCOMES.flatMap((outcome, nth) => {
        const person = known[CASES_PER_PAIR + nth];
        return person ? [drawReferral(pair, person, nth, outcome)] : [];
      }),
    };
  });
  return {
    sharedCases: frames.flatMap((frame) => frame.sharedCases),
    referrals: frames.flatMap((frame) => frame.referrals),
    accords: frames.flatMap((frame) => frame.accords),
  };
}

/** Département and CCAS pilot in turn. */
function drawCase({ name, departement, ccas }: Pair, person: Townsperson, nth: number): SeedCase {
  const [pilot, other] = nth % 2 === 0 ? [ccas, departement] : [departement, ccas];
  return {
    id: `SP-${name}${nth + 1}`,
    purpose: 'CASE',
    status: nth === CASES_PER_PAIR - 1 ? 'CLOSED' : 'ACTIVE',
    openedOn: `2026-02-${10 + nth}`,
    ...(nth === CASES_PER_PAIR - 1 ? { closedOn: '2026-04-01' } : { nextReviewOn: '2027-02-01' }),
    people: [person.key],
    participants: [
      { ...pilot, role: 'REFERENT' },
      { ...other, role: 'CONTRIBUTOR' },
    ],
  };
}

/** Each way an accord of its own; in the third case the person has changed her mind about one of them. */
function drawAccords({ name, departement, ccas }: Pair, person: Townsperson, nth: number): readonly SeedAccord[] {
  const common = { person: person.key, purposes: ['CASE'], caseId: `SP-${name}${nth + 1}` } as const;
  const categories: readonly Category[] = nth === 0 ? [...EVERYDAY, 'BENEFITS', 'BUDGET_DEBT'] : EVERYDAY;
  return [
    {
      ...common,
      id: `C-${name}${nth + 1}-TO-DEPARTEMENT`,
      categories,
      from: [ccas.body],
      to: [departement.body],
      collectedBy: ccas,
      ...(nth === 2 && { withdrawnAt: '2026-04-15T14:00:00+02:00' }),
    },
    {
      ...common,
      id: `C-${name}${nth + 1}-TO-CCAS`,
      categories: EVERYDAY,
      from: [departement.body],
      to: [ccas.body],
      collectedBy: ccas,
    },
  ];
}

function drawReferral(
  { name, departement, ccas }: Pair,
  person: Townsperson,
  nth: number,
  outcome: (typeof OUTCOMES)[number],
): SeedReferral {
  const [sender, recipient] = nth % 2 === 0 ? [departement, ccas] : [ccas, departement];
  return {
    id: `R-${name}${nth + 1}`,
    number: `2026-${name}${String(nth + 1).padStart(3, '0')}`,
    kind: 'FICHE_LIAISON',
    purpose: 'REFERRAL',
    reasonCode: nth % 2 === 0 ? 'HOUSING' : 'RIGHTS',
    people: [person.key],
    sender,
    recipient,
    createdOn: `2026-02-${10 + nth}`,
    ...(outcome.state !== 'DRAFT' && { sentAt: `2026-02-${11 + nth}T09:15:00+01:00` }),
    ...outcome,
  };
}

function isAdult({ birthDate }: Townsperson): boolean {
  return birthDate !== null && birthDate < '2008-01-01';
}

function isKnownToBoth({ files }: Townsperson, { departement, ccas }: Pair): boolean {
  return files[departement.body] !== undefined && files[ccas.body] !== undefined;
}
