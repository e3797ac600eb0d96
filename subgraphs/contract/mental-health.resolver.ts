import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import type { BodyContext } from './context.ts';
import { MentalHealthChildImpact, MentalHealthImpact } from './impact.type.ts';
import { MentalHealth } from './mental-health.type.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class MentalHealthResolver {
  @Crossing('MENTAL_HEALTH')
  @FieldResolver(() => MentalHealth, { nullable: true, description: 'Mental health, under medical secrecy.' })
  mentalHealth(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<MentalHealth | null> {
    return people.mentalHealth(person.local);
  }

  @Crossing('MENTAL_HEALTH')
  @FieldResolver(() => MentalHealthImpact, {
    nullable: true,
    description: 'How mental health bears on daily life, in codes.',
  })
  mentalHealthImpact(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<MentalHealthImpact | null> {
    return people.mentalHealth(person.local);
  }

  @Crossing('MENTAL_HEALTH')
  @FieldResolver(() => MentalHealthChildImpact, {
    nullable: true,
    description: 'How mental health bears on a child, in codes.',
  })
  mentalHealthChildImpact(
    @Root() person: Person,
    @Ctx() { people }: BodyContext,
  ): Promise<MentalHealthChildImpact | null> {
    return people.mentalHealth(person.local);
  }
}
