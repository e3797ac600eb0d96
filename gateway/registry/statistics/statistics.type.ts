import { Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { CONFIDENCES, KEEPERS, UNITS } from '../../../disclosure/indicator.ts';
import { PERIOD_KINDS } from '../../../disclosure/periods.ts';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { StatisticDimensionWord } from '../../../subgraphs/joining/statistic-words.ts';
import { registerWords } from '../../../subgraphs/joining/words.ts';
import { Body } from '../body.type.ts';
import type { ReleasedAnswer } from '../context.ts';
import { BodyKindWord } from '../words.ts';

export const IndicatorUnitWord = registerWords(
  'IndicatorUnit',
  UNITS,
  'What an indicator counts: PERSONS each once, RECORDS such as referrals, SEATS, a SHARE, or DAYS.',
);
export const KeeperWord = registerWords(
  'IndicatorKeeper',
  KEEPERS,
  'Whose records an indicator is made from: BODIES, each its own; HUB, the frames that the hub keeps of referrals, cases and accords.',
);
export const PeriodKindWord = registerWords('PeriodKind', PERIOD_KINDS, 'How long the periods of an indicator are.');
export const ConfidenceWord = registerWords(
  'IndicatorConfidence',
  CONFIDENCES,
  'How sure a definition is: SURE, to be confirmed by the DPO or by the COPIL, or a default of the HUB.',
);
export const SensitivityWord = registerWords(
  'IndicatorSensitivity',
  ['STANDARD', 'SENSITIVE'] as const,
  'SENSITIVE: k is 11 whatever a COPIL says, and breakdowns are guarded.',
);
export const IndicatorStandingWord = registerWords(
  'IndicatorStanding',
  ['LIVE', 'BY_STUDY', 'NO_SOURCE_YET'] as const,
  'Whether any body keeps records from which the indicator can be made: LIVE, by `statistics`; BY_STUDY, by `overlap`. Nothing is made up for one that has none.',
);
export const StatisticPartStandingWord = registerWords(
  'StatisticPartStanding',
  ['RELEASED', 'NO_SOURCE_YET', 'NOT_FROZEN', 'MISSING', 'WITHHELD'] as const,
  'What a body gave: RELEASED its figures; NO_SOURCE_YET it keeps no such records; NOT_FROZEN the period has no snapshot; MISSING it did not answer, or not as the catalogue says; WITHHELD it was not asked, as nothing lets its figures cross.',
);

@ObjectType({ description: 'One value of a dimension. Bins are the same for everybody.' })
export class IndicatorBin {
  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Code of the bin: `65-74`, `21355`.' })
  code!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'French label.' })
  label!: string;
}

@ObjectType({ description: 'A dimension that an indicator may be broken down by.' })
export class IndicatorDimension {
  @Crossing('SERVICE_OFFER')
  @Field(() => StatisticDimensionWord, { description: 'The word to give in `by`.' })
  dimension!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'French label.' })
  label!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => [IndicatorBin], { description: 'Its bins, in order.' })
  bins!: readonly IndicatorBin[];
}

@ObjectType({ description: 'An indicator of the catalogue (indicateur): what may be asked of `statistics`, and how.' })
export class Indicator {
  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Code: `N2`.' })
  code!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'French label.' })
  label!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'French definition.' })
  definition!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => [BodyKindWord], { description: 'Kinds of bodies that it is about.' })
  ownerKinds!: readonly string[];

  @Crossing('SERVICE_OFFER')
  @Field(() => [BodyKindWord], { description: 'Kinds of bodies that have records for it; none: NO_SOURCE_YET.' })
  sourceKinds!: readonly string[];

  @Crossing('SERVICE_OFFER')
  @Field(() => KeeperWord, { description: 'Who keeps the records that it is made from.' })
  keptBy!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => StatisticDimensionWord, {
    nullable: true,
    description: 'Of a SHARE: the dimension to name in `by` to be told the share of each of its bins.',
  })
  shareOf!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, {
    nullable: true,
    description: 'French label of the sum of euros beside each count; null where there is none.',
  })
  amountLabel!: string | null;

  @Crossing('SERVICE_OFFER')
  @Field(() => IndicatorUnitWord, { description: 'What it counts.' })
  unit!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => [IndicatorDimension], { description: 'What it may be broken down by.' })
  dimensions!: readonly IndicatorDimension[];

  @Crossing('SERVICE_OFFER')
  @Field(() => Int, { description: 'How many of its dimensions may be crossed.' })
  crossed!: number;

  @Crossing('SERVICE_OFFER')
  @Field(() => PeriodKindWord, { description: 'How long its periods are.' })
  period!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => SensitivityWord, { description: 'How sensitive it is.' })
  sensitivity!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => Int, { description: 'The smallest count other than 0 that is published, unless a COPIL has set 5.' })
  smallest!: number;

  @Crossing('SERVICE_OFFER')
  @Field(() => String, { description: 'Where the protocols ask for it, in French.' })
  source!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => ConfidenceWord, { description: 'How sure the definition is.' })
  confidence!: string;

  @Crossing('SERVICE_OFFER')
  @Field(() => IndicatorStandingWord, { description: 'Whether it has a source.' })
  standing!: string;
}

