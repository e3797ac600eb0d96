import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Category } from '../../schema/vocabulary.ts';
import { CategoryWord, CrossingBy } from '../joining/crossing.ts';
import type { BodyContext } from './context.ts';
import { PayloadField, ReferralSide } from './referral-side.type.ts';

@Resolver(() => ReferralSide)
export class ReferralSideResolver {
  @CrossingBy('category')
  @FieldResolver(() => [PayloadField], {
    nullable: true,
    description:
      'The chosen content of one category. The category is named, so that it is decided before anything is read.',
  })
  payload(
    @Root() side: ReferralSide,
    @Arg('category', () => CategoryWord, { description: 'The one category that is asked for.' }) category: Category,
    @Ctx() { cases }: BodyContext,
  ): Promise<readonly PayloadField[]> {
    return cases.payload(side.local, category);
  }
}
