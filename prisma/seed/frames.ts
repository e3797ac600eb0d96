import type { Category, Purpose } from '../../schema/vocabulary.ts';

/**
 * The frames and accords of the scenarios and of the example of the README, as named data.
 *
 * People go by their key in the town. Ids are readable here and opaque in production. What is dated holds from
 * 2026-05-04, when the scenarios are played, up to 2027-03-01, when the accords end.
 */

/** One body's place in a frame. */
export interface Place {
  readonly body: string;
  readonly service: string | null;
  readonly agent: string | null;
}

/** A place that one agent holds by name: only such a one can collect an accord. */
export interface AgentPlace extends Place {
  readonly agent: string;
}

export interface SeedCase {
  readonly id: string;
  readonly purpose: Purpose;
  readonly status: 'PROPOSED' | 'ACTIVE' | 'SUSPENDED' | 'CLOSED';
  readonly childProtection?: boolean;
  readonly openedOn: string;
  readonly closedOn?: string;
  readonly nextReviewOn?: string;
  readonly people: readonly string[];
  /** The first one pilots. */
  readonly participants: readonly (Place & { readonly role: string })[];
}

export interface SeedReferral {
  readonly id: string;
  readonly number: string;
  readonly kind: string;
  readonly purpose: Purpose;
  readonly reasonCode: string;
  readonly people: readonly string[];
  readonly sender: Place;
  readonly recipient: Place;
  readonly createdOn: string;
  /** An instant with its offset; a draft has none. */
  readonly sentAt?: string;
  readonly state: string;
  readonly decision?: string;
  readonly outcome?: string;
  readonly closedAt?: string;
}

export interface SeedAccord {
  readonly id: string;
  readonly person: string;
  readonly categories: readonly Category[];
  readonly explicitCategories?: readonly Category[];
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly collectedBy: AgentPlace;
  readonly validFrom?: string;
  readonly validTo?: string;
  readonly withdrawnAt?: string;
  readonly caseId?: string;
  readonly referralId?: string;
}

export const ESCO_LONGVIC: AgentPlace = { body: 'DEPT_21', service: 'ESCO_LONGVIC', agent: 'AG-01' };
export const CCAS_LONGVIC: AgentPlace = { body: 'CCAS_LONGVIC', service: 'ACCOMPAGNEMENT', agent: 'AG-02' };
const CRIP: Place = { body: 'DEPT_21', service: 'CRIP', agent: 'AG-07' };
const POLICE: Place = { body: 'COMMUNE_LONGVIC', service: 'POLICE_MUNICIPALE', agent: 'AG-05' };
const FSL: Place = { body: 'METRO_DIJON', service: 'FSL', agent: 'AG-08' };
export const SST_SCEAUX: AgentPlace = { body: 'DEPT_92', service: 'SST_SCEAUX', agent: 'AG-10' };
const DEAF: Place = { body: 'DEPT_92', service: 'DEAF', agent: null };

const longvicCase = (id: string, ...people: readonly string[]): SeedCase => ({
  id,
  purpose: 'CASE',
  status: 'ACTIVE',
  openedOn: '2026-02-16',
  nextReviewOn: '2027-01-18',
  people,
  participants: [
    { ...ESCO_LONGVIC, role: 'REFERENT' },
    { ...CCAS_LONGVIC, role: 'CONTRIBUTOR' },
  ],
});

export const sharedCases: readonly SeedCase[] = [
  // S09 and the example: Gérard PONS and his wife, not their son.
  longvicCase('SP-1', 'PE-09', 'PE-09-WIFE'),
  // S08: a move from Sceaux to Longvic; two Départements that no instrument ties.
  {
    id: 'SP-8',
    purpose: 'CASE',
    status: 'ACTIVE',
    openedOn: '2026-03-02',
    people: ['PE-10'],
    participants: [
      { ...SST_SCEAUX, role: 'REFERENT' },
      { ...ESCO_LONGVIC, role: 'CONTRIBUTOR' },
    ],
  },
  {
    id: 'SP-8-PROTECTION',
    purpose: 'CHILD_PROTECTION',
    status: 'ACTIVE',
    childProtection: true,
    openedOn: '2026-03-02',
    people: ['PE-10'],
    participants: [
      { ...DEAF, role: 'REFERENT' },
      { ...CRIP, role: 'EVALUATOR' },
    ],
  },
  // S10: one who has signed nothing, one who has signed towards another body.
  longvicCase('SP-10-B', 'PE-09b'),
  longvicCase('SP-10-C', 'PE-09c'),
  // S17: a case in which the municipal police was let in, as a pretext.
  {
    id: 'SP-17',
    purpose: 'CASE',
    status: 'ACTIVE',
    openedOn: '2026-03-09',
    people: ['PE-09'],
    participants: [
      { ...CCAS_LONGVIC, role: 'REFERENT' },
      { ...POLICE, role: 'OBSERVER' },
    ],
  },
  // S29: her address is protected.
  longvicCase('SP-29', 'PE-29'),
];

