import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { VitalRisk } from './codes.ts';
import type { BodyContext } from './context.ts';
import { Health } from './health.type.ts';
import { HealthChildImpact, HealthImpact } from './impact.type.ts';
import { Person } from './person.type.ts';

/** Three readings of one file, from the whole to what a child feels of it: each a field, so each is released apart. */
@Resolver(() => Person)
export class HealthResolver {
  @Crossing('HEALTH')
  @FieldResolver(() => Health, { nullable: true, description: 'Health, under medical secrecy.' })
  health(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<Health | null> {
    return people.health(person.local);
  }

  @Crossing('HEALTH')
  @FieldResolver(() => HealthImpact, { nullable: true, description: 'How health bears on daily life, in codes.' })
  healthImpact(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<HealthImpact | null> {
    return people.health(person.local);
  }

  @Crossing('HEALTH')
  @FieldResolver(() => HealthChildImpact, { nullable: true, description: 'How health bears on a child, in codes.' })
  healthChildImpact(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<HealthChildImpact | null> {
    return people.health(person.local);
  }

  @Crossing('HEALTH')
  @FieldResolver(() => VitalRisk, {
    nullable: true,
    description: 'What rescuers must know at once; null if nothing is known.',
  })
  async vitalRisk(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<VitalRisk | null> {
    return (await people.health(person.local))?.vitalRisk ?? null;
  }
}
