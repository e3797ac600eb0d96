import { ApolloServer } from '@apollo/server';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Hub } from './hub.ts';
import { codeOf, type Language, showError } from './messages.ts';
import type { Caller } from './policy/caller.ts';

/** What one request carries from the front to the executor. */
export interface RequestContext {
  /** Names the operation in the journal, in the logs and in the header `x-operation`. */
  readonly id: string;
  readonly caller: Caller;
  readonly language: Language;
}

/** Tells the operator what a caller is not told. */
export type Log = (entry: { readonly operation: string; readonly error: unknown }) => void;

/** Status of an answer without data, by its first error. With data it is 200, whatever was withheld or went wrong. */
const STATUS: Partial<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  PURPOSE_NOT_ALLOWED: 403,
  LIMIT_EXCEEDED: 413,
  CONFLICT: 409,
  RETRY: 503,
  JOURNAL_UNAVAILABLE: 503,
  INTERNAL: 500,
};

export function statusOf(code: string): number {
  return STATUS[code] ?? 400;
}

/**
 * Apollo Server over the hub: it parses, validates and writes JSON; the hub is its executor. What could tell of the
 * schema more than a caller knows (suggestions), or batch, stream or persist operations, is off.
 */
export async function startApollo(hub: Hub, log: Log): Promise<ApolloServer<RequestContext>> {
  async function execute(
    context: RequestContext,
    question: Omit<Parameters<Hub['answer']>[0], 'id' | 'caller'>,
  ): Promise<ExecutionResult> {
    try {
      const answer = await hub.answer({ ...question, id: context.id, caller: context.caller });
      for (const error of answer.errors ?? []) if (codeOf(error) === 'INTERNAL') log({ operation: context.id, error });
      return answer;
    } catch (error) {
      if (!(error instanceof GraphQLError) || codeOf(error) === 'INTERNAL') log({ operation: context.id, error });
      return {
        errors: [
          error instanceof GraphQLError
            ? error
            : new GraphQLError('internal error', { extensions: { code: 'INTERNAL' } }),
        ],
      };
    }
  }

  const apollo = new ApolloServer<RequestContext>({
    gateway: {
      onSchemaLoadOrUpdate(callback) {
        callback({ apiSchema: hub.apiSchema, coreSupergraphSdl: '' });
        return () => {};
      },
      load: async () => ({
        // The name that the client gave: what Apollo makes of it is null when there is no such operation.
        executor: ({ context, document, source, request }) =>
          execute(context as RequestContext, {
            source,
            document,
            operationName: request.operationName ?? undefined,
            variables: request.variables ?? {},
          }),
      }),
      stop: async () => {},
    },
    plugins: [
      {
        requestDidStart: async ({ contextValue }) => ({
          willSendResponse: async ({ response }) => {
            if (response.body.kind !== 'single' || !response.body.singleResult.errors) return;
            const result = response.body.singleResult;
            const shown = response.body.singleResult.errors.map((error) =>
              showError(error, contextValue.language, contextValue.id),
            );
            result.errors = shown;
            response.http.status = result.data ? 200 : statusOf(shown[0]?.extensions.code ?? 'INTERNAL');
          },
        }),
      },
    ],
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    // The front takes JSON bodies only, which no browser sends across origins without asking first.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
  });
  await apollo.start();
  return apollo;
}
