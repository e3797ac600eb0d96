import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../joining/crossing.ts';
import { DateTimeScalar } from '../../joining/scalars.ts';
import { type StatisticStanding, StatisticStandingWord } from '../../joining/statistic-words.ts';

const LAW = 'Loi 51-711 ; RGPD art. 89.';

/** Columns, not objects: a cube has tens of thousands of cells. */
@ObjectType({
  description:
    'One breakdown of one indicator, from a frozen snapshot, perturbed by the body before anything left it (cell-key method). Totals are perturbed on their own: parts do not add up to them.',
})
export class StatisticTable {
  @Crossing('STATISTIC')
  @Field(() => StatisticStandingWord, { nullable: true, description: `Whether there are figures. ${LAW}` })
  standing!: StatisticStanding | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: `Version of the snapshot; a correction is a new one. ${LAW}` })
  version!: number | null;

  @Crossing('STATISTIC')
  @Field(() => DateTimeScalar, { nullable: true, description: `When the snapshot was frozen. ${LAW}` })
  frozenAt!: Date | null;

  @Crossing('STATISTIC')
  @Field(() => Int, {
    nullable: true,
    description: `The smallest count, other than 0, that is ever published of it: 11, or 5 where the COPIL has said so. ${LAW}`,
  })
  smallest!: number | null;

  @Crossing('STATISTIC')
  @Field(() => String, {
    nullable: true,
    description: `Ed25519 signature of the body over this table, in hexadecimal: of what it has released, word for word. ${LAW}`,
  })
  signature!: string | null;

  @Crossing('STATISTIC')
  @Field(() => [String], {
    nullable: true,
    description: `Bins of each cell in the order of the dimensions, one cell after the other. A cell that is not listed is 0 or very small. ${LAW}`,
  })
  bins!: readonly string[] | null;

  @Crossing('STATISTIC')
  @Field(() => [Int], {
    nullable: 'itemsAndList',
    description: `Perturbed count of each cell, 0 being “0 or very small”; null where the guards leave it blank. ${LAW}`,
  })
  values!: readonly (number | null)[] | null;

  @Crossing('STATISTIC')
  @Field(() => [Int], {
    nullable: 'itemsAndList',
    description: `Euros beside each cell, perturbed and in steps of ten: eleven contributed, nobody more than 85 % of it. Null where that does not hold; no list where the indicator has no amount. ${LAW}`,
  })
  amounts!: readonly (number | null)[] | null;
}