const fslRequest = (id: string, number: string, sender: Place): SeedReferral => ({
  id,
  number,
  kind: 'FSL_REQUEST',
  purpose: 'HOUSING_FSL',
  reasonCode: 'HOUSING',
  people: ['PE-09'],
  sender,
  recipient: FSL,
  createdOn: '2026-03-02',
  sentAt: '2026-03-02T10:30:00+01:00',
  state: 'IN_PROGRESS',
  decision: 'ACCEPTED',
});

export const referrals: readonly SeedReferral[] = [
  // S07: the convention ties the Département to the Métropole; nothing ties the CCAS to her.
  fslRequest('R-FSL-1', '2026-0301', ESCO_LONGVIC),
  fslRequest('R-FSL-2', '2026-0302', CCAS_LONGVIC),
];

/** S17 asks what a very broad accord opens to the police: nothing. */
const BROAD: readonly Category[] = [
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
];

const toDepartement = { from: ['CCAS_LONGVIC'], to: ['DEPT_21'], purposes: ['CASE'] } as const;

export const accords: readonly SeedAccord[] = [
  // S09's accord, and what the example adds to it: where he is known, and the case.
  {
    id: 'C-1',
    person: 'PE-09',
    categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'HOUSING', 'BUDGET_DEBT', 'PRESENCE', 'CASE_META'],
    ...toDepartement,
    collectedBy: CCAS_LONGVIC,
    caseId: 'SP-1',
  },
  {
    id: 'C-1-WIFE',
    person: 'PE-09-WIFE',
    categories: ['IDENTITY'],
    ...toDepartement,
    collectedBy: CCAS_LONGVIC,
    caseId: 'SP-1',
  },
  {
    id: 'C-7',
    person: 'PE-09',
    categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'HOUSING', 'BUDGET_DEBT', 'BENEFITS'],
    from: ['DEPT_21', 'CCAS_LONGVIC'],
    to: ['METRO_DIJON'],
    purposes: ['HOUSING_FSL'],
    collectedBy: ESCO_LONGVIC,
    referralId: 'R-FSL-1',
  },
  {
    id: 'C-8',
    person: 'PE-10',
    categories: ['IDENTITY', 'CONTACT', 'HOUSING'],
    from: ['DEPT_92', 'CCAS_SCEAUX'],
    to: ['CCAS_LONGVIC', 'DEPT_21'],
    purposes: ['CASE', 'REFERRAL'],
    collectedBy: SST_SCEAUX,
    caseId: 'SP-8',
  },
  {
    id: 'C-10-C',
    person: 'PE-09c',
    categories: ['HOUSING'],
    from: ['CCAS_LONGVIC'],
    to: ['COMMUNE_LONGVIC'],
    purposes: ['CASE'],
    collectedBy: CCAS_LONGVIC,
    caseId: 'SP-10-C',
  },
  // S10: an accord, and nothing that links AG-01 to her.
  {
    id: 'C-10-UNLINKED',
    person: 'PE-04',
    categories: ['IDENTITY', 'CONTACT', 'HOUSEHOLD', 'HOUSING', 'BUDGET_DEBT'],
    ...toDepartement,
    collectedBy: CCAS_LONGVIC,
  },
  {
    id: 'C-17',
    person: 'PE-09',
    categories: BROAD,
    from: ['CCAS_LONGVIC'],
    to: ['COMMUNE_LONGVIC'],
    purposes: ['CASE', 'SECURITY', 'REFERRAL'],
    collectedBy: CCAS_LONGVIC,
    caseId: 'SP-17',
  },
  {
    id: 'C-29',
    person: 'PE-29',
    categories: ['IDENTITY', 'CONTACT'],
    explicitCategories: ['VIOLENCE'],
    ...toDepartement,
    collectedBy: CCAS_LONGVIC,
    caseId: 'SP-29',
  },
];
