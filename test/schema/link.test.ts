import { composeServices } from '@theguild/federation-composition';
import { Kind, parse } from 'graphql';
import { expect, test } from 'vitest';
import { linkSubgraph } from '../../schema/link.ts';
import { CATEGORIES } from '../../schema/vocabulary.ts';

const registry = linkSubgraph(`
  type Query { body(code: ID!): Body @crossing(category: SERVICE_OFFER) }
  type Body @key(fields: "code") { code: ID! @crossing(category: SERVICE_OFFER) }
`);
const body = linkSubgraph(`
  enum Category { HOUSING HEALTH }
  type Body @key(fields: "code") {
    code: ID! @crossing(category: SERVICE_OFFER)
    contributions(category: Category!): [String!] @crossing(by: "category")
  }
`);

const linkedTwice = linkSubgraph(
  linkSubgraph('type Body @key(fields: "code") { code: ID! @crossing(category: SERVICE_OFFER) }'),
);

function compose(...subgraphs: string[]): string {
  const composed = composeServices(
    subgraphs.map((sdl, i) => ({ name: `s${i}`, typeDefs: parse(sdl), url: `http://s${i}.invalid` })),
  );
  expect(composed.errors).toBeUndefined();
  return composed.supergraphSdl ?? '';
}

test('the mark of every field survives into the supergraph, with its definition', () => {
  const supergraph = compose(registry, body);
  expect(supergraph).toMatch(/contributions\(category: Category!\): \[String!\] @crossing\(by: "category"\)/);
  expect(supergraph).toMatch(/code: ID! @crossing\(category: SERVICE_OFFER\)/);
  expect(supergraph).toContain('directive @crossing(category: Category, by: String) on FIELD_DEFINITION');
  expect(supergraph).toContain('@link(url: "https://passerelle.example/crossing/v1.0", import: ["@crossing"])');
});

test('the closed set of categories replaces whatever a subgraph calls `Category`', () => {
  expect(body.match(/enum Category/g)).toHaveLength(1);
  const category = parse(body).definitions.find((node) => node.kind === Kind.ENUM_TYPE_DEFINITION);
  expect(category?.values?.map((value) => value.name.value)).toEqual(CATEGORIES);
});

test('a subgraph that is already linked is linked once', () => {
  expect(linkedTwice.match(/@composeDirective\(/g)).toHaveLength(1);
  compose(registry, linkedTwice);
});
