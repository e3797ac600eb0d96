import { Field, ObjectType } from 'type-graphql';
import { PrePathway } from '../contract/codes.ts';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';

@ObjectType({ description: 'Enrolment in the programme de réussite éducative (PRE).' })
export class PreEnrolment {
  @Crossing('EDUCATION')
  @Field(() => String, { nullable: true, description: 'School (école ou collège).' })
  school!: string | null;

  @Crossing('EDUCATION')
  @Field(() => DateScalar, { name: 'from', nullable: true, description: 'First day.' })
  validFrom!: Date | null;

  @Crossing('EDUCATION')
  @Field(() => DateScalar, {
    name: 'to',
    nullable: true,
    description: 'Day on which it ends, not included; null while it runs.',
  })
  validTo!: Date | null;

  @Crossing('EDUCATION')
  @Field(() => [PrePathway], { nullable: true, description: 'Parts of the individual pathway (parcours).' })
  pathway!: PrePathway[] | null;
}
