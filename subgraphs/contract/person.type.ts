import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import type { OwnKey } from './keys.ts';

/** Only the key: every field is worked out by a resolver, so that nothing is read that was not asked. */
@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'A person accompanied (personne accompagnée), as one body knows her. Another body that knows her too has another record, with an id of its own.',
})
export class Person implements OwnKey {
  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Opaque, `BODY:local`. Knowing it discloses nothing.' })
  id!: string;

  /** The id without the body's code, as the tables have it. Not a field. */
  local!: string;
}
