import { EVERY_BIN, type FigureCell, type Figures, mentionOf, READINGS, TOTAL_BIN } from './figures.ts';

/**
 * A JSON-stat 2.0 dataset. Its values are a full block, last dimension fastest: a cell that was not listed is the
 * released 0 that it stands for. Bins that no cell names are left out, and the order is that of the catalogue.
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
  return `${JSON.stringify({
    version: '2.0',
    class: 'dataset',
    label: `${label}, ${period}`,
    source,
    ...(computedAt === null ? {} : { updated: computedAt }),
    note: [definition, mentionOf(figures)],
    id: ['INDICATEUR', 'PERIODE', ...used.map(({ code }) => code)],
    size: [1, 1, ...used.map(({ bins }) => bins.length)],
    role: { time: ['PERIODE'], metric: ['INDICATEUR'] },
    dimension: {
      INDICATEUR: {
        label: 'Indicateur',
        category: {
          index: [indicator],
          label: { [indicator]: label },
          unit: { [indicator]: { label: unit, decimals: 0 } },
        },
      },
      PERIODE: { label: 'Période', category: { index: [period], label: { [period]: period } } },
      ...Object.fromEntries(
        used.map(({ code, label: title, bins }) => [code, { label: title, category: category(bins) }]),
      ),
    },
    value: values.map(({ value }) => value),
    status: values.map(({ reading }) => READINGS[reading]),
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
  return { bins, value: 0, low: null, high: null, reading: 'VERY_SMALL' };
}
