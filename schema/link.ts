import { type DefinitionNode, Kind, parse, print } from 'graphql';
import { readContract } from './files.ts';

export const FEDERATION_SPEC = 'https://specs.apollo.dev/federation/v2.9';
export const CROSSING_SPEC = 'https://passerelle.example/crossing/v1.0';

/**
 * The directives of federation that a subgraph may use; the lint refuses every other one, because it would let a value
 * cross between bodies that nobody asked for.
 */
export const FEDERATION_DIRECTIVES = ['@key', '@shareable', '@composeDirective'] as const;

const HEADER = `extend schema
  @link(url: "${FEDERATION_SPEC}", import: [${FEDERATION_DIRECTIVES.map((name) => `"${name}"`).join(', ')}])
  @link(url: "${CROSSING_SPEC}", import: ["@crossing"])
  @composeDirective(name: "@crossing")
`;

const SCHEMA_KINDS: readonly Kind[] = [Kind.SCHEMA_DEFINITION, Kind.SCHEMA_EXTENSION];

/**
 * The SDL of a subgraph as it is published: with the links to federation and to `@crossing`, and with the one
 * definition of `@crossing` and `Category`. Links and definitions of these two that the SDL came with are replaced.
 */
export function linkSubgraph(sdl: string): string {
  const directives = readContract('directives.graphql');
  const ours = parse(directives).definitions.map(nameOf);
  const definitions = parse(sdl).definitions.filter(
    (node) => !SCHEMA_KINDS.includes(node.kind) && !ours.includes(nameOf(node)),
  );
  return [HEADER, directives, ...definitions.map((node) => `${print(node)}\n`)].join('\n');
}

function nameOf(node: DefinitionNode): string {
  return 'name' in node && node.name ? `${node.kind} ${node.name.value}` : node.kind;
}
