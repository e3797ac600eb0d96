import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authenticate, type SignedRequest } from './authenticate.ts';
import type { LinkageService } from './linkage-service.ts';
import type { Party } from './parties.ts';
import {
  readBody,
  readBytes,
  readElements,
  readFiles,
  readObject,
  readPlace,
  readReferences,
  readStudy,
  readSubject,
  readTags,
  readVersion,
} from './read-request.ts';
import { LinkageRefusal } from './refusal.ts';

export interface ServedLinkage {
  readonly url: string;
  close(): Promise<void>;
}

type Sent = Readonly<Record<string, unknown>>;
type Route = (service: LinkageService, request: SignedRequest, sent: Sent, study: string) => Promise<object>;

/** What parties may ask, each signed as a whole. `:study` stands for an id. */
const ROUTES: Readonly<Record<string, Route>> = {
  'POST /v1/evaluate': (service, request, { elements }) => service.evaluate(request, readElements(elements)),
  'POST /v1/files': async (service, request, { version, files }) => {
    await service.stage(request, readVersion(version), readFiles(files));
    return {};
  },
  'POST /v1/links': async (service, request, { references }) => ({
    subjects: await service.link(request, readReferences(references)),
  }),
  'POST /v1/candidates': async (service, request) => ({ candidates: await service.candidates(request) }),
  'POST /v1/told': async (service, request, { after }) => ({ files: await service.told(request, readPlace(after)) }),
  'POST /v1/splits': async (service, request, { body, subject }) => ({
    subject: await service.split(request, readBody(body), readSubject(subject)),
  }),
  'POST /v1/studies': async (service, request, sent) => {
    await service.openStudy(request, readStudy(sent));
    return {};
  },
  'POST /v1/studies/:study/pseudonyms': async (service, request, { references }, study) => ({
    pseudonyms: await service.rekey(request, study, readReferences(references)),
  }),
  'POST /v1/studies/:study/tags': async (service, request, sent, study) => {
    await service.keepTags(request, { study, ...readTags(sent) });
    return {};
  },
  'POST /v1/studies/:study/count': (service, request, _sent, study) => service.countStudy(request, study),
  'POST /v1/studies/:study/end': async (service, request, _sent, study) => {
    await service.endStudy(request, study);
    return {};
  },
};

/** Serves the linkage service over HTTP. Faults are told to `onFault`; callers learn a code and nothing more. */
export async function serveLinkage(o: {
  readonly service: LinkageService;
  readonly parties: ReadonlyMap<string, Party>;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly onFault: (fault: unknown) => void;
}): Promise<ServedLinkage> {
  async function answer(request: IncomingMessage): Promise<object> {
    const [method = '', path = ''] = [request.method, request.url];
    if (method === 'GET' && (path === '/health/live' || path === '/health/ready')) {
      if (path === '/health/ready') await o.service.keys();
      return {};
    }
    // Anybody may see which keys there are: who is shown another list than others has been lied to.
    if (method === 'GET' && path === '/v1/keys') return { keys: await o.service.keys() };
    const study = /^\/v1\/studies\/([\w-]{1,64})\//.exec(path)?.[1] ?? '';
    const route = ROUTES[`${method} ${study === '' ? path : path.replace(study, ':study')}`];
    if (route === undefined) throw new LinkageRefusal('NOT_FOUND');
    const body = await readBytes(request);
    const signed = await authenticate(o.parties, {
      authorization: request.headers.authorization,
      method,
      path,
      body,
    });
    return route(o.service, signed, readObject(body), study);
  }

  const server = createServer((request, response) => {
    answer(request).then(
      (result) => send(response, 200, result),
      (error: unknown) => {
        if (error instanceof LinkageRefusal) return send(response, error.status, { code: error.code });
        o.onFault(error);
        send(response, 500, { code: 'INTERNAL' });
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(o.port, o.host, resolve);
  });
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeIdleConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, body: object): void {
  // What is left of a request that was refused unread is not read, so the connection cannot serve another.
  if (status >= 400) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
