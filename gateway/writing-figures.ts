import type { FiguresDoor } from './registry/context.ts';
import { figuresOf } from './statistics/exports/figures-of.ts';
import { writeFigures } from './statistics/exports/write-figures.ts';
import { createSuppression } from './statistics/printing/suppress-counts.ts';

/** What the registry is handed to write figures with: it may not import the room that knows how. */
export const FIGURES: FiguresDoor = {
  writeFigures: (answer, format) => writeFigures(figuresOf(answer), format),
  // Drawing needs a large library, which a hub reads when the first page is asked for.
  writeBilan: async (bilan) => (await import('./statistics/bilan/write-bilan.ts')).writeBilan(bilan),
  suppressCounts: createSuppression(),
};
