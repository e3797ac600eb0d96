import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { EvictionStage, Tenure } from './codes.ts';

@ObjectType({ description: 'The home (logement) as this body knows it.' })
export class Housing {
  @Crossing('HOUSING')
  @Field(() => Tenure, { nullable: true, description: 'How the home is occupied (statut d’occupation).' })
  tenure!: Tenure | null;

  @Crossing('HOUSING')
  @Field(() => Int, { nullable: true, description: 'Months of rent owed (impayés de loyer), whole months; 0 if none.' })
  arrearsMonths!: number | null;

  @Crossing('HOUSING')
  @Field(() => EvictionStage, { nullable: true, description: 'How far an eviction has come (procédure d’expulsion).' })
  evictionStage!: EvictionStage | null;

  @Crossing('HOUSING')
  @Field(() => Boolean, { nullable: true, description: 'The home was reported as not decent (logement non décent).' })
  indecency!: boolean | null;

  @Crossing('HOUSING')
  @Field(() => String, { nullable: true, description: 'Name of the landlord or social landlord (bailleur).' })
  landlordName!: string | null;
}
