import { Arg, Ctx, FieldResolver, Resolver } from 'type-graphql';
import { findIndicator } from '../../../disclosure/catalogue.ts';
import { isMadeBy, readCombination } from '../../../disclosure/indicator.ts';
import { daysOf } from '../../../disclosure/periods.ts';
import { releaseAmounts } from '../../../disclosure/release-amounts.ts';
import { basesOf, releaseBreakdown } from '../../../disclosure/release-breakdown.ts';
import { signTable } from '../../../disclosure/sign-table.ts';
import { Crossing } from '../../joining/crossing.ts';
import { StatisticDimensionWord, type StatisticStanding } from '../../joining/statistic-words.ts';
import { Body } from '../body.type.ts';
import type { BodyContext } from '../context.ts';
import { findSigningKey, findSnapshot, readAmounts, readBreakdowns } from './snapshot.repository.ts';
import { StatisticTable } from './statistic.type.ts';

@Resolver(() => Body)
export class StatisticResolver {
  @Crossing('STATISTIC')
  @FieldResolver(() => StatisticTable, {
    nullable: true,
    description:
      'Figures of this body for one indicator of the catalogue and one period that has ended. There is no filter and no list: dimensions and bins are fixed. Loi 51-711 ; RGPD art. 89.',
  })
  async statistics(
    @Ctx() { code: body, prisma, kind, capabilities }: BodyContext,
    @Arg('indicator', () => String, { description: 'Code of the indicator: `N2`.' }) code: string,
    @Arg('period', () => String, { description: 'Period of its kind: `2025`, `2026-Q1`, `2026-04`.' }) period: string,
    @Arg('by', () => [StatisticDimensionWord], {
      defaultValue: [],
      description: 'Dimensions to cross, three at most; none for the total. Their order changes nothing.',
    })
    by: string[],
  ): Promise<StatisticTable> {
    const indicator = findIndicator(code);
    const dimensions = indicator && readCombination(indicator, by);
    if (!indicator || !dimensions || daysOf(indicator.period, period) === null) return standing('NOT_ALLOWED');
    if (!isMadeBy(indicator, { kind, capabilities })) return standing('NO_SOURCE_YET');
    const snapshot = await findSnapshot(prisma, code, period);
    if (snapshot === null) return standing('NOT_FROZEN');
    const { version, frozenAt, smallest } = snapshot;
    const breakdowns = await readBreakdowns(prisma, snapshot, [dimensions, ...basesOf(dimensions)]);
    const cells = releaseBreakdown(indicator, smallest, dimensions, breakdowns);
    const given = indicator.amount === null ? null : await readAmounts(prisma, snapshot, dimensions);
    const table = {
      ...{ version, smallest, bins: cells.flatMap(({ dims }) => [...dims]) },
      values: cells.map(({ value }) => value),
      amounts: given && indicator.amount ? releaseAmounts(cells, given, indicator.amount.scale) : null,
    };
    const named = { body, indicator: code, period, by: dimensions, frozenAt: frozenAt.toISOString() };
    const signature = signTable({ ...named, ...table }, await findSigningKey(prisma));
    return { standing: 'RELEASED', frozenAt, signature, ...table };
  }
}

function standing(word: StatisticStanding): StatisticTable {
  const nothing = {
    version: null,
    frozenAt: null,
    smallest: null,
    signature: null,
    bins: null,
    values: null,
    amounts: null,
  };
  return { standing: word, ...nothing };
}
