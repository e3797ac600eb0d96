import type { IncomingMessage, ServerResponse } from 'node:http';
import { readAddCheckpoint } from './read-add-checkpoint.ts';
import { readBytes, UnreadableRequest } from './read-request.ts';
import type { Witness, WitnessAnswer } from './witness.ts';

/** A note with a hundred signatures and a proof are some 15 KB. */
const MOST_BYTES = 65_536;

/**
 * Answers what a log asks its witness; false: it was no such question. Nobody else is told the size of its tree, not even by
 * a 409: how fast that grows would tell whoever asks the hub something what her question met. Our key is for anybody.
 */
export async function answerWitness(
  witness: Witness,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://body.invalid');
  switch (`${request.method} ${pathname}`) {
    case 'POST /witness/add-checkpoint':
      assertLog(witness, request);
      sendAnswer(response, await witness.add(readAddCheckpoint(await readText(request))));
      return true;
    case 'GET /witness/checkpoint':
      assertLog(witness, request);
      await sendLast(response, witness, searchParams.get('log'));
      return true;
    case 'GET /witness/key':
      sendText(response, 200, `${witness.key}\n`);
      return true;
    default:
      return false;
  }
}

/** Before anything is read: what is refused is the same bytes for whatever was asked. */
function assertLog(witness: Witness, { headers }: IncomingMessage): void {
  if (!witness.isAskedByLog(headers.authorization)) throw new UnreadableRequest(401, 'only a log asks its witness');
}

function sendAnswer(response: ServerResponse, answer: WitnessAnswer): void {
  if (answer.status === 200) sendText(response, 200, answer.line);
  else if (answer.status === 409) sendText(response, 409, `${answer.size}\n`, 'text/x.tlog.size');
  else sendText(response, answer.status, `${answer.why}\n`);
}

/** The last note we countersigned, of the log that is named, or of the only one. */
async function sendLast(response: ServerResponse, witness: Witness, named: string | null): Promise<void> {
  const log = named ?? (witness.logs.length === 1 ? witness.logs[0]! : null);
  if (log === null) throw new UnreadableRequest(400, 'this body watches several logs: name one with `log`');
  const last = await witness.last(log);
  if (last) sendText(response, 200, last.note);
  else sendText(response, 404, 'nothing of that log has been countersigned here\n');
}

async function readText(request: IncomingMessage): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readBytes(request, MOST_BYTES));
  } catch (cause) {
    if (cause instanceof UnreadableRequest) throw cause;
    throw new UnreadableRequest(400, 'the request is not UTF-8');
  }
}

function sendText(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(text);
}
