import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap } from '@apollo/server';
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { type Log, startApollo, statusOf } from './apollo.ts';
import { HubError } from './errors.ts';
import type { Hub } from './hub.ts';
import type { Identify } from './identity/identify.ts';
import { assertReadable, assertWithinLimits } from './limits.ts';
import { type Language, languageOf, showError } from './messages.ts';
import { readBody } from './read-body.ts';

export interface Front {
  /** Answers `POST /graphql`. Never rejects. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  stop(): Promise<void>;
}

interface Written {
  readonly status: number;
  readonly body: string;
}

/**
 * Both ends of HTTP, with Apollo Server between them. Nobody is told anything of the schema before she is known, and
 * nothing is validated before its size is.
 */
export async function openFront(parts: { hub: Hub; identify: Identify; log: Log }): Promise<Front> {
  const { hub, identify, log } = parts;
  const apollo = await startApollo(hub, log);
  const admitted = new LRUCache<string, true>({
    max: 5000,
    maxSize: 20_000_000,
    sizeCalculation: (_, text) => text.length + 1,
  });

  /** Once per text; a text that is refused is refused each time. */
  function admit(text: string, operationName: string | undefined): void {
    if (admitted.has(text)) return;
    const document = parseOrRefuse(text);
    assertWithinLimits(document);
    const [refusal] = hub.admit(document, operationName);
    if (refusal) throw refusal;
    admitted.set(text, true);
  }

  async function ask(request: IncomingMessage, id: string, language: Language): Promise<Written> {
    const caller = await identify({ get: (name) => headerOf(request, name) });
    const body = await readBody(request);
    admit(body.query, body.operationName);
    const { status, body: answer } = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap([['content-type', 'application/json']]),
        search: '',
        body,
      },
      context: async () => ({ id, caller, language }),
    });
    if (answer.kind !== 'complete') throw new Error('an answer in pieces, which is off');
    return { status: status ?? 200, body: answer.string };
  }

  function refuse(error: unknown, id: string, language: Language): Written {
    const known = error instanceof GraphQLError ? error : new GraphQLError('internal error');
    const shown = showError(known.toJSON(), language, id);
    const { code } = shown.extensions;
    if (code === 'INTERNAL') log({ operation: id, error });
    return { status: statusOf(code), body: `${JSON.stringify({ errors: [shown] })}\n` };
  }

  return {
    async answer(request, response) {
      const id = randomUUID();
      const language = languageOf(headerOf(request, 'accept-language'));
      const written = await ask(request, id, language).catch((error) => refuse(error, id, language));
      // The release check has its place here: the last look at the lease, in the same tick as the write.
      response.writeHead(written.status, {
        'content-type': 'application/json; charset=utf-8',
        'content-language': language,
        'cache-control': 'no-store',
        'x-operation': id,
      });
      response.end(written.body);
      // What a refused caller is still sending is read and dropped, so that she can read why.
      request.resume();
    },
    stop: () => apollo.stop(),
  };
}

function parseOrRefuse(text: string): DocumentNode {
  try {
    assertReadable(text);
    return parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError) || error instanceof HubError) throw error;
    throw new GraphQLError(error.message, {
      source: error.source,
      positions: error.positions,
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  }
}

function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
