import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '../../prisma/generated/hub/client.ts';
import type { DecisionWord, Profession, Purpose } from '../../schema/vocabulary.ts';
import { PURPOSES } from '../../schema/vocabulary.ts';
import { PROFESSION_DEFAULTS } from './agents.ts';

/**
 * Writes into the hub's database what the workflows of the bodies will: frames, what people said, what bodies say of
 * them. Honest defaults, so that a test shows only what matters to it; `undo` takes all of it back.
 */
export interface World {
  subjectOf(file: string): Promise<string>;
  /** A person of whom the hub knows a file and some words, and of whom no body holds anything. */
  person(file: string, words: Partial<Record<DecisionWord, string>>): Promise<void>;
  say(file: string, word: DecisionWord, value: string): Promise<void>;
  habilitate(agent: string, body: string, profession: Profession, over?: Partial<Habilitation>): Promise<void>;
  share(id: string, files: readonly string[], participants: readonly Place[], over?: CaseOver): Promise<void>;
  refer(id: string, file: string, from: Place, to: Place, over: ReferralOver): Promise<void>;
  consent(file: string, said: SaidOver): Promise<string>;
  enrol(id: string, file: string, body: string, school: string, to?: string): Promise<void>;
  designate(id: string, agent: string, body: string, school: string, to?: string): Promise<void>;
  apply(id: string, file: string, over: ApplicationOver): Promise<void>;
  declareEmergency(file: string, agent: string, body: string, at: Date, over?: EmergencyOver): Promise<void>;
  transmit(file: string, from: string, to: string, at: Date, over?: TransmissionOver): Promise<void>;
  notify(file: string, from: string, to: readonly string[], at: Date, over?: NoticeOver): Promise<void>;
  denounce(instrument: string, byBody: string, receivedOn: string): Promise<void>;
  /** An avenant, signed by all, that opens the route of CASF L121-6-2. */
  openStatutoryRoute(instrument: string, from: string): Promise<void>;
  undo(): Promise<void>;
  close(): Promise<void>;
}

/** A body in a frame: by one agent, by a service, or both. */
export interface Place {
  readonly body: string;
  readonly service?: string;
  readonly agent?: string;
  readonly inCareTeam?: boolean;
}
type Habilitation = Pick<Prisma.HabilitationUncheckedCreateInput, 'secrecy' | 'serviceCode'> & {
  readonly communities: readonly string[];
  readonly purposes: readonly Purpose[];
};
type CaseOver = Partial<Omit<Prisma.SharedCaseUncheckedCreateInput, 'id' | 'subjects' | 'participants'>>;
type ReferralOver = Partial<Omit<Prisma.ReferralUncheckedCreateInput, 'id' | 'subjects' | 'payload'>> & {
  readonly kind: string;
  readonly purpose: Purpose;
  /** The form, and that the person has signed it: `category path`. */
  readonly signed?: readonly string[];
};
type SaidOver = Partial<Omit<Prisma.ConsentUncheckedCreateInput, 'subject'>> & {
  readonly fromBodies: string[];
  readonly toBodies: string[];
  readonly purposes: string[];
};
type ApplicationOver = Partial<Omit<Prisma.BenefitApplicationUncheckedCreateInput, 'id' | 'subject'>> & {
  readonly kind: string;
  readonly bodyCode: string;
};
type EmergencyOver = Partial<Prisma.EmergencyAccessUncheckedCreateInput>;
type TransmissionOver = Partial<Omit<Prisma.WorryingInformationUncheckedCreateInput, 'children'>>;
type NoticeOver = Partial<Prisma.CoordinationNoticeUncheckedCreateInput>;

const LONG_AGO = new Date('2026-03-01T00:00:00+01:00');
let count = 0;

