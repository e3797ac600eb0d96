import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { type BarChart, COLOURS, drawBars } from '../../../../gateway/statistics/charts/draw-bars.ts';

const CHART: BarChart = {
  id: 'n2',
  title: 'Personnes suivies en 2025 <par commune>',
  description: 'Longvic 1 204, Sceaux 0 ou très faible, Saint-Apollinaire absent.',
  unit: 'personnes',
  bars: [
    { label: 'Longvic', value: 1204, interval: [1190, 1218], note: null },
    { label: 'Sceaux & environs', value: 0, interval: [0, 14], note: null },
    { label: 'Saint-Apollinaire', value: null, interval: null, note: 'organisme absent' },
  ],
};

function drawn(chart: BarChart) {
  const { document } = parseHTML(`<!doctype html><html><body>${drawBars(chart)}</body></html>`);
  const svg = document.querySelector('svg');
  if (!svg) throw new Error('no drawing');
  const texts = [...svg.querySelectorAll('text')].map((text) => text.textContent);
  return { document, svg, texts };
}

test('is one image with a name and a description', () => {
  const { document, svg } = drawn(CHART);
  expect(svg.getAttribute('role')).toBe('img');
  const ids = svg.getAttribute('aria-labelledby')?.split(' ') ?? [];
  expect(ids.map((id: string) => document.getElementById(id)?.textContent)).toEqual([CHART.title, CHART.description]);
});

test('every bar bears its value or the reason why there is none: colour alone tells nothing', () => {
  const { svg, texts } = drawn(CHART);
  for (const text of [
    'Longvic',
    'Sceaux & environs',
    'Saint-Apollinaire',
    '1\u202f204',
    'organisme absent',
    'personnes →',
  ])
    expect(texts).toContain(text);
  expect(svg.querySelectorAll('[aria-label=bar] rect')).toHaveLength(2);
  expect(svg.querySelectorAll('[aria-label=rule] line').length).toBe(3);
});

test('a bar is as long as its value', () => {
  const { svg } = drawn({ ...CHART, bars: CHART.bars.map((bar, i) => ({ ...bar, value: [300, 100, 200][i] ?? 0 })) });
  const lengths = [...svg.querySelectorAll('[aria-label=bar] rect')].map((bar) => Number(bar.getAttribute('width')));
  const [a = 0, b = 0, c = 0] = lengths;
  expect(a / b).toBeCloseTo(3, 1);
  expect(c / b).toBeCloseTo(2, 1);
});

test('a figure that is to be read in words is written in words', () => {
  const { texts } = drawn({
    ...CHART,
    bars: [{ label: 'Sceaux', value: 0, interval: [0, 14], note: '0 ou très faible' }],
  });
  expect(texts).toContain('0 ou très faible');
});

test('the same values give the same bytes, here as everywhere', async () => {
  expect(drawBars(CHART)).toBe(drawBars(CHART));
  await expect(`${drawBars(CHART)}\n`).toMatchFileSnapshot('bars.svg.txt');
});

describe('contrast', () => {
  test.each(Object.entries(COLOURS))('%s stands out from the paper by 3:1 or more', (_, colour) => {
    expect(contrastWithWhite(colour)).toBeGreaterThanOrEqual(3);
  });
  test('letters by 4.5:1', () => {
    expect(contrastWithWhite(COLOURS.text)).toBeGreaterThanOrEqual(4.5);
  });
});

/** WCAG 2.1: relative luminance of sRGB. */
function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}
