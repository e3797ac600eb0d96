import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { HubError } from '../../errors.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import type { Body } from '../body.type.ts';
import type { RegistryOperation } from '../operation.ts';
import { assertCounts } from './assert-counts.ts';
import { type GatheredLine, gatherBilan } from './gather-bilan.ts';
import { answerOf, PERTURBED_NOTE } from './statistics.resolver.ts';
import { Bilan, type BilanLine } from './statistics-bilan.type.ts';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2100;

@Resolver(() => Bilan)
export class BilanResolver {
  @Crossing('STATISTIC')
  @Query(() => Bilan, {
    nullable: true,
    description:
      'The yearly figures of one protocol, for its steering committee: released values of its bodies, NO_SOURCE_YET where nobody keeps such records, definitions and notes. Under the purposes STATISTICS or STEERING; decided for each body like any crossing. Loi 51-711 ; RGPD art. 89.',
  })
  async bilan(
    @Ctx() operation: RegistryOperation,
    @Arg('protocol', () => ID, { description: 'Identifier of the instrument: `P-21-LONGVIC`.' }) id: string,
    @Arg('year', () => Int, { description: 'A year: of one that has not ended, periods are NOT_FROZEN.' }) year: number,
  ): Promise<Bilan> {
    const { repositories, caller, at } = operation;
    assertCounts(caller);
    if (year < FIRST_YEAR || year > LAST_YEAR) throw new HubError('BAD_REQUEST', 'there is no bilan of this year');
    const protocol = await repositories.protocols.findProtocol(id);
    if (protocol === null) throw new HubError('BAD_REQUEST', 'no instrument has this identifier: see `protocols`');
    const codes = protocol.record.parties.map(({ body }) => body).sort();
    const found = await Promise.all(codes.map((code) => repositories.bodies.findBody(code)));
    const bodies = found.filter((body): body is Body => body !== null);
    const lines = await gatherBilan(operation, bodies, year);
    const answers = lines.flatMap(({ periods }) => periods.map(({ total }) => total));
    const ruleSetVersion = answers[0]?.ruleSetVersion ?? '';
    const silent = answers.flatMap(({ parts }) => parts.filter(({ standing }) => standing === 'MISSING'));
    return {
      protocol: id,
      title: protocol.title,
      year,
      ruleSetVersion,
      note: PERTURBED_NOTE,
      lines: lines.map(lineOf),
      missing: [...new Set(silent.map(({ body }) => body))].sort(),
      released: {
        ...{ year, note: PERTURBED_NOTE, ruleSetVersion, on: civilDateOf(at), parties: bodies },
        ...{ title: protocol.title, datesAssumed: protocol.datesAssumed },
        lines: lines.map(({ indicator, isLive, periods }) => ({ indicator, periods: isLive ? periods : [] })),
      },
    };
  }

  @Crossing('STATISTIC')
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The bilan as one printable page (HTML, A4): tables, charts, definitions, who is missing. Whole in itself; every figure in it is one of `lines`.',
  })
  html(@Root() { released }: Bilan, @Ctx() { figures }: RegistryOperation): Promise<string> {
    return figures.writeBilan(released);
  }
}

function lineOf({ indicator, isLive, periods }: GatheredLine): BilanLine {
  const answers = periods.flatMap(({ total, perBody, breakdown }) =>
    breakdown === null ? [total, perBody] : [total, perBody, breakdown],
  );
  return {
    indicator: indicator.code,
    label: indicator.label,
    definition: indicator.definition,
    standing: isLive ? 'LIVE' : 'NO_SOURCE_YET',
    figures: isLive ? answers.map(answerOf) : [],
  };
}
