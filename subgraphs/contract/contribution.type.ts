import { Field, ObjectType } from 'type-graphql';
import { CrossingBy } from '../joining/crossing.ts';
import { DateTimeScalar } from '../joining/scalars.ts';

@ObjectType({ description: 'What a body contributed to a shared case, in the category that was asked for.' })
export class Contribution {
  @CrossingBy('category')
  @Field(() => String, { nullable: true, description: 'The contribution, as its author wrote it.' })
  value!: string | null;

  @CrossingBy('category')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was written.' })
  at!: Date | null;
}
