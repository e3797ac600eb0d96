import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Front } from './front.ts';

/** What the hub answers besides questions. */
export interface RouteParts {
  readonly front: Front;
  /** Whether a question could be answered now. May reject. */
  readonly isReady: () => Promise<boolean>;
  /** JWKS under which owners verify passes. */
  readonly passKeys: object;
  readonly landingPage: string;
}

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** `POST /graphql`, its landing page, health and the public keys of passes. */
export function createRoutes({ front, isReady, passKeys, landingPage }: RouteParts): RequestListener {
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
  return (request, response) => {
    const path = (request.url ?? '/').split('?', 1)[0];
    const route = routes.get(`${request.method} ${path}`);
    if (route) void route(request, response);
    else writeJson(response, 404, { errors: [{ message: 'no such address', extensions: { code: 'BAD_REQUEST' } }] });
  };
}

function writeJson(response: ServerResponse, status: number, body: object): void {
  write(response, status, 'application/json; charset=utf-8', `${JSON.stringify(body)}\n`, {});
}

function write(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
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
