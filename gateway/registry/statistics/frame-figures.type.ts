import { Field, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { type StatisticStanding, StatisticStandingWord } from '../../../subgraphs/joining/statistic-words.ts';

const LAW = 'Loi 51-711 ; RGPD art. 89.';

/** Columns like those of a body's own figures, so that both are read alike. */
@ObjectType({
  description:
    'One breakdown of one indicator of a body, counted by the hub from the frames of what passes between bodies (referrals, cases, accords), from a frozen snapshot, perturbed (cell-key method).',
})
export class FrameFigures {
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
    description: `The smallest count, other than 0, that is ever published of it: 11. ${LAW}`,
  })
  smallest!: number | null;

  @Crossing('STATISTIC')
  @Field(() => String, {
    nullable: true,
    description: `Ed25519 signature of the hub over this table, in hexadecimal; its key is at \`/.well-known/jwks.json\`. ${LAW}`,
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
}
