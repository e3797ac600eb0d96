import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';

/** The body of the registry, with what only a body of this kind has. */
@Directive('@key(fields: "code")')
@ObjectType()
export class Body {
  @Crossing('SERVICE_OFFER')
  @Field(() => ID, { description: 'Code of the body in the registry.' })
  code!: string;
}
