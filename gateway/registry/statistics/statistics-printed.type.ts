import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { registerWords } from '../../../subgraphs/joining/words.ts';

export const SuppressionWord = registerWords(
  'Suppression',
  ['PRIMARY', 'COMPLEMENTARY'] as const,
  'Why a cell is not printed: PRIMARY its count is from 1 to k − 1; COMPLEMENTARY it would tell another one.',
);

@ObjectType({ description: 'One cell of a printed table, or of its margins.' })
export class PrintedCell {
  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: 'Its row, from 0; null in the totals of columns.' })
  row!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: 'Its column, from 0; null in the totals of rows.' })
  column!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: 'The count as it may be printed; null where it is suppressed.' })
  value!: number | null;

  @Crossing('STATISTIC')
  @Field(() => SuppressionWord, { nullable: true, description: 'Why there is no value. Loi 51-711.' })
  suppressed!: string | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'What to print, in French.' })
  shown!: string | null;
}

@ObjectType({
  description: 'A table that may be printed: counts and margins, small ones hidden and the hidden ones protected.',
})
export class PrintedTable {
  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'Code of the indicator that it was declared for.' })
  indicator!: string | null;

  @Crossing('STATISTIC')
  @Field(() => [PrintedCell], { nullable: true, description: 'Its cells, row by row, then its margins.' })
  cells!: readonly PrintedCell[] | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'What must stand beside it, in French.' })
  note!: string | null;
}
