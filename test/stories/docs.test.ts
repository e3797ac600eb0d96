import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../../schema/files.ts';

/** Each page for users, and the folder of its stories. */
const PAGES = [
  ['referent-accords-et-acces.md', 'officer'],
  ['personne-concernee.md', 'person'],
  ['analyste.md', 'analyst'],
] as const;
/** One task has no question of its own: its figures are asked for as those of another. */
const WITHOUT = { 'analyste.md': '4' } as Readonly<Record<string, string>>;

test.each(PAGES)('%s shows the questions of the stories of %s, and no others', (page, user) => {
  const text = readFileSync(join(projectRoot(), 'docs', page), 'utf8');
  const folder = join(import.meta.dirname, user);
  const questions = readdirSync(folder)
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  const shown = [...text.matchAll(/```graphql\n([\s\S]*?)```/g)].map(([, question = '']) => question);
  expect(shown.filter((question) => !questions.includes(question))).toEqual([]);

  // One section per task, each with a question to paste.
  const sections = text.split(/^## (?=\d\. )/m).slice(1);
  expect(sections.map((section) => section[0])).toEqual(['1', '2', '3', '4', '5']);
  for (const section of sections) expect(section.includes('```graphql')).toBe(section[0] !== WITHOUT[page]);
});
