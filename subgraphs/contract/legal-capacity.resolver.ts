import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import type { BodyContext } from './context.ts';
import { LegalCapacity } from './legal-capacity.type.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class LegalCapacityResolver {
  @Crossing('LEGAL_CAPACITY')
  @FieldResolver(() => LegalCapacity, { nullable: true, description: 'Legal protection measure.' })
  legalCapacity(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<LegalCapacity | null> {
    return people.legalCapacity(person.local);
  }
}
