import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import type { BodyContext } from './context.ts';
import { Person } from './person.type.ts';
import { Violence } from './violence.type.ts';

@Resolver(() => Person)
export class ViolenceResolver {
  @Crossing('VIOLENCE')
  @FieldResolver(() => Violence, { nullable: true, description: 'Domestic violence.' })
  violence(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<Violence | null> {
    return people.violence(person.local);
  }
}
