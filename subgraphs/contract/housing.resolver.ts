import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import type { BodyContext } from './context.ts';
import { Housing } from './housing.type.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class HousingResolver {
  @Crossing('HOUSING')
  @FieldResolver(() => Housing, { nullable: true, description: 'The home as this body knows it.' })
  housing(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<Housing | null> {
    return people.housing(person.local);
  }
}
