import type { Prisma, PrismaClient } from '../../../prisma/generated/hub/client.ts';
import type { Caller } from '../../policy/caller.ts';
import { OPEN_STATES } from '../../policy/freeze.ts';
import { addresseesOf } from '../consents/addressees.ts';
import { byKey, createLoader } from '../loader.ts';
import type { Referral, ReferralHandling, ReferralSide } from './referral.type.ts';

export interface ReferralFilter {
  readonly box: string | null;
  /** Frozen referrals are found in whatever state they were left: whoever picks by state looks at them once more. */
  readonly state: string | null;
}

export interface ReferralRepository {
  findReferral(id: string): Promise<Referral | null>;
  findHandling(id: string): Promise<ReferralHandling | null>;
  /** The side of an id `BODY:referral`; null where that body is neither sender nor recipient. */
  findSide(id: string): Promise<ReferralSide | null>;
  /** The referrals of the caller's body that name her, her service or nobody yet; drafts are for their sender alone. */
  listCandidates(caller: Caller, filter: ReferralFilter): Promise<readonly Referral[]>;
}

export function createReferralRepository(prisma: PrismaClient): ReferralRepository {
  const referrals = createLoader(async (ids) =>
    byKey(await prisma.referral.findMany({ where: { id: { in: [...ids] } } }), ({ id }) => id),
  );
  return {
    findReferral: (id) => referrals.load(id),
    findHandling: (id) => referrals.load(id),
    async findSide(id) {
      const colon = id.indexOf(':');
      const body = id.slice(0, Math.max(colon, 0));
      const referral = await referrals.load(id.slice(colon + 1));
      return (referral && sidesOf(referral).find(({ bodyCode }) => bodyCode === body)) ?? null;
    },
    async listCandidates(caller, { box, state }) {
      const addressees = addresseesOf(caller);
      const sent: Prisma.ReferralWhereInput = {
        senderBody: caller.body,
        OR: addressees.map(({ service, agent }) => ({ senderService: service, senderAgent: agent })),
      };
      const received: Prisma.ReferralWhereInput = {
        recipientBody: caller.body,
        sentAt: { not: null },
        OR: addressees.map(({ service, agent }) => ({ recipientService: service, recipientAgent: agent })),
      };
      const boxes = box === 'INBOX' ? [received] : box === 'OUTBOX' ? [sent] : [received, sent];
      const found = await prisma.referral.findMany({
        where: { ...(state !== null && { state: { in: leftIn(state) } }), OR: boxes },
        orderBy: [{ createdOn: 'desc' }, { id: 'desc' }],
      });
      for (const row of found) referrals.prime(row.id, row);
      return found;
    },
  };
}

/** The states that a referral which stands like this may have been left in. */
function leftIn(state: string): string[] {
  return state === 'FROZEN' ? [...OPEN_STATES, 'FROZEN'] : [state];
}

/** Sender and recipient of a referral, in this order. */
export function sidesOf(referral: Referral): readonly [sender: ReferralSide, recipient: ReferralSide] {
  const { id, senderBody, senderService, senderAgent, recipientBody, recipientService, recipientAgent } = referral;
  return [
    { id: `${senderBody}:${id}`, bodyCode: senderBody, service: senderService, agent: senderAgent },
    { id: `${recipientBody}:${id}`, bodyCode: recipientBody, service: recipientService, agent: recipientAgent },
  ];
}
