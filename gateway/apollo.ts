import { ApolloServer, HeaderMap } from '@apollo/server';
import { type ExecutionResult, GraphQLError } from 'graphql';
import type { Answered } from './answered.ts';
import type { Hub, HubQuestion } from './hub.ts';
import { codeOf, type Language, showError } from './messages.ts';
import type { Caller } from './policy/caller.ts';
import type { GraphQLBody } from './read-body.ts';

/** What one request carries from the front to the executor, and what of the executor's the front must know. */
export interface RequestContext extends Pick<HubQuestion, 'begun' | 'identify' | 'earlier'> {
  /** Names the operation in the journal, in the logs and in the header `x-operation`. */
  readonly id: string;
  readonly caller: Caller;
  readonly language: Language;
  /**
   * The answer, once there is one. One that is there before is printed, and nothing is executed. It is a place of its own
   * because Apollo Server hands the executor a copy of the context.
   */
  readonly place: { answered: Answered | null };
}

/** An answer in bytes. */
export interface Printed {
  readonly status: number;
  readonly body: string;
}

export interface Apollo {
  print(body: GraphQLBody, context: RequestContext): Promise<Printed>;
  stop(): Promise<void>;
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
export async function startApollo(hub: Hub, log: Log): Promise<Apollo> {
  async function execute(
    context: RequestContext,
    question: Pick<HubQuestion, 'source' | 'document' | 'operationName' | 'variables'>,
  ): Promise<ExecutionResult> {
    const { place } = context;
    if (place.answered !== null) return place.answered.result;
    try {
      const { id, caller, begun, identify, earlier } = context;
      place.answered = await hub.answer({ ...question, id, caller, begun, identify, earlier });
      const answer = place.answered.result;
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
  return {
    async print(body, context) {
      const answer = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest: {
          method: 'POST',
          headers: new HeaderMap([['content-type', 'application/json']]),
          search: '',
          body,
        },
        context: async () => context,
      });
      if (answer.body.kind !== 'complete') throw new Error('an answer in pieces, which is off');
      return { status: answer.status ?? 200, body: answer.body.string };
    },
    stop: () => apollo.stop(),
  };
}
