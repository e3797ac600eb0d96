import { expect } from 'vitest';
import { CCAS_WORKER } from '../agents.ts';
import type { Story } from '../day.ts';
import { ANALYST, figures, question, sumOf } from './counting.ts';

interface Indicator {
  readonly code: string;
  readonly definition: string;
  readonly standing: string;
  readonly period: string;
  readonly dimensions: readonly { readonly dimension: string; readonly bins: readonly { readonly code: string }[] }[];
}

export const figuresArePulled: Story = {
  task: '1 · N1 à N3 par commune et par trimestre',
  bodies: ['DEPT_21', 'CCAS_LONGVIC', 'CCAS_STAPO', 'METRO_DIJON'],
  async tell(day) {
    // The catalogue says what there is, how it is defined, and what it may be broken down by.
    const { indicators } = await day.ask<{ indicators: Indicator[] }>('analyst/catalogue', ANALYST);
    const found = ['N1', 'N2', 'N3'].map((code) => indicators.find((each) => each.code === code));
    expect(found.map((each) => [each?.standing, each?.period])).toEqual([
      ...[
        ['LIVE', 'QUARTER'],
        ['LIVE', 'YEAR'],
        ['LIVE', 'YEAR'],
      ],
    ]);
    for (const each of found) expect(each?.dimensions.map(({ dimension }) => dimension)).toContain('COMMUNE');

    // Followed in the year, by commune and age: over all bodies, and each by itself.
    const followed = await figures(day, { indicator: 'N2', period: '2025', by: ['COMMUNE'] });
    expect([followed.complete, followed.missing]).toEqual([true, []]);
    expect(followed.cells.length).toBeGreaterThan(1);
    const bins = found[1]?.dimensions.find(({ dimension }) => dimension === 'COMMUNE')?.bins.map(({ code }) => code);
    for (const { bins: at } of followed.cells) expect(bins).toContain(at[0]);
    const each = await figures(day, { indicator: 'N2', period: '2025', by: ['BODY', 'COMMUNE'] });
    const bodies = new Set(each.cells.map(({ body }) => body));
    expect(bodies.size).toBeGreaterThan(2);
    expect(sumOf(followed.cells)).toBe(sumOf(each.cells));
    for (const { value, low, high } of followed.cells) {
      expect(value === 0 || (value ?? 11) >= 11).toBe(true);
      expect((low ?? 0) <= (value ?? 0) && (high ?? 0) >= (value ?? 0)).toBe(true);
    }

    // Received in the quarter, and aided in the year, under their own definitions.
    const received = await figures(day, {
      indicator: 'N1',
      period: '2025-Q3',
      by: ['COMMUNE'],
      bodies: ['METRO_DIJON'],
    });
    expect([received.label, received.period, received.complete]).toEqual(['Personnes accueillies', '2025-Q3', true]);
    expect(sumOf(received.cells)).toBeGreaterThan(10);
    const aided = await figures(day, { indicator: 'N3', period: '2025', by: ['AID_KIND'] });
    expect(aided.label).toBe('Personnes aidées');
    expect(aided.cells.length).toBeGreaterThan(0);
    expect(new Set([followed, received, aided].map(({ note }) => note.includes('totaux non additifs')))).toEqual(
      new Set([true]),
    );

    // No body was asked for a person, and each one’s decision is on record about nobody.
    const asked = await day.asked('analyst/figures', ANALYST, question({ indicator: 'N2', period: '2025' }));
    expect(day.territory.received.length).toBeGreaterThan(0);
    expect(JSON.stringify(day.territory.received)).not.toMatch(/birthName|Person\b/);
    expect(new Set(asked.lines.map(({ category, subject }) => `${category} ${subject}`))).toEqual(
      new Set(['STATISTIC null']),
    );

    // One who works with persons counts nobody under that purpose.
    const worker = await figures(day, { indicator: 'N2', period: '2025', bodies: ['DEPT_21'] }, CCAS_WORKER);
    expect([worker.cells, worker.parts.map(({ standing }) => standing)]).toEqual([[], ['WITHHELD']]);

    // A body that is down is named, and counted as missing: not as zero.
    const was = await day.territory.moveBody('CCAS_LONGVIC', 'http://127.0.0.1:9');
    const without = await figures(day, { indicator: 'N2', period: '2025', by: ['COMMUNE'] });
    expect([without.complete, without.missing]).toEqual([false, ['CCAS_LONGVIC']]);
    expect(sumOf(without.cells)).toBe(sumOf(each.cells.filter(({ body }) => body !== 'CCAS_LONGVIC')));
    await day.territory.moveBody('CCAS_LONGVIC', was);
  },
};
