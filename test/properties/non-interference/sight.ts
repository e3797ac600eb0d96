import { parse } from 'graphql';
import { readContract } from '../../../schema/files.ts';
import { CATEGORIES } from '../../../schema/vocabulary.ts';
import { CODES } from './agents.ts';
import { linkedBy, mayBeBound, mightOpen, needsLink } from './law.ts';
import { NOW } from './roll-world.ts';
import type { Asker } from './surroundings.ts';
import type { Rows, World } from './world.ts';

type Row<Table extends keyof Rows> = Rows[Table][number];

/**
 * What a caller may certainly not see of a world: released values, rows she may know of, and decisions about people whom
 * she is linked to are hers, nothing else is. Written from the design and the tables of the law, and not from the hub:
 * where they leave a doubt it is settled for her, so that what is hidden here must be hidden by any hub that is right.
 */
export interface Sight {
  hidesFile(file: Row<'person_link'>): boolean;
  hidesCase(frame: Row<'shared_case'>): boolean;
  hidesReferral(frame: Row<'referral'>): boolean;
  hidesConsent(consent: Row<'consent'>): boolean;
  hidesTrace(trace: Row<'access_record'>): boolean;
  hidesNotice(notice: Row<'recipient_notice'>): boolean;
  hidesEmergency(emergency: Row<'emergency_access'>): boolean;
  hidesContestation(contestation: Row<'contestation'>): boolean;
  hidesWorry(information: Row<'worrying_information'>): boolean;
  hidesCoordination(notice: Row<'coordination_notice'>): boolean;
  hidesApplication(application: Row<'benefit_application'>): boolean;
  /** All that bodies say of the person. */
  hidesWords(subject: string): boolean;
  /** That the address is protected: it is withheld anyway, from one who knows of the person. */
  hidesProtection(subject: string): boolean;
  /** The value of a field of a record that a body holds. */
  hidesContent(record: string, path: string): boolean;
}

interface Tie {
  readonly frame: string;
  readonly subjects: readonly string[];
  readonly bodies: readonly string[];
}

