import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import type { BodyContext } from './context.ts';
import { FollowUp } from './follow-up.type.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class FollowUpResolver {
  @Crossing('PRESENCE')
  @FieldResolver(() => FollowUp, {
    nullable: true,
    description: 'Follow-up by this body; null if the person is known but not followed.',
  })
  followUp(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<FollowUp | null> {
    return people.followUp(person.local);
  }

  @Crossing('PRESENCE')
  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'The situation calls for several professionals (pluralité d’intervenants).',
  })
  async severalProfessionalsNeeded(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<boolean | null> {
    return (await people.followUp(person.local))?.severalProfessionalsNeeded ?? null;
  }
}
