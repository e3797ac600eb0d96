import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { findIndicator } from '../../../disclosure/catalogue.ts';
import { hasSource, readCombination } from '../../../disclosure/indicator.ts';
import { daysOf } from '../../../disclosure/periods.ts';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { StatisticDimensionWord, type StatisticStanding } from '../../../subgraphs/joining/statistic-words.ts';
import { Body } from '../body.type.ts';
import type { RegistryOperation } from '../operation.ts';
import { FrameFigures } from './frame-figures.type.ts';

/** Figures of a body that the hub keeps: its own as much as those that it serves itself, and decided like those. */
@Resolver(() => Body)
export class FrameFiguresResolver {
  @Crossing('STATISTIC')
  @FieldResolver(() => FrameFigures, {
    nullable: true,
    description:
      'Figures of this body for one indicator that the hub counts from its own frames (`indicators`, keptBy HUB) and one period that has ended. There is no filter and no list. Loi 51-711 ; RGPD art. 89.',
  })
  async frameFigures(
    @Root() { code: body, kind, capabilities }: Body,
    @Ctx() { releaseFrames }: RegistryOperation,
    @Arg('indicator', () => String, { description: 'Code of the indicator: `R1`.' }) code: string,
    @Arg('period', () => String, { description: 'Period of its kind: `2025`, `2026-Q1`, `2026-04`.' }) period: string,
    @Arg('by', () => [StatisticDimensionWord], {
      defaultValue: [],
      description: 'Dimensions to cross, three at most; none for the total. Their order changes nothing.',
    })
    by: string[],
  ): Promise<FrameFigures> {
    const indicator = findIndicator(code);
    const dimensions = indicator && readCombination(indicator, by);
    if (!indicator || !dimensions || daysOf(indicator.period, period) === null) return without('NOT_ALLOWED');
    if (indicator.keptBy !== 'HUB' || !hasSource(indicator, { kind, capabilities })) return without('NO_SOURCE_YET');
    const released = await releaseFrames(body, indicator, period, dimensions);
    if (released === null) return without('NOT_FROZEN');
    const { version, frozenAt, smallest, signature, cells } = released;
    return {
      ...{ standing: 'RELEASED', version, frozenAt, smallest, signature },
      bins: cells.flatMap(({ dims }) => [...dims]),
      values: cells.map(({ value }) => value),
    };
  }
}

function without(standing: StatisticStanding): FrameFigures {
  const nothing = { version: null, frozenAt: null, smallest: null, signature: null, bins: null, values: null };
  return { standing, ...nothing };
}
