import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Log } from './apollo.ts';
import type { Front } from './front.ts';
import { type JournalReader, serveJournal } from './journal/serve-journal.ts';

/** What the hub answers besides questions. */
export interface RouteParts {
  readonly front: Front;
  /** Whether a question could be answered now. May reject. */
  readonly isReady: () => Promise<boolean>;
  /** JWKS under which owners verify passes. */
  readonly passKeys: object;
  /** What anybody may read of the journal. */
  readonly journal: JournalReader;
  readonly landingPage: string;
  readonly log: Log;
}

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const JOURNAL = 'GET /journal/';

/** `POST /graphql`, its landing page, health, the public keys of passes, and the public side of the journal. */
export function createRoutes({ front, isReady, passKeys, journal, landingPage, log }: RouteParts): RequestListener {
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

  async function answerJournal(path: string, response: ServerResponse): Promise<void> {
    try {
      const found = await serveJournal(journal, path);
      if (found === null) return writeNotFound(response);
      const caching = found.isFinal ? 'public, max-age=31536000, immutable' : 'no-store';
      write(response, 200, found.type, found.body, { 'cache-control': caching });
    } catch (error) {
      log({ operation: 'journal', error });
      writeJson(response, 503, { errors: [{ message: 'the journal cannot be read now' }] });
    }
  }

  return (request, response) => {
    const asked = `${request.method} ${(request.url ?? '/').split('?', 1)[0]}`;
    const route = routes.get(asked);
    if (route) void route(request, response);
    else if (asked.startsWith(JOURNAL)) void answerJournal(asked.slice(JOURNAL.length), response);
    else writeNotFound(response);
  };
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
