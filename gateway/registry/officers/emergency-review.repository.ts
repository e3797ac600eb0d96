import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import { columnOf } from '../paris-day.ts';
import type { ReviewRole, ReviewVerdict } from './emergency-words.ts';
import { officerRefusal } from './officer-refusals.ts';

export interface Review {
  readonly emergency: string;
  readonly role: ReviewRole;
  readonly body: string;
  readonly agent: string;
  readonly verdict: ReviewVerdict;
  readonly at: Date;
}

export interface Informed {
  readonly emergency: string;
  readonly body: string;
  readonly agent: string;
  readonly channel: string;
  readonly at: Date;
}

/** Reviews as they are written. Each call is one transaction: all of it or nothing. */
export interface EmergencyReviews {
  /** Idempotent for the same verdict in the same office; another one is refused. */
  review(review: Review): Promise<void>;
  /** That the person was told; what was said first stands. */
  inform(informed: Informed): Promise<void>;
}

/** So many declarations of one agent found unjustified end her habilitation (hub; DPO). */
export const UNJUSTIFIED_USES = 3;

export function createEmergencyReviews(prisma: PrismaClient): EmergencyReviews {
  return {
    review: (review) => prisma.$transaction((database) => write(database, review)),
    async inform({ emergency: id, body, agent, channel, at }) {
      await prisma.$transaction(async (database) => {
        const standing = await lockEmergency(database, id);
        if (standing.ownerBody !== body) throw officerRefusal('NOT_YOURS_TO_REVIEW');
        if (standing.expiresAt > at && standing.verdict === 'PENDING') throw officerRefusal('INFORMED_BEFORE_ITS_END');
        if (standing.personInformedAt !== null) return;
        const data = { personInformedAt: at, personInformedBy: channel, personInformedAgent: agent };
        await database.emergencyAccess.update({ where: { id }, data });
      });
    },
  };
}

/**
 * The verdict that stands: UNJUSTIFIED as soon as one of the two says so, since no second opinion could mend it and it
 * ends the access at once; JUSTIFIED once both say so.
 */
async function write(database: Prisma.TransactionClient, review: Review): Promise<void> {
  const { emergency: id, role, body, agent, verdict, at } = review;
  const standing = await lockEmergency(database, id);
  if (standing.ownerBody !== body) throw officerRefusal('NOT_YOURS_TO_REVIEW');
  // The name alone: who holds an office in one body and a post in another does not review herself.
  if (standing.agent === agent) throw officerRefusal('DECLARED_BY_YOU');
  const before = standing.reviews.find((each) => each.role === role);
  if (before?.verdict === verdict) return;
  if (before !== undefined) throw officerRefusal('REVIEWED_OTHERWISE');
  await database.emergencyReview.create({
    data: { id: randomUUID(), emergencyId: id, role, bodyCode: body, agent, verdict, at },
  });
  if (verdict === 'JUSTIFIED' && standing.reviews.length === 0) return;
  if (standing.verdict === 'UNJUSTIFIED') return;
  await database.emergencyAccess.update({
    where: { id },
    data: { verdict, reviewedBy: `${body}:${agent}`, reviewedAt: at },
  });
  if (verdict === 'UNJUSTIFIED') await endAfterThree(database, standing, at);
}

/**
 * From the third on, every declaration of the agent that is found unjustified ends all her habilitations at that body, on
 * the spot. Whether she gets a new one is for her body to decide.
 */
async function endAfterThree(
  database: Prisma.TransactionClient,
  { agent, agentBody }: { readonly agent: string; readonly agentBody: string },
  at: Date,
): Promise<void> {
  // Two of her declarations may be reviewed at the same moment: the second waits, and counts the first.
  await database.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`habilitation ${agentBody} ${agent}`}, 0))`;
  const count = await database.emergencyAccess.count({ where: { agent, agentBody, verdict: 'UNJUSTIFIED' } });
  if (count < UNJUSTIFIED_USES) return;
  const today = columnOf(civilDateOf(at));
  await database.$executeRaw`
    UPDATE habilitation SET valid_to = greatest(valid_from, ${today}::date)
     WHERE agent = ${agent} AND body_code = ${agentBody}
       AND (valid_to IS NULL OR valid_to > greatest(valid_from, ${today}::date))`;
}

async function lockEmergency(database: Prisma.TransactionClient, id: string) {
  await database.$executeRaw`SELECT 1 FROM emergency_access WHERE id = ${id} FOR UPDATE`;
  return database.emergencyAccess.findUniqueOrThrow({ where: { id }, include: { reviews: true } });
}
