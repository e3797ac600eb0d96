import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { CATALOGUE, findIndicator } from '../../../disclosure/catalogue.ts';
import { BINS, DIMENSION_LABELS } from '../../../disclosure/dimensions.ts';
import { type Indicator as CatalogueEntry, readCombination } from '../../../disclosure/indicator.ts';
import { daysOf } from '../../../disclosure/periods.ts';
import { smallestFor } from '../../../disclosure/perturbation-table.ts';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { StatisticDimensionWord } from '../../../subgraphs/joining/statistic-words.ts';
import { HubError } from '../../errors.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import { instrumentStatus } from '../../policy/instruments.ts';
import type { Body } from '../body.type.ts';
import type { ReleasedAnswer } from '../context.ts';
import type { RegistryOperation } from '../operation.ts';
import { Indicator, StatisticPart, Statistics } from './statistics.type.ts';

/** What must be said wherever perturbed values are shown. */
export const PERTURBED_NOTE =
  'Valeurs perturbées, totaux non additifs. « 0 ou très faible » se lit 0 ; une case absente se lit de même.';
const MOST_BODIES = 50;

@Resolver()
export class StatisticsResolver {
  @Crossing('SERVICE_OFFER')
  @Query(() => [Indicator], { description: 'The catalogue of indicators, by code; those without a source included.' })
  indicators(): readonly Indicator[] {
    return CATALOGUE.map(describe);
  }

  @Crossing('STATISTIC')
  @Query(() => Statistics, {
    nullable: true,
    description:
      'Figures over bodies: each body perturbs its own before anything leaves it, the hub adds up what was released. Decided for each body like any crossing. There is no filter and no list of persons; what the catalogue does not allow is DIMENSION_NOT_ALLOWED. Loi 51-711 ; RGPD art. 89.',
  })
  async statistics(
    @Ctx() operation: RegistryOperation,
    @Arg('indicator', () => String, { description: 'Code of the indicator: `N2`.' }) code: string,
    @Arg('period', () => String, { description: 'A period of its kind that has ended: `2025`, `2026-Q1`, `2026-04`.' })
    period: string,
    @Arg('by', () => [StatisticDimensionWord], {
      defaultValue: [],
      description: 'Dimensions to cross, three at most; with BODY each body’s cells stand by themselves.',
    })
    by: string[],
    @Arg('bodies', () => [ID], {
      nullable: true,
      description:
        'Codes of the bodies; where it is left out, the caller’s own and those that an instrument in force for the purpose ties to it, of the kinds that the indicator is about.',
    })
    bodies?: string[] | null,
  ): Promise<Statistics> {
    const entry = findIndicator(code);
    if (!entry) throw new HubError('BAD_REQUEST', 'no indicator has this code: `indicators` lists them');
    const dimensions = readCombination(
      entry,
      by.filter((dimension) => dimension !== 'BODY'),
    );
    if (!dimensions || by.length > Math.max(entry.crossed, 1) || new Set(by).size !== by.length) {
      throw new HubError('DIMENSION_NOT_ALLOWED', 'the indicator may not be broken down like this: see `indicators`');
    }
    if (daysOf(entry.period, period) === null) {
      throw new HubError('BAD_REQUEST', `a period of this indicator is a \`${entry.period}\``);
    }
    const isLive = entry.sourceKinds.length > 0;
    const found = isLive ? await bodiesOf(operation, entry, bodies ?? null) : [];
    const gathered = await operation.gatherStatistics({
      indicator: entry,
      period,
      by: dimensions,
      perBody: by.includes('BODY'),
      bodies: found.map((body) => body.code),
    });
    const asked = { indicator: entry, period, by: dimensions, perBody: by.includes('BODY') };
    return answerOf({ ...asked, ...gathered, bodies: found, note: PERTURBED_NOTE });
  }
}

/** The bodies that are asked, by code, each once. */
async function bodiesOf(
  { repositories, caller, at }: RegistryOperation,
  { ownerKinds }: CatalogueEntry,
  named: readonly string[] | null,
): Promise<readonly Body[]> {
  if (named !== null && named.length > MOST_BODIES)
    throw new HubError('LIMIT_EXCEEDED', `more than ${MOST_BODIES} bodies`);
  const on = civilDateOf(at);
  const instruments = named === null ? await repositories.protocols.protocolsOf(caller.body) : [];
  const inForce = instruments.filter(({ record }) => {
    const { word } = instrumentStatus(record, on);
    return (word === 'ACTIVE' || word === 'NOTICE_RUNNING') && record.purposes.includes(caller.purpose);
  });
  const tied = inForce.flatMap(({ record }) => record.parties.map(({ body }) => body));
  const codes = [...new Set(named ?? [caller.body, ...tied])].sort();
  const found = await Promise.all(codes.map((each) => repositories.bodies.findBody(each)));
  const known = found.filter((body) => body !== null);
  if (named !== null && known.length < codes.length)
    throw new HubError('BAD_REQUEST', 'no body has one of these codes');
  return named === null ? known.filter(({ kind }) => ownerKinds.some((each) => each === kind)) : known;
}

/** What was released, as it is answered; a file or a page of it is made from the same. */
export function answerOf(released: ReleasedAnswer & { readonly bodies: readonly Body[] }): Statistics {
  const { indicator: entry, period, by, bodies, parts, cells, note, ruleSetVersion } = released;
  const dates = parts.flatMap(({ frozenAt }) => (frozenAt === null ? [] : [Date.parse(frozenAt)]));
  return {
    released,
    indicator: entry.code,
    label: entry.label,
    period,
    by,
    standing: standingOf(entry),
    cells: cells.map((cell) => ({ ...cell, shown: show(cell.value) })),
    parts: parts.map((part, nth): StatisticPart => {
      const frozenAt = part.frozenAt === null ? null : new Date(part.frozenAt);
      return { ...part, body: bodies[nth] ?? null, frozenAt };
    }),
    complete: parts.length > 0 && parts.every(({ standing }) => standing === 'RELEASED'),
    missing: parts.filter(({ standing }) => standing === 'MISSING').map(({ body }) => body),
    note,
    computedAt: dates.length === 0 ? null : new Date(Math.max(...dates)),
    ruleSetVersion,
  };
}

function show(value: number | null): string {
  if (value === null) return 'non diffusé';
  return value === 0 ? '0 ou très faible' : value.toLocaleString('fr-FR');
}

function describe(entry: CatalogueEntry): Indicator {
  return {
    ...entry,
    dimensions: entry.dimensions.map((dimension) => ({
      dimension,
      label: DIMENSION_LABELS[dimension],
      bins: BINS[dimension],
    })),
    amountLabel: entry.amount?.label ?? null,
    smallest: smallestFor(entry.sensitivity, null),
    standing: standingOf(entry),
  };
}

function standingOf({ sourceKinds, byStudy }: CatalogueEntry): string {
  if (byStudy) return 'BY_STUDY';
  return sourceKinds.length === 0 ? 'NO_SOURCE_YET' : 'LIVE';
}
