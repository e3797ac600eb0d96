import { createHash, randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { refusal } from '../consents/consent-refusals.ts';
import { byKey, createLoader } from '../loader.ts';
import { columnOf } from '../paris-day.ts';
import type { Contestation } from './contestation.type.ts';
import type { Standing, Step } from './contestation-moves.ts';
import type { ContestationKind, ContestationState, Contested } from './contestation-words.ts';
import { officerRefusal } from './officer-refusals.ts';

export interface Opening {
  readonly kind: ContestationKind;
  readonly object: Contested;
  readonly objectId: string;
  readonly subject: string | null;
  readonly handler: string;
  readonly channel: string;
  readonly body: string;
  readonly agent: string;
  readonly state: ContestationState;
  readonly dueOn: string;
  /** Name of the request within its body; null: never the same as another. */
  readonly request: string | null;
  readonly at: Date;
}

export interface Acting {
  readonly id: string;
  /** How many acts the caller has seen: where there are more by now, somebody was faster. */
  readonly seen: number;
  readonly body: string;
  readonly agent: string;
  readonly at: Date;
}

export interface ContestationRepository {
  findContestation(id: string): Promise<Contestation | null>;
  /** Those that a body opened or answers, or that are about a person; the newest first. */
  listCandidates(
    reader: { readonly body: string } | { readonly self: readonly string[] },
  ): Promise<readonly Contestation[]>;
  /** Gives its id; for a request that was made before, the id that it was given then. */
  open(opening: Opening): Promise<string>;
  /** One act, in one transaction; the same act sent again is taken once. */
  act(acting: Acting, step: (standing: Standing) => Step): Promise<void>;
  /**
   * The access records that it is about and that have the body on one side, the newest first: the one contested, or those
   * that rested on the statement or the instrument, or those of the file.
   */
  accessesConcerned(contestation: Contestation, body: string, most: number): Promise<readonly string[]>;
  /** What was read is read anew from now on: something has been written. */
  forget(): void;
}

export function createContestationRepository(prisma: PrismaClient): ContestationRepository {
  const open = () =>
    createLoader<Contestation>(async (ids) => {
      const rows = await prisma.contestation.findMany({ where: { id: { in: [...ids] } }, include: WITH_ACTS });
      return byKey(rows.map(contestationOf), ({ id }) => id);
    });
  let contestations = open();
  return {
    findContestation: (id) => contestations.load(id),
    async listCandidates(reader) {
      const where: Prisma.ContestationWhereInput =
        'self' in reader
          ? { subject: { in: [...reader.self] } }
          : { OR: [{ handlerBody: reader.body }, { openedByBody: reader.body }] };
      const orderBy = [{ openedAt: 'desc' }, { id: 'desc' }] satisfies Prisma.ContestationOrderByWithRelationInput[];
      const found = (await prisma.contestation.findMany({ where, include: WITH_ACTS, orderBy })).map(contestationOf);
      for (const each of found) contestations.prime(each.id, each);
      return found;
    },
    open: (opening) => prisma.$transaction((database) => openOnce(database, opening)),
    act: (acting, step) => prisma.$transaction((database) => act(database, acting, step)),
    async accessesConcerned(contestation, body, take) {
      const concerned = concernedBy(contestation);
      if (concerned === null) return [];
      const rows = await prisma.accessRecord.findMany({
        where: { AND: [concerned, { OR: [{ ownerBody: body }, { agentBody: body }] }] },
        orderBy: [{ at: 'desc' }, { id: 'desc' }],
        select: { id: true },
        take,
      });
      return rows.map(({ id }) => id);
    },
    forget: () => {
      contestations = open();
    },
  };
}

function concernedBy({ object, objectId, subject, handlerCode }: Contestation): Prisma.AccessRecordWhereInput | null {
  if (objectId === null) return null;
  switch (object as Contested) {
    case 'ACCESS':
      return { id: objectId.toLowerCase() };
    case 'CONSENT':
      return { consent: objectId };
    case 'CONTENT':
    case 'LINK':
      return subject === null ? null : { subject, ownerBody: handlerCode };
    case 'PROTOCOL':
      return { instrument: objectId };
    case 'STATISTIC':
      return null;
  }
}

const WITH_ACTS = { acts: { orderBy: { number: 'asc' } } } satisfies Prisma.ContestationInclude;
type Row = Prisma.ContestationGetPayload<{ include: typeof WITH_ACTS }>;

/** The columns hold the codes of the two bodies; the graph shows the bodies themselves. */
function contestationOf({ openedByBody, handlerBody, acts, ...rest }: Row): Contestation {
  return {
    ...rest,
    openedByCode: openedByBody,
    handlerCode: handlerBody,
    acts: acts.map(({ bodyCode, ...act }) => ({ ...act, body: bodyCode })),
  };
}

async function openOnce(database: Prisma.TransactionClient, opening: Opening): Promise<string> {
  const { kind, object, objectId, subject, handler, channel, body, agent, state, dueOn, request, at } = opening;
  const id = request === null ? randomUUID() : idOfRequest(body, agent, request);
  const row = {
    id,
    kind,
    object,
    objectId,
    subject,
    channel,
    handlerBody: handler,
    openedByBody: body,
    openedBy: agent,
  };
  await database.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${id}, 0))`;
  const before = await database.contestation.findUnique({ where: { id } });
  if (before !== null) {
    const isSame = Object.entries(row).every(([column, value]) => before[column as keyof typeof row] === value);
    if (!isSame) throw refusal('REQUEST_REUSED');
    return id;
  }
  await database.contestation.create({
    data: {
      ...row,
      ...{ state, openedAt: at, dueOn: columnOf(dueOn) },
      acts: { create: { id: randomUUID(), number: 1, at, bodyCode: body, agent, state } },
    },
  });
  return id;
}

async function act(
  database: Prisma.TransactionClient,
  { id, seen, body, agent, at }: Acting,
  step: (standing: Standing) => Step,
): Promise<void> {
  await database.$executeRaw`SELECT 1 FROM contestation WHERE id = ${id} FOR UPDATE`;
  const row = await database.contestation.findUniqueOrThrow({ where: { id }, include: WITH_ACTS });
  const [last] = row.acts.slice(-1);
  const upTo = row.acts.slice(0, seen);
  const standing = (acts: typeof row.acts): Standing => ({
    kind: row.kind as ContestationKind,
    object: row.object as Contested,
    state: (acts.at(-1)?.state ?? row.state) as ContestationState,
    openedAt: row.openedAt,
    dueOn: row.dueOn.toISOString().slice(0, 10),
    measures: acts.map(({ measure }) => measure),
  });
  if (row.acts.length === seen + 1 && last?.agent === agent && last.bodyCode === body) {
    const again = step(standing(upTo));
    if (again.state === last.state && again.measure === last.measure) return;
  }
  if (row.acts.length !== seen) throw officerRefusal('STATE_MOVED');
  const { state, measure, dueOn } = step(standing(row.acts));
  await database.contestation.update({ where: { id }, data: { state, dueOn: columnOf(dueOn) } });
  await database.contestationAct.create({
    data: { id: randomUUID(), contestationId: id, number: seen + 1, at, bodyCode: body, agent, state, measure },
  });
}

/** The same request of the same agent has the same id, and no other has. */
function idOfRequest(body: string, agent: string, request: string): string {
  return createHash('sha256')
    .update(JSON.stringify(['contestation', body, agent, request]))
    .digest('base64url');
}
