import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parisInstant } from './support/paris.ts';
import { openTerritory, type Territory } from './support/territory.ts';

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');

/** The one block of the README in this language that speaks of the example. */
function blockOf(language: string): string {
  const blocks = [...README.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))];
  if (blocks.length !== 1) throw new Error(`the README has ${blocks.length} blocks of ${language}`);
  return blocks[0]?.[1] ?? '';
}

let territory: Territory;
beforeAll(async () => {
  territory = await openTerritory({ at: parisInstant('2026-05-04T10:00'), bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
});
afterAll(() => territory?.close());

test('the example of the README is the file that it names', () => {
  expect(blockOf('graphql')).toBe(readFileSync(new URL('../examples/shared-case.graphql', import.meta.url), 'utf8'));
});

test('the answer that the README prints is the answer that the hub gives', async () => {
  const answer = await territory.ask(blockOf('graphql'), { agent: 'AG-01', purpose: 'CASE' });
  expect(JSON.parse(blockOf('json'))).toEqual(answer.body);
});

test('the commands of the README exist', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const named = [...README.matchAll(/npm (?:run (?:-s )?)?(start|test|ask|explain|check|token)\b/g)].map(
    ([, name]) => name!,
  );
  expect(named.length).toBeGreaterThan(4);
  for (const name of named) expect(scripts).toHaveProperty(name);
});
