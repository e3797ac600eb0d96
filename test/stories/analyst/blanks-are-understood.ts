import { expect } from 'vitest';
import type { Story } from '../day.ts';
import { ANALYST, figures, question, sumOf } from './counting.ts';

export const blanksAreUnderstood: Story = {
  task: '4 · comprendre les cases non diffusées, et choisir des dimensions plus grosses',
  bodies: ['DEPT_21', 'CCAS_LONGVIC', 'CCAS_STAPO', 'METRO_DIJON'],
  async tell(day) {
    // Beneficiaries of the APA by commune and age: some cells are blank, others are very small.
    const fine = { indicator: 'P1', period: '2025', by: ['COMMUNE', 'AGE_BAND'], bodies: ['DEPT_21'] };
    const { cells, note } = await figures(day, fine);
    const blank = cells.filter(({ value }) => value === null);
    expect(blank.length).toBeGreaterThan(0);
    expect(new Set(blank.map(({ shown }) => shown))).toEqual(new Set(['non diffusé']));
    expect(cells.filter(({ value }) => value !== null && value > 0 && value < 11)).toEqual([]);
    expect(note).toContain('0 ou très faible');

    // Coarser: by commune alone, then all together. Less is blank, and more is shown.
    const coarse = await figures(day, { ...fine, by: ['COMMUNE'] });
    const whole = await figures(day, { ...fine, by: [] });
    const blanksOf = (of: typeof cells) => of.filter(({ value }) => value === null).length;
    expect(blanksOf(coarse.cells)).toBeLessThan(blank.length);
    expect([whole.cells.length, blanksOf(whole.cells)]).toEqual([1, 0]);
    expect(whole.cells[0]?.value).toBeGreaterThan(sumOf(cells));

    // What would let a person be closed in on is not to be had, by whatever name.
    const refused = async (over: object) => day.refused('analyst/figures', ANALYST, { ...question(fine), ...over });
    expect(await refused({ by: ['HOUSEHOLD_TYPE'] })).toBe('DIMENSION_NOT_ALLOWED');
    expect(await refused({ by: ['COMMUNE', 'COMMUNE'] })).toBe('DIMENSION_NOT_ALLOWED');
    expect(await refused({ indicator: 'N2', by: ['BODY', 'COMMUNE', 'AGE_BAND', 'HOUSEHOLD_TYPE'] })).toBe(
      'DIMENSION_NOT_ALLOWED',
    );
    expect(day.territory.received).toEqual([]);

    // The same question gives the same cells, in whatever order it is put and however often.
    const turned = await figures(day, { ...fine, by: ['AGE_BAND', 'COMMUNE'] });
    expect(turned.cells).toEqual(cells);
  },
};
