import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import type { RegistryOperation } from '../operation.ts';
import { cutPage, type Page, readPageRequest } from '../page.ts';
import { EmergencyAccess, EmergencyAccessConnection } from './emergency.type.ts';
import { isInState } from './emergency-due.ts';
import {
  type ReviewState,
  ReviewStateWord,
  type ReviewVerdict,
  ReviewVerdictWord,
  SpokenChannelWord,
} from './emergency-words.ts';
import { assertMayKnowTrace, officeOf } from './office.ts';
import { officerRefusal } from './officer-refusals.ts';

@Resolver()
export class EmergencyReviewResolver {
  @Crossing('AUDIT_TRACE')
  @Query(() => EmergencyAccessConnection, {
    nullable: true,
    description:
      'Emergency accesses to files of your body, for its consent officer and its data-protection officer (R602, purpose AUDIT; RGPD 5(2), 24, 32, 39), newest first. Each is to be reviewed by both within 72 hours.',
  })
  async emergencyReviews(
    @Ctx() operation: RegistryOperation,
    @Arg('state', () => ReviewStateWord, { nullable: true, description: 'Only those that stand like this.' })
    state?: ReviewState | null,
    @Arg('first', () => Int, { nullable: true, description: 'Rows per page, 100 at most; 20 where it is left out.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Cursor after which the page begins.' })
    after?: string | null,
  ): Promise<Page<EmergencyAccess>> {
    const page = readPageRequest(first, after);
    const known = await knownEmergencies(operation);
    return cutPage(
      known.filter((each) => state == null || isInState(each, state, operation.at)),
      ({ id, declaredAt }) => ({ id, at: declaredAt }),
      page,
    );
  }

  @Crossing('AUDIT_TRACE')
  @Mutation(() => EmergencyAccess, {
    nullable: true,
    description:
      'Gives the review of your office: of the consent officer or of the data-protection officer of the body that holds the file; who declared the emergency does not review it. UNJUSTIFIED ends the access at once, and the third of one agent ends her habilitation. Given once, a review stands.',
  })
  async reviewEmergency(
    @Arg('id', () => ID, { description: 'Id of the emergency access.' }) id: string,
    @Arg('verdict', () => ReviewVerdictWord, { description: 'What you found.' }) verdict: ReviewVerdict,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<EmergencyAccess, 'id'>> {
    const { repositories, caller, at, awaitRevocation } = operation;
    await assertMayKnowTrace(operation, 'EmergencyAccess', id);
    const role = officeOf(operation);
    if (role === null) throw officerRefusal('NOT_YOURS_TO_REVIEW');
    const { body, agent } = caller;
    await repositories.emergencyReviews.review({ emergency: id, role, body, agent, verdict, at });
    repositories.emergencies.forget();
    if (verdict === 'UNJUSTIFIED') await awaitRevocation();
    return { id };
  }

  @Crossing('AUDIT_TRACE')
  @Mutation(() => EmergencyAccess, {
    nullable: true,
    description:
      'Records that your body, which holds the file, has told the person of an emergency access to it, and how (RGPD 14). After the emergency only; said once, it stands.',
  })
  async recordEmergencyInformed(
    @Arg('id', () => ID, { description: 'Id of the emergency access.' }) id: string,
    @Arg('channel', () => SpokenChannelWord, { description: 'How she was told.' }) channel: string,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<EmergencyAccess, 'id'>> {
    const { repositories, caller, at } = operation;
    await assertMayKnowTrace(operation, 'EmergencyAccess', id);
    if (officeOf(operation) === null) throw officerRefusal('NOT_YOURS_TO_REVIEW');
    const { body, agent } = caller;
    await repositories.emergencyReviews.inform({ emergency: id, body, agent, channel, at });
    repositories.emergencies.forget();
    return { id };
  }
}

/** The emergency accesses to files of the caller's body that she may know of, the newest first. */
export async function knownEmergencies({
  repositories,
  caller,
  mayKnow,
}: RegistryOperation): Promise<readonly EmergencyAccess[]> {
  const rows = await repositories.emergencies.listCandidates(caller.body);
  const known = await mayKnow(
    rows.map(({ id }) => ({ type: 'EmergencyAccess', id })),
    'AUDIT_TRACE',
  );
  return rows.filter((_, index) => known[index]);
}
