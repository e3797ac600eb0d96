import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import type { BodyContext } from './context.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class NoteResolver {
  @Crossing('FREE_TEXT')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Free notes of this body (notes). Never cross between bodies.',
  })
  async notes(@Root() person: Person, @Ctx() { people }: BodyContext): Promise<string | null> {
    return (await people.note(person.local))?.text ?? null;
  }
}
