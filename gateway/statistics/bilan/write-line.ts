import { type Bar, drawBars } from '../charts/draw-bars.ts';
import { ABSENCES } from '../exports/figures.ts';
import { figuresOf } from '../exports/figures-of.ts';
import { Html, html } from './html.ts';
import type { BilanLine } from './released-bilan.ts';
import { type BilanTable, type ShownCell, tabulateBreakdown, tabulateTotals } from './tables.ts';

const FRENCH = new Intl.NumberFormat('fr-FR');

/** One indicator: what it means, its tables, and one chart of the same values. */
export function writeLine(line: BilanLine): Html {
  const { indicator, periods } = line;
  const { code, label, definition } = indicator;
  const totals = tabulateTotals(line);
  const breakdown = tabulateBreakdown(line);
  const isWithout = periods.length === 0;
  return html`<section class="indicator" aria-labelledby="${code}">
<h3 id="${code}">${label} <span class="code">(${code})</span></h3>
<p>${definition}</p>
${isWithout ? html`<p class="none">${ABSENCES.NO_SOURCE_YET}.</p>` : [writeTable(totals), ...drawLine(line, totals, breakdown)]}
${breakdown === null ? '' : writeTable(breakdown)}
</section>`;
}

/** A table that a screen reader can walk: its caption, and a header for each row and each column. */
function writeTable({ caption, periods, rows }: BilanTable): Html {
  return html`<div class="table"><table>
<caption>${caption}</caption>
<thead><tr><td></td>${periods.map((period) => html`<th scope="col">${period}</th>`)}</tr></thead>
<tbody>${rows.map(
    ({ label, cells }) => html`
<tr><th scope="row">${label}</th>${cells.map((cell) => html`<td>${writeCell(cell)}</td>`)}</tr>`,
  )}
</tbody></table></div>`;
}

function writeCell({ value, interval, note, more }: ShownCell): Html {
  const range =
    interval === null
      ? ''
      : html` <span class="interval">(de ${FRENCH.format(interval[0])} à ${FRENCH.format(interval[1])})</span>`;
  const besides = more.map((text) => html`<br><span class="more">${text}</span>`);
  if (value === null || value === 0) return html`<span class="note">${note ?? ''}</span>${range}${besides}`;
  return html`${FRENCH.format(value)}${range}${note === null ? '' : html` <span class="note">${note}</span>`}${besides}`;
}

/** Of a year, its breakdown; of quarters or months, their totals. Nothing where nothing was released. */
function drawLine(
  { indicator, periods }: BilanLine,
  totals: BilanTable,
  breakdown: BilanTable | null,
): readonly Html[] {
  const { code } = indicator;
  const isYearly = periods.length === 1;
  const ensemble = totals.rows[0]?.cells ?? [];
  const bars: readonly Bar[] = isYearly
    ? (breakdown?.rows ?? []).map(({ label, cells }) => barOf(label, cells[0]))
    : totals.periods.map((period, at) => barOf(period, ensemble[at]));
  if (!bars.some(({ value }) => value !== null && value > 0)) return [];
  const title = isYearly ? (breakdown?.caption ?? '') : `${indicator.label}, par période`;
  const drawing = drawBars({
    ...{ id: `chart-${code}`, title, bars },
    description: `Diagramme en barres : ${bars.map(tell).join(' ; ')}. Les mêmes valeurs sont dans le tableau de cet indicateur.`,
    unit: periods[0] === undefined ? '' : figuresOf(periods[0].total).unit,
  });
  return [
    html`<figure>${new Html(drawing)}<figcaption>${title}. Les traits donnent l’intervalle à 95 %.</figcaption></figure>`,
  ];
}

function barOf(label: string, cell?: ShownCell): Bar {
  return { label, value: cell?.value ?? null, interval: cell?.interval ?? null, note: cell?.note ?? null };
}

function tell({ label, value, note }: Bar): string {
  return `${label}, ${note ?? FRENCH.format(value ?? 0)}`;
}
