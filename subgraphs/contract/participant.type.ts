import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import type { OwnKey } from './keys.ts';

@Directive('@key(fields: "id")')
@ObjectType({
  description:
    'The part of this body in a shared case (situation partagée). The frame of the case stands in the registry.',
})
export class Participant implements OwnKey {
  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Opaque, `BODY:case`.' })
  id!: string;

  /** Id of the case. Not a field. */
  local!: string;
}
