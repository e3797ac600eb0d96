import { Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { Consent } from '../consents/consent.type.ts';
import { listConsents } from '../consents/consent-list.ts';
import type { ConsentWarning } from '../consents/consent-words.ts';
import type { RegistryOperation } from '../operation.ts';
import { PersonLink } from '../people/person-link.type.ts';
import { knownContestations } from './contestation.resolver.ts';
import { Contestation } from './contestation.type.ts';
import { isWaiting } from './contestation-moves.ts';
import type { ContestationState } from './contestation-words.ts';
import { EmergencyAccess } from './emergency.type.ts';
import { lacksInformation, lacksReview } from './emergency-due.ts';
import { knownEmergencies } from './emergency-review.resolver.ts';
import { officeOf } from './office.ts';
import { Office } from './work-list.type.ts';

/** More than this is no list for one day. */
const MOST = 100;

type Keys = readonly { readonly id: string }[];

@Resolver(() => Office)
export class WorkListResolver {
  /** The bare key: whether the office is the caller's is for the crossing to say. */
  @Crossing('AUDIT_TRACE')
  @Query(() => Office, {
    nullable: true,
    description:
      'What waits for you as consent officer or data-protection officer of your body (R602, purpose AUDIT; RGPD 24, 39). For nobody else.',
  })
  workList(@Ctx() { caller }: RegistryOperation): Office {
    return { id: caller.body };
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => [Consent], { nullable: true, description: 'Accords that end within seven days.' })
  accordsEndingIn7Days(@Ctx() operation: RegistryOperation): Promise<Keys> {
    return accords(operation, 'EXPIRES_IN_7_DAYS');
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => [Consent], {
    nullable: true,
    description: 'Accords that end within thirty days, those within seven included.',
  })
  accordsEndingIn30Days(@Ctx() operation: RegistryOperation): Promise<Keys> {
    return accords(operation, 'EXPIRES_IN_30_DAYS');
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => [Consent], {
    nullable: true,
    description: 'Accords of minors who turn eighteen within thirty days: they lapse on that day.',
  })
  accordsOfMinorsComingOfAge(@Ctx() operation: RegistryOperation): Promise<Keys> {
    return accords(operation, 'COMES_OF_AGE');
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => [Consent], {
    nullable: true,
    description: 'Accords of which nothing establishes today that who gave them could.',
  })
  accordsWithDoubtfulGranter(@Ctx() operation: RegistryOperation): Promise<Keys> {
    return accords(operation, 'GRANTER_DOUBTFUL');
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => [PersonLink], {
    nullable: true,
    description: 'Files of the body whose link is to be confirmed or rejected.',
  })
  async linksToConfirm(@Ctx() { repositories, caller, mayKnow }: RegistryOperation): Promise<Keys> {
    const rows = await repositories.links.listCandidates(caller.body);
    const known = await mayKnow(
      rows.map(({ id }) => ({ type: 'PersonLink', id })),
      'CONSENT_RECORD',
    );
    return keysOf(rows.filter((_, index) => known[index]));
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => [EmergencyAccess], {
    nullable: true,
    description: 'Emergency accesses that the caller’s own office has not reviewed.',
  })
  async emergenciesToReview(@Ctx() operation: RegistryOperation): Promise<Keys> {
    const known = await knownEmergencies(operation);
    return keysOf(known.toReversed().filter((each) => lacksReview(each, officeOf(operation))));
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => [EmergencyAccess], {
    nullable: true,
    description: 'Emergency accesses that are over, and of which the person has not been told (RGPD 14).',
  })
  async personsToInform(@Ctx() operation: RegistryOperation): Promise<Keys> {
    const known = await knownEmergencies(operation);
    return keysOf(known.toReversed().filter((each) => lacksInformation(each, operation.at)));
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => [Contestation], {
    nullable: true,
    description: 'Contestations that the body has to answer; those due first, first.',
  })
  async contestationsToAnswer(@Ctx() operation: RegistryOperation): Promise<Keys> {
    const known = await knownContestations(operation);
    const waiting = known.filter(
      ({ handlerCode, state }) =>
        handlerCode === operation.caller.body && isWaiting({ state: state as ContestationState }),
    );
    return keysOf(waiting.toSorted((one, other) => one.dueOn.getTime() - other.dueOn.getTime()));
  }
}

/** Those that end first, first. */
async function accords(operation: RegistryOperation, warning: ConsentWarning): Promise<Keys> {
  const found = await listConsents(operation, { warning });
  return keysOf(found.toSorted((one, other) => one.validTo.getTime() - other.validTo.getTime()));
}

function keysOf(rows: Keys): Keys {
  return rows.slice(0, MOST).map(({ id }) => ({ id }));
}
