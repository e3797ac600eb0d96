import { type IncomingHttpHeaders, request } from 'node:http';

/** One HTTP request, byte for byte as a test wants it. */
export interface RawRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent in these pieces; a list is sent without telling its length first. */
  readonly body?: string | Buffer | readonly Buffer[];
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends what no decent client would. Resolves with the answer even where the hub stops reading before all is sent. */
export function sendRaw(url: string, { method = 'POST', path = '/graphql', headers = {}, body }: RawRequest) {
  return new Promise<RawAnswer>((resolve, reject) => {
    const sending = request(new URL(path, url), { method, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(chunks).toString('utf8'),
        }),
      );
    });
    sending.on('error', reject);
    if (typeof body === 'string' || Buffer.isBuffer(body)) sending.end(body);
    else {
      for (const piece of body ?? []) sending.write(piece);
      sending.end();
    }
  });
}
