import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT } from 'jose';
import { KeptFile } from './kept-file.ts';

/**
 * A token issuer for development and tests: one issuer name and one key per body, as in production, where each body
 * has its own. Never started by the hub or a body.
 */
export interface DevelopmentIssuer {
  /** The name that stands in `iss` for the agents of a body. */
  nameOf(body: string): string;
  /** Public keys of one body's issuer. */
  jwksOf(body: string): { keys: JWK[] };
  token(about: TokenRequest): Promise<string>;
}

export interface TokenRequest {
  readonly agent: string;
  readonly body: string;
  readonly now: Date;
  readonly lifetimeSeconds?: number;
  /** Further claims, or other values for the usual ones. */
  readonly claims?: JWTPayload;
}

const ONE_WORKING_DAY_S = 8 * 3600;

/** Keys are made once and kept in `file`, so that a token is good after a restart, and can be signed with nothing running. */
export async function openIssuer(o: {
  readonly file: string;
  readonly bodies: readonly string[];
  readonly audience: string;
}): Promise<DevelopmentIssuer> {
  const kept = new KeptFile<Record<string, JWK>>(o.file);
  const keys = kept.read() ?? {};
  const missing = o.bodies.filter((body) => keys[body] === undefined);
  for (const body of missing) keys[body] = await makeKey(body);
  if (missing.length > 0) kept.write(keys);

  function keyOf(body: string): JWK {
    const key = keys[body];
    if (key === undefined) throw new Error(`no development issuer speaks for \`${body}\``);
    return key;
  }
  return {
    nameOf: issuerName,
    jwksOf(body) {
      const { d: _private, ...key } = keyOf(body);
      return { keys: [key] };
    },
    async token({ agent, body, now, lifetimeSeconds = ONE_WORKING_DAY_S, claims = {} }) {
      const key = keyOf(body);
      const at = Math.floor(now.getTime() / 1000);
      const usual = { iss: issuerName(body), aud: o.audience, sub: agent, azp: 'poste-de-demonstration', iat: at };
      return new SignJWT({ ...usual, exp: at + lifetimeSeconds, ...claims })
        .setProtectedHeader({ alg: 'EdDSA', kid: key.kid })
        .sign(await importJWK(key, 'EdDSA'));
    },
  };
}

/** Serves the public keys, one address per body: what the registry holds as `jwksUri`. */
export async function serveKeys(
  issuer: DevelopmentIssuer,
): Promise<{ jwksUri(body: string): string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const body = /^\/([A-Z0-9_]+)\/jwks\.json$/.exec(request.url ?? '')?.[1];
    try {
      if (body === undefined) throw new Error('no such address');
      response.setHeader('content-type', 'application/json').end(JSON.stringify(issuer.jwksOf(body)));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the issuer has no port');
  return {
    jwksUri: (body) => `http://127.0.0.1:${address.port}/${body}/jwks.json`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Ends in `.invalid`: no such host can exist. */
function issuerName(body: string): string {
  return `https://agents.${body.toLowerCase().replaceAll('_', '-')}.invalid`;
}

async function makeKey(body: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true });
  return { ...(await exportJWK(privateKey)), kid: `${body}-1`, alg: 'EdDSA', use: 'sig' };
}
