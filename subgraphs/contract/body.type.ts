import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';

/** What this body adds to its own entry in the registry. */
@Directive('@key(fields: "code")')
@ObjectType({ description: 'A public body (organisme).' })
export class Body {
  @Crossing('SERVICE_OFFER')
  @Field(() => ID, { description: 'Code of the body in the registry, such as `CCAS_LONGVIC`.' })
  code!: string;
}
