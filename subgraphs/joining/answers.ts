import type { ServerResponse } from 'node:http';
import type { Refusal } from './refusal.ts';

/** Sends a complete JSON answer. */
export function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(body);
}

/** An answer that is an error alone. */
export function errorBody(code: string, message: string, more: Readonly<Record<string, string>> = {}): string {
  return JSON.stringify({ errors: [{ message, extensions: { code, ...more } }] });
}

/** Tells the hub which check its pass failed and at which field, so that its operators find the fault. */
export function refusalBody({ reason, at }: Refusal): string {
  return errorBody('PASS_REFUSED', 'the pass does not cover this request', { reason, ...(at !== undefined && { at }) });
}

/** Answers the questions of whoever runs the process; false: it was no such question. */
export async function answerHealth(
  path: string,
  response: ServerResponse,
  isReady: () => Promise<boolean>,
): Promise<boolean> {
  if (path !== '/health/live' && path !== '/health/ready') return false;
  const healthy = path === '/health/live' || (await isReady().catch(() => false));
  send(response, healthy ? 200 : 503, JSON.stringify({ status: healthy ? 'ok' : 'not ready' }));
  return true;
}
