import { type ExecutionResult, graphql } from 'graphql';
import pg from 'pg';
import { createProofs } from '../../../gateway/journal/proofs.repository.ts';
import type { Caller } from '../../../gateway/policy/caller.ts';
import type { RegistryOperation } from '../../../gateway/registry/operation.ts';
import { openRegistryDatabase } from '../../../gateway/registry/registry.repository.ts';
import { registrySubgraph } from '../../../gateway/registry/subgraph.ts';
import { FIGURES } from '../../../gateway/writing-figures.ts';
import type { Category } from '../../../schema/vocabulary.ts';
import { agentNamed } from '../../support/agents.ts';

/** A record that the registry asked about, and as what. */
export type Asked = readonly [category: Category, type: string, id: string];

/** The registry over a database, with what it asked of the crossing and of the database. */
export interface Registry {
  ask(query: string, o?: Asking): Promise<Answered>;
  close(): Promise<void>;
}
export interface Asking {
  readonly variables?: Record<string, unknown>;
  readonly caller?: Partial<Caller>;
  readonly at?: string;
  /** Which records the caller may know of; all, unless it is said. */
  readonly knows?: (...asked: Asked) => boolean;
  /** For a request that came past the hub: nobody has said who asks. */
  readonly anonymous?: boolean;
}
export interface Answered {
  readonly data: Record<string, unknown>;
  readonly codes: readonly unknown[];
  readonly messages: readonly string[];
  readonly asked: readonly Asked[];
  readonly statements: readonly string[];
}

export async function openRegistry(databaseUrl: string): Promise<Registry> {
  const { schema } = await registrySubgraph();
  let statements: string[] = [];
  const database = openRegistryDatabase(databaseUrl, { onStatement: (sql) => statements.push(sql) });
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  return {
    async close() {
      await pool.end();
      await database.close();
    },
    async ask(source, { variables = {}, caller = {}, at = MORNING, knows = () => true, anonymous = false } = {}) {
      const asked: Asked[] = [];
      statements = [];
      const operation: RegistryOperation = {
        caller: callerNamed(caller.agent ?? 'AG-01', caller),
        at: new Date(at),
        now: () => new Date(at),
        awaitRevocation: async () => {},
        journal: createProofs(pool),
        sign: () => {
          throw new Error('nothing is signed behind the registry of these tests');
        },
        actOnBehalf: async () => {
          throw new Error('nothing is decided behind the registry of these tests');
        },
        repositories: database.forOperation(),
        mayReadAll: async () => {
          throw new Error('no body is behind the registry of these tests');
        },
        readFlags: async () => {
          throw new Error('no body is behind the registry of these tests');
        },
        gatherStatistics: async () => {
          throw new Error('no body is behind the registry of these tests');
        },
        studies: null,
        gatherStudyParts: async () => {
          throw new Error('no body is behind the registry of these tests');
        },
        figures: FIGURES,
        releaseFrames: async () => null,
        explainAccess: async () => {
          throw new Error('nothing is decided behind the registry of these tests');
        },
        mayDeclareEmergency: async () => {
          throw new Error('nothing is decided behind the registry of these tests');
        },
        whoCouldSee: async () => {
          throw new Error('nothing is decided behind the registry of these tests');
        },
        mayKnow: async (records, category) =>
          records.map(({ type, id }) => {
            asked.push([category, type, id]);
            return knows(category, type, id);
          }),
      };
      const result: ExecutionResult = await graphql({
        schema,
        source,
        variableValues: variables,
        contextValue: anonymous ? { ...operation, caller: undefined } : operation,
      });
      return {
        data: JSON.parse(JSON.stringify(result.data ?? {})) as Record<string, unknown>,
        codes: (result.errors ?? []).map(({ extensions }) => extensions.code),
        messages: (result.errors ?? []).map(({ message }) => message),
        asked,
        statements: statements.filter((sql) => !/^(BEGIN|COMMIT)/.test(sql)),
      };
    },
  };
}

const MORNING = '2026-05-04T10:00:00+02:00';

function callerNamed(agent: string, over: Partial<Caller>): Caller {
  const { service, ...post } = agentNamed(agent);
  return {
    ...post,
    service: SERVICES[agent] ?? service,
    habilitation: `H-${agent}`,
    purpose: 'CASE',
    mission: null,
    necessary: null,
    self: [],
    represents: false,
    partnerSystem: null,
    ...over,
  };
}

/** Services of the CCAS, which the scenarios do not name. */
const SERVICES: Readonly<Record<string, string>> = { 'AG-02': 'ACCOMPAGNEMENT', 'AG-14': 'ACCORDS_ACCES' };
