import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../joining/crossing.ts';

@ObjectType({
  description: 'Seats of the crèche à vocation d’insertion professionnelle (AVIP): capacity figures, not persons.',
})
export class AvipBoard {
  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: 'Labelled seats.' })
  capacity!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: 'Seats taken today.' })
  occupied!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: 'Requests that wait.' })
  waitlistLength!: number | null;
}
