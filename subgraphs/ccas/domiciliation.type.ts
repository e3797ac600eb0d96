import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';

@ObjectType({ description: 'Election of domicile at the CCAS (domiciliation).' })
export class Domiciliation {
  @Crossing('CONTACT')
  @Field(() => DateScalar, { name: 'from', nullable: true, description: 'First day.' })
  validFrom!: Date | null;

  @Crossing('CONTACT')
  @Field(() => DateScalar, {
    name: 'to',
    nullable: true,
    description: 'Day on which it ends, not included; null while it runs.',
  })
  validTo!: Date | null;
}
