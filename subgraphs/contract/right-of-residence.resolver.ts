import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import type { BodyContext } from './context.ts';
import { Person } from './person.type.ts';
import { RightOfResidence } from './right-of-residence.type.ts';

@Resolver(() => Person)
export class RightOfResidenceResolver {
  @Crossing('RIGHT_OF_RESIDENCE')
  @FieldResolver(() => RightOfResidence, { nullable: true, description: 'Right of residence.' })
  rightOfResidence(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<RightOfResidence | null> {
    return people.rightOfResidence(person.local);
  }
}
