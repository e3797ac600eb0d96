import { randomUUID } from 'node:crypto';
import { deriveOverlap } from '../../../disclosure/derive-overlap.ts';
import type { RegistryOperation } from '../operation.ts';
import type { OverlapJob } from './overlap.repository.ts';

/** The released size of each body's set, of the snapshot that is counted. */
export interface OverlapSet {
  readonly body: string;
  readonly value: number;
  readonly version: number;
}

/** How long whoever works on a study has it for: when it dies, another takes over after as long. */
const HELD_SECONDS = 8;
const LEAST_REST_SECONDS = 0.3;
const MOST_REST_SECONDS = 60;
/** How long a body, or the linkage service, may be silent before a study is given up. */
export const PATIENCE_MS = 8_000;
/** By then a study that nobody could end ends by itself, and its key with it. */
const STUDY_MS = 24 * 3_600_000;
/** What of the work is done when all sets are sent. */
const SENT = 95;

const REFUSALS = ['WITHHELD', 'NO_SOURCE_YET', 'NOT_FROZEN', 'CHANGED_SINCE', 'TOO_SMALL'];

/**
 * Takes a study a step further, and says how it stands then. Anybody may who asks about it, from any replica: one at a time
 * has it, and each step may be made again.
 */
export async function advanceOverlap(
  operation: RegistryOperation,
  job: OverlapJob,
  sets: readonly OverlapSet[] | null,
): Promise<OverlapJob> {
  const { studies, repositories } = operation;
  if (studies === null) return job;
  const holder = randomUUID();
  if (!(await repositories.overlaps.hold(job.id, holder, HELD_SECONDS))) return job;
  try {
    await step(operation, { job, sets, holder });
  } finally {
    await repositories.overlaps.letGo(job.id, holder, restOf(job, operation.now()));
  }
  return (await repositories.overlaps.find(job.id)) ?? job;
}

/**
 * For how long a study is left alone after a step: a tenth of the time that it has taken so far, so that one of an hour
 * leaves some eighty lines in the journal and not thousands.
 */
function restOf({ approvedAt }: OverlapJob, now: Date): number {
  const taken = (now.getTime() - (approvedAt ?? now).getTime()) / 1000;
  return Math.min(MOST_REST_SECONDS, Math.max(LEAST_REST_SECONDS, taken / 10));
}

/** Ends a study, and has its key destroyed. What the service cannot be told it finds out by the clock. */
export async function endOverlap(
  { studies, repositories, now }: Pick<RegistryOperation, 'studies' | 'repositories' | 'now'>,
  id: string,
  ending: Pick<OverlapJob, 'state' | 'reason'> & { readonly result?: object },
): Promise<boolean> {
  const { state, reason, result } = ending;
  const written = result === undefined ? null : { ...result };
  const isEnded = await repositories.overlaps.end(id, { state, reason, result: written, at: now() });
  if (isEnded) await studies?.endStudy(id).catch(() => undefined);
  return isEnded;
}

interface Held {
  readonly job: OverlapJob;
  /** Null where not every body has said which. */
  readonly sets: readonly OverlapSet[] | null;
  readonly holder: string;
}

async function step(operation: RegistryOperation, held: Held): Promise<void> {
  const { repositories, now } = operation;
  const { job, holder } = held;
  const silent = await compare(operation, held);
  if (silent === null) return;
  const since = job.silentSince ?? now();
  if (now().getTime() - since.getTime() > PATIENCE_MS) {
    await endOverlap(operation, job.id, { state: 'FAILED', reason: silent });
  } else {
    await repositories.overlaps.note(job.id, holder, { progress: job.progress, silentSince: since });
  }
}

/** Null where somebody had an answer; else who has none: a body by its code, or the linkage service. */
async function compare(operation: RegistryOperation, { job, sets, holder }: Held): Promise<string | null> {
  const { studies, gatherStudyParts, repositories, now } = operation;
  const { id, period, bodies } = job;
  if (studies === null) return null;
  try {
    await studies.openStudy({ id, bodies, endsAt: new Date(now().getTime() + STUDY_MS) });
  } catch {
    return SILENT_SERVICE;
  }
  const parts = await gatherStudyParts({ study: id, indicator: COUNTED, period, bodies });
  const refused = parts.find(({ standing }) => REFUSALS.includes(standing));
  // Which of them is small is not told: it would say something of how small.
  if (refused)
    return ended(
      operation,
      id,
      'REFUSED',
      refused.standing === 'TOO_SMALL' ? 'SET_TOO_SMALL' : `${refused.standing}:${refused.body}`,
    );
  const failed = parts.find(({ standing }) => standing === 'FAILED');
  if (failed) return ended(operation, id, 'FAILED', `FAILED:${failed.body}`);
  const missing = parts.find(({ standing }) => standing === 'MISSING');
  if (missing) return `BODY_UNREACHABLE:${missing.body}`;
  // A body was silent when its figures were asked for: which snapshots are meant is not known this time.
  if (sets === null) return null;
  const changed = parts.find(
    ({ body, version }) => version !== null && sets.find((set) => set.body === body)?.version !== version,
  );
  if (changed) return ended(operation, id, 'REFUSED', `CHANGED_SINCE:${changed.body}`);
  const done = parts.reduce((sum, { standing, progress }) => sum + (standing === 'SENT' ? 100 : progress), 0);
  const progress = Math.floor((done / parts.length) * (SENT / 100));
  await repositories.overlaps.note(id, holder, { progress, silentSince: null });
  return parts.every(({ standing }) => standing === 'SENT') ? count(operation, job, sets) : null;
}

async function count(
  operation: RegistryOperation,
  { id }: OverlapJob,
  sets: readonly OverlapSet[],
): Promise<string | null> {
  try {
    const { shared, quality } = await operation.studies!.countStudy(id);
    const derived = deriveOverlap(
      sets.map(({ value }) => value),
      shared,
    );
    await endOverlap(operation, id, { state: 'DONE', reason: null, result: { sets, ...derived, quality } });
    return null;
  } catch (error) {
    const { code } = Object(error) as { readonly code?: unknown };
    if (code === 'SET_TOO_SMALL') return ended(operation, id, 'REFUSED', 'SET_TOO_SMALL');
    if (code === 'STUDY_ENDED' || code === 'NOT_FOUND') return ended(operation, id, 'FAILED', 'STUDY_ENDED');
    return SILENT_SERVICE;
  }
}

async function ended(
  operation: RegistryOperation,
  id: string,
  state: 'REFUSED' | 'FAILED',
  reason: string,
): Promise<null> {
  await endOverlap(operation, id, { state, reason });
  return null;
}

const SILENT_SERVICE = 'LINKAGE_UNREACHABLE';

/** Whom a study of distinct persons is about: those whom bodies follow. */
export const COUNTED = 'N2';
