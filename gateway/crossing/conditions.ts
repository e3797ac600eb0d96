import type { Caller } from '../policy/caller.ts';
import type { FactClass, Known } from '../policy/facts.ts';
import { areParentsInformed, caseWords } from './case-words.ts';
import type { NoticeRow, RecordRow, TieRow, WorryRow } from './facts-rows.ts';
import { isCase } from './ties.ts';

/** What the conditions of one subject of one record are told from. */
export interface Surroundings {
  readonly caller: Caller;
  /** The civil date of the decision. */
  readonly on: string;
  readonly record: RecordRow;
  readonly subject: string | null;
  /** Those that tie the caller to the subject for her purpose, the owner taking part. */
  readonly ties: readonly TieRow[];
  /** The caller has declared serious danger for the subject towards the owner. */
  readonly emergency: boolean;
  /** What the owner sent to the caller's body about the subject. */
  readonly worries: readonly WorryRow[];
  readonly notices: readonly NoticeRow[];
  /** The person was told of this sharing and that she may object; whether she did is for her objections to say. */
  readonly isInformed: boolean;
  readonly isSigned: boolean;
  readonly optIn: boolean;
  /** As the caller's own body says: it is the one that instructs, so nobody else can know. */
  readonly rsaInstruction: Known;
}

/**
 * Every condition of the table as a closed word. What the registry itself would know is `no` where it knows of none;
 * what a body must have said is `unknown` until it has. Neither opens anything.
 */
export function conditionsOf(given: Surroundings): FactClass['conditions'] {
  const { caller, record, subject, on } = given;
  const words = caseWords(given.ties.filter(isCase), caller, record.owner, on);
  const worry = heaviest(given.worries, on);
  const notice = given.notices.find((each) => each.severalProfessionals && each.aggravationNoted) ?? given.notices[0];
  return {
    EMERGENCY_DECLARED: known(given.emergency),
    CHILD_IN_DANGER_OR_RISK: known(worry?.inDangerOrRisk),
    PARENTS_INFORMED_OR_EXEMPT: known(worry ? areParentsInformed(worry.parents, on) : words?.parentsInformed),
    MULTI_PROF: known(notice?.severalProfessionals || words?.severalProfessionals),
    AGGRAVATION_NOTED: known(notice?.aggravationNoted),
    IDENTITY_PROVED: known(subject !== null && caller.self.includes(subject) && !record.concealed),
    CHILD_CASE_OPEN: known(words?.childCaseOpen),
    SAME_CARE_TEAM: known(words?.sameCareTeam),
    PERSON_INFORMED_NOT_OBJECTED: known(given.isInformed),
    RSA_INSTRUCTION_OPEN: given.rsaInstruction,
    INSTRUMENT_OPT_IN_L121_6_2: known(given.optIn),
    COORDINATOR_DESIGNATED: known(words?.coordinatorDesignated),
    PERSON_INFORMED: known(given.isInformed || words?.personInformed),
    // Belongs to the accords themselves: they list what they name.
    EXPLICIT_FIELD_CONSENT: 'unknown',
    COSIGNED_PAYLOAD: known(given.isSigned),
    PARTY_TO_REFERRAL: known(REFERRALS.has(record.type) && record.parties.includes(caller.body)),
    PARTY_TO_REFERRAL_OR_CASE: known(isParty(given)),
    OWN_BODY: known(isOwnBusiness(record, caller.body)),
  };
}

function known(is: boolean | undefined): Known {
  return is ? 'yes' : 'no';
}

const REFERRALS = new Set(['Referral', 'ReferralHandling', 'ReferralSide']);
const CASES = new Set(['SharedCase', 'Participant']);
/** What the register keeps, and to whom it names it. */
const REGISTERED = new Set(['Consent', 'RecipientNotice', 'DecisionFact', 'PersonLink']);
/** What is controlled by the officers of both sides: what was asked, declared, contested, and the office itself. */
const OVERSEEN = new Set(['AccessRecord', 'EmergencyAccess', 'Contestation', 'Office']);

/** One information is heard, the one that says most: danger told in one and parents informed in another do not add up. */
function heaviest(worries: readonly WorryRow[], on: string): WorryRow | undefined {
  const saysDanger = worries.filter(({ inDangerOrRisk }) => inDangerOrRisk);
  return saysDanger.find(({ parents }) => areParentsInformed(parents, on)) ?? saysDanger[0] ?? worries[0];
}

/** An accord is the business of the case or referral that it hangs on; one that hangs on none, of those it names and ties. */
function isParty({ record, caller, ties }: Surroundings): boolean {
  if (record.type === 'Consent' && record.parties.length === 0) {
    return record.named.includes(caller.body) && ties.length > 0;
  }
  if (!REFERRALS.has(record.type) && !CASES.has(record.type) && record.type !== 'Consent') return false;
  return record.parties.includes(caller.body);
}

/** What an officer controls: accesses and referrals in which her body has a part, what the register keeps of it. */
function isOwnBusiness(record: RecordRow, body: string): boolean {
  if (REGISTERED.has(record.type)) return record.named.includes(body);
  return (OVERSEEN.has(record.type) || REFERRALS.has(record.type)) && record.parties.includes(body);
}
