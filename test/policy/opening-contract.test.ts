import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EXACT_DATES } from '../../gateway/policy/exact-dates.ts';
import { SILENCED } from '../../gateway/policy/silenced.ts';
import { readTable } from '../../gateway/policy/table.ts';
import { type Classification, classify } from '../../schema/classification.ts';
import { RULES, referenceTable } from '../support/reference.ts';

const SDL = readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8');
const GRAPH = classify(SDL);

/** Entities that a person's categories hang on, and those of which a transform speaks besides. */
const ENTITIES = ['Person', 'Body', 'SharedCase', 'Referral', 'AccessRecord', 'Consent'];

/** What an accord can open: nothing else can be kept back. */
const BY_ACCORD = new Set(
  RULES.rules.filter(({ effect }) => effect === 'CONSENT').flatMap(({ category }) => [...category.words]),
);

/** The entities of the graph. */
const EVERY_ENTITY = [...SDL.matchAll(/^type (\w+)/gm)]
  .map(([, name = '']) => name)
  .filter((name) => GRAPH.keyOf(name) !== null);

/** The category of the field at the end of a path, null where there is no such field. */
function categoryAt(graph: Classification, entity: string, path: string): string | null {
  let type = entity;
  let category: string | null = null;
  for (const name of path.split('.')) {
    const field = [...graph.fieldsOf(type)].find((each) => each.name === name);
    if (!field) return null;
    type = field.gives;
    category = field.category;
  }
  return category;
}

const transforms = readTable('transforms.csv', referenceTable('transforms.csv'), [
  'transform',
  'mode',
  'category',
  'fields',
]);
const whitelist = readTable('whitelist.csv', referenceTable('whitelist.csv'), ['purpose', 'category', 'fields']);
const rows = [
  ...transforms.map(({ transform, category, fields }) => ({ name: transform, category, fields })),
  ...whitelist.map(({ purpose, category, fields }) => ({ name: `necessary for ${purpose}`, category, fields })),
].filter(({ category, fields }) => category !== '*' && !fields.startsWith('*'));

describe('the tables of openings speak of fields that the contract has', () => {
  test.each(rows)('$name of $category', ({ category, fields }) => {
    for (const path of fields.split(' ')) {
      const found = ENTITIES.map((entity) => categoryAt(GRAPH, entity, path)).filter((each) => each !== null);
      expect(
        found.some((each) => category.split('|').includes(each)),
        path,
      ).toBe(true);
    }
  });

  test('and so do the fields that close with an address', () => {
    for (const path of SILENCED) {
      expect(['HOUSING', 'EDUCATION']).toContain(categoryAt(GRAPH, 'Person', path));
    }
  });

  test('every date of the contract that an accord can open is known as one', () => {
    const listed = new Map(
      Object.entries(EXACT_DATES).map(([category, paths]) => [category, new Set<string>(paths)] as const),
    );
    const found = datesOf(GRAPH);
    expect(found.length).toBeGreaterThan(30);
    const missing = found.filter(({ category, path }) => !listed.get(category)?.has(path));
    expect(missing).toEqual([]);
    for (const { category, path } of found) listed.get(category)?.delete(path);
    expect([...listed].filter(([, paths]) => paths.size > 0)).toEqual([]);
  });
});

/** The dates below each entity, as far as no other entity is passed. */
function datesOf(graph: Classification): readonly { category: string; path: string }[] {
  const found: { category: string; path: string }[] = [];
  const walk = (type: string, above: string, passed: readonly string[] = []): void => {
    if (passed.includes(type)) return;
    for (const field of graph.fieldsOf(type)) {
      const path = `${above}${field.name}`;
      if (field.gives === 'Date' || field.gives === 'DateTime') {
        if (field.category !== null && BY_ACCORD.has(field.category)) found.push({ category: field.category, path });
      } else if (graph.keyOf(field.gives) === null) {
        for (const each of graph.possibleTypes(field.gives)) walk(each, `${path}.`, [...passed, type]);
      }
    }
  };
  for (const entity of EVERY_ENTITY) walk(entity, '');
  return found;
}