export function createSight({ rows }: World, asker: Asker): Sight {
  const { body, purpose, self } = asker;
  const now = Date.parse(NOW);
  const inside = purpose !== 'AUDIT' && purpose !== 'SUBJECT_RIGHTS';
  const ties = tiesOf(rows, asker);
  const caseSubjects = (id: string) => rows.case_subject.filter((row) => row.case_id === id).map((row) => row.subject);
  const sidesOf = (id: string) =>
    rows.referral_subject.filter((row) => row.referral_id === id).map((row) => row.subject);

  const isLinked = (subject: string, owner: string): boolean =>
    ties.some(({ subjects, bodies }) => subjects.includes(subject) && bodies.includes(owner));

  function accordOn(subject: string, owner: string): (category: string) => boolean {
    const said = rows.consent.filter(
      (row) =>
        row.subject === subject &&
        row.kind === 'ACCORD' &&
        row.from_bodies.includes(owner) &&
        row.to_bodies.includes(body) &&
        row.purposes.includes(purpose) &&
        Date.parse(row.valid_from) <= now &&
        now < Date.parse(row.valid_to) &&
        (row.withdrawn_at === null || Date.parse(row.withdrawn_at) > now),
    );
    return (category) => said.some((row) => [...row.categories, ...row.explicit_categories].includes(category));
  }

  /** What might cross of a category of one record about one person; null: nothing. */
  function crossing(owner: string, subject: string | null, category: string, named: readonly string[] = []) {
    if (owner === body && inside && category !== 'AUDIT_TRACE') return ['*'];
    if (!mayBeBound(purpose, owner, body)) return null;
    if (needsLink(purpose) && (subject === null || !isLinked(subject, owner))) return null;
    const met = (condition: string): boolean => {
      switch (condition) {
        case 'EMERGENCY_DECLARED':
          return rows.emergency_access.some(
            (row) => row.subject === subject && row.agent === asker.agent && row.owner_body === owner,
          );
        case 'IDENTITY_PROVED':
          return subject !== null && self.includes(subject);
        case 'OWN_BODY':
        case 'PARTY_TO_REFERRAL':
          return named.includes(body);
        case 'CHILD_IN_DANGER_OR_RISK':
          return purpose === 'IP_TRANSMIT' && rows.worrying_information_child.some((row) => row.subject === subject);
        case 'AGGRAVATION_NOTED':
          return purpose === 'COORD_NOTICE' && rows.coordination_notice.some((row) => row.subject === subject);
        // These worlds hold no avenant.
        case 'INSTRUMENT_OPT_IN_L121_6_2':
        case 'RSA_INSTRUCTION_OPEN':
          return false;
        default:
          return true;
      }
    };
    return mightOpen(asker, category, { accord: accordOn(subject ?? '', owner), met });
  }

  const isKnown = (owner: string, subject: string): boolean =>
    owner === body || isLinked(subject, owner) || CATEGORIES.some((each) => crossing(owner, subject, each) !== null);
  /** Whether anything about the person can have a bearing on what the caller is told. */
  const concerns = (subject: string): boolean =>
    self.includes(subject) ||
    ties.some((tie) => tie.subjects.includes(subject)) ||
    CODES.some((owner) => isForeign(owner) && isKnown(owner, subject));
  const isForeign = (owner: string): boolean => owner !== body;

  function hidesFrame(owner: string, subjects: readonly string[], category: string, named: readonly string[]): boolean {
    if (owner === body) return false;
    const isTold = subjects.every((subject) => isLinked(subject, owner));
    return !isTold && subjects.some((subject) => crossing(owner, subject, category, named) === null);
  }

  function hidesConsent({ subject, collecting_body, from_bodies, to_bodies }: Row<'consent'>): boolean {
    const named = [collecting_body, ...from_bodies, ...to_bodies];
    return !concerns(subject) && hidesFrame(collecting_body, [subject], 'CONSENT_RECORD', named);
  }

  function hidesTrace({ owner_body, agent_body, subject, consent, ...told }: Row<'access_record'>): boolean {
    // An information préoccupante is on nobody's account.
    if (self.length > 0 && isOfWorry(told)) return true;
    // Who collected the accord that a release rests on answers for it too.
    const collectors = rows.consent.filter(({ id }) => id === consent).map((row) => row.collecting_body);
    return crossing(owner_body, subject, 'AUDIT_TRACE', [owner_body, agent_body, ...collectors]) === null;
  }

  /** What is contested between bodies is theirs; an access that is on nobody's account is not told by being contested. */
  function hidesContestation({ kind, object, object_id, subject, ...row }: Row<'contestation'>): boolean {
    const trace = rows.access_record.find(({ id }) => object === 'ACCESS' && id === object_id);
    if (self.length > 0 && (kind === 'BETWEEN_BODIES' || (trace !== undefined && isOfWorry(trace)))) return true;
    return crossing(row.handler_body, subject, 'AUDIT_TRACE', [row.handler_body, row.opened_by_body]) === null;
  }

  function contentOf(record: string): { owner: string; subjects: readonly string[]; named: readonly string[] } {
    const [type = '', id = ''] = record.split(' ');
    const [owner = '', local = ''] = id.split(':');
    if (type === 'Participant') return { owner, subjects: caseSubjects(local), named: partiesOf(rows, local) };
    const frame = rows.referral.find((row) => row.id === local);
    const named = frame ? [frame.sender_body, frame.recipient_body] : [];
    if (type === 'ReferralSide') return { owner, subjects: sidesOf(local), named };
    const file = rows.person_link.find((row) => row.id === id);
    return { owner, subjects: file ? [file.subject] : [], named: [] };
  }

  /**
   * A person is told less while a frame of hers is also somebody's whose address may be protected: that there is such a
   * frame, and what is said of the address, has its bearing on what she is told of herself.
   */
  const isBeside = (subjects: readonly string[]): boolean =>
    subjects.some((each) => self.includes(each)) && subjects.some((each) => !self.includes(each));
  /** Whether several professionals are needed is also told from the case in which they work. */
  const isNoticed = (subjects: readonly string[]): boolean =>
    purpose === 'COORD_NOTICE' && rows.coordination_notice.some((row) => subjects.includes(row.subject));
  const framesBeside = [
    ...rows.shared_case.map(({ id }) => caseSubjects(id)),
    ...rows.referral.map(({ id }) => sidesOf(id)),
  ].filter(isBeside);
  const standsBeside = (subject: string): boolean => framesBeside.some((subjects) => subjects.includes(subject));

  return {
    hidesFile: ({ body_code, subject, status }) =>
      body_code !== body && (status !== 'CONFIRMED' || !isKnown(body_code, subject)),
    hidesCase: ({ id, pilot_body }) =>
      !rows.consent.some((row) => row.case_id === id) &&
      !ties.some(({ frame }) => frame === id) &&
      !isBeside(caseSubjects(id)) &&
      !isNoticed(caseSubjects(id)) &&
      hidesFrame(pilot_body, caseSubjects(id), 'CASE_META', partiesOf(rows, id)),
    hidesReferral: ({ id, sender_body, recipient_body }) =>
      !rows.consent.some((row) => row.referral_id === id) &&
      !ties.some(({ frame }) => frame === id) &&
      !isBeside(sidesOf(id)) &&
      hidesFrame(sender_body, sidesOf(id), 'REFERRAL_META', [sender_body, recipient_body]),
    hidesConsent,
    hidesTrace: (trace) =>
      hidesTrace(trace) && rows.contestation.every((row) => row.object_id !== trace.id || hidesContestation(row)),
    hidesContestation,
    hidesWorry: ({ recipient_body, sender_body }) =>
      purpose !== 'IP_TRANSMIT' || (recipient_body !== body && sender_body !== body),
    hidesCoordination: ({ to_bodies, from_body }) =>
      purpose !== 'COORD_NOTICE' || ![...to_bodies, from_body].includes(body),
    hidesNotice: ({ body_code, owner_body, subject }) =>
      hidesFrame(body_code, [subject], 'CONSENT_RECORD', [body_code, owner_body ?? '']),
    hidesEmergency: ({ agent, owner_body, agent_body, subject }) =>
      agent !== asker.agent && crossing(owner_body, subject, 'AUDIT_TRACE', [owner_body, agent_body]) === null,
    hidesApplication: ({ agent, service, body_code }) =>
      body_code !== body || (agent !== asker.agent && (service === null || service !== asker.service)),
    // How a statement stands is told from who could make it, so whoever may see the one sees of the other.
    hidesWords: (subject) =>
      !concerns(subject) &&
      !standsBeside(subject) &&
      rows.consent.filter((row) => row.subject === subject).every(hidesConsent),
    // Inside the body itself the flag closes nothing, so it changes nothing there.
    hidesProtection: (subject) =>
      !asker.represents &&
      !standsBeside(subject) &&
      CODES.every((owner) => (owner === body && inside) || crossing(owner, subject, 'CONTACT') === null),
    hidesContent(record, path) {
      const [type = ''] = record.split(' ');
      if (type === 'Body') return false;
      const { owner, subjects, named } = contentOf(record);
      const category = categoryOf(type, path);
      return (
        subjects.length === 0 || subjects.some((subject) => !covers(crossing(owner, subject, category, named), path))
      );
    },
  };
}

