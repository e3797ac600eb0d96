import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';
import { ProtectionMeasure } from './codes.ts';

@ObjectType({ description: 'Legal protection of an adult (mesure de protection juridique).' })
export class LegalCapacity {
  @Crossing('LEGAL_CAPACITY')
  @Field(() => ProtectionMeasure, { nullable: true, description: 'Kind of measure.' })
  measure!: ProtectionMeasure | null;

  @Crossing('LEGAL_CAPACITY')
  @Field(() => Boolean, {
    nullable: true,
    description: 'The mission covers the person, not only property (mission à la personne).',
  })
  onPerson!: boolean | null;

  @Crossing('LEGAL_CAPACITY')
  @Field(() => String, { nullable: true, description: 'Scope of the mission (étendue du mandat).' })
  missionScope!: string | null;

  @Crossing('LEGAL_CAPACITY')
  @Field(() => String, { nullable: true, description: 'Professional contact of the curator or guardian (mandataire).' })
  guardianContact!: string | null;

  @Crossing('LEGAL_CAPACITY')
  @Field(() => DateScalar, { name: 'from', nullable: true, description: 'First day.' })
  validFrom!: Date | null;

  @Crossing('LEGAL_CAPACITY')
  @Field(() => DateScalar, {
    name: 'to',
    nullable: true,
    description: 'Day on which it ends, not included; null while it runs.',
  })
  validTo!: Date | null;
}
