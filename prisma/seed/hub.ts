import type { Prisma, PrismaClient } from '../generated/hub/client.ts';
import {
  accords,
  type Place,
  referrals,
  type SeedAccord,
  type SeedCase,
  type SeedReferral,
  sharedCases,
} from './frames.ts';
import { drawFrames } from './frames-crowd.ts';
import { habilitationsOf, posts } from './hub-agents.ts';
import { readAxes } from './hub-axes.ts';
import { registeredBodies } from './hub-bodies.ts';
import { instrumentRows, partyRows } from './hub-instruments.ts';
import { firstRuleSet } from './hub-rules.ts';
import { pseudonymise, type Subjects } from './hub-subjects.ts';
import { crowd, town } from './town.ts';

/** Where bodies and token issuers are found; these change with every development run. */
export interface Addresses {
  /** URL of each body that serves, by its code. */
  readonly bodies: Readonly<Record<string, string>>;
  readonly issuers: readonly { readonly issuer: string; readonly bodyCode: string; readonly jwksUri: string }[];
  /** Public keys under which bodies countersign the journal (C2SP verifier keys). */
  readonly witnesses?: readonly { readonly verifier: string; readonly bodyCode: string }[];
  /** Public keys (SPKI) under which bodies sign the figures that they release. */
  readonly statisticKeys?: readonly { readonly bodyCode: string; readonly publicKey: Uint8Array }[];
}

export interface HubSeed extends Addresses {
  /** The key that the bodies hold and the hub does not: it is used to make the pseudonyms, and not kept. */
  readonly linkageKey: string;
}

/**
 * Fills an empty hub's database with the reference data set: real bodies, assumed signature dates, fictitious people.
 * All of it or nothing.
 */
