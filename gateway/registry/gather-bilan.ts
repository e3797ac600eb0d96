import { findIndicator } from '../../disclosure/catalogue.ts';
import type { Dimension } from '../../disclosure/dimensions.ts';
import type { Indicator } from '../../disclosure/indicator.ts';
import { endedPeriods } from '../../disclosure/periods.ts';
import type { Body } from './body.type.ts';
import type { ReleasedAnswer } from './context.ts';
import type { RegistryOperation } from './operation.ts';
import { PERTURBED_NOTE } from './statistics.resolver.ts';

/** What a bilan has, in the order of its page; and by what the figures that have a source are broken down. */
const LINES: readonly { readonly code: string; readonly breakdown: Dimension | null }[] = [
  { code: 'N1', breakdown: 'THEME' },
  { code: 'N2', breakdown: 'AGE_BAND' },
  { code: 'N3', breakdown: 'AID_KIND' },
  ...['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'H1', 'C1', 'C2', 'E4', 'M1'].map((code) => ({ code, breakdown: null })),
];

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
  return Promise.all(
    LINES.flatMap(({ code, breakdown }) => {
      const indicator = findIndicator(code);
      return indicator === null ? [] : [gatherLine(operation, bodies, { indicator, breakdown, year })];
    }),
  );
}

async function gatherLine(
  operation: RegistryOperation,
  bodies: readonly Body[],
  { indicator, breakdown, year }: { indicator: Indicator; breakdown: Dimension | null; year: number },
): Promise<GatheredLine> {
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
