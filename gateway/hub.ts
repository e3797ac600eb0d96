import { createHash, createPublicKey } from 'node:crypto';
import {
  buildSchema,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLScalarType,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
} from 'graphql';
import { type Answered, createAnswered } from './answered.ts';
import { checkScalars } from './check-scalars.ts';
import { readAsksMore } from './crossing/asks-more.ts';
import { createCrossing } from './crossing/cross.ts';
import { mayDeclareEmergency } from './crossing/declare-emergency.ts';
import type { FactsRepository } from './crossing/facts.repository.ts';
import { governanceOf } from './crossing/governance.ts';
import type { Lease } from './crossing/lease.ts';
import { mayReadAll } from './crossing/may-read-all.ts';
import { actOnBehalf } from './crossing/on-behalf.ts';
import { type Operation, openOperation } from './crossing/operation.ts';
import type { SigningKey } from './crossing/pass.ts';
import { createRelease } from './crossing/release.ts';
import type { Rules } from './crossing/rules.repository.ts';
import { HubError } from './errors.ts';
import { createExplaining, type Explaining, type ExplainingParts } from './explaining.ts';
import type { Answer, Send, Vars } from './federation/doors.ts';
import { createExecutor } from './federation/executor.ts';
import { createPlanner } from './federation/planner.ts';
import { type AskedStatistics, type GatheredStatistics, gatherStatistics } from './gathering-statistics.ts';
import { type AskedStudyParts, gatherStudyParts, type StudyPartReport } from './gathering-study.ts';
import type { Journal } from './journal/journal.repository.ts';
import type { Caller } from './policy/caller.ts';
import { type Flag, readFlags } from './read-flags.ts';
import type { StatisticKeys } from './statistics/statistic-keys.repository.ts';
import { KIND_SERVING, REGISTRY } from './topology.ts';

export interface HubParts {
  readonly supergraph: string;
  readonly facts: FactsRepository;
  readonly recipients: ExplainingParts['recipients'];
  readonly agents: ExplainingParts['agents'];
  readonly journal: Journal;
  readonly signing: SigningKey;
  readonly rules: Rules;
  /** This replica's leave to write answers. */
  readonly lease: Lease;
  /** How values of the contract's own scalars are read and told apart from what is none. */
  readonly scalars: readonly GraphQLScalarType[];
  /** The registry, in process. */
  readonly registry: (doors: Doors) => Send<Operation>;
  /** Bodies, over the network. */
  readonly send: Send<Operation>;
  /** Under which keys bodies sign their figures. */
  readonly statisticKeys: StatisticKeys;
  /** The clock that decisions are taken by. */
  readonly clock: () => Date;
  /** Real time, which owners check passes against. */
  readonly now: () => Date;
}

/** What the registry's resolvers may ask of the hub, for the operation that they serve. */
export interface Doors extends Explaining {
  readonly mayKnow: ReturnType<typeof createCrossing>['mayKnow'];
  readonly mayReadAll: typeof mayReadAll;
  readonly actOnBehalf: typeof actOnBehalf;
  readonly mayDeclareEmergency: typeof mayDeclareEmergency;
  readFlags(op: Operation, files: readonly string[], flag: Flag): Promise<readonly (boolean | null)[]>;
  gatherStudyParts(op: Operation, asked: AskedStudyParts): Promise<readonly StudyPartReport[]>;
  gatherStatistics(op: Operation, asked: AskedStatistics): Promise<GatheredStatistics>;
}

/** A question whose caller has been identified. */
export interface HubQuestion {
  /** Names the operation in the journal and in the logs. */
  readonly id: string;
  readonly caller: Caller;
  readonly source: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Vars;
  /** The epoch that was known before the caller was identified. */
  readonly begun: string | null;
  /** Who the caller is by now. */
  readonly identify: () => Promise<Caller>;
  /** The run whose answer could not leave any more, if this is another run of the same question. */
  readonly earlier: Answered | null;
}

export type { Answered };

export interface Hub {
  readonly apiSchema: GraphQLSchema;
  /** Refusals that can be read from the operation alone. */
  admit(document: DocumentNode, operationName: string | undefined): readonly GraphQLError[];
  /** The epoch that this replica knows of. */
  epoch(): string | null;
  /** Answers a valid operation. Its access records are on disk when the promise resolves. */
  answer(question: HubQuestion): Promise<Answered>;
}

