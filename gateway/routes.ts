import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { type Log, statusOf } from './apollo.ts';
import { headerOf } from './ask.ts';
import { HubError } from './errors.ts';
import type { Front } from './front.ts';
import type { RequestHeaders } from './identity/identify.ts';
import { type JournalReader, serveJournal } from './journal/serve-journal.ts';
import { languageOf, showError } from './messages.ts';

/** What the hub answers besides questions. */
export interface RouteParts {
  readonly front: Front;
  /** Whether a question could be answered now. May reject. */
  readonly isReady: () => Promise<boolean>;
  /** JWKS under which owners verify passes. */
  readonly passKeys: object;
  /** What of the journal holds no word of a record: its keys for anybody, its tree for whoever controls a body. */
  readonly journal: JournalReader;
  /** Rejects with a `HubError` whoever may not be told how large the tree is. */
  readonly assertControls: (headers: RequestHeaders) => Promise<void>;
  readonly landingPage: string;
  readonly log: Log;
}

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const JOURNAL = 'GET /journal/';

/** `POST /graphql`, its landing page, health, the public keys of passes, and the journal as a tree. */
export function createRoutes(parts: RouteParts): RequestListener {
  const { front, isReady, passKeys, journal, assertControls, landingPage, log } = parts;
  const page: Route = async (_, response) =>
    write(response, 200, 'text/html; charset=utf-8', landingPage, {
      // The page is all in one file and speaks to this hub alone.
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'",
    });
  const routes = new Map<string, Route>([
    ['POST /graphql', (request, response) => front.answer(request, response)],
    ['GET /', page],
    ['GET /graphql', page],
    ['GET /health/live', async (_, response) => writeJson(response, 200, { status: 'live' })],
    [
      'GET /health/ready',
      async (_, response) => {
        const ready = await isReady().catch(() => false);
        writeJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'not ready' });
      },
    ],
    ['GET /.well-known/jwks.json', async (_, response) => writeJson(response, 200, passKeys)],
  ]);

  async function answerJournal(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      // INVARIANT: before anything is looked up, so that a refusal is the same bytes whatever the tree has.
      if (path !== 'keys') await assertControls({ get: (name) => headerOf(request, name) });
      const found = await serveJournal(journal, path);
      if (found === null) return writeNotFound(response);
      const caching = found.isFinal ? 'private, max-age=31536000, immutable' : 'no-store';
      write(response, 200, found.type, found.body, { 'cache-control': caching });
    } catch (error) {
      if (error instanceof HubError) return writeRefusal(request, response, error);
      log({ operation: 'journal', error });
      writeJson(response, 503, { errors: [{ message: 'the journal cannot be read now' }] });
    }
  }

  return (request, response) => {
    const asked = `${request.method} ${(request.url ?? '/').split('?', 1)[0]}`;
    const route = routes.get(asked);
    if (route) void route(request, response);
    else if (asked.startsWith(JOURNAL)) void answerJournal(asked.slice(JOURNAL.length), request, response);
    else writeNotFound(response);
  };
}

function writeRefusal(request: IncomingMessage, response: ServerResponse, error: HubError): void {
  const shown = showError(error.toJSON(), languageOf(headerOf(request, 'accept-language')), '');
  writeJson(response, statusOf(error.code), { errors: [shown] });
}

function writeNotFound(response: ServerResponse): void {
  writeJson(response, 404, { errors: [{ message: 'no such address', extensions: { code: 'BAD_REQUEST' } }] });
}

function writeJson(response: ServerResponse, status: number, body: object): void {
  write(response, status, 'application/json; charset=utf-8', `${JSON.stringify(body)}\n`, {});
}

function write(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Buffer,
  headers: Record<string, string>,
): void {
  response.writeHead(status, {
    'content-type': type,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  });
  response.end(body);
}
