import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';

@ObjectType({ description: 'Health (santé), under medical secrecy.' })
export class Health {
  @Crossing('HEALTH')
  @Field(() => String, { nullable: true, description: 'Illness or condition (pathologie).' })
  condition!: string | null;

  @Crossing('HEALTH')
  @Field(() => String, { nullable: true, description: 'Treatment (traitement).' })
  treatment!: string | null;

  @Crossing('HEALTH')
  @Field(() => DateScalar, { nullable: true, description: 'Since when.' })
  since!: Date | null;
}
