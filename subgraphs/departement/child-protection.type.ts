import { Field, ObjectType } from 'type-graphql';
import { ChildProtectionMeasureKind } from '../contract/codes.ts';
import { Crossing } from '../joining/crossing.ts';
import { DateScalar } from '../joining/scalars.ts';

@ObjectType({ description: 'Child protection measure (mesure de protection de l’enfance).' })
export class ChildProtectionMeasure {
  @Crossing('CHILD_PROTECTION')
  @Field(() => ChildProtectionMeasureKind, { nullable: true, description: 'Kind of measure.' })
  kind!: ChildProtectionMeasureKind | null;

  @Crossing('CHILD_PROTECTION')
  @Field(() => DateScalar, { name: 'from', nullable: true, description: 'First day.' })
  validFrom!: Date | null;

  @Crossing('CHILD_PROTECTION')
  @Field(() => DateScalar, {
    name: 'to',
    nullable: true,
    description: 'Day on which it ends, not included; null while it runs.',
  })
  validTo!: Date | null;
}
