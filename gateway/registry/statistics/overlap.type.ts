import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { registerWords } from '../../../subgraphs/joining/words.ts';
import { OVERLAP_STATES } from './overlap.repository.ts';

export const OverlapStateWord = registerWords(
  'OverlapState',
  OVERLAP_STATES,
  'How a study stands: QUEUED it waits for the officer’s approval or for its turn; RUNNING; DONE its figures are there, for good; REFUSED they may not be had; FAILED somebody did not answer; CANCELLED. Asked again, one of the last three begins anew.',
);

const LAW = 'Loi 51-711 ; RGPD art. 89.';

@ObjectType({ description: 'A figure of a study with its interval of 95 %, the noise alone considered.' })
export class OverlapCount {
  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: `What is counted, in French. ${LAW}` })
  label!: string | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: `Perturbed value. ${LAW}` })
  value!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: `Lower end of the interval. ${LAW}` })
  low!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: `Upper end of the interval. ${LAW}` })
  high!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Float, { nullable: true, description: `Standard deviation of the noise. ${LAW}` })
  deviation!: number | null;
}

@ObjectType({ description: 'The set of one body in a study: the same figure as `statistics` gives of it.' })
export class OverlapBody {
  @Crossing('STATISTIC')
  @Field(() => ID, { nullable: true, description: `Code of the body. ${LAW}` })
  body!: string | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: `Perturbed number of persons. ${LAW}` })
  value!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: `Version of the snapshot. ${LAW}` })
  version!: number | null;
}

@ObjectType({
  description:
    'A study of distinct persons over bodies (indicator N4). The same question is the same study, with the same answer, whoever asks and on whichever replica.',
})
export class Overlap {
  @Crossing('STATISTIC')
  @Field(() => String, {
    nullable: true,
    description: `Names the study, for \`cancelOverlap\`; null where there is none. ${LAW}`,
  })
  study!: string | null;

  @Crossing('STATISTIC')
  @Field(() => OverlapStateWord, { nullable: true, description: `How it stands. ${LAW}` })
  state!: string | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: `How much is done, from 0 to 100. ${LAW}` })
  progress!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Boolean, { nullable: true, description: `Whether the data-protection officer has approved it. ${LAW}` })
  approved!: boolean | null;

  @Crossing('STATISTIC')
  @Field(() => String, {
    nullable: true,
    description: `Why it was refused or failed: a word, and the body after a colon where one is meant. SET_TOO_SMALL: a set is under 500 persons; which one is not told. ${LAW}`,
  })
  reason!: string | null;

  @Crossing('STATISTIC')
  @Field(() => [OverlapBody], {
    nullable: true,
    description: `The sets, by code of their bodies; once it is DONE. ${LAW}`,
  })
  sets!: readonly OverlapBody[] | null;

  @Crossing('STATISTIC')
  @Field(() => OverlapCount, { nullable: true, description: `Distinct persons in all sets together. ${LAW}` })
  union!: OverlapCount | null;

  @Crossing('STATISTIC')
  @Field(() => [OverlapCount], {
    nullable: true,
    description: `Persons known to one body alone, to two, to three or more: they add up to the union but for rounding at zero. ${LAW}`,
  })
  exactly!: readonly OverlapCount[] | null;

  @Crossing('STATISTIC')
  @Field(() => Float, {
    nullable: true,
    description: `Which part of the links is right, measured on synthetic files. ${LAW}`,
  })
  precision!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Float, {
    nullable: true,
    description: `Which part of the true links is found: the overlap is too small by the rest. ${LAW}`,
  })
  recall!: number | null;

  @Crossing('STATISTIC')
  @Field(() => String, {
    nullable: true,
    description: `What must stand wherever the values are shown, in French. ${LAW}`,
  })
  note!: string | null;
}

@ObjectType({ description: 'A study that waits for the data-protection officer of the body that asks for it.' })
export class OverlapRequest {
  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Names the study, for `approveOverlap`.' })
  study!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'The period whose followed persons are counted.' })
  period!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => [ID], { description: 'Codes of the bodies whose sets are compared.' })
  bodies!: readonly string[];

  @Crossing('SERVICE_OFFER')
  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  askedAt!: Date;

  @Crossing('SERVICE_OFFER')
  @Field(() => Boolean, { description: 'Whether it is approved.' })
  approved!: boolean;
}