function isOfWorry({
  category,
  purpose,
  profession,
  rule,
}: Pick<Row<'access_record'>, 'category' | 'purpose' | 'profession' | 'rule'>): boolean {
  return category === 'WORRYING_INFO' || purpose === 'IP_TRANSMIT' || profession === 'CRIP' || rule === 'R002';
}

function covers(open: readonly string[] | null, path: string): boolean {
  if (open === null) return false;
  if (path.includes(':') || open.includes('*')) return open.length > 0;
  return open.some((each) => each === path || each.startsWith(`${path}.`) || path.startsWith(`${each}.`));
}

/** The frames in which the caller, or her service, takes part, that the purpose allows and, if she named one, that one. */
function tiesOf(rows: Rows, { agent, service, body, purpose, mission }: Asker): readonly Tie[] {
  const isHers = (row: { agent: string | null; service: string | null }) =>
    row.agent === agent || (service !== null && row.service === service);
  const cases = rows.shared_case
    .filter(({ status }) => status === 'ACTIVE' && linkedBy(purpose, 'SharedCase'))
    .filter(({ id }) =>
      rows.case_participant.some((row) => row.case_id === id && row.body_code === body && isHers(row)),
    )
    .map(({ id }) => ({
      frame: id,
      subjects: rows.case_subject.filter((row) => row.case_id === id).map(({ subject }) => subject),
      bodies: partiesOf(rows, id),
    }));
  const referrals = rows.referral
    .filter(({ state }) => linkedBy(purpose, 'Referral') && !['DRAFT', 'WITHDRAWN', 'CANCELLED'].includes(state))
    .filter(
      (row) =>
        (row.sender_body === body && isHers({ agent: row.sender_agent, service: row.sender_service })) ||
        (row.recipient_body === body && isHers({ agent: row.recipient_agent, service: row.recipient_service })),
    )
    .map(({ id, sender_body, recipient_body }) => ({
      frame: id,
      subjects: rows.referral_subject.filter((row) => row.referral_id === id).map(({ subject }) => subject),
      bodies: [sender_body, recipient_body],
    }));
  const applications = rows.benefit_application
    .filter((row) => linkedBy(purpose, 'BenefitApplication') && row.body_code === body && isHers(row))
    .map(({ id, subject, body_code, other_bodies }) => ({
      frame: id,
      subjects: [subject],
      bodies: [body_code, ...other_bodies],
    }));
  return [...cases, ...referrals, ...applications].filter(({ frame }) => mission === null || mission === frame);
}

