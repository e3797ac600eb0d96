import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import type { BodyContext } from './context.ts';
import { Disability } from './disability.type.ts';
import { DisabilityChildImpact, DisabilityImpact } from './impact.type.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class DisabilityResolver {
  @Crossing('DISABILITY')
  @FieldResolver(() => Disability, { nullable: true, description: 'Disability as recognised by the MDPH.' })
  disability(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<Disability | null> {
    return people.disability(person.local);
  }

  @Crossing('DISABILITY')
  @FieldResolver(() => DisabilityImpact, {
    nullable: true,
    description: 'How disability bears on daily life, in codes.',
  })
  disabilityImpact(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<DisabilityImpact | null> {
    return people.disability(person.local);
  }

  @Crossing('DISABILITY')
  @FieldResolver(() => DisabilityChildImpact, {
    nullable: true,
    description: 'How disability bears on a child, in codes.',
  })
  disabilityChildImpact(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<DisabilityChildImpact | null> {
    return people.disability(person.local);
  }
}
