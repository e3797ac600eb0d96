import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';
import { HolderKind } from './codes.ts';

@ObjectType({ description: 'Who holds parental authority over a minor (titulaire de l’autorité parentale).' })
export class ParentalHolder {
  @Crossing('HOUSEHOLD')
  @Field(() => String, { nullable: true, description: 'Name of the holder, or of the service.' })
  name!: string | null;

  @Crossing('HOUSEHOLD')
  @Field(() => HolderKind, { nullable: true, description: 'In which capacity.' })
  kind!: HolderKind | null;

  @Crossing('HOUSEHOLD')
  @Field(() => DateScalar, { name: 'from', nullable: true, description: 'First day.' })
  validFrom!: Date | null;

  @Crossing('HOUSEHOLD')
  @Field(() => DateScalar, {
    name: 'to',
    nullable: true,
    description: 'Day on which it ends, not included; null while it runs.',
  })
  validTo!: Date | null;
}
