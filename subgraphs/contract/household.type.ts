import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';
import { CompositionSource, HouseholdRole } from './codes.ts';
import { Person } from './person.type.ts';

@ObjectType({
  description:
    'A member of the household. Each is a person of her own: what may be said of one says nothing of another.',
})
export class Membership {
  @Crossing('HOUSEHOLD')
  @Field(() => HouseholdRole, { nullable: true, description: 'Place in the household.' })
  role!: HouseholdRole | null;

  @Crossing('HOUSEHOLD')
  @Field(() => Boolean, {
    nullable: true,
    description: 'Dependent (à charge), in the sense of family benefits unless the source says otherwise.',
  })
  isDependent!: boolean | null;

  @Crossing('HOUSEHOLD')
  @Field(() => CompositionSource, { nullable: true, description: 'Where this comes from.' })
  source!: CompositionSource | null;

  @Crossing('HOUSEHOLD')
  @Field(() => DateScalar, { name: 'from', nullable: true, description: 'First day in the household.' })
  validFrom!: Date | null;

  @Crossing('HOUSEHOLD')
  @Field(() => DateScalar, {
    name: 'to',
    nullable: true,
    description: 'Day of leaving, not included; null for a present member.',
  })
  validTo!: Date | null;

  @Crossing('HOUSEHOLD')
  @Field(() => Person, { nullable: true, description: 'The member, whose fields are decided on her own account.' })
  person!: Person | null;
}

@ObjectType({ description: 'Household (foyer) as this body knows it: only members about whom it holds a file.' })
export class Household {
  @Crossing('HOUSEHOLD')
  @Field(() => [Membership], {
    nullable: true,
    description: 'Members, the applicant first; former members with the day they left.',
  })
  members!: Membership[] | null;
}
