import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { assertConform, ContractRefused, lintSubgraph, lintSupergraph, type Publication } from '../../schema/lint.ts';
import { REFUSALS, type Refusal } from './refusals.ts';
import { smallContract } from './small-contract.ts';

/** What a public composer says of the same subgraphs. */
function compose(publications: readonly Publication[]): readonly string[] {
  const services = publications.map(({ name, sdl }) => ({ name, typeDefs: parse(sdl), url: `http://${name}.invalid` }));
  return (composeServices(services).errors ?? []).map((error) => error.message);
}

const faulty = (refusal: Refusal) => smallContract({ ...refusal, write: refusal.faulty });
const repaired = (refusal: Refusal) => smallContract({ ...refusal, write: refusal.repaired });

test('a contract in order is not refused, and composes', () => {
  expect(lintSupergraph(smallContract())).toEqual([]);
  expect(compose(smallContract())).toEqual([]);
});

describe.each(REFUSALS)('$title', (refusal) => {
  test('is refused, with its field and the remedy', () => {
    const faults = lintSupergraph(faulty(refusal));
    const told = faults.filter(({ field, fault }) => field === refusal.field && fault.includes(refusal.fault));
    expect(told, JSON.stringify(faults, null, 1)).toHaveLength(1);
    expect(told[0]?.remedy).toContain(refusal.remedy);
    expect(() => assertConform(faulty(refusal))).toThrow(ContractRefused);
  });

  test('is repaired by the remedy, and composes', () => {
    expect(lintSupergraph(repaired(refusal))).toEqual([]);
    expect(compose(repaired(refusal))).toEqual([]);
  });
});

test('a public composer would have accepted most of it', () => {
  const accepted = REFUSALS.filter((refusal) => compose(faulty(refusal)).length === 0);
  console.log(`${accepted.length} of ${REFUSALS.length} faults compose without the lint`);
  expect(accepted.length).toBeGreaterThan(REFUSALS.length * 0.75);
});

describe('a subgraph with links of its own', () => {
  const FEDERATION = 'https://specs.apollo.dev/federation/v2.9';
  const inOrder = smallContract()[1]?.sdl ?? '';
  const faultsOf = (sdl: string) => lintSubgraph({ name: 'body', sdl }).map(({ field, fault }) => `${field} ${fault}`);
  const NOT_AS_AGREED = 'schema is not linked as agreed';

  test('is not refused while it says what was agreed', () => expect(faultsOf(inOrder)).toEqual([]));

  test.each([
    ['no links at all, which is federation 1', (sdl: string) => sdl.slice(sdl.indexOf('"""'))],
    [
      'another name for a directive',
      (sdl: string) => sdl.replace('"@shareable"', '{ name: "@requires", as: "@shareable" }'),
    ],
    ['another prefix', (sdl: string) => sdl.replace(`url: "${FEDERATION}"`, `url: "${FEDERATION}", as: "fed"`)],
    ['more than was agreed', (sdl: string) => sdl.replace('"@shareable"', '"@shareable", "@requires"')],
    ['another version of the marks', (sdl: string) => sdl.replace('crossing/v1.0', 'crossing/v0.1')],
    [
      'marks that do not reach the supergraph',
      (sdl: string) => sdl.replace('@composeDirective(name: "@crossing")', ''),
    ],
  ])('is refused: %s', (_, change) => {
    expect(change(inOrder)).not.toBe(inOrder);
    expect(faultsOf(change(inOrder))).toContain(NOT_AS_AGREED);
  });

  test('is refused with another meaning of a mark', () => {
    const wider = inOrder.replace('on FIELD_DEFINITION', 'on FIELD_DEFINITION | OBJECT');
    expect(faultsOf(wider)).toContain('crossing is not defined as in `schema/directives.graphql`');
    const narrower = inOrder.replace(/""".*"""\n {2}HOUSING\n/, '');
    expect(faultsOf(narrower)).toContain('Category is not defined as in `schema/directives.graphql`');
  });

  test('is refused with other names for its roots', () => {
    expect(faultsOf(`${inOrder} schema { mutation: Person }`)).toContain('schema renames its roots');
  });
});

test('two subgraphs in order can join into a graph that is not', () => {
  const [registry, body, commune] = smallContract() as [Publication, Publication, Publication];
  const joined = { ...commune, sdl: `${commune.sdl} type Benefit { sum: Int @crossing(category: BUDGET_DEBT) }` };
  expect(lintSubgraph(joined)).toEqual([]);
  expect(lintSupergraph([registry, body, joined]).map(({ field }) => field)).toEqual(['Benefit.sum']);
});

test('a refusal names every fault, its field, its subgraph and its remedy', () => {
  const [registry, body, commune] = smallContract() as [Publication, Publication, Publication];
  const sdl = body.sdl.replace('birthName: String @crossing(category: IDENTITY)', 'birthName: String!');
  expect(() => assertConform([registry, { ...body, sdl }, commune])).toThrow(
    /^the contract is refused\n {2}`Person\.birthName` \(body\) carries no category: mark it .*$/,
  );
});
