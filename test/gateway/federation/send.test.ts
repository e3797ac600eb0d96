import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphQLError, OperationTypeNode } from 'graphql';
import { afterEach, expect, test } from 'vitest';
import { createSender, type SendOptions } from '../../../gateway/federation/send.ts';

const SECRET = 'Dupont';
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

function sender(
  url: string | undefined,
  options: Partial<SendOptions<null>> = {},
  signal = new AbortController().signal,
) {
  const { send, close } = createSender<null>({ urlOf: () => url, deadline: 300, ...options });
  closing.push(close);
  const kind = OperationTypeNode.QUERY;
  return (headers = {}) =>
    send({ op: null, service: 'body', instance: 'B1', kind, query: '{ a }', variables: { v: 1 }, headers, signal });
}

async function codeOf(sent: Promise<unknown>): Promise<unknown> {
  const error = await sent.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(GraphQLError);
  expect(JSON.stringify([error, (error as Error).message])).not.toContain(SECRET);
  return (error as GraphQLError).extensions.code;
}

const answering =
  (status: number, body: string): RequestListener =>
  (_, response) =>
    response.writeHead(status).end(body);

test('query, variables and headers are posted, and the reply is read', async () => {
  const seen: unknown[] = [];
  const url = await listen(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, headers } = request;
    seen.push([method, headers['content-type'], headers.pass, JSON.parse(Buffer.concat(chunks).toString())]);
    response.end('{"data":{"a":"é"}}');
  });
  expect(await sender(url)({ pass: 'signed' })).toEqual({ data: { a: 'é' } });
  expect(seen).toEqual([['POST', 'application/json', 'signed', { query: '{ a }', variables: { v: 1 } }]]);
});

test('connections are kept', async () => {
  const sockets = new Set<unknown>();
  const url = await listen((request, response) => {
    sockets.add(request.socket);
    response.end('{"data":{}}');
  });
  const send = sender(url);
  for (let i = 0; i < 20; i += 1) await send();
  expect(sockets.size).toBeLessThan(4);
});

test('who does not answer is unreachable', async () => {
  const dead = await listen(() => {});
  for (const close of closing.splice(0)) close();
  expect(await codeOf(sender(dead)())).toBe('BODY_UNREACHABLE');
  expect(await codeOf(sender(undefined)())).toBe('BODY_UNREACHABLE');
  expect(await codeOf(sender(await listen(answering(503, SECRET)))())).toBe('BODY_UNREACHABLE');
  const cut: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('{"data":');
    response.destroy();
  };
  expect(await codeOf(sender(await listen(cut))())).toBe('BODY_UNREACHABLE');
});

test('the deadline is for the whole answer: neither silence nor a trickle outlasts it', async () => {
  const trickle: RequestListener = (_, response) => {
    response.writeHead(200).write('{"data":{"a":"');
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  };
  for (const slow of [() => {}, trickle] as RequestListener[]) {
    const send = sender(await listen(slow));
    const start = performance.now();
    expect(await codeOf(send())).toBe('BODY_UNREACHABLE');
    expect(performance.now() - start).toBeLessThan(1_500);
  }
});

test('an operation that has ended ends its requests', async () => {
  const ending = new AbortController();
  const send = sender(await listen(() => {}), { deadline: 20_000 }, ending.signal);
  const start = performance.now();
  const sent = codeOf(send());
  ending.abort();
  expect(await sent).toBe('BODY_UNREACHABLE');
  expect(await codeOf(send())).toBe('BODY_UNREACHABLE');
  expect(performance.now() - start).toBeLessThan(1_500);
});

test('what is no answer is misbehaviour', async () => {
  const wrong = [
    SECRET,
    '',
    '[]',
    '"x"',
    'null',
    '{}',
    '{"data":[]}',
    '{"data":"x"}',
    '{"errors":{}}',
    '{"errors":[1]}',
  ];
  for (const body of [...wrong, '{"data":{},"errors":[{"path":"x"}]}', '{"errors":[{"extensions":7}]}']) {
    expect([body, await codeOf(sender(await listen(answering(200, body)))())]).toEqual([body, 'BODY_MISBEHAVED']);
  }
  const large = `{"data":{"a":"${'x'.repeat(5_000)}"}}`;
  const url = await listen(answering(200, large));
  expect(await codeOf(sender(url, { limit: 4_000 })())).toBe('BODY_MISBEHAVED');
  expect(await sender(url, { limit: 6_000 })()).toHaveProperty('data');
});

test('an answer without end is cut where it exceeds what it may have', async () => {
  const endless: RequestListener = (_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(1_000)), 1);
    response.on('close', () => clearInterval(timer));
  };
  const send = sender(await listen(endless), { limit: 4_000, deadline: 5_000 });
  expect(await codeOf(send())).toBe('BODY_MISBEHAVED');
});

test('a refusal of a body is an answer', async () => {
  const refusal = '{"errors":[{"message":"no pass","extensions":{"code":"PASS_REFUSED"}}]}';
  expect(await sender(await listen(answering(403, refusal)))()).toEqual(JSON.parse(refusal));
  expect(await codeOf(sender(await listen(answering(302, '')))())).toBe('BODY_MISBEHAVED');
});
