import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import type { RegistryOperation } from '../operation.ts';
import { Contestation } from './contestation.type.ts';
import { answer, extend, move, type Side, type Standing, type Step } from './contestation-moves.ts';
import {
  type ContestationAnswer,
  ContestationAnswerWord,
  ContestationMeasureWord,
  type ContestationState,
  ContestationStateWord,
  type Extension,
  ExtensionWord,
} from './contestation-words.ts';
import { assertMayKnowTrace, officeOf } from './office.ts';
import { officerRefusal } from './officer-refusals.ts';

const SEEN = 'How many steps you have seen: where there is one more by now, it is refused with CONFLICT.';

/** What becomes of a contestation. Whoever acts says what she has seen, so nobody acts on what has moved meanwhile. */
@Resolver()
export class ContestationActResolver {
  /** The bare key, without looking it up: whether there is such a contestation is for the crossing to say. */
  @Crossing('AUDIT_TRACE')
  @Query(() => Contestation, { nullable: true, description: 'One contestation by its exact id.' })
  contestation(@Arg('id', () => ID, { description: 'Id of the contestation.' }) id: string): Pick<Contestation, 'id'> {
    return { id };
  }

  @Crossing('AUDIT_TRACE')
  @Mutation(() => Contestation, {
    nullable: true,
    description:
      'Answers a contestation, for the officers of the body that answers: what was done, or why nothing was, as a closed word. The person is given the reasons, and told of her right to complain (RGPD 12(4)), by that body. Whoever made the access that is contested does not answer.',
  })
  async answerContestation(
    @Arg('id', () => ID, { description: 'Id of the contestation.' }) id: string,
    @Arg('seen', () => Int, { description: SEEN }) seen: number,
    @Arg('answer', () => ContestationAnswerWord, { description: 'Accepted or rejected.' }) to: ContestationAnswer,
    @Arg('measure', () => ContestationMeasureWord, { description: 'What was done, or found.' }) measure: string,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<Contestation, 'id'>> {
    return act(operation, { id, seen }, (standing, sides) => answer(standing, to, measure, sides));
  }

  @Crossing('AUDIT_TRACE')
  @Mutation(() => Contestation, {
    nullable: true,
    description:
      'Takes a contestation a step further: under review, to court once the bodies could not agree, or closed. Whoever contests may take it back (CLOSED) until it is answered.',
  })
  async moveContestation(
    @Arg('id', () => ID, { description: 'Id of the contestation.' }) id: string,
    @Arg('seen', () => Int, { description: SEEN }) seen: number,
    @Arg('to', () => ContestationStateWord, { description: 'UNDER_REVIEW, COURT or CLOSED.' }) to: ContestationState,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<Contestation, 'id'>> {
    return act(operation, { id, seen }, (standing, sides) => move(standing, to, sides));
  }

  @Crossing('AUDIT_TRACE')
  @Mutation(() => Contestation, {
    nullable: true,
    description:
      'Takes two months more to answer, once, before the first has run out, for one of the two reasons of the law (RGPD 12(3)). The person is told.',
  })
  async extendContestation(
    @Arg('id', () => ID, { description: 'Id of the contestation.' }) id: string,
    @Arg('seen', () => Int, { description: SEEN }) seen: number,
    @Arg('reason', () => ExtensionWord, { description: 'Why.' }) reason: Extension,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<Contestation, 'id'>> {
    return act(operation, { id, seen }, (standing, sides) => extend(standing, reason, sides, operation.at));
  }
}

async function act(
  operation: RegistryOperation,
  { id, seen }: { readonly id: string; readonly seen: number },
  step: (standing: Standing, sides: readonly Side[]) => Step,
): Promise<Pick<Contestation, 'id'>> {
  const { repositories, caller, at } = operation;
  await assertMayKnowTrace(operation, 'Contestation', id);
  const sides = await sidesOf(operation, id);
  const agent = caller.profession === 'SUBJECT' ? 'SUBJECT' : caller.agent;
  const acting = { id, seen, body: caller.body, agent, at };
  await repositories.contestations.act(acting, (standing) => step(standing, sides));
  repositories.contestations.forget();
  return { id };
}

/**
 * For whom the caller acts: as an officer, for the body that answers or for the one that opened it; as the person, for
 * herself. An officer does not answer for an access of her own.
 */
async function sidesOf(operation: RegistryOperation, id: string): Promise<readonly Side[]> {
  const { repositories, caller } = operation;
  const contested = await repositories.contestations.findContestation(id);
  if (contested === null) return [];
  if (caller.profession === 'SUBJECT') return contested.kind === 'BY_PERSON' ? ['OPENER'] : [];
  if (officeOf(operation) === null) return [];
  const access =
    contested.object === 'ACCESS' ? await repositories.accessRecords.findAccessRecord(contested.objectId ?? '') : null;
  if (access !== null && access.agent === caller.agent) throw officerRefusal('NOT_YOURS_TO_ANSWER');
  return [
    ...(contested.handlerCode === caller.body ? (['HANDLER'] as const) : []),
    ...(contested.openedByCode === caller.body ? (['OPENER'] as const) : []),
  ];
}