@ObjectType({ description: 'What one body gave to an answer.' })
export class StatisticPart {
  @Crossing('STATISTIC')
  @Field(() => Body, { nullable: true, description: 'The body.' })
  body!: Body | null;

  @Crossing('STATISTIC')
  @Field(() => StatisticPartStandingWord, { nullable: true, description: 'What it gave.' })
  standing!: string | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'Why its figures are withheld: a reason of the gates G0 to G6.' })
  reason!: string | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: 'Version of its snapshot.' })
  version!: number | null;

  @Crossing('STATISTIC')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was frozen.' })
  frozenAt!: Date | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: 'The smallest count other than 0 that it publishes of it.' })
  smallest!: number | null;

  @Crossing('STATISTIC')
  @Field(() => String, {
    nullable: true,
    description:
      'Ed25519 signature over what was released of it, in hexadecimal, which has been checked: of the body, or of the hub where the hub keeps the records.',
  })
  signature!: string | null;
}

@ObjectType({ description: 'One cell: released values of bodies, added up, with their interval.' })
export class StatisticCell {
  @Crossing('STATISTIC')
  @Field(() => ID, { nullable: true, description: 'Code of the body whose cell it is, where `by` names BODY.' })
  body!: string | null;

  @Crossing('STATISTIC')
  @Field(() => [String], { nullable: true, description: 'Its bins, in the order of `by` of the answer.' })
  bins!: readonly string[] | null;

  @Crossing('STATISTIC')
  @Field(() => Int, {
    nullable: true,
    description: 'Perturbed value; 0 is “0 or very small”, null is blank. RGPD art. 89 ; loi 51-711.',
  })
  value!: number | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'The value as it is to be shown, in French.' })
  shown!: string | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: 'Lower end of the interval of 95 % (1.96 standard deviations).' })
  low!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: 'Upper end of the interval.' })
  high!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Float, { nullable: true, description: 'Standard deviation of the noise.' })
  deviation!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Int, { nullable: true, description: 'How many bodies left the cell blank and are not in the value.' })
  blanks!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Float, {
    nullable: true,
    description:
      'Of an indicator that is a SHARE, and by the dimension whose parts are shares (`shareOf`): released part by released base. Null where the base is small or blank.',
  })
  share!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Float, {
    nullable: true,
    description:
      'Euros, of an indicator that has an amount: perturbed sums of the bodies that gave one. Eleven contributed to each, and nobody more than 85 % of it.',
  })
  amount!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Float, { nullable: true, description: 'Lower end of the interval of the amount.' })
  amountLow!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Float, { nullable: true, description: 'Upper end of it.' })
  amountHigh!: number | null;

  @Crossing('STATISTIC')
  @Field(() => Float, {
    nullable: true,
    description: 'Euros for one of those counted: the released amount by the released count of the same bodies.',
  })
  mean!: number | null;
}

@ObjectType({
  description: 'The answer to one question of the catalogue; the same question has the same answer for ever.',
})
export class Statistics {
  /** All that its export is made from. */
  released!: ReleasedAnswer;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'Code of the indicator; its definition stands in `indicators`.' })
  indicator!: string | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'French label of the indicator.' })
  label!: string | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'The period.' })
  period!: string | null;

  @Crossing('STATISTIC')
  @Field(() => [StatisticDimensionWord], {
    nullable: true,
    description: 'The dimensions, in the order of the catalogue.',
  })
  by!: readonly string[] | null;

  @Crossing('STATISTIC')
  @Field(() => IndicatorStandingWord, { nullable: true, description: 'NO_SOURCE_YET: nobody was asked.' })
  standing!: string | null;

  @Crossing('STATISTIC')
  @Field(() => [StatisticCell], {
    nullable: true,
    description: 'The cells, in the order of the catalogue. One that is not listed is 0 or very small.',
  })
  cells!: readonly StatisticCell[] | null;

  @Crossing('STATISTIC')
  @Field(() => [StatisticPart], { nullable: true, description: 'What each body gave, by code.' })
  parts!: readonly StatisticPart[] | null;

  @Crossing('STATISTIC')
  @Field(() => Boolean, { nullable: true, description: 'Whether every body that was named has given its figures.' })
  complete!: boolean | null;

  @Crossing('STATISTIC')
  @Field(() => [ID], {
    nullable: true,
    description: 'Codes of the bodies that did not answer: they are in no sum, and not zero.',
  })
  missing!: readonly string[] | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'What must stand wherever the values are shown, in French.' })
  note!: string | null;

  @Crossing('STATISTIC')
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the youngest of the snapshots was frozen.' })
  computedAt!: Date | null;

  @Crossing('STATISTIC')
  @Field(() => String, { nullable: true, description: 'Version of the rules by which it was released.' })
  ruleSetVersion!: string | null;
}
