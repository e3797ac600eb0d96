import { parseHTML } from 'linkedom';
import { expect } from 'vitest';
import type { Story } from '../day.ts';
import { ANALYST, type Cell, figures } from './counting.ts';

interface Bilan {
  readonly title: string;
  readonly missing: readonly string[];
  readonly note: string;
  readonly html: string;
  readonly lines: readonly {
    readonly indicator: string;
    readonly label: string;
    readonly definition: string;
    readonly standing: string;
    readonly figures: readonly {
      readonly period: string;
      readonly by: readonly string[];
      readonly cells: readonly Cell[];
      readonly parts: readonly { readonly body: { readonly code: string } }[];
    }[];
  }[];
}

export const bilanIsPrepared: Story = {
  task: '2 · préparer le bilan annuel d’un protocole',
  bodies: ['DEPT_21', 'COMMUNE_LONGVIC', 'CCAS_LONGVIC'],
  async tell(day) {
    const bilan = async (year: number) =>
      (await day.ask<{ bilan: Bilan }>('analyst/bilan', ANALYST, { protocol: 'P-21-LONGVIC', year })).bilan;
    const pack = await bilan(2025);

    // All that the protocol asks for is in it; what has no source says so, and no figure is made up for it.
    expect(pack.title).toContain('Longvic');
    const codes = pack.lines.map(({ indicator }) => indicator);
    for (const code of ['N1', 'N2', 'N3', 'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'H1', 'C1', 'C2', 'E4', 'M1'])
      expect(codes).toContain(code);
    for (const { standing, figures: made, definition } of pack.lines) {
      expect(definition.length).toBeGreaterThan(20);
      if (standing === 'NO_SOURCE_YET') expect(made).toEqual([]);
    }

    // Its figures are those that she would be given one by one.
    const line = pack.lines.find(({ indicator }) => indicator === 'N2');
    const total = line?.figures.find(({ by, cells }) => by.length === 0 && cells.every(({ body }) => body === null));
    const bodies = total?.parts.map(({ body }) => body.code) ?? [];
    expect(bodies).toEqual(['CCAS_LONGVIC', 'DEPT_21']);
    const asked = await figures(day, { indicator: 'N2', period: '2025', bodies });
    expect(asked.cells[0]?.value).toBeGreaterThan(10);
    expect(total?.cells).toEqual(asked.cells);

    // The page that she prints: French, titled, a table for every figure, and what must be said of them.
    const { document } = parseHTML(pack.html ?? '');
    expect(document.documentElement?.getAttribute('lang')).toBe('fr');
    expect(document.querySelector('h1')?.textContent).toContain('2025');
    const text = document.body.textContent ?? '';
    expect(text).toContain('totaux non additifs');
    expect(text).toContain('Personnes suivies');
    const cells = [...document.querySelectorAll('td')].map((cell) => cell.textContent?.replaceAll(/\s/g, '') ?? '');
    const [{ value, low, high }] = asked.cells as [Cell];
    expect(cells).toContain(`${value}(de${low}à${high})`);

    // A body that is down that day is named in it and on the page; the year before has no figure, and says none.
    const was = await day.territory.moveBody('CCAS_LONGVIC', 'http://127.0.0.1:9');
    const without = await bilan(2025);
    expect(without.missing).toEqual(['CCAS_LONGVIC']);
    expect(parseHTML(without.html).document.body.textContent).toContain('CCAS de Longvic');
    await day.territory.moveBody('CCAS_LONGVIC', was);
    const before = await bilan(2019);
    expect(before.lines.flatMap(({ figures: made }) => made.flatMap((each) => each.cells))).toEqual([]);
  },
};
