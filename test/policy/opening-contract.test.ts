import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { SILENCED } from '../../gateway/policy/silenced.ts';
import { readTable } from '../../gateway/policy/table.ts';
import { type Classification, classify } from '../../schema/classification.ts';
import { referenceTable } from '../support/reference.ts';

const GRAPH = classify(readFileSync(new URL('../../schema/supergraph.graphql', import.meta.url), 'utf8'));

/** Entities that a person's categories hang on, and those of which a transform speaks besides. */
const ENTITIES = ['Person', 'Body', 'SharedCase', 'Referral', 'AccessRecord'];

/** Accords are not yet served: their fields are named ahead. */
const TO_COME = ['CONSENT_RECORD'];

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
].filter(({ category, fields }) => category !== '*' && !fields.startsWith('*') && !TO_COME.includes(category));

describe('the tables of openings speak of fields that the contract has', () => {
  test.each(rows)('$name of $category', ({ category, fields }) => {
    for (const path of fields.split(' ')) {
      const found = ENTITIES.map((entity) => categoryAt(GRAPH, entity, path)).filter((each) => each !== null);
      expect(category.split('|'), path).toEqual(expect.arrayContaining([found[0]]));
    }
  });

  test('and so do the fields that close with an address', () => {
    for (const path of SILENCED) {
      expect(['HOUSING', 'EDUCATION']).toContain(categoryAt(GRAPH, 'Person', path));
    }
  });
});
