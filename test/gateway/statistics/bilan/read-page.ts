import { parseHTML } from 'linkedom';

export interface ReadTable {
  readonly caption: string;
  readonly columns: readonly string[];
  /** Each row: its header, then its cells. */
  readonly rows: readonly (readonly string[])[];
}

type Document = ReturnType<typeof parseHTML>['document'];

/** A bilan as somebody else's parser reads it. */
export interface ReadPage {
  readonly document: Document;
  readonly tables: readonly ReadTable[];
  tableOf(caption: string): ReadTable;
  /** Every number that stands in a cell, on a bar or in the words for one, but for those of a released 0. */
  readonly figures: readonly number[];
}

export function readPage(page: string): ReadPage {
  const { document } = parseHTML(page);
  const textsOf = (selector: string) => [...document.querySelectorAll(selector)].map(textOf);
  const tables: readonly ReadTable[] = [...document.querySelectorAll('table')].map((table) => ({
    caption: textOf(table.querySelector('caption') ?? { textContent: null }),
    columns: [...table.querySelectorAll('thead th')].map(textOf),
    rows: [...table.querySelectorAll('tbody tr')].map((row) => [...row.querySelectorAll('th, td')].map(textOf)),
  }));
  const counted = textsOf('.indicator tbody td, svg [aria-label=text] text');
  const told = textsOf('svg desc').map((text) => withoutLabels(text, tables));
  return {
    document,
    tables,
    tableOf(caption) {
      const found = tables.find((table) => table.caption.startsWith(caption));
      if (!found) throw new Error(`no table is called ${caption}`);
      return found;
    },
    figures: [...counted, ...told].flatMap((text) => numbersOf(text.replaceAll('0 ou très faible', ''))),
  };
}

export function textOf(element: { readonly textContent: string | null }): string {
  return (element.textContent ?? '').replace(/[\t\n\r ]+/g, ' ').trim();
}

/** A description without the names of what it counts, some of which are numbers: ages, quarters. */
function withoutLabels(text: string, tables: readonly ReadTable[]): string {
  const labels = tables.flatMap(({ columns, rows }) => [...columns, ...rows.map(([label = '']) => label)]);
  return labels
    .sort((one, other) => other.length - one.length)
    .reduce((rest, label) => rest.replaceAll(`${label}, `, ''), text);
}

function numbersOf(text: string): readonly number[] {
  return [...text.matchAll(/\d[\d\u00a0\u202f]*(?:,\d+)?/g)].map(([digits]) =>
    Number(digits.replace(/[\u00a0\u202f]/g, '').replace(',', '.')),
  );
}