/**
 * The hub, stage by stage: identify → ask → decide → release → record.
 *
 * The caller has been identified before. The executor asks and releases, and at each step of the plan the crossing
 * decides first; what it decided is recorded before the answer leaves.
 */
export function createHub(parts: HubParts): Hub {
  const planner = createPlanner(parts.supergraph);
  const apiSchema = buildSchema(planner.consumerSchema, { assumeValid: true });
  checkScalars(apiSchema, parts.scalars);
  const governance = governanceOf(parts.supergraph, new Set([REGISTRY]));
  const crossing = createCrossing({ governance, signing: parts.signing, kindServing: KIND_SERVING, now: parts.now });
  const doors: Doors = {
    mayKnow: crossing.mayKnow,
    mayReadAll,
    actOnBehalf,
    mayDeclareEmergency,
    ...createExplaining({ ...parts, governance, repository: parts.facts }),
    readFlags: (op, files, flag) => readFlags(execute, op, files, flag),
    gatherStudyParts: (op, asked) => gatherStudyParts(execute, op, asked),
    gatherStatistics: (op, asked) => gatherStatistics(gathering, op, asked),
  };
  const execute = createExecutor<Operation>({
    schema: apiSchema,
    supergraph: parts.supergraph,
    planner,
    send: parts.send,
    local: new Map([[REGISTRY, parts.registry(doors)]]),
    cross: crossing,
  });

  const ownKey = createPublicKey(parts.signing.key).export({ format: 'der', type: 'spki' });
  const gathering = { execute, keysOf: parts.statisticKeys, ownKey, now: parts.now };
  const release = { lease: parts.lease, rules: parts.rules, repository: parts.facts, clock: parts.clock, record };

  return {
    apiSchema,
    admit: crossing.admit,
    epoch: () => parts.lease.epoch,

    async answer(question) {
      const { caller, source, document, operationName } = question;
      const at = parts.clock();
      const rules = parts.rules.at(at);
      const variables = coerce(apiSchema, question);
      const op = openOperation({
        caller,
        variables,
        asksMoreThanKey: readAsksMore(document, operationName, governance.keyNames, variables),
        judge: rules.judge,
        repository: parts.facts,
        access: question.earlier?.access,
        context: {
          operation: question.id,
          at,
          queryHash: createHash('sha256').update(source).digest('hex'),
          agent: caller.agent,
          agentBody: caller.body,
          partnerSystem: caller.partnerSystem,
          profession: caller.profession,
          secrecy: caller.secrecy,
          purpose: caller.purpose,
          mission: caller.mission,
          ruleSetVersion: rules.version,
        },
      });
      let result: ExecutionResult;
      try {
        result = written(await execute({ source, document, operationName, variables, op }));
      } finally {
        await record(op);
      }
      return createAnswered(result, {
        access: op.access,
        release: createRelease(release, op, question.begun),
        identify: question.identify,
        isWrite: getOperationAST(document, operationName)?.operation === 'mutation',
      });
    },
  };

  /** No journal, no answer: what was decided of an operation that failed is recorded as well. */
  async function record(op: Operation): Promise<void> {
    try {
      await parts.journal.append(op.context, op.access.take());
    } catch (cause) {
      throw new HubError('JOURNAL_UNAVAILABLE', 'the access records could not be written, so nothing is answered', {
        cause,
      });
    }
  }
}

function coerce(schema: GraphQLSchema, { document, operationName, variables }: HubQuestion): Vars {
  const operation = getOperationAST(document, operationName);
  if (!operation) throw new HubError('BAD_REQUEST', 'no operation of this name');
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], { ...variables });
  // The library's messages repeat the values given, and a value may be the identifier of a person.
  if (!coerced) throw new HubError('BAD_REQUEST', 'a variable is not what its type asks for');
  return coerced;
}

/** Only what is withheld is noted, each field once; an operation of which nothing was has no extensions. */
function written({ data, errors, notes }: Answer): ExecutionResult {
  const decisions = new Map(notes.map(({ path, note }) => [path.join('.'), note]));
  return {
    data,
    ...(errors.length > 0 ? { errors } : {}),
    ...(decisions.size > 0
      ? { extensions: { decisions: [...decisions].map(([path, note]) => ({ path, ...note })) } }
      : {}),
  };
}
