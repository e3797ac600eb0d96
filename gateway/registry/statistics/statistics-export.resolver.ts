import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import type { RegistryOperation } from '../operation.ts';
import { Statistics } from './statistics.type.ts';
import { StatisticsExport, StatisticsFormatWord } from './statistics-export.type.ts';

/** An answer to take away: made from what was released to this caller, in the same operation. */
@Resolver(() => Statistics)
export class StatisticsExportResolver {
  @Crossing('STATISTIC')
  @FieldResolver(() => StatisticsExport, {
    nullable: true,
    description:
      'The answer as a file: the released values and their intervals, how each is to be read, and who is not in them; with definition, k, method, rules and snapshots where the format has a place for them. RGPD art. 89 ; loi 51-711.',
  })
  export(
    @Root() { released }: Statistics,
    @Ctx() { figures }: RegistryOperation,
    @Arg('format', () => StatisticsFormatWord, { description: 'How it is written.' })
    format: keyof typeof StatisticsFormatWord,
  ): StatisticsExport {
    return figures.writeFigures(released, format);
  }
}
