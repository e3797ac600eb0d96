import { type DirectiveNode, visit } from 'graphql';
import type { Fault, SyntaxDemand } from '../fault.ts';

const ALLOWED = ['key', 'shareable', 'crossing', 'deprecated', 'specifiedBy', 'oneOf', 'link', 'composeDirective'];

const WHY: Readonly<Record<string, readonly [fault: string, remedy: string]>> = {
  requires: [
    'would send a value of one owner to another',
    'let the owner publish the derived value as a field of its own',
  ],
  provides: ['would let a subgraph answer for the owner of a record', 'leave the field to its owner'],
  external: ['declares a field of another owner', 'take it away: nothing may require or provide it'],
  interfaceObject: ['would hide which record, and so which owner, is asked', 'write each entity as a type of its own'],
  override: ['would move a field to another owner without a decision', 'take the field out of the one or the other'],
  extends: ['is the old way of extending a type', 'write `extend type`, or the type with its key'],
};

/** Of federation's directives only those are used that let no value cross between owners unasked. */
export const directivesMoveNothing: SyntaxDemand = (document, subgraph) => {
  const faults: Fault[] = [];
  visit(document, {
    Directive(node, _key, _parent, _path, ancestors) {
      if (ALLOWED.includes(node.name.value)) return;
      const [fault, remedy] = WHY[node.name.value.replace(/^federation__/, '')] ?? [
        'is a directive that nothing here keeps',
        'take it away',
      ];
      faults.push({ subgraph, field: coordinate(ancestors, node), fault: `\`@${node.name.value}\` ${fault}`, remedy });
    },
  });
  return faults;
};

/** `Person.housing`, out of the nodes above a directive. */
function coordinate(ancestors: readonly unknown[], directive: DirectiveNode): string {
  const named = ancestors.filter(isNamed).map((node) => node.name.value);
  return named.length > 0 ? named.join('.') : `@${directive.name.value}`;
}

function isNamed(node: unknown): node is { readonly name: { readonly value: string } } {
  return typeof node === 'object' && node !== null && 'name' in node && typeof node.name === 'object';
}
