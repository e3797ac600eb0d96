import { BREAK, type DocumentNode, type GraphQLError, Kind, visit } from 'graphql';
import { HubError } from '../errors.ts';

/** The argument in which a caller says what a person told her, and the type of what it takes. */
const TOLD = { argument: 'situation', type: 'Situation' };

/**
 * Refuses what a person told where it stands in the text of an operation: texts are kept to be planned once, and their
 * hash is in the journal. What is in a variable is forgotten with the answer.
 */
export function admitTold(document: DocumentNode): readonly GraphQLError[] {
  let refused = false;
  visit(document, {
    Argument({ name, value }) {
      if (name.value !== TOLD.argument || value.kind === Kind.VARIABLE || value.kind === Kind.NULL) return undefined;
      refused = true;
      return BREAK;
    },
    VariableDefinition({ type, defaultValue }) {
      const named = type.kind === Kind.NON_NULL_TYPE ? type.type : type;
      const isTold = named.kind === Kind.NAMED_TYPE && named.name.value === TOLD.type;
      if (!isTold || defaultValue === undefined) return undefined;
      refused = true;
      return BREAK;
    },
  });
  return refused ? [new HubError('BAD_REQUEST', 'what a person told is given as a variable, not in the text')] : [];
}
