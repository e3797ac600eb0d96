import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { findIndicator } from '../../../disclosure/catalogue.ts';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { HubError } from '../../errors.ts';
import type { RegistryOperation } from '../operation.ts';
import { assertCounts } from './assert-counts.ts';
import { PrintedTable } from './statistics-printed.type.ts';

const NOTE = 'Tableau déclaré, non issu de dossiers individuels. « s » : secret statistique. Un 0 est un vrai zéro.';

/** Tables from registers on paper: whoever kept them types them in, and gets what may be printed of them. */
@Resolver()
export class PrintedTableResolver {
  @Crossing('STATISTIC')
  @Query(() => PrintedTable, {
    nullable: true,
    description:
      'What may be printed of a table that you declare and that was not made from files of persons (participants of collective actions, say): counts from 1 to 10 are hidden, and the cheapest set of others that protects them, to a proven optimum. Nothing of it is kept, and it has no labels: cells come back by their place. Under the purposes STATISTICS or STEERING. Loi 51-711.',
  })
  async printTable(
    @Ctx() { caller, figures }: RegistryOperation,
    @Arg('indicator', () => String, { description: 'Code of the indicator: `A1`. Never one that counts persons.' })
    code: string,
    @Arg('counts', () => [[Int]], { description: 'Rows of counts, without totals: 120 counts at most.' })
    counts: number[][],
  ): Promise<PrintedTable> {
    assertCounts(caller);
    const indicator = findIndicator(code);
    if (indicator === null) throw new HubError('BAD_REQUEST', 'no indicator has this code: `indicators` lists them');
    if (indicator.unit === 'PERSONS') {
      throw new HubError('BAD_REQUEST', 'persons are printed as `statistics` has released them, and not otherwise');
    }
    const cells = await figures.suppressCounts(counts);
    return { indicator: code, cells: cells.map((cell) => ({ ...cell, shown: show(cell.value) })), note: NOTE };
  }
}

function show(value: number | null): string {
  return value === null ? 's' : value.toLocaleString('fr-FR');
}
