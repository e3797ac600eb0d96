import { Field, ObjectType } from 'type-graphql';
import { Growth, Pregnancy, Vaccinations } from '../contract/codes.ts';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';

@ObjectType({
  description: 'Follow-up by the mother and child protection service (PMI), of a pregnancy or of a child under 6.',
})
export class Pmi {
  @Crossing('PMI')
  @Field(() => Pregnancy, { nullable: true, description: 'Stage of a followed pregnancy.' })
  pregnancy!: Pregnancy | null;

  @Crossing('PMI')
  @Field(() => Growth, { nullable: true, description: 'Growth of the child (croissance).' })
  growth!: Growth | null;

  @Crossing('PMI')
  @Field(() => Vaccinations, { nullable: true, description: 'State of compulsory vaccinations.' })
  vaccinations!: Vaccinations | null;

  @Crossing('PMI')
  @Field(() => DateScalar, { nullable: true, description: 'Last home visit (visite à domicile).' })
  lastHomeVisitOn!: Date | null;
}
