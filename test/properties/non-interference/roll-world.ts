import { CATEGORIES, type Category, PURPOSES } from '../../../schema/vocabulary.ts';
import { type Dice, hash } from '../federation/dice.ts';
import { AGENTS, type Agent, CODES } from './agents.ts';
import { noRows, type Rows, subjectNamed, type World } from './world.ts';

/** The instant at which all questions are asked. */
export const NOW = '2026-05-04T10:00:00+02:00';
const PEOPLE = 6;
const OFTEN: readonly Category[] = ['IDENTITY', 'HOUSING', 'HOUSEHOLD', 'CASE_META', 'PRESENCE', 'BENEFITS', 'CONTACT'];
const SHARED = ['CASE', 'CASE', 'CASE', 'CASE', 'CARE', 'CHILD_PROTECTION', 'EMPLOYMENT'];
const REFERRED = [
  'REFERRAL',
  'REFERRAL',
  'HANDOVER',
  'HOUSING_FSL',
  'BENEFIT_INSTRUCTION',
  'EMPLOYMENT',
  'CHILDCARE_AVIP',
];
const STATES = [
  'DRAFT',
  'SENT',
  'RECEIVED',
  'IN_REVIEW',
  'ACCEPTED',
  'IN_PROGRESS',
  'IN_PROGRESS',
  'CLOSED',
  'WITHDRAWN',
];

/** A random town at work: people whom some bodies know, cases, referrals, what was said and what was asked. */
export function rollWorld(dice: Dice): World {
  const rows = noRows();
  for (let n = 1; n <= PEOPLE; n += 1) rollPerson(dice, rows, n);
  for (let n = dice.between(1, 4); n > 0; n -= 1) rollCase(dice, rows, `SP-${n}`);
  for (let n = dice.between(1, 4); n > 0; n -= 1) rollReferral(dice, rows, `R-${n}`);
  for (let n = 1; n <= PEOPLE; n += 1) if (!dice.oneIn(5)) rollConsent(dice, rows, `C-${n}`, n);
  for (let n = dice.between(0, 4); n > 0; n -= 1) rollConsent(dice, rows, `C-more-${n}`);
  for (let n = dice.between(0, 6); n > 0; n -= 1) rollTrace(dice, rows, n);
  for (let n = dice.between(0, 2); n > 0; n -= 1) rollOthers(dice, rows, String(n));
  for (let n = dice.between(0, 2); n > 0; n -= 1) rollWorry(dice, rows, String(n));
  for (let n = dice.between(1, 4); n > 0; n -= 1) rollContestation(dice, rows, String(n));
  openFiles(dice, rows);
  const files = rows.person_link.map(({ id }) => id);
  const households = new Map(
    files.map((id) => {
      const here = files.filter((other) => other.split(':')[0] === id.split(':')[0]);
      return [id, dice.some(here)];
    }),
  );
  return { rows, households, salt: () => 0 };
}

export function rollPerson(dice: Dice, rows: Rows, n: number): void {
  const subject = subjectNamed(n);
  for (const body of CODES) if (dice.oneIn(3)) rollFile(dice, rows, subject, body, `${n}`);
  const body = dice.of(CODES);
  if (!dice.oneIn(10)) say(rows, subject, body, 'MINOR_UNTIL', dice.oneIn(8) ? '2030-01-01' : '2001-01-01');
  if (!dice.oneIn(10)) say(rows, subject, body, 'PROTECTION', dice.oneIn(10) ? 'PERSON' : 'NONE');
  if (!dice.oneIn(3)) say(rows, subject, body, 'PROTECTED_ADDRESS', dice.oneIn(3) ? 'yes' : 'no');
}

/** Whoever works with somebody mostly has a file about her. */
function openFiles(dice: Dice, rows: Rows): void {
  const met = [
    ...rows.case_subject.flatMap(({ case_id, subject }) =>
      rows.case_participant.filter((row) => row.case_id === case_id).map((row) => ({ subject, body: row.body_code })),
    ),
    ...rows.referral_subject.flatMap(({ referral_id, subject }) =>
      rows.referral
        .filter(({ id }) => id === referral_id)
        .flatMap((row) => [row.sender_body, row.recipient_body].map((body) => ({ subject, body }))),
    ),
  ];
  for (const { subject, body } of met) {
    const isKnown = rows.person_link.some((row) => row.subject === subject && row.body_code === body);
    if (!isKnown && CODES.includes(body) && !dice.oneIn(4))
      rollFile(dice, rows, subject, body, `met-${subject.at(-1)}`);
  }
}

