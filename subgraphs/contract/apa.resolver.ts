import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { Apa, ApaStatus } from './apa.type.ts';
import type { BodyContext } from './context.ts';
import { apaStatus } from './derived.ts';
import { Person } from './person.type.ts';
import { readSituation } from './read-situation.ts';
import { excludesCcas } from './routing.ts';

@Resolver(() => Person)
export class ApaResolver {
  @Crossing('AUTONOMY')
  @FieldResolver(() => Apa, { nullable: true, description: 'APA with its degree of dependency.' })
  apa(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<Apa | null> {
    return people.apa(person.local);
  }

  @Crossing('AUTONOMY')
  @FieldResolver(() => ApaStatus, {
    nullable: true,
    description: 'Whether APA is held today, and between which dates. Null where this body cannot know.',
  })
  async apaStatus(@Root() person: Person, @Ctx() { people, kind, today }: BodyContext): Promise<ApaStatus | null> {
    return apaStatus(await people.apa(person.local), kind, today);
  }

  @Crossing('AUTONOMY')
  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Whether something that this body holds excludes that the CCAS follows this person. One Boolean for the routing; it does not say which.',
  })
  async excludesCcas(@Root() person: Person, @Ctx() { people, today }: BodyContext): Promise<boolean | null> {
    return excludesCcas(await readSituation(person.local, people, today), today);
  }
}
