import { describe, expect, test } from 'vitest';
import { findIndicator } from '../../../../disclosure/catalogue.ts';
import type { ReleasedBilan } from '../../../../gateway/statistics/bilan/released-bilan.ts';
import { writeBilan } from '../../../../gateway/statistics/bilan/write-bilan.ts';
import { anAnswer, BODIES, type Cells, NOTE } from '../an-answer.ts';
import { readPage, textOf } from './read-page.ts';

const AGES: Cells = [
  [['18-20'], 11],
  [['65-74'], 1204],
  [['85+'], null],
];
const BILAN: ReleasedBilan = {
  ...{ title: 'Protocole "Longvic" & autres', datesAssumed: true, year: 2025, on: '2026-05-04', parties: BODIES },
  ...{ note: NOTE, ruleSetVersion: 'v7' },
  lines: [
    {
      indicator: findIndicator('N1')!,
      periods: [1, 2].map((quarter) => ({
        total: anAnswer('N1', `2025-Q${quarter}`, { departement: [[[], 40 * quarter]] }),
        perBody: anAnswer('N1', `2025-Q${quarter}`, { perBody: true, departement: [[[], 40 * quarter]] }),
        breakdown: null,
      })),
    },
    {
      indicator: findIndicator('N2')!,
      periods: [
        {
          total: anAnswer('N2', '2025', { departement: [[[], 2210]], ccas: 'MISSING' }),
          perBody: anAnswer('N2', '2025', { perBody: true, departement: [[[], 2210]], ccas: 'MISSING' }),
          breakdown: anAnswer('N2', '2025', { by: ['AGE_BAND'], departement: AGES }),
        },
      ],
    },
    { indicator: findIndicator('C1')!, periods: [] },
  ],
};

const page = () => readPage(writeBilan(BILAN));