export function rollFile(dice: Dice, rows: Rows, subject: string, body: string, local: string): void {
  const status = dice.oneIn(8) ? 'PROPOSED' : 'CONFIRMED';
  rows.person_link.push({ id: `${body}:${local}`, body_code: body, local_id: local, subject, status });
}

export function say(rows: Rows, subject: string, body: string, word: string, value: string): void {
  const id = `W-${subject}-${body}-${word}-${value}`;
  rows.decision_fact.push({ id, subject, body_code: body, word, value, valid_from: '2025-01-01T00:00:00Z' });
}

export function rollCase(dice: Dice, rows: Rows, id: string): void {
  const places = [...new Map([1, 2, 3].map(() => rollPlace(dice)).map((one) => [one.body_code, one])).values()];
  const pilot = dice.of(places.filter(({ body_code }) => CODES.includes(body_code)))?.body_code ?? 'DEPT_21';
  rows.shared_case.push({
    id,
    pilot_body: pilot,
    purpose: dice.of(SHARED),
    status: dice.oneIn(5) ? 'CLOSED' : 'ACTIVE',
    child_protection: dice.oneIn(4),
    opened_on: `2026-03-0${dice.between(1, 9)}`,
    next_review_on: `2026-07-0${dice.between(1, 9)}`,
    parents_information: dice.oneIn(2) ? 'INFORMED' : null,
    parents_informed_on: '2026-03-10',
    person_informed_on: dice.oneIn(2) ? '2026-03-10' : null,
  });
  for (const subject of rollSubjects(dice)) rows.case_subject.push({ case_id: id, subject });
  for (const place of places) {
    const validTo = dice.oneIn(8) ? '2026-04-01' : null;
    const role = place.body_code === pilot ? 'REFERENT' : 'CONTRIBUTOR';
    rows.case_participant.push({
      ...place,
      id: `${place.body_code}:${id}`,
      case_id: id,
      role,
      in_care_team: dice.oneIn(3),
      valid_from: '2026-03-01',
      valid_to: validTo,
    });
  }
}

export function rollReferral(dice: Dice, rows: Rows, id: string): void {
  const [from, to] = [rollPlace(dice), rollPlace(dice)];
  if (from.body_code === to.body_code) return;
  const state = dice.of(STATES);
  const signed = dice.oneIn(2);
  rows.referral.push({
    id,
    number: `2026-${id}`,
    kind: dice.of(['FICHE_LIAISON', 'HANDOVER', 'FICHE_ORIENTATION_AVIP']),
    purpose: dice.of(REFERRED),
    reason_code: 'HOUSING',
    urgency: 'NORMAL',
    sender_body: from.body_code,
    sender_service: from.service,
    sender_agent: from.agent,
    recipient_body: to.body_code,
    recipient_service: to.service,
    recipient_agent: to.agent,
    created_on: `2026-04-0${dice.between(1, 9)}`,
    sent_at: state === 'DRAFT' ? null : '2026-04-15T08:00:00Z',
    expires_on: dice.oneIn(6) ? '2026-05-01' : null,
    state,
    outcome: null,
    closed_at: state === 'CLOSED' ? dice.of(['2026-04-20T08:00:00Z', '2026-03-20T08:00:00Z']) : null,
    payload_version: 1,
    signed_version: signed ? 1 : null,
    signed_at: signed ? '2026-04-10T08:00:00Z' : null,
    signed_by: signed ? ['SELF'] : [],
  });
  for (const subject of rollSubjects(dice)) rows.referral_subject.push({ referral_id: id, subject });
  for (const category of dice.some(OFTEN)) {
    rows.referral_payload_field.push({ referral_id: id, version: 1, category, path: '*' });
  }
}

