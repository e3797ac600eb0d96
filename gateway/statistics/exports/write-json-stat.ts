import {
  EVERY_BIN,
  type FigureCell,
  type Figures,
  measuresOf,
  mentionOf,
  NOTHING_MORE,
  READINGS,
  TOTAL_BIN,
} from './figures.ts';

/**
 * A JSON-stat 2.0 dataset. Its values are a full block, last dimension fastest: a cell that was not listed is the
 * released 0 that it stands for. Shares and sums of euros are metrics of their own, beside the count. Bins that no cell names are left out, and the order is that of the catalogue.
 */
export function writeJsonStat(figures: Figures): string {
  const { indicator, label, definition, source, period, computedAt, unit, dimensions, cells } = figures;
  const used = dimensions.map((dimension, at) => {
    const named = new Set(cells.map(({ bins }) => bins[at]));
    return { ...dimension, bins: [...dimension.bins, TOTAL_BIN, EVERY_BIN].filter(({ code }) => named.has(code)) };
  });
  const block = allBins(used.map(({ bins }) => bins.map(({ code }) => code)));
  const listed = new Map(cells.map((cell) => [cell.bins.join('|'), cell]));
  const values = block.map((bins) => listed.get(bins.join('|')) ?? notListed(bins));
  const count = { id: indicator, title: label, unit, decimals: 0, of: ({ value }: FigureCell) => value };
  const more = measuresOf(figures).map(({ code, title, ...measure }) => ({
    ...{ id: `${indicator}_${code}`, title: `${label} : ${title}`, ...measure },
  }));
  const metrics = [count, ...more];
  return `${JSON.stringify({
    version: '2.0',
    class: 'dataset',
    label: `${label}, ${period}`,
    source,
    ...(computedAt === null ? {} : { updated: computedAt }),
    note: [definition, mentionOf(figures)],
    id: ['INDICATEUR', 'PERIODE', ...used.map(({ code }) => code)],
    size: [metrics.length, 1, ...used.map(({ bins }) => bins.length)],
    role: { time: ['PERIODE'], metric: ['INDICATEUR'] },
    dimension: {
      INDICATEUR: {
        label: 'Indicateur',
        category: {
          index: metrics.map(({ id }) => id),
          label: Object.fromEntries(metrics.map(({ id, title }) => [id, title])),
          unit: Object.fromEntries(metrics.map(({ id, unit: each, decimals }) => [id, { label: each, decimals }])),
        },
      },
      PERIODE: { label: 'Période', category: { index: [period], label: { [period]: period } } },
      ...Object.fromEntries(
        used.map(({ code, label: title, bins }) => [code, { label: title, category: category(bins) }]),
      ),
    },
    value: metrics.flatMap(({ of }) => values.map(of)),
    status: metrics.flatMap((metric) =>
      values.map((cell) => (metric !== count && metric.of(cell) === null ? READINGS.BLANK : READINGS[cell.reading])),
    ),
  })}\n`;
}

function category(bins: Figures['dimensions'][number]['bins']) {
  return {
    index: bins.map(({ code }) => code),
    label: Object.fromEntries(bins.map(({ code, label }) => [code, label])),
  };
}

/** Every combination of bins, the last dimension fastest. */
function allBins(dimensions: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return dimensions.reduce<readonly (readonly string[])[]>(
    (sets, bins) => sets.flatMap((set) => bins.map((bin) => [...set, bin])),
    [[]],
  );
}

function notListed(bins: readonly string[]): FigureCell {
  return { bins, value: 0, low: null, high: null, reading: 'VERY_SMALL', ...NOTHING_MORE };
}
