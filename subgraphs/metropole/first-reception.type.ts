import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';

@ObjectType({ description: 'First social reception by the Métropole (premier accueil social).' })
export class FirstReception {
  @Crossing('PRESENCE')
  @Field(() => DateScalar, { nullable: true, description: 'Day of reception.' })
  receivedOn!: Date | null;

  @Crossing('PRESENCE')
  @Field(() => String, { nullable: true, description: 'Theme of the request, from the common code list.' })
  topic!: string | null;

  @Crossing('PRESENCE')
  @Field(() => String, {
    nullable: true,
    description: 'Code of the body to which the person was directed; null if answered there.',
  })
  orientedTo!: string | null;
}