/** A wide accord of a person who is named, else anything that anybody may have said. */
export function rollConsent(dice: Dice, rows: Rows, id: string, named?: number): void {
  const person = named ?? dice.between(1, PEOPLE);
  const wide = named !== undefined || dice.oneIn(2);
  const withContact = dice.oneIn(2);
  const categories = [...new Set([...dice.some(OFTEN, 8), ...dice.some(CATEGORIES, 2)])].filter(
    (category) => withContact || category !== 'CONTACT',
  );
  const collecting = dice.of(CODES);
  rows.consent.push({
    id,
    subject: subjectNamed(person),
    kind: named === undefined ? dice.of(['ACCORD', 'INFORMATION_NO_OBJECTION', 'OBJECTION', 'REFUSAL']) : 'ACCORD',
    categories,
    explicit_categories: dice.some(categories, 3),
    from_bodies: wide ? CODES : dice.some(CODES),
    to_bodies: wide ? [...CODES, 'ML_DIJON', 'HEALTH_CMP'] : dice.some(CODES),
    to_professions: [],
    purposes: wide ? [...PURPOSES] : dice.some(PURPOSES),
    valid_from: dice.oneIn(12) ? '2026-06-01T00:00:00Z' : '2026-03-01T00:00:00Z',
    valid_to: dice.oneIn(10) ? '2026-04-01T00:00:00Z' : '2027-03-01T00:00:00Z',
    granted_by: ['SELF'],
    granted_at: `2026-03-0${dice.between(1, 9)}T08:00:00Z`,
    collecting_body: collecting,
    collected_by_agent: `ASS@${collecting}`,
    channel: 'TABLET',
    information_notice_version: '1',
    withdrawn_at: dice.oneIn(10) ? '2026-05-02T08:00:00Z' : null,
    generalisations: dice.oneIn(5) ? ['IDENTITY:AGE_BAND', 'CONTACT:COMMUNE_ONLY'] : [],
    explained_easy_to_read: false,
    interpreter: false,
    case_id: dice.oneIn(4) ? (rows.shared_case[0]?.id ?? null) : null,
    referral_id: dice.oneIn(4) ? (rows.referral[0]?.id ?? null) : null,
  });
}

export function rollTrace(dice: Dice, rows: Rows, n: number): void {
  const agent = rollAgent(dice);
  const uuid = (of: string) => `00000000-0000-4000-8000-${(hash(`${of} ${n}`) + n).toString(16).padStart(12, '0')}`;
  rows.access_record.push({
    id: uuid('trace'),
    at: `2026-04-${dice.between(10, 28)}T08:00:00Z`,
    recorded_at: '2026-04-28T08:00:00Z',
    operation: uuid('operation'),
    query_hash: 'none',
    agent: agent.agent,
    agent_body: agent.body,
    profession: agent.profession,
    secrecy: 'MISSION',
    purpose: dice.of(PURPOSES),
    owner_body: dice.of(CODES),
    subject: dice.oneIn(6) ? null : subjectNamed(dice.between(1, PEOPLE)),
    category: dice.of(CATEGORIES),
    decision: dice.of(['PERMIT', 'DENY']),
    rule: 'R500',
    rule_set_version: '1',
    count: 1,
    consent: dice.oneIn(2) && rows.consent.length > 0 ? dice.of(rows.consent).id : null,
  });
}

/** What stands beside the frames: notices to recipients, declared emergencies, applications. */
export function rollOthers(dice: Dice, rows: Rows, n: string): void {
  const subject = () => subjectNamed(dice.between(1, PEOPLE));
  const [one, two] = [rollAgent(dice), rollAgent(dice)];
  rows.recipient_notice.push({
    id: `N-${n}`,
    body_code: dice.of(CODES),
    subject: subject(),
    kind: 'WITHDRAWN',
    owner_body: dice.oneIn(4) ? null : dice.of(CODES),
    at: `2026-04-${dice.between(10, 28)}T08:00:00Z`,
    due_on: '2026-06-01',
  });
  rows.emergency_access.push({
    id: `E-${n}`,
    agent: one.agent,
    agent_body: one.body,
    owner_body: dice.of(CODES),
    subject: subject(),
    motive: 'UNCONSCIOUS_OR_UNRESPONSIVE',
    ...dice.of([
      { declared_at: '2026-05-04T09:30:00+02:00', expires_at: '2026-05-04T13:30:00+02:00' },
      { declared_at: '2026-04-24T09:30:00+02:00', expires_at: '2026-04-24T13:30:00+02:00' },
    ]),
    verdict: 'PENDING',
  });
  if (dice.oneIn(2)) {
    rows.emergency_review.push({
      id: `ER-${n}`,
      emergency_id: `E-${n}`,
      role: dice.of(['CONSENT_OFFICER', 'DPO']),
      body_code: rows.emergency_access.at(-1)!.owner_body,
      agent: `DPO@${rows.emergency_access.at(-1)!.owner_body}`,
      verdict: 'JUSTIFIED',
      at: '2026-05-04T09:40:00+02:00',
    });
  }
  rows.benefit_application.push({
    id: `A-${n}`,
    kind: dice.of(['RSA', 'FSL', 'APA']),
    subject: subject(),
    body_code: two.body,
    other_bodies: dice.some(CODES),
    service: two.service,
    agent: two.agent,
    opened_on: '2026-04-01',
  });
}

