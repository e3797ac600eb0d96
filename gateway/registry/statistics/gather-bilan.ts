import { findIndicator } from '../../../disclosure/catalogue.ts';
import type { Dimension } from '../../../disclosure/dimensions.ts';
import type { Indicator } from '../../../disclosure/indicator.ts';
import { endedPeriods } from '../../../disclosure/periods.ts';
import type { Body } from '../body.type.ts';
import type { ReleasedAnswer } from '../context.ts';
import type { RegistryOperation } from '../operation.ts';
import { PERTURBED_NOTE } from './statistics.resolver.ts';

/** What a bilan has, in the order of its page. */
const CODES = ['N1', 'N2', 'N3', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'H1', 'C1', 'C2', 'E4', 'M1'];
/** By what it breaks down a figure that may be broken down in several ways: by what its readers ask first. */
const FIRST_ASKED: Readonly<Record<string, Dimension>> = { N1: 'THEME', N2: 'AGE_BAND', N3: 'AID_KIND' };

export type BodiesAnswer = ReleasedAnswer & { readonly bodies: readonly Body[] };

/** What was released of one indicator: period by period, in the order of time. */
export interface GatheredLine {
  readonly indicator: Indicator;
  readonly isLive: boolean;
  readonly periods: readonly {
    readonly total: BodiesAnswer;
    readonly perBody: BodiesAnswer;
    readonly breakdown: BodiesAnswer | null;
  }[];
}

/** Every question of the bilan, each decided for each body like any other question of the catalogue. */
export function gatherBilan(
  operation: RegistryOperation,
  bodies: readonly Body[],
  year: number,
): Promise<readonly GatheredLine[]> {
  const indicators = CODES.map(findIndicator).filter((indicator) => indicator !== null);
  return Promise.all(indicators.map((indicator) => gatherLine(operation, bodies, indicator, year)));
}

async function gatherLine(
  operation: RegistryOperation,
  bodies: readonly Body[],
  indicator: Indicator,
  year: number,
): Promise<GatheredLine> {
  const breakdown = FIRST_ASKED[indicator.code] ?? indicator.shareOf ?? indicator.dimensions[0] ?? null;
  const concerned = bodies.filter(({ kind }) => indicator.ownerKinds.some((each) => each === kind));
  const isLive = concerned.some(({ kind }) => indicator.sourceKinds.some((each) => each === kind));
  const asked = isLive ? concerned : [];
  async function ask(period: string, by: readonly Dimension[], perBody: boolean): Promise<BodiesAnswer> {
    const question = { indicator, period, by, perBody };
    const released = await operation.gatherStatistics({ ...question, bodies: asked.map(({ code }) => code) });
    return { ...question, ...released, bodies: asked, note: PERTURBED_NOTE };
  }
  const periods = endedPeriods(indicator.period, `${year}-01-01`, `${year + 1}-01-01`);
  return {
    indicator,
    isLive,
    periods: await Promise.all(
      periods.map(async (period) => {
        const [total, perBody, broken] = await Promise.all([
          ask(period, [], false),
          ask(period, [], true),
          breakdown === null ? null : ask(period, [breakdown], false),
        ]);
        return { total, perBody, breakdown: broken };
      }),
    ),
  };
}
