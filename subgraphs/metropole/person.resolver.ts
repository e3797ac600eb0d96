import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { BodyContext } from '../contract/context.ts';
import { Crossing } from '../joining/crossing.ts';
import { FirstReception } from './first-reception.type.ts';
import { metropoleRecords } from './metropole.repository.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class PersonResolver {
  @Crossing('PRESENCE')
  @FieldResolver(() => FirstReception, {
    nullable: true,
    description: 'First social reception by the Métropole; null if the person came for something else.',
  })
  firstReception(@Root() person: Person, @Ctx() context: BodyContext): Promise<FirstReception | null> {
    return metropoleRecords(context).firstReception(person.local);
  }
}
