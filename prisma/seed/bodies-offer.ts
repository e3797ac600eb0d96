import type { Prisma } from '../generated/body/client.ts';
import { day } from './bodies-file.ts';

type Offer = Prisma.ServiceOfferCreateManyInput & {
  readonly permanences?: readonly (Partial<Prisma.PermanenceCreateManyInput> & { readonly place: string })[];
};

/** What one body offers, with the places and seats behind it. */
export interface BodyOffers {
  readonly offers: readonly Offer[];
  readonly agencies?: readonly Prisma.SolidarityAgencyCreateManyInput[];
  readonly receptionPoints?: readonly Prisma.ReceptionPointCreateManyInput[];
  readonly avipSeats?: readonly Prisma.AvipSeatCreateManyInput[];
  readonly avipRequests?: readonly Prisma.AvipRequestCreateManyInput[];
}

type Given = Pick<Offer, 'id' | 'structureId' | 'name' | 'description' | 'themes'> & Partial<Offer>;

/** Offers of one body: what they have in common is said once, and each says what is its own. */
export function offersOf(common: Partial<Offer>, ...offers: readonly Given[]): readonly Offer[] {
  return offers.map((offer) => ({
    updatedOn: day('2026-03-16'),
    type: 'accompagnement',
    fee: 'FREE',
    publics: ['tous publics'],
    receptionModes: ['ON_SITE'],
    mobilisationModes: ['PHONE', 'WALK_IN'],
    mobilisableBy: ['USERS', 'PROFESSIONALS'],
    nature: 'PUBLIC',
    referralKindsAccepted: [],
    ...common,
    ...offer,
  }));
}
