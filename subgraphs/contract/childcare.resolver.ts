import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { ChildcareNeed } from './childcare.type.ts';
import type { BodyContext } from './context.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class ChildcareResolver {
  @Crossing('CHILDCARE')
  @FieldResolver(() => ChildcareNeed, { nullable: true, description: 'Need of childcare.' })
  childcare(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<ChildcareNeed | null> {
    return people.childcareNeed(person.local);
  }
}
