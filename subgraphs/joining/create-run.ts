import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Subgraph } from './build-subgraph.ts';
import { type Fault, faultOf, maskError } from './mask-error.ts';
import type { SentOperation } from './read-request.ts';
import type { Guarded } from './shield.ts';

/** Runs an operation that was admitted. */
export interface Run {
  (sent: SentOperation, context: Guarded): Promise<{ readonly status: number; readonly body: string }>;
  stop(): Promise<void>;
}

/**
 * The Apollo Server of one subgraph, with everything off that would show more than the answer: introspection, landing
 * page, stack traces, tracing and reports to third parties. Stored queries are off too: a text that the guard has not
 * read must not run.
 */
export async function createRun<C extends object>(
  { name, schema }: Subgraph<C>,
  onFault: (fault: Fault) => void,
): Promise<Run> {
  const server = new ApolloServer<Guarded>({
    schema,
    introspection: false,
    persistedQueries: false,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    hideSchemaDetailsFromClientErrors: true,
    stopOnTerminationSignals: false,
    logger: SILENT,
    formatError: (formatted, error) => {
      const fault = faultOf(name, error);
      if (fault) onFault(fault);
      return maskError(formatted);
    },
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();

  const run = async ({ query, variables }: SentOperation, context: Guarded) => {
    const { status, body } = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: { method: 'POST', headers: JSON_ONLY, search: '', body: { query, variables } },
      context: async () => context,
    });
    if (body.kind !== 'complete') throw new Error('an answer in pieces, which no subgraph gives');
    return { status: status ?? 200, body: body.string };
  };
  return Object.assign(run, { stop: () => server.stop() });
}

const JSON_ONLY = new HeaderMap([['content-type', 'application/json']]);

/** Faults are told by code through `onFault`; the texts that Apollo would print can hold what a record holds. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };
