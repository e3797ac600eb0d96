import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { type Log, startApollo, statusOf } from './apollo.ts';
import { createAsk, headerOf, type Ready } from './ask.ts';
import type { Hub } from './hub.ts';
import type { Identify } from './identity/identify.ts';
import { type Language, languageOf, showError } from './messages.ts';

export interface Front {
  /** Answers `POST /graphql`. Never rejects. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Both ends of HTTP, with Apollo Server between them. Nobody is told anything of the schema before she is known, and
 * nothing is validated before its size is.
 */
export async function openFront(parts: { hub: Hub; identify: Identify; log: Log }): Promise<Front> {
  const { hub, identify, log } = parts;
  const apollo = await startApollo(hub, log);
  const ask = createAsk({ hub, identify, apollo, log });

  function refuse(error: unknown, id: string, language: Language): Ready {
    const known = error instanceof GraphQLError ? error : new GraphQLError('internal error');
    const shown = showError(known.toJSON(), language, id);
    const { code } = shown.extensions;
    if (code === 'INTERNAL') log({ operation: id, error });
    const body = `${JSON.stringify({ errors: [shown] })}\n`;
    return { status: statusOf(code), body, mayWrite: () => true, again: () => Promise.reject(error) };
  }

  return {
    async answer(request, response) {
      const id = randomUUID();
      const language = languageOf(headerOf(request, 'accept-language'));
      let ready = await ask(request, id, language).catch((error) => refuse(error, id, language));
      // INVARIANT: nothing is awaited between the last look and the write.
      while (!mayWrite(ready)) ready = await ready.again().catch((error) => refuse(error, id, language));
      response.writeHead(ready.status, {
        'content-type': 'application/json; charset=utf-8',
        'content-language': language,
        'cache-control': 'no-store',
        'x-operation': id,
      });
      response.end(ready.body);
      // What a refused caller is still sending is read and dropped, so that she can read why.
      request.resume();
    },
    stop: () => apollo.stop(),
  };
}

/** What cannot be told is not so: whoever looks again will learn why. */
function mayWrite(ready: Ready): boolean {
  try {
    return ready.mayWrite();
  } catch {
    return false;
  }
}
