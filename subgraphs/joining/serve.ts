import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Pass } from '../../schema/pass.ts';
import { PASS_HEADER } from '../../schema/pass.ts';
import { type Admit, createAdmit } from './admit.ts';
import { answerHealth, errorBody, refusalBody, send } from './answers.ts';
import type { Subgraph } from './build-subgraph.ts';
import { createRun, type Run } from './create-run.ts';
import { type Fault, faultOf } from './mask-error.ts';
import { readOperation, UnreadableRequest } from './read-request.ts';
import type { Refusal } from './refusal.ts';
import { answerWitness } from './serve-witness.ts';
import { createPassVerifier, type HubKeys } from './verify-pass.ts';
import type { Witness } from './witness.ts';

/** One request as a body received it, whatever became of it. */
export interface Received {
  readonly subgraph: string;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Null where there was none, or none that the hub signed for this body. */
  readonly pass: Pass | null;
  readonly refusal: Refusal | null;
}

export interface Serving<C extends object> {
  /** Code of the body: passes are for it and no other. */
  readonly code: string;
  readonly subgraphs: readonly Subgraph<C>[];
  /** The hub's public keys. */
  readonly keys: HubKeys;
  /** What the resolvers of one request are given: a plain object, made for this request alone. */
  readonly contextOf: (pass: Pass) => C;
  readonly now?: () => Date;
  readonly host?: string;
  /** 0 takes a free one. */
  readonly port?: number;
  readonly isReady?: () => Promise<boolean>;
  /** Where this body countersigns the journal of the hub: `POST /witness/add-checkpoint`. */
  readonly witness?: Witness;
  /** For an audit of the body's own, and for tests: told of every operation once it is admitted or refused. */
  readonly onRequest?: (received: Received) => void;
  readonly onFault?: (fault: Fault) => void;
}

export interface ServedBody {
  readonly url: string;
  /** Lets the requests that run come to their end, then stops. */
  close(): Promise<void>;
}

/** A pass for a thousand records is some 30 KB: more than Node's 16 KB for all headers together. */
const MOST_HEADER_BYTES = 65_536;
/** Longer than the hub keeps a connection unused, so that it is the hub who closes it, and never under a request. */
const KEEP_ALIVE_MS = 65_000;

/** Serves the subgraphs of one body, each at `POST /<name>`: no valid pass, no field. */
export async function serveBody<C extends object>(o: Serving<C>): Promise<ServedBody> {
  const verify = createPassVerifier({ body: o.code, keys: o.keys, now: o.now ?? (() => new Date()) });
  const onFault = o.onFault ?? ((fault: Fault) => console.error(`fault: ${JSON.stringify(fault)}`));
  const isReady = o.isReady ?? (async () => true);
  const doors = new Map<string, { readonly admit: Admit; readonly run: Run }>();
  for (const subgraph of o.subgraphs) {
    const run = await createRun(subgraph, onFault);
    doors.set(`/${subgraph.name}`, { admit: createAdmit(subgraph.schema, verify), run });
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').split('?', 1)[0] ?? '';
    if (await answerHealth(path, response, isReady)) return;
    if (o.witness && (await answerWitness(o.witness, request, response))) return;
    const door = doors.get(path);
    if (!door) throw new UnreadableRequest(404, 'no subgraph is served here');

    const sent = await readOperation(request);
    const admission = await door.admit(sent, passOf(request));
    const { pass, refusal } = admission;
    o.onRequest?.({ subgraph: path.slice(1), ...sent, pass, refusal });
    if (admission.refusal) return send(response, 403, refusalBody(admission.refusal));
    const result = await door.run(sent, { ...(pass && o.contextOf(pass)), covered: admission.covered });
    send(response, result.status, result.body);
  }

  function fail(response: ServerResponse, error: unknown): void {
    if (error instanceof UnreadableRequest) {
      // What is left of the request is not read, so the connection cannot serve another.
      response.setHeader('connection', 'close');
      send(response, error.status, errorBody('BAD_REQUEST', error.message));
    } else {
      const fault = faultOf('', error);
      if (fault) onFault(fault);
      send(response, 500, errorBody('INTERNAL', 'the body could not answer'));
    }
  }

  const server = createServer(
    { maxHeaderSize: MOST_HEADER_BYTES, keepAliveTimeout: KEEP_ALIVE_MS },
    (request, response) => {
      response.once('finish', () => {
        if (!server.listening) setImmediate(() => server.closeIdleConnections());
      });
      answer(request, response).catch((error: unknown) => fail(response, error));
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(o.port ?? 0, o.host ?? '127.0.0.1', resolve);
  });
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    async close() {
      const closed = new Promise<void>((resolve, reject) =>
        server.close((error) => (error ? reject(error) : resolve())),
      );
      server.closeIdleConnections();
      await closed;
      await Promise.all([...doors.values()].map(({ run }) => run.stop()));
    },
  };
}

/** Two passes on one request are none: which one was meant cannot be told. */
function passOf({ headersDistinct }: IncomingMessage): string | undefined {
  const [pass, second] = headersDistinct[PASS_HEADER] ?? [];
  return second === undefined ? pass : '';
}
