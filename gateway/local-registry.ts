import { type DocumentNode, execute, type GraphQLSchema, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Operation } from './crossing/operation.ts';
import type { Send } from './federation/doors.ts';
import type { Doors } from './hub.ts';
import { openFields } from './open-fields.ts';
import type { RegistryOperation } from './registry/operation.ts';
import type { RegistryDatabase } from './registry/registry.repository.ts';

/** Serves the registry's part of a plan in process: same SDL as any subgraph, no network, no pass. */
export function serveRegistry(
  schema: GraphQLSchema,
  database: RegistryDatabase,
  surroundings: Pick<
    RegistryOperation,
    'now' | 'studies' | 'awaitRevocation' | 'journal' | 'sign' | 'figures' | 'releaseFrames'
  >,
): (doors: Doors) => Send<Operation> {
  const documents = new LRUCache<string, DocumentNode>({ max: 2000 });
  const contexts = new WeakMap<Operation, RegistryOperation>();
  openFields(schema);

  function documentOf(text: string): DocumentNode {
    let document = documents.get(text);
    if (!document) {
      document = parse(text, { noLocation: true });
      documents.set(text, document);
    }
    return document;
  }

  return ({
    mayKnow,
    actOnBehalf,
    mayReadAll,
    readFlags,
    gatherStatistics,
    gatherStudyParts,
    explainAccess,
    whoCouldSee,
    mayDeclareEmergency,
  }) => {
    /** One set of repositories per operation: they remember what they have read, and must not outlive it. */
    function contextOf(op: Operation): RegistryOperation {
      let context = contexts.get(op);
      if (!context) {
        context = {
          caller: op.caller,
          at: op.context.at,
          ...surroundings,
          repositories: database.forOperation(),
          mayKnow: (records, category) => mayKnow(op, records, category),
          actOnBehalf: (file, channel) => actOnBehalf(op, file, channel),
          mayReadAll: (files, path, categories) => mayReadAll(op, files, path, categories),
          readFlags: (files, flag) => readFlags(op, files, flag),
          gatherStatistics: (asked) => gatherStatistics(op, asked),
          gatherStudyParts: (asked) => gatherStudyParts(op, asked),
          explainAccess: (asked) => explainAccess(op, asked),
          mayDeclareEmergency: (owner, subject) => mayDeclareEmergency(op, owner, subject),
          whoCouldSee: (file, category) => whoCouldSee(op, file, category),
        };
        contexts.set(op, context);
      }
      return context;
    }

    return async ({ op, query, variables }) =>
      execute({
        schema,
        document: documentOf(query),
        variableValues: { ...variables },
        contextValue: contextOf(op),
      });
  };
}
