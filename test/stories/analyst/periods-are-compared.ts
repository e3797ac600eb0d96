import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import type { Story } from '../day.ts';
import { ANALYST, type Cell, question } from './counting.ts';

interface File {
  readonly fileName: string;
  readonly content: string;
}
interface Exported {
  readonly cells: readonly Cell[];
  readonly csv: File;
  readonly plain: File;
  readonly metadata: File;
}
type Row = Readonly<Record<string, string>>;

export const periodsAreCompared: Story = {
  task: '5 · exporter en CSV avec ses métadonnées, et comparer à la période précédente',
  bodies: ['DEPT_21', 'METRO_DIJON'],
  async tell(day) {
    const exported = async (period: string) =>
      (
        await day.ask<{ statistics: Exported }>(
          'analyst/export',
          ANALYST,
          question({ indicator: 'N1', period, by: ['COMMUNE'] }),
        )
      ).statistics;
    const now = await exported('2025-Q3');
    const before = await exported('2025-Q2');

    // A file for the spreadsheet, another for programs: each with the values that were shown, and no others.
    for (const { cells, csv, plain } of [now, before]) {
      expect(cells.length).toBeGreaterThan(1);
      const sheet: Row[] = parse(csv.content, { columns: true, delimiter: ';', bom: true });
      const rows: Row[] = parse(plain.content, { columns: true });
      const shown = cells.map(({ bins, value }) => [bins[0], value === null ? '' : String(value)]);
      expect(sheet.map(({ commune, valeur }) => [commune, valeur])).toEqual(shown);
      expect(rows.map(({ commune, valeur }) => [commune, valeur])).toEqual(shown);
      expect(csv.content.startsWith('\uFEFF')).toBe(true);
    }

    // What stands beside it says what it is: definition, threshold, rules, snapshots, and that totals do not add up.
    const metadata = JSON.parse(now.metadata.content ?? '{}');
    expect(metadata.url).toBe(now.plain.fileName);
    const told = JSON.stringify(metadata);
    for (const words of ['Personnes reçues au moins une fois', 'k = 11', 'v1', 'version 1', 'totaux non additifs'])
      expect(told).toContain(words);
    expect([now, before].map(({ plain }) => plain.fileName.toLowerCase())).toEqual([
      ...[expect.stringContaining('2025-q3'), expect.stringContaining('2025-q2')],
    ]);

    // Quarter against quarter, commune by commune. They are two questions, and two answers.
    const readIn = ({ plain }: Exported, commune: string) =>
      Number((parse(plain.content, { columns: true }) as Row[]).find((row) => row.commune === commune)?.valeur ?? 0);
    const communes = now.cells.map(({ bins }) => bins[0] ?? '');
    const differences = communes.map((commune) => readIn(now, commune) - readIn(before, commune));
    expect(differences.some((difference) => difference !== 0)).toBe(true);

    // Months later a frozen period reads as it did.
    day.at('2026-09-08T10:00');
    expect((await exported('2025-Q3')).plain.content).toBe(now.plain.content);
  },
};