describe('the page', () => {
  test('is one document in French, and takes nothing from elsewhere', () => {
    const { document } = page();
    expect(document.documentElement.getAttribute('lang')).toBe('fr');
    expect(textOf(document.querySelector('title')!)).toBe('Bilan 2025 : Protocole "Longvic" & autres');
    expect(document.querySelectorAll('script, link, img, iframe, [src], [onclick]')).toHaveLength(0);
    const links = [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
    for (const link of links) expect(document.getElementById(link.slice(1)), link).not.toBeNull();
    expect(writeBilan(BILAN).match(/url\(|@import|https?:(?!\/\/www\.w3\.org)/g)).toBeNull();
  });

  test('has headings in order, landmarks, and no name given twice', () => {
    const { document } = page();
    const levels = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) =>
      Number(tagName.slice(1)),
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
    for (const chapter of document.querySelectorAll('main > section'))
      expect(chapter.firstElementChild?.tagName).toBe('H2');
    for (const line of document.querySelectorAll('.indicator')) expect(line.firstElementChild?.tagName).toBe('H3');
    for (const landmark of ['header', 'nav', 'main']) expect(document.querySelectorAll(landmark)).toHaveLength(1);
    const ids = [...document.querySelectorAll('[id]')].map((element) => element.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const element of document.querySelectorAll('[aria-labelledby]'))
      for (const id of element.getAttribute('aria-labelledby')?.split(' ') ?? []) expect(ids).toContain(id);
  });

  test('every table has a caption, and a header for each row and each column', () => {
    const { document, tables } = page();
    expect(tables.length).toBeGreaterThanOrEqual(4);
    for (const { caption, rows } of tables) {
      expect(caption).not.toBe('');
      expect(rows.length).toBeGreaterThan(0);
    }
    for (const head of document.querySelectorAll('thead th')) expect(head.getAttribute('scope')).toBe('col');
    for (const head of document.querySelectorAll('tbody th')) expect(head.getAttribute('scope')).toBe('row');
    for (const row of document.querySelectorAll('tbody tr')) expect(row.querySelectorAll('th')).toHaveLength(1);
  });

  test('every chart is an image with a name, beside a table of the same values', () => {
    const { document } = page();
    const charts = [...document.querySelectorAll('svg')];
    expect(charts).toHaveLength(2);
    for (const chart of charts) {
      expect(chart.getAttribute('role')).toBe('img');
      const section = chart.closest('section');
      const cells = [...section!.querySelectorAll('td')].map(textOf).join(' | ');
      for (const text of [...chart.querySelectorAll('[aria-label=text] text')].map(textOf))
        expect(cells).toContain(text);
    }
  });

  test('is set for A4', () => {
    expect(writeBilan(BILAN)).toMatch(/@page \{ size: A4;/);
    expect(writeBilan(BILAN)).toContain('@media print');
  });

  test('texts are text: nothing that a body is called becomes part of the page', () => {
    const { document, tableOf } = page();
    expect(document.querySelector('script')).toBeNull();
    expect(tableOf('Personnes suivies : ensemble').rows[1]?.[0]).toBe('CCAS de Longvic <script>');
  });

  test('the same figures on the same day give the same bytes', () => {
    expect(writeBilan(BILAN)).toBe(writeBilan(BILAN));
  });
});

describe('the figures', () => {
  test('a released 0 is «0 ou très faible», listed or not; a blank says so; a silent body has no figure', () => {
    const { tableOf } = page();
    const ages = new Map(tableOf('Personnes suivies, par').rows.map(([label, cell]) => [label, cell]));
    expect(ages.get('21-25 ans')).toBe('0 ou très faible');
    expect(ages.get('65-74 ans')).toMatch(/^1\u202f204 \(de 1\u202f\d+ à 1\u202f\d+\)$/);
    expect(ages.get('85 ans et plus')).toContain('partiel');
    expect(tableOf('Personnes suivies : ensemble').rows[1]?.[1]).toBe('pas de réponse');
    expect(tableOf('Personnes accueillies : ensemble').rows[1]?.slice(1)).toEqual([
      '0 ou très faible',
      '0 ou très faible',
    ]);
  });

  test('a share and a sum of euros stand below their count', () => {
    const more = { share: 0.4527, amount: 123_450, amountLow: 118_000, amountHigh: 128_900, mean: 102 };
    const [line] = BILAN.lines.slice(1);
    const periods = line!.periods.map((period) => ({
      ...period,
      total: { ...period.total, cells: period.total.cells.map((cell) => ({ ...cell, ...more })) },
    }));
    const { tableOf } = readPage(writeBilan({ ...BILAN, lines: [{ ...line!, periods }] }));
    const [, cell = ''] = tableOf('Personnes suivies : ensemble').rows[0] ?? [];
    const plain = cell.replace(/[\u00a0\u202f]/g, ' ');
    for (const text of ['45,3 %', '123 450 € (de 118 000 € à 128 900 €)', '102 € en moyenne'])
      expect(plain).toContain(text);
  });

  test('a breakdown of which nothing is more than a released 0 is one row', () => {
    const [line] = BILAN.lines.slice(1);
    const periods = line!.periods.map((period) => ({
      ...period,
      breakdown: anAnswer('N2', '2025', { by: ['AGE_BAND'] }),
    }));
    const { tableOf } = readPage(writeBilan({ ...BILAN, lines: [{ ...line!, periods }] }));
    expect(tableOf('Personnes suivies, par').rows).toEqual([['chaque case', '0 ou très faible']]);
  });

  test('what must be said stands at the top, and again with the method', () => {
    const { document } = page();
    expect(textOf(document.querySelector('header .mention')!)).toBe(BILAN.note);
    const method = textOf(document.querySelector('dl')!);
    for (const text of [
      BILAN.note,
      'k = 11',
      'v7',
      'clés de cellule',
      'DEPT_21, N2, 2025 : version 1',
      'à confirmer par le comité de pilotage',
    ])
      expect(method).toContain(text);
  });

  test('who is missing is named, with what and why', () => {
    expect(page().tableOf('Ils ne sont dans aucune somme').rows).toEqual([
      ['CCAS de Longvic <script>', 'Personnes suivies', '2025', 'pas de réponse'],
    ]);
  });

  test('an indicator without a source has its definition, and no table', () => {
    const section = page().document.getElementById('C1')?.closest('section');
    expect(textOf(section!)).toContain('aucune source pour l’instant');
    expect(section?.querySelector('table')).toBeNull();
  });

  test('a demonstration says that it is one', () => {
    expect(writeBilan(BILAN)).toContain('personnes fictives, dates de signature supposées');
    expect(writeBilan({ ...BILAN, datesAssumed: false })).not.toContain('fictives, dates');
  });
});
