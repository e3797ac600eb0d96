import { civilDateOf } from '../../policy/civil-date.ts';
import { isConcealed } from '../../policy/concealed-traces.ts';
import type { AccessRecord } from '../journal/access-record.type.ts';
import { decided } from '../journal/access-record-list.ts';
import type { RegistryOperation } from '../operation.ts';
import type { KeyedList } from '../page-by-key.ts';
import type { PersonalLimits } from './personal-account.repository.ts';

/** Whose account is shown, to whom. */
export interface AccountHolder {
  readonly subjects: readonly string[];
  /** Who stands before the counter, or asks herself, represents the person. */
  readonly isRepresentative: boolean;
  readonly limits: PersonalLimits;
}

/** Reads what holds back an account, as of the instant of the operation. */
export async function openAccount(
  { repositories, at }: RegistryOperation,
  subjects: readonly string[],
  isRepresentative: boolean,
): Promise<AccountHolder> {
  const limits = await repositories.accounts.limitsOf(subjects, at, civilDateOf(at));
  return { subjects, isRepresentative, limits };
}

/**
 * The account as it is read to the person at a counter. Nothing in it may depend on what the agent is not to know (that an
 * address is protected, that a child is under protection, what was agreed elsewhere), so it is always read as if: no body
 * is named but the agent's own and those in the statements that she may know of, and nothing of child protection.
 */
export async function openCounter(operation: RegistryOperation, subject: string): Promise<AccountHolder> {
  const { repositories, mayKnow, caller } = operation;
  const rows = await repositories.consents.listCandidates({ self: [subject] }, EVERYTHING, 0, MOST_STATEMENTS);
  const verdicts = await mayKnow(
    rows.map(({ id }) => ({ type: 'Consent', id })),
    'CONSENT_RECORD',
  );
  const hers = rows.filter(({ grantedBy }, index) => verdicts[index] && grantedBy.includes('SELF'));
  const named = hers.flatMap((each) => [...each.fromBodies, ...each.toBodies, each.collectingBody]);
  const limits = {
    ...{ toldOfProtection: false, isHiding: false, isBesideHidden: true },
    known: new Set([caller.body, ...named]),
  };
  return { subjects: [subject], isRepresentative: false, limits };
}

const EVERYTHING = { subject: null, ending: null };
/** More statements than this nobody makes. */
const MOST_STATEMENTS = 1_000;

/**
 * Whether nothing is told at all: who represents somebody whose address may be protected, or somebody who shares a frame
 * with such a one, is told nothing that a move could change (CC 515-11 6° bis).
 */
export function isShut({ isRepresentative, limits }: AccountHolder): boolean {
  return isRepresentative && (limits.isHiding || limits.isBesideHidden);
}

/**
 * Whether a line of the journal may be told on an account. The crossing says so too, of whatever a person asks herself;
 * here it holds at a counter as well, where an officer asks who may know of more.
 */
export function mayBeTold(record: AccessRecord, holder: AccountHolder): boolean {
  const { limits, isRepresentative } = holder;
  if (isShut(holder) || record.category === 'AUDIT_TRACE') return false;
  if (isRepresentative && record.profession === 'SUBJECT') return false;
  if (isConcealed(record, limits.toldOfProtection)) return false;
  return !limits.isBesideHidden || namesKnownBodies(record, limits);
}

function namesKnownBodies({ ownerCode, agentBodyCode, profession }: AccessRecord, { known }: PersonalLimits): boolean {
  return known.has(ownerCode) && (known.has(agentBodyCode) || profession === 'SUBJECT');
}

/** Lines of the journal on an account: what may not be told is left out first, the rest is decided and on record. */
export function listTold(
  operation: RegistryOperation,
  holder: AccountHolder,
  read: KeyedList<AccessRecord>['read'],
): KeyedList<AccessRecord> {
  const list = decided(operation, read);
  return {
    ...list,
    async decide(rows) {
      const told = rows.filter((row) => mayBeTold(row, holder));
      const verdicts = told.length === 0 ? [] : await list.decide(told);
      const known = new Set(told.filter((_, index) => verdicts[index]));
      return rows.map((row) => known.has(row));
    },
  };
}
