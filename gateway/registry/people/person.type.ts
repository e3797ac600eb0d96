import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';

/** One file about a person, as the hub knows it: which body holds it. What is in it stays with that body. */
@ObjectType({
  description:
    'The file that one body holds about a person. The same person has one `Person` per body that knows her; each is decided on its own.',
})
@Directive('@key(fields: "id")')
export class Person {
  bodyCode?: string;

  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Opaque id of the file, `BODY:local`. Knowing it discloses nothing.' })
  id!: string;
}
