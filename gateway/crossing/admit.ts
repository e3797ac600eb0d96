import { BREAK, type DocumentNode, type GraphQLError, visit } from 'graphql';
import { HubError } from '../errors.ts';
import type { Governance } from './governance.ts';

/**
 * Refuses the aliases that could forge a key. The plan reads its keys from the answer as it grows, under their own
 * names: an alias that takes one of them would let a caller choose which record is asked for next.
 */
export function admitAliases(
  governance: Pick<Governance, 'keyNames'>,
): (document: DocumentNode) => readonly GraphQLError[] {
  return (document) => {
    let refused = false;
    visit(document, {
      Field(field) {
        const alias = field.alias?.value;
        if (alias === undefined || alias === field.name.value) return undefined;
        if (!governance.keyNames.has(alias) && !alias.startsWith('_')) return undefined;
        refused = true;
        return BREAK;
      },
    });
    return refused
      ? [new HubError('ALIAS_RESERVED', 'an alias takes the name of a key field, or begins with `_`')]
      : [];
  };
}
