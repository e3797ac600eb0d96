import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';

/** One bar: a released value with its interval, or why there is none. */
export interface Bar {
  readonly label: string;
  readonly value: number | null;
  /** Interval of 95 %; null where the value is exact, or is none. */
  readonly interval: readonly [number, number] | null;
  /** Shown in place of the figure: «organisme absent» where there is no value, «0 ou très faible» where it is 0… */
  readonly note: string | null;
}

export interface BarChart {
  /** Unique in its page: links the drawing to its title and description. */
  readonly id: string;
  readonly title: string;
  /** What a reader who does not see the drawing should know of it; the table stands behind it in any case. */
  readonly description: string;
  readonly unit: string;
  readonly bars: readonly Bar[];
}

const WIDTH = 720;
const BAR_HEIGHT = 28;
const MARGINS = { marginTop: 34, marginLeft: 210, marginRight: 24, marginBottom: 12 } as const;

/** Ink on white paper, told apart from it by more than 3:1 (RGAA 3.3), and never the only thing that tells. */
export const COLOURS = { bar: '#2f5f98', interval: '#1a1a1a', text: '#1a1a1a', rule: '#757575' } as const;

const WHISKER = { stroke: COLOURS.interval, strokeWidth: 1.5 } as const;
const CAP = { insetTop: 9, insetBottom: 9 } as const;

/**
 * A bar chart as an SVG element, to stand in a page beside its table. Same input, same bytes. Nothing is told by colour
 * alone: every bar bears its value or its note, and the intervals are drawn as whiskers.
 */
export function drawBars({ id, title, description, unit, bars }: BarChart): string {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const shown = bars.filter((bar) => bar.value !== null);
  const uncertain = shown.filter(({ interval }) => interval !== null);
  const reach = Math.max(1, ...shown.flatMap(({ value, interval }) => [value ?? 0, interval?.[1] ?? 0]));
  const drawing: Drawing = Plot.plot({
    document,
    className: 'passerelle-chart',
    width: WIDTH,
    height: MARGINS.marginTop + MARGINS.marginBottom + bars.length * BAR_HEIGHT,
    ...MARGINS,
    style: { color: COLOURS.text, fontSize: '13px', background: 'white' },
    x: { domain: [0, reach * 1.25], axis: 'top', label: unit, tickFormat: FRENCH.format, nice: true },
    y: { domain: bars.map(({ label }) => label), label: null, tickSize: 0 },
    marks: [
      Plot.barX(shown, { x: 'value', y: 'label', fill: COLOURS.bar, insetTop: 3, insetBottom: 3 }),
      Plot.ruleY(uncertain, { y: 'label', x1: lowOf, x2: highOf, ...WHISKER }),
      Plot.tickX(uncertain, { y: 'label', x: lowOf, ...WHISKER, ...CAP }),
      Plot.tickX(uncertain, { y: 'label', x: highOf, ...WHISKER, ...CAP }),
      Plot.text(shown, { x: edgeOf, y: 'label', text: figureOf, textAnchor: 'start', dx: 8, fill: COLOURS.text }),
      Plot.text(
        bars.filter(({ value }) => value === null),
        { x: 0, y: 'label', text: noteOf, textAnchor: 'start', dx: 8, fill: COLOURS.text, fontStyle: 'italic' },
      ),
      Plot.ruleX([0], { stroke: COLOURS.rule }),
    ],
  });
  nameDrawing(drawing, (tag) => document.createElementNS(SVG, tag), { id, title, description });
  return drawing.outerHTML;
}

const FRENCH = new Intl.NumberFormat('fr-FR');
const lowOf = ({ interval }: Bar) => Math.max(0, interval?.[0] ?? 0);
const highOf = ({ interval }: Bar) => interval?.[1] ?? 0;
const edgeOf = ({ value, interval }: Bar) => Math.max(value ?? 0, interval?.[1] ?? 0);
const figureOf = ({ value, note }: Bar) => note ?? FRENCH.format(value ?? 0);
const noteOf = ({ note }: Bar) => note ?? '';

/** As much of a DOM element as is used here. */
interface Drawing {
  readonly outerHTML: string;
  textContent: string | null;
  setAttribute(name: string, value: string): void;
  prepend(...children: readonly Drawing[]): void;
}

/** A drawing is one image to a screen reader, with a name and a description. */
function nameDrawing(
  drawing: Drawing,
  createElement: (tag: 'title' | 'desc') => Drawing,
  { id, title, description }: Pick<BarChart, 'id' | 'title' | 'description'>,
): void {
  function named(tag: 'title' | 'desc', text: string): Drawing {
    const element = createElement(tag);
    element.setAttribute('id', `${id}-${tag}`);
    element.textContent = text;
    return element;
  }
  drawing.setAttribute('xmlns', SVG);
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-labelledby', `${id}-title ${id}-desc`);
  drawing.prepend(named('title', title), named('desc', description));
}

const SVG = 'http://www.w3.org/2000/svg';
