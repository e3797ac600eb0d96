import {
  type DocumentNode,
  FieldsOnCorrectTypeRule,
  GraphQLError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  specifiedRules,
  validate,
} from 'graphql';
import type { Pass } from '../../schema/pass.ts';
import { guardRecords } from './guard-records.ts';
import { guardWrite } from './guard-write.ts';
import type { Values } from './needs.ts';
import { PassRefused, type Refusal } from './refusal.ts';
import { createReader } from './selected.ts';

/** What a body checks of one operation, prepared once per operation text. */
export interface Guard {
  /** Null: the pass covers all that this request would read or write. Otherwise nothing may be run. */
  (variables: Values, pass: Pass): Refusal | null;
  /** Every `Type.field` of the operation: what the shield opens once the guard has let it in. */
  readonly covered: ReadonlySet<string>;
}

/**
 * The owner's own lock: whatever the hub believes it asked for, the owner answers what the pass covers and nothing else.
 *
 * A pass covers records (`_entities`) by their keys and schema paths, and one write by its root field. `_service` is
 * covered by any. Every other root field is refused, introspection included, and so is a document that this schema does
 * not know.
 */
export function compileGuard(schema: GraphQLSchema, document: DocumentNode): Guard {
  try {
    return prepare(schema, document);
  } catch (error) {
    if (!(error instanceof PassRefused)) throw error;
    const { refusal } = error;
    return Object.assign(() => refusal, { covered: new Set<string>() });
  }
}

/** Whether an operation asks for the contract alone, which is public: it needs no pass. */
export function asksContractOnly(document: DocumentNode): boolean {
  return (
    document.definitions.length === 1 &&
    document.definitions.every(
      (node) =>
        node.kind === Kind.OPERATION_DEFINITION &&
        node.operation === OperationTypeNode.QUERY &&
        node.selectionSet.selections.every((field) => field.kind === Kind.FIELD && field.name.value === '_service'),
    )
  );
}

function prepare(schema: GraphQLSchema, document: DocumentNode): Guard {
  const operation = theOneOperation(document);
  const finds = (rules: typeof specifiedRules) => validate(schema, document, rules, { maxErrors: 1 }).length > 0;
  if (finds([FieldsOnCorrectTypeRule])) throw new PassRefused({ reason: 'UNKNOWN_FIELD' });
  if (finds(specifiedRules)) throw new PassRefused({ reason: 'MALFORMED' });

  const root = schema.getRootType(operation.operation);
  if (!root) throw new PassRefused({ reason: 'UNKNOWN_FIELD' });
  const reader = createReader(schema, document);
  const roots = reader.flatten(operation.selectionSet, root);
  const judgeRoots = ROOTS[operation.operation](schema, reader, roots);

  const judge = (variables: Values, pass: Pass): Refusal | null => {
    try {
      const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
      return coerced === undefined ? { reason: 'MALFORMED' } : judgeRoots(coerced, pass);
    } catch (error) {
      // A variable that may be left out by its type, where an argument may not be null.
      if (error instanceof GraphQLError) return { reason: 'MALFORMED' };
      throw error;
    }
  };
  return Object.assign(judge, { covered: reader.coordinates });
}

const ROOTS = {
  [OperationTypeNode.QUERY]: guardRecords,
  [OperationTypeNode.MUTATION]: guardWrite,
  [OperationTypeNode.SUBSCRIPTION]: () => {
    throw new PassRefused({ reason: 'TOO_NARROW' });
  },
};

function theOneOperation(document: DocumentNode): OperationDefinitionNode {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [operation, second] = operations;
  if (operation === undefined || second !== undefined) throw new PassRefused({ reason: 'MALFORMED' });
  return operation;
}
