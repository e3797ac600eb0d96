import { Field, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';
import { SchoolLevel } from './codes.ts';

@ObjectType({ description: 'Schooling (scolarité).' })
export class Education {
  @Crossing('EDUCATION')
  @Field(() => String, { nullable: true, description: 'Name of the school (établissement).' })
  school!: string | null;

  @Crossing('EDUCATION')
  @Field(() => SchoolLevel, { nullable: true, description: 'Level of schooling.' })
  level!: SchoolLevel | null;

  @Crossing('EDUCATION')
  @Field(() => Boolean, {
    nullable: true,
    description: 'Said by the family or the school to follow the programme de réussite éducative.',
  })
  pre!: boolean | null;
}
