import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Category } from '../../schema/vocabulary.ts';
import { CategoryWord, Crossing, CrossingBy } from '../joining/crossing.ts';
import { CaseAction } from './case-action.type.ts';
import type { BodyContext } from './context.ts';
import { Contribution } from './contribution.type.ts';
import { Participant } from './participant.type.ts';

@Resolver(() => Participant)
export class ParticipantResolver {
  @CrossingBy('category')
  @FieldResolver(() => [Contribution], {
    nullable: true,
    description:
      'What this body contributed, oldest first. The category is named, so that it is decided before anything is read.',
  })
  contributions(
    @Root() participant: Participant,
    @Arg('category', () => CategoryWord, { description: 'The one category that is asked for.' }) category: Category,
    @Ctx() { cases }: BodyContext,
  ): Promise<readonly Contribution[]> {
    return cases.contributions(participant.local, category);
  }

  @Crossing('CASE_META')
  @FieldResolver(() => [CaseAction], { nullable: true, description: 'Actions that this body took on.' })
  actions(@Root() participant: Participant, @Ctx() { cases }: BodyContext): Promise<readonly CaseAction[]> {
    return cases.actions(participant.local);
  }
}
