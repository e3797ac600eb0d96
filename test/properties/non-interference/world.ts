/** The rows that differ from world to world, by table of the hub's database and with its own names of columns. */
export interface Rows {
  person_link: { id: string; body_code: string; local_id: string; subject: string; status: string }[];
  shared_case: {
    id: string;
    pilot_body: string;
    purpose: string;
    status: string;
    child_protection: boolean;
    opened_on: string;
    next_review_on: string | null;
    parents_information: string | null;
    parents_informed_on: string | null;
    person_informed_on: string | null;
  }[];
  case_subject: { case_id: string; subject: string }[];
  case_participant: {
    id: string;
    case_id: string;
    body_code: string;
    service: string | null;
    agent: string | null;
    role: string;
    in_care_team: boolean;
    valid_from: string;
    valid_to: string | null;
  }[];
  referral: {
    id: string;
    number: string;
    kind: string;
    purpose: string;
    reason_code: string;
    urgency: string;
    sender_body: string;
    sender_service: string | null;
    sender_agent: string | null;
    recipient_body: string;
    recipient_service: string | null;
    recipient_agent: string | null;
    created_on: string;
    sent_at: string | null;
    expires_on: string | null;
    state: string;
    outcome: string | null;
    closed_at: string | null;
    payload_version: number | null;
    signed_version: number | null;
    signed_at: string | null;
    signed_by: string[];
  }[];
  referral_subject: { referral_id: string; subject: string }[];
  referral_payload_field: { referral_id: string; version: number; category: string; path: string }[];
  consent: {
    id: string;
    subject: string;
    kind: string;
    categories: string[];
    explicit_categories: string[];
    from_bodies: string[];
    to_bodies: string[];
    to_professions: string[];
    purposes: string[];
    valid_from: string;
    valid_to: string;
    granted_by: string[];
    granted_at: string;
    collecting_body: string;
    collected_by_agent: string;
    channel: string;
    information_notice_version: string;
    withdrawn_at: string | null;
    generalisations: string[];
    explained_easy_to_read: boolean;
    interpreter: boolean;
    case_id: string | null;
    referral_id: string | null;
  }[];
  decision_fact: {
    id: string;
    subject: string;
    body_code: string;
    word: string;
    value: string;
    valid_from: string;
  }[];
  access_record: {
    id: string;
    at: string;
    recorded_at: string;
    operation: string;
    query_hash: string;
    agent: string;
    agent_body: string;
    profession: string;
    secrecy: string;
    purpose: string;
    owner_body: string;
    subject: string | null;
    category: string;
    decision: string;
    rule: string;
    rule_set_version: string;
    count: number;
    consent: string | null;
  }[];
  recipient_notice: {
    id: string;
    body_code: string;
    subject: string;
    kind: string;
    owner_body: string | null;
    at: string;
    due_on: string;
  }[];
  emergency_access: {
    id: string;
    agent: string;
    agent_body: string;
    owner_body: string;
    subject: string;
    motive: string;
    declared_at: string;
    expires_at: string;
    verdict: string;
  }[];
  emergency_review: {
    id: string;
    emergency_id: string;
    role: string;
    body_code: string;
    agent: string;
    verdict: string;
    at: string;
  }[];
  contestation: {
    id: string;
    kind: string;
    subject: string | null;
    object: string;
    object_id: string | null;
    opened_at: string;
    opened_by_body: string;
    opened_by: string;
    channel: string;
    handler_body: string;
    due_on: string;
    state: string;
  }[];
  contestation_act: {
    id: string;
    contestation_id: string;
    number: number;
    at: string;
    body_code: string;
    agent: string;
    state: string;
    measure: string | null;
  }[];
  worrying_information: {
    id: string;
    number: string;
    sender_body: string;
    sender_agent: string;
    recipient_body: string;
    in_danger_or_risk: boolean;
    parents_information: string;
    parents_informed_on: string | null;
    parents_exemption: string | null;
    transmitted_at: string;
    state: string;
  }[];
  worrying_information_child: { information_id: string; subject: string }[];
  coordination_notice: {
    id: string;
    subject: string;
    from_body: string;
    from_agent: string;
    to_bodies: string[];
    several_professionals: boolean;
    aggravation_noted: boolean;
    sent_at: string;
  }[];
  benefit_application: {
    id: string;
    kind: string;
    subject: string;
    body_code: string;
    other_bodies: string[];
    service: string | null;
    agent: string | null;
    opened_on: string;
  }[];
}

export const TABLES = [
  'person_link',
  'shared_case',
  'case_subject',
  'case_participant',
  'referral',
  'referral_subject',
  'referral_payload_field',
  'consent',
  'decision_fact',
  'access_record',
  'recipient_notice',
  'emergency_access',
  'emergency_review',
  'contestation',
  'contestation_act',
  'worrying_information',
  'worrying_information_child',
  'coordination_notice',
  'benefit_application',
] as const satisfies readonly (keyof Rows)[];

/** What the hub knows, and what the bodies hold. */
export interface World {
  readonly rows: Rows;
  /** Files of the members of a household, by the file through which it is asked. */
  readonly households: ReadonlyMap<string, readonly string[]>;
  /**
   * What a body holds is made from this number, the name of the record and the path of the field: another number is
   * another value, another length of a list, another failure; `HOLDS_NOTHING` is null.
   */
  readonly salt: (record: string, path: string) => number;
}

export const HOLDS_NOTHING = -1;

export function noRows(): Rows {
  return {
    person_link: [],
    shared_case: [],
    case_subject: [],
    case_participant: [],
    referral: [],
    referral_subject: [],
    referral_payload_field: [],
    consent: [],
    decision_fact: [],
    access_record: [],
    recipient_notice: [],
    emergency_access: [],
    emergency_review: [],
    contestation: [],
    contestation_act: [],
    worrying_information: [],
    worrying_information_child: [],
    coordination_notice: [],
    benefit_application: [],
  };
}

export function joinRows(some: Rows, others: Rows): Rows {
  const joined = noRows();
  for (const table of TABLES) (joined[table] as object[]).push(...some[table], ...others[table]);
  return joined;
}

/** People are known by the same pseudonyms in every world; which bodies have files about them differs. */
export function subjectNamed(n: number): string {
  return `subject-of-the-properties-${n}`;
}
