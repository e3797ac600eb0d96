import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';

/** The office of those who control a body. It is decided like a trace of access: for them, and for nobody else (R602). */
@ObjectType({
  description:
    'The office of who controls a body, its consent officer and its data-protection officer, and what waits in it today: the most urgent first, a hundred of each at most. Only records that the caller may know of are in its lists; each is decided on its own.',
})
@Directive('@key(fields: "id")')
export class Office {
  @Crossing('PRESENCE')
  @Field(() => ID, { description: 'Code of the body.' })
  id!: string;
}
