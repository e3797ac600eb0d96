import { Directive, Field, ID, ObjectType } from 'type-graphql';
import type { OwnKey } from '../contract/keys.ts';
import { Crossing } from '../joining/crossing.ts';

/** The person of the contract, with what only a body of this kind has. */
@Directive('@key(fields: "id")')
@ObjectType()
export class Person implements OwnKey {
  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Opaque, `BODY:local`. Knowing it discloses nothing.' })
  id!: string;

  /** The id without the body’s code. Not a field. */
  local!: string;
}