export async function seedHub(
  prisma: PrismaClient,
  { bodies, issuers, witnesses = [], linkageKey }: HubSeed,
): Promise<void> {
  const people = [...town, ...crowd()];
  const subjects = pseudonymise(people, linkageKey);
  const drawn = drawFrames(crowd());
  await prisma.$transaction(
    async (database) => {
      await seedGovernance(database, bodies);
      await database.issuer.createMany({ data: [...issuers] });
      await database.journalKey.createMany(witnessRows(witnesses));
      await database.personLink.createMany({ data: [...subjects.links] });
      await database.decisionFact.createMany({ data: [...subjects.facts] });
      await seedCases(database, [...sharedCases, ...drawn.sharedCases], subjects);
      await seedReferrals(database, [...referrals, ...drawn.referrals], subjects);
      await database.consent.createMany({
        data: [...accords, ...drawn.accords].map((accord) => consentRow(accord, subjects)),
      });
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
}

/** Whether the database has been filled already. */
export async function isHubSeeded(prisma: PrismaClient): Promise<boolean> {
  return (await prisma.ruleSet.count()) > 0;
}

/** Tells a filled database where bodies and issuers are this time. */
export async function moveHub(
  prisma: PrismaClient,
  { bodies, issuers, witnesses = [], statisticKeys = [] }: Addresses,
): Promise<void> {
  await prisma.$transaction([
    ...Object.entries(bodies).map(([code, url]) => prisma.body.update({ where: { code }, data: { url } })),
    prisma.issuer.deleteMany(),
    prisma.issuer.createMany({ data: [...issuers] }),
    prisma.journalKey.createMany(witnessRows(witnesses)),
    prisma.bodyStatisticKey.createMany(statisticKeyRows(statisticKeys)),
  ]);
}

/** One that stands in the list stays as it is. */
export function statisticKeyRows(keys: NonNullable<Addresses['statisticKeys']>) {
  const validFrom = new Date('2025-01-01');
  const rows = keys.map(({ bodyCode, publicKey }) => ({ bodyCode, publicKey: new Uint8Array(publicKey), validFrom }));
  return { data: rows, skipDuplicates: true };
}

/** A key that stands in the list stays: old lines are checked with it. */
function witnessRows(witnesses: NonNullable<Addresses['witnesses']>) {
  const since = { use: 'WITNESS', validFrom: new Date('2025-01-01') };
  return { data: witnesses.map((witness) => ({ ...witness, ...since })), skipDuplicates: true };
}

async function seedGovernance(database: Prisma.TransactionClient, urls: Addresses['bodies']): Promise<void> {
  await database.body.createMany({
    data: registeredBodies.map(({ services: _, capabilities, ...body }) => ({
      ...body,
      capabilities: [...capabilities],
      url: urls[body.code] ?? null,
      registeredOn: new Date('2025-01-01'),
    })),
  });
  await database.service.createMany({
    data: registeredBodies.flatMap(({ code: bodyCode, services }) =>
      services.map(({ code, label, aliases = [], coveredCommunes = [] }) => ({
        bodyCode,
        code,
        label,
        aliases: [...aliases],
        coveredCommunes: [...coveredCommunes],
      })),
    ),
  });
  await database.habilitation.createMany({ data: habilitationsOf(posts) });
  await database.instrument.createMany({ data: instrumentRows });
  await database.instrumentParty.createMany({ data: partyRows });
  await database.instrumentAxis.createMany({ data: readAxes() });
  await database.ruleSet.create({ data: firstRuleSet() });
}

async function seedCases(
  database: Prisma.TransactionClient,
  cases: readonly SeedCase[],
  { subjectOf }: Subjects,
): Promise<void> {
  await database.sharedCase.createMany({
    data: cases.map(
      ({ id, purpose, status, childProtection = false, openedOn, closedOn, nextReviewOn, participants }) => ({
        id,
        purpose,
        status,
        childProtection,
        pilotBody: participants[0]!.body,
        openedOn: new Date(openedOn),
        closedOn: closedOn === undefined ? null : new Date(closedOn),
        nextReviewOn: nextReviewOn === undefined ? null : new Date(nextReviewOn),
      }),
    ),
  });
  await database.caseSubject.createMany({
    data: cases.flatMap(({ id, people }) => people.map((key) => ({ caseId: id, subject: subjectOf(key) }))),
  });
  await database.caseParticipant.createMany({
    data: cases.flatMap(({ id, openedOn, participants }) =>
      participants.map(({ body, ...participant }) => ({
        ...participant,
        id: `${body}:${id}`,
        caseId: id,
        bodyCode: body,
        validFrom: new Date(openedOn),
      })),
    ),
  });
}

async function seedReferrals(
  database: Prisma.TransactionClient,
  all: readonly SeedReferral[],
  { subjectOf }: Subjects,
): Promise<void> {
  await database.referral.createMany({
    data: all.map(({ people: _, sender, recipient, createdOn, sentAt, closedAt, ...referral }) => ({
      ...referral,
      urgency: 'NORMAL',
      ...sideColumns('sender', sender),
      ...sideColumns('recipient', recipient),
      createdOn: new Date(createdOn),
      ...dueColumns(sentAt),
      closedAt: closedAt === undefined ? null : new Date(closedAt),
    })),
  });
  await database.referralSubject.createMany({
    data: all.flatMap(({ id, people }) => people.map((key) => ({ referralId: id, subject: subjectOf(key) }))),
  });
}

/** Five working days to acknowledge and fifteen to decide, here without holidays; sixty days until it lapses. */
function dueColumns(sentAt: string | undefined) {
  if (sentAt === undefined) return { sentAt: null };
  const after = (days: number) => new Date(Date.parse(sentAt.slice(0, 10)) + days * 86_400_000);
  return { sentAt: new Date(sentAt), ackDueOn: after(7), decisionDueOn: after(21), expiresOn: after(60) };
}

function sideColumns<Side extends 'sender' | 'recipient'>(side: Side, { body, service, agent }: Place) {
  return { [`${side}Body`]: body, [`${side}Service`]: service, [`${side}Agent`]: agent } as Record<
    `${Side}Body`,
    string
  > &
    Record<`${Side}Service` | `${Side}Agent`, string | null>;
}

/** Adults who signed for themselves, at a counter; twelve months unless it says otherwise. */
function consentRow(accord: SeedAccord, { subjectOf }: Subjects): Prisma.ConsentCreateManyInput {
  const validFrom = new Date(accord.validFrom ?? '2026-03-01T00:00:00+01:00');
  return {
    id: accord.id,
    subject: subjectOf(accord.person),
    kind: 'ACCORD',
    categories: [...accord.categories],
    explicitCategories: [...(accord.explicitCategories ?? [])],
    fromBodies: [...accord.from],
    toBodies: [...accord.to],
    purposes: [...accord.purposes],
    validFrom,
    validTo: new Date(accord.validTo ?? '2027-03-01T00:00:00+01:00'),
    grantedBy: ['SELF'],
    grantedAt: validFrom,
    collectingBody: accord.collectedBy.body,
    collectedByAgent: accord.collectedBy.agent,
    channel: 'IN_PERSON_SIGNED',
    informationNoticeVersion: '2026-01',
    withdrawnAt: accord.withdrawnAt === undefined ? null : new Date(accord.withdrawnAt),
    withdrawalChannel: accord.withdrawnAt === undefined ? null : 'PHONE_CONFIRMED',
    caseId: accord.caseId ?? null,
    referralId: accord.referralId ?? null,
  };
}
