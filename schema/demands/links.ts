import { type ConstDirectiveNode, type DefinitionNode, Kind, parse, print } from 'graphql';
import type { Fault, SyntaxDemand } from '../fault.ts';
import { readContract } from '../files.ts';
import { linkSubgraph } from '../link.ts';

/**
 * A subgraph is linked as `linkSubgraph` does it, word for word. Under a link of its own, `@shareable` could be another
 * name for `@requires`, `@crossing` could mean something else, and without links federation 1 would share every field.
 */
export const linksAreTheContracts: SyntaxDemand = (document, subgraph) => {
  const faults: Fault[] = [];
  const remedy = 'publish the SDL that `linkSubgraph` gives';
  const links = document.definitions.flatMap(linksOf);
  if (!sameWords(links, LINKS)) faults.push({ subgraph, field: 'schema', fault: 'is not linked as agreed', remedy });
  for (const node of document.definitions) {
    const name = 'name' in node && node.name ? node.name.value : '';
    if (node.kind === Kind.SCHEMA_DEFINITION && node.operationTypes.length > 0)
      faults.push({
        subgraph,
        field: 'schema',
        fault: 'renames its roots',
        remedy: 'call them `Query` and `Mutation`',
      });
    if (name.includes('__'))
      faults.push({ subgraph, field: name, fault: 'has a name that federation keeps for itself', remedy: 'rename it' });
    const agreed = DEFINITIONS.get(name);
    if (agreed && agreed !== words(node))
      faults.push({ subgraph, field: name, fault: 'is not defined as in `schema/directives.graphql`', remedy });
    if (node.kind === Kind.DIRECTIVE_DEFINITION && !agreed)
      faults.push({ subgraph, field: `@${name}`, fault: 'is a directive of its own', remedy: 'take it away' });
  }
  return faults;
};

const LINKS = parse(linkSubgraph('scalar Date')).definitions.flatMap(linksOf);
const DEFINITIONS = new Map(
  parse(readContract('directives.graphql')).definitions.map((node) => [
    'name' in node ? node.name?.value : '',
    words(node),
  ]),
);

function linksOf(node: DefinitionNode): readonly ConstDirectiveNode[] {
  return node.kind === Kind.SCHEMA_EXTENSION || node.kind === Kind.SCHEMA_DEFINITION ? (node.directives ?? []) : [];
}

function sameWords(one: readonly ConstDirectiveNode[], other: readonly ConstDirectiveNode[]): boolean {
  const sorted = (links: readonly ConstDirectiveNode[]) => links.map((link) => print(link)).sort();
  return sorted(one).join('\n') === sorted(other).join('\n');
}

/** A definition without its descriptions, which may be told in other words. */
function words(node: DefinitionNode): string {
  return print(
    JSON.parse(JSON.stringify(node, (key, value) => (key === 'description' || key === 'loc' ? undefined : value))),
  );
}