function partiesOf(rows: Rows, caseId: string): readonly string[] {
  return rows.case_participant.filter((row) => row.case_id === caseId).map((row) => row.body_code);
}

/** The marks of the published contract, by `Type.field`. */
const MARKS: ReadonlyMap<string, { category: string; gives: string }> = new Map(
  ['body', 'ccas', 'commune', 'departement', 'metropole'].flatMap((name) =>
    parse(readContract(`subgraphs/${name}.graphql`)).definitions.flatMap((type) => {
      if (type.kind !== 'ObjectTypeDefinition') return [];
      return (type.fields ?? []).map((field): [string, { category: string; gives: string }] => {
        const mark = field.directives?.find((each) => each.name.value === 'crossing')?.arguments?.[0]?.value;
        let given = field.type;
        while (given.kind !== 'NamedType') given = given.type;
        const category = mark?.kind === 'EnumValue' ? mark.value : '';
        return [`${type.name.value}.${field.name.value}`, { category, gives: given.name.value }];
      });
    }),
  ),
);

/** `housing.tenure` of a Person is marked where it is defined; `payload:HOUSING` is of the category that it names. */
function categoryOf(type: string, path: string): string {
  const named = /:(\w+)/.exec(path)?.[1];
  if (named !== undefined) return named;
  let owner = type;
  let category = '';
  for (const step of path.split('.')) {
    const mark = MARKS.get(`${owner}.${step}`);
    if (mark === undefined) throw new Error(`the contract has no field \`${owner}.${step}\``);
    category = mark.category;
    owner = mark.gives;
  }
  return category;
}