export function openWorld(databaseUrl: string): World {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: 1 }) });
  const undo: (() => PromiseLike<unknown>)[] = [];
  const fresh = (prefix: string): string => `${prefix}-${++count}`;

  async function subjectOf(file: string): Promise<string> {
    return (await prisma.personLink.findUniqueOrThrow({ where: { id: file } })).subject;
  }

  async function pushWord(subject: string, bodyCode: string, word: string, value: string): Promise<void> {
    const id = fresh('W');
    await prisma.decisionFact.create({
      data: { id, subject, bodyCode, word, value, validFrom: new Date('2025-01-01') },
    });
    undo.push(() => prisma.decisionFact.deleteMany({ where: { id } }));
  }

  return {
    subjectOf,
    async person(file, words) {
      const [bodyCode = '', localId = ''] = file.split(':');
      const subject = `subject-of-${file.replace(':', '-')}-of-the-tests`;
      await prisma.personLink.create({ data: { id: file, bodyCode, localId, subject, status: 'CONFIRMED' } });
      undo.push(() => prisma.personLink.deleteMany({ where: { id: file } }));
      for (const [word, value] of Object.entries(words)) await pushWord(subject, bodyCode, word, value);
    },
    say: async (file, word, value) => pushWord(await subjectOf(file), file.split(':')[0] ?? '', word, value),
    async habilitate(agent, bodyCode, profession, over = {}) {
      const { secrecy = 'NONE', communities = [] } = PROFESSION_DEFAULTS.get(profession) ?? {};
      const id = `H-${agent}`;
      await prisma.habilitation.create({
        data: {
          ...{ id, agent, bodyCode, profession, validFrom: LONG_AGO, serviceCode: over.serviceCode ?? null },
          secrecy: over.secrecy ?? secrecy,
          communities: [...(over.communities ?? communities)],
          purposes: [...(over.purposes ?? PURPOSES)],
        },
      });
      undo.push(() => prisma.habilitation.deleteMany({ where: { id } }));
    },
    async share(id, files, participants, over = {}) {
      await prisma.sharedCase.create({
        data: {
          ...{ id, pilotBody: participants[0]?.body ?? '', purpose: 'CASE', status: 'ACTIVE', openedOn: LONG_AGO },
          ...over,
          subjects: { create: await Promise.all(files.map(async (file) => ({ subject: await subjectOf(file) }))) },
          participants: {
            create: participants.map(({ body, ...place }) => ({
              ...{ id: `${body}:${id}`, bodyCode: body, role: 'CONTRIBUTOR', validFrom: LONG_AGO },
              ...place,
            })),
          },
        },
      });
      undo.push(async () => {
        await prisma.caseParticipant.deleteMany({ where: { caseId: id } });
        await prisma.caseSubject.deleteMany({ where: { caseId: id } });
        await prisma.sharedCase.deleteMany({ where: { id } });
      });
    },
    async refer(id, file, from, to, { signed, ...over }) {
      const version = signed ? { payloadVersion: 1, signedVersion: 1, signedAt: LONG_AGO, signedBy: ['SELF'] } : {};
      await prisma.referral.create({
        data: {
          ...{ id, number: id, reasonCode: 'RIGHTS', urgency: 'NORMAL', state: 'ACCEPTED' },
          ...{ createdOn: LONG_AGO, sentAt: LONG_AGO, ...version },
          ...{ senderBody: from.body, senderService: from.service ?? null, senderAgent: from.agent ?? null },
          ...{ recipientBody: to.body, recipientService: to.service ?? null, recipientAgent: to.agent ?? null },
          ...over,
          subjects: { create: { subject: await subjectOf(file) } },
          payload: {
            create: (signed ?? []).map((line) => {
              const [category = '', path = '*'] = line.split(' ');
              return { version: 1, category, path };
            }),
          },
        },
      });
      undo.push(async () => {
        await prisma.referralPayloadField.deleteMany({ where: { referralId: id } });
        await prisma.referralSubject.deleteMany({ where: { referralId: id } });
        await prisma.referral.deleteMany({ where: { id } });
      });
    },
    async consent(file, over) {
      const id = over.id ?? fresh('C-TEST');
      await prisma.consent.create({
        data: {
          ...{ id, kind: 'ACCORD', categories: [], explicitCategories: [], toProfessions: [] },
          ...{ validFrom: LONG_AGO, validTo: new Date('2027-03-01T00:00:00+01:00'), grantedAt: LONG_AGO },
          ...{ grantedBy: ['SELF'], collectingBody: over.fromBodies[0] ?? '', collectedByAgent: 'AG-02' },
          ...{ channel: 'IN_PERSON_SIGNED', informationNoticeVersion: '2026-01' },
          ...over,
          subject: await subjectOf(file),
        },
      });
      undo.push(() => prisma.consent.deleteMany({ where: { id } }));
      return id;
    },
    async enrol(id, file, bodyCode, school, to) {
      const subject = await subjectOf(file);
      const validFrom = new Date('2025-09-01');
      await prisma.preEnrolment.create({
        data: { id, subject, bodyCode, school, validFrom, validTo: to === undefined ? null : new Date(to) },
      });
      undo.push(() => prisma.preEnrolment.deleteMany({ where: { id } }));
    },
    async designate(id, agent, bodyCode, school, to = '2026-09-01') {
      const validFrom = new Date('2025-09-01');
      await prisma.schoolDesignation.create({
        data: { id, agent, bodyCode, school, validFrom, validTo: new Date(to) },
      });
      undo.push(() => prisma.schoolDesignation.deleteMany({ where: { id } }));
    },
    async apply(id, file, over) {
      const subject = await subjectOf(file);
      await prisma.benefitApplication.create({ data: { id, subject, otherBodies: [], openedOn: LONG_AGO, ...over } });
      undo.push(() => prisma.benefitApplication.deleteMany({ where: { id } }));
    },
    async declareEmergency(file, agent, agentBody, declaredAt, over = {}) {
      const id = fresh('E');
      await prisma.emergencyAccess.create({
        data: {
          ...{ id, agent, agentBody, declaredAt, ownerBody: file.split(':')[0] ?? '', subject: await subjectOf(file) },
          motive: 'Voisine inconsciente derrière sa porte',
          expiresAt: new Date(declaredAt.getTime() + 4 * 3_600_000),
          ...over,
        },
      });
      undo.push(() => prisma.emergencyAccess.deleteMany({ where: { id } }));
    },
    async transmit(file, senderBody, recipientBody, transmittedAt, over = {}) {
      const id = fresh('IP');
      await prisma.worryingInformation.create({
        data: {
          ...{ id, number: id, senderBody, senderAgent: 'AG-02', recipientBody, transmittedAt, state: 'RECEIVED' },
          ...{ inDangerOrRisk: true, parentsInformation: 'EXEMPT', parentsExemption: 'CONTRARY_TO_INTEREST' },
          ...over,
          children: { create: { subject: await subjectOf(file) } },
        },
      });
      undo.push(async () => {
        await prisma.worryingInformationChild.deleteMany({ where: { informationId: id } });
        await prisma.worryingInformation.deleteMany({ where: { id } });
      });
    },
    async notify(file, fromBody, toBodies, sentAt, over = {}) {
      const id = fresh('N');
      await prisma.coordinationNotice.create({
        data: {
          ...{ id, fromBody, fromAgent: 'AG-02', toBodies: [...toBodies], sentAt },
          ...{ severalProfessionals: true, aggravationNoted: true, subject: await subjectOf(file) },
          ...over,
        },
      });
      undo.push(() => prisma.coordinationNotice.deleteMany({ where: { id } }));
    },
    async denounce(instrumentId, byBody, receivedOn) {
      const id = fresh('D');
      const form = 'REGISTERED_LETTER';
      await prisma.denunciation.create({ data: { id, instrumentId, byBody, receivedOn: new Date(receivedOn), form } });
      undo.push(() => prisma.denunciation.deleteMany({ where: { id } }));
    },
    async openStatutoryRoute(instrumentId, from) {
      const id = fresh('AV');
      const validFrom = new Date(from);
      const parties = await prisma.instrumentParty.findMany({ where: { instrumentId } });
      await prisma.amendment.create({
        data: {
          ...{ id, instrumentId, number: 1, effectiveOn: validFrom, changes: [{ kind: 'OPEN_L121_6_2' }] },
          signedBy: parties.map(({ bodyCode }) => bodyCode),
          optIns: { create: { id, instrumentId, validFrom } },
        },
      });
      undo.push(async () => {
        await prisma.optIn.deleteMany({ where: { id } });
        await prisma.amendment.deleteMany({ where: { id } });
      });
    },
    async undo() {
      for (let step = undo.pop(); step !== undefined; step = undo.pop()) await step();
    },
    close: () => prisma.$disconnect(),
  };
}
