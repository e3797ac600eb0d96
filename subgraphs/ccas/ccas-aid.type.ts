import { Field, Int, ObjectType } from 'type-graphql';
import { CcasAidKind } from '../contract/codes.ts';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';

@ObjectType({ description: 'Optional aid granted by the CCAS (aide facultative).' })
export class CcasAid {
  @Crossing('BENEFITS')
  @Field(() => CcasAidKind, { nullable: true, description: 'Kind of aid.' })
  kind!: CcasAidKind | null;

  @Crossing('BENEFITS')
  @Field(() => Int, { nullable: true, description: 'Amount, whole euros; null for an aid in kind.' })
  amount!: number | null;

  @Crossing('BENEFITS')
  @Field(() => DateScalar, { nullable: true, description: 'Day of the grant.' })
  grantedOn!: Date | null;
}
