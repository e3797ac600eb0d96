import { Prisma, type PrismaClient } from '../../../prisma/generated/hub/client.ts';

export const OVERLAP_STATES = ['QUEUED', 'RUNNING', 'DONE', 'REFUSED', 'FAILED', 'CANCELLED'] as const;
export type OverlapState = (typeof OVERLAP_STATES)[number];

/** A study of distinct persons, as it stands. It holds released figures and nothing of anybody. */
export interface OverlapJob {
  readonly id: string;
  /** Canonical: the same question is the same study. */
  readonly question: string;
  readonly indicator: string;
  readonly period: string;
  readonly bodies: readonly string[];
  readonly bodyCode: string;
  readonly agent: string;
  readonly purpose: string;
  readonly askedAt: Date;
  readonly approvedAt: Date | null;
  readonly silentSince: Date | null;
  readonly state: OverlapState;
  readonly progress: number;
  readonly reason: string | null;
  readonly result: unknown;
}

export type NewOverlapJob = Pick<
  OverlapJob,
  'id' | 'question' | 'indicator' | 'period' | 'bodies' | 'bodyCode' | 'agent' | 'purpose' | 'askedAt'
>;

export interface OverlapRepository {
  /** Writes a study down, or finds the one that there is for this question already. */
  ask(job: NewOverlapJob): Promise<OverlapJob>;
  find(id: string): Promise<OverlapJob | null>;
  /** The last study of a question, or of one that begins like this. */
  findLast(question: string, isBeginning: boolean): Promise<OverlapJob | null>;
  /** Studies of a body that wait for its officer. */
  unapproved(body: string): Promise<readonly OverlapJob[]>;
  /** Studies that nobody works on and somebody may. */
  workable(): Promise<readonly OverlapJob[]>;
  approve(id: string, by: string, at: Date): Promise<void>;
  /** Takes a study for some seconds; false where another has it, or where there is nothing left to do. */
  hold(id: string, holder: string, seconds: number): Promise<boolean>;
  /** Gives a study back; nobody takes it for so many seconds. */
  letGo(id: string, holder: string, restSeconds: number): Promise<void>;
  /** What `holder` has found; nothing is written for one that holds it no longer, and progress never goes back. */
  note(id: string, holder: string, found: { progress: number; silentSince: Date | null }): Promise<void>;
  /** Ends a study that has not ended; false where it has. */
  end(
    id: string,
    ending: { state: OverlapState; reason: string | null; result: Prisma.InputJsonObject | null; at: Date },
  ): Promise<boolean>;
}

const LIVE = ['QUEUED', 'RUNNING'];

export function createOverlapRepository(prisma: PrismaClient): OverlapRepository {
  const jobs = prisma.overlapJob;
  return {
    async ask(job) {
      await jobs.createMany({ data: [{ ...job, bodies: [...job.bodies], state: 'QUEUED' }], skipDuplicates: true });
      const standing = await jobs.findFirst({
        where: { question: job.question, state: { in: [...LIVE, 'DONE'] } },
      });
      return jobOf(standing ?? (await jobs.findUniqueOrThrow({ where: { id: job.id } })));
    },
    async find(id) {
      const found = await jobs.findUnique({ where: { id } });
      return found && jobOf(found);
    },
    async findLast(question, isBeginning) {
      const found = await jobs.findFirst({
        where: { question: isBeginning ? { startsWith: question } : question },
        orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
      });
      return found && jobOf(found);
    },
    async unapproved(bodyCode) {
      const found = await jobs.findMany({
        where: { bodyCode, state: 'QUEUED', approvedAt: null },
        orderBy: { askedAt: 'asc' },
      });
      return found.map(jobOf);
    },
    async workable() {
      const ids = await prisma.$queryRaw<{ id: string }[]>`
        SELECT id FROM overlap_job WHERE state IN ('QUEUED', 'RUNNING') AND approved_at IS NOT NULL
           AND (held_until IS NULL OR held_until < now()) ORDER BY asked_at LIMIT 5`;
      const found = await jobs.findMany({ where: { id: { in: ids.map(({ id }) => id) } } });
      return found.map(jobOf);
    },
    async approve(id, approvedBy, approvedAt) {
      await jobs.updateMany({ where: { id, state: 'QUEUED', approvedAt: null }, data: { approvedBy, approvedAt } });
    },
    async hold(id, holder, seconds) {
      const taken = await prisma.$executeRaw`
        UPDATE overlap_job SET held_by = ${holder}, held_until = now() + make_interval(secs => ${seconds}), state = 'RUNNING'
         WHERE id = ${id} AND state IN ('QUEUED', 'RUNNING') AND approved_at IS NOT NULL
           AND (held_until IS NULL OR held_until < now())`;
      return taken === 1;
    },
    async letGo(id, holder, restSeconds) {
      await prisma.$executeRaw`
        UPDATE overlap_job SET held_by = NULL, held_until = now() + make_interval(secs => ${restSeconds})
         WHERE id = ${id} AND held_by = ${holder}`;
    },
    async note(id, holder, { progress, silentSince }) {
      await prisma.$executeRaw`
        UPDATE overlap_job SET progress = greatest(progress, ${progress}), silent_since = ${silentSince}
         WHERE id = ${id} AND held_by = ${holder} AND state = 'RUNNING'`;
    },
    async end(id, { state, reason, result, at }) {
      const { count } = await jobs.updateMany({
        where: { id, state: { in: LIVE } },
        data: {
          state,
          reason,
          result: result ?? Prisma.DbNull,
          endedAt: at,
          ...(state === 'DONE' && { progress: 100 }),
        },
      });
      return count === 1;
    },
  };
}

function jobOf({ state, ...row }: Omit<OverlapJob, 'state'> & { readonly state: string }): OverlapJob {
  return { ...row, state: OVERLAP_STATES.find((word) => word === state) ?? 'FAILED' };
}