/** What is known of children in danger, and that a family needs several professionals: for very few eyes. */
export function rollWorry(dice: Dice, rows: Rows, n: string): void {
  const informed = dice.oneIn(2);
  rows.worrying_information.push({
    id: `IP-${n}`,
    number: `2026-IP-${n}`,
    sender_body: dice.of(CODES),
    sender_agent: rollAgent(dice).agent,
    recipient_body: 'DEPT_21',
    in_danger_or_risk: !dice.oneIn(4),
    parents_information: informed ? 'INFORMED' : 'NOT_INFORMED',
    parents_informed_on: informed ? '2026-04-20' : null,
    parents_exemption: null,
    transmitted_at: '2026-04-21T08:00:00Z',
    state: dice.of(['RECEIVED', 'UNDER_ASSESSMENT', 'CLOSED']),
  });
  rows.worrying_information_child.push({ information_id: `IP-${n}`, subject: subjectNamed(dice.between(1, PEOPLE)) });
  rows.coordination_notice.push({
    id: `CN-${n}`,
    subject: subjectNamed(dice.between(1, PEOPLE)),
    from_body: dice.of(CODES),
    from_agent: rollAgent(dice).agent,
    to_bodies: dice.some(CODES),
    several_professionals: dice.oneIn(2),
    aggravation_noted: dice.oneIn(2),
    sent_at: '2026-04-21T08:00:00Z',
  });
}

/** Something is disputed by the person, by an agent, or by one body against another. */
export function rollContestation(dice: Dice, rows: Rows, n: string): void {
  const kind = dice.of(['BY_PERSON', 'BY_PERSON', 'BY_AGENT', 'BETWEEN_BODIES']);
  const [trace, file, consent] = [dice.of(rows.access_record), dice.of(rows.person_link), dice.of(rows.consent)];
  const things = [
    { object: 'CONTENT', object_id: file?.id, subject: file?.subject, handler_body: file?.body_code },
    { object: 'LINK', object_id: file?.id, subject: file?.subject, handler_body: file?.body_code },
    { object: 'ACCESS', object_id: trace?.id, subject: trace?.subject, handler_body: trace?.owner_body },
    { object: 'CONSENT', object_id: consent?.id, subject: consent?.subject, handler_body: consent?.collecting_body },
    { object: 'PROTOCOL', object_id: 'P-21-LONGVIC', subject: null, handler_body: 'DEPT_21' },
  ];
  const { object, object_id = null, subject = null, handler_body = 'DEPT_21' } = dice.of(things);
  const opened_by_body = dice.of(CODES);
  const state = dice.of(['OPEN', 'UNDER_REVIEW', 'ACCEPTED', 'REJECTED', 'COURT', 'CLOSED']);
  const opened = `2026-04-${dice.between(10, 28)}`;
  rows.contestation.push({
    ...{ id: `K-${n}`, kind, subject, object, object_id, opened_by_body, handler_body, state },
    ...{
      opened_at: `${opened}T08:00:00Z`,
      opened_by: `DPO@${opened_by_body}`,
      channel: 'COUNTER',
      due_on: '2026-05-20',
    },
  });
  rows.contestation_act.push({
    ...{ id: `KA-${n}`, contestation_id: `K-${n}`, number: 1, at: `${opened}T08:00:00Z`, body_code: opened_by_body },
    ...{ agent: `DPO@${opened_by_body}`, state, measure: null },
  });
}

/** Social workers more often than others: of the others the table lets little through. */
export function rollAgent(dice: Dice): Agent {
  const social = AGENTS.filter(({ profession }) => ['ASS', 'CCAS_SOCIAL', 'SW_MANAGER'].includes(profession));
  return dice.of(dice.oneIn(3) ? AGENTS : social);
}

function rollSubjects(dice: Dice): readonly string[] {
  const first = dice.between(1, PEOPLE);
  return [...new Set([first, dice.oneIn(3) ? dice.between(1, PEOPLE) : first])].map(subjectNamed);
}

/** Those whose bodies one protocol binds for every purpose: between others little ever crosses. */
const BOUND = AGENTS.filter(
  ({ body, profession }) =>
    ['DEPT_21', 'CCAS_LONGVIC', 'COMMUNE_LONGVIC'].includes(body) && ['ASS', 'CCAS_SOCIAL'].includes(profession),
);

/** By one agent, by a service, by both, or by nobody yet. */
function rollPlace(dice: Dice): { body_code: string; service: string | null; agent: string | null } {
  const { body, agent, service } = dice.oneIn(4) ? rollAgent(dice) : dice.of(BOUND);
  const isNobody = dice.oneIn(8);
  return { body_code: body, agent: isNobody ? null : agent, service: isNobody ? null : service };
}
