import type { IncomingMessage } from 'node:http';
import { type DocumentNode, GraphQLError, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Answered } from './answered.ts';
import type { Apollo, Log, Printed, RequestContext } from './apollo.ts';
import { HubError } from './errors.ts';
import type { Hub } from './hub.ts';
import type { Identify } from './identity/identify.ts';
import { assertReadable, assertWithinLimits } from './limits.ts';
import type { Language } from './messages.ts';
import { type GraphQLBody, readBody } from './read-body.ts';

/** An answer in bytes, and whether they may be written. */
export interface Ready extends Printed {
  /** Asked in the very tick in which the body is written. */
  mayWrite(): boolean;
  /** What to write instead, or the same after another look. Rejects when it cannot be told. */
  again(): Promise<Ready>;
}

export type Ask = (request: IncomingMessage, id: string, language: Language) => Promise<Ready>;

/** How often a question is run again because what it released has been withdrawn meanwhile. */
const MOST_RUNS = 3;
/** How often an answer is looked at again before it is given up: facts may move all the time, to no effect on it. */
const MOST_LOOKS = 20;

/** One question on its way: what must be the same each time it is run. */
interface Asking {
  readonly id: string;
  readonly language: Language;
  readonly body: GraphQLBody;
  readonly identify: RequestContext['identify'];
}

/** Asks the hub through Apollo Server, and again for as long as what it answers does not hold. */
export function createAsk(parts: { hub: Hub; identify: Identify; apollo: Apollo; log: Log }): Ask {
  const { hub, identify, apollo, log } = parts;
  const admitted = new LRUCache<string, true>({
    max: 5000,
    maxSize: 20_000_000,
    sizeCalculation: (_, text) => text.length + 1,
  });

  /** Once per text; a text that is refused is refused each time. */
  function admit(text: string, operationName: string | undefined): void {
    if (admitted.has(text)) return;
    const document = parseOrRefuse(text);
    assertWithinLimits(document);
    const [refusal] = hub.admit(document, operationName);
    if (refusal) throw refusal;
    admitted.set(text, true);
  }

  async function ready(asking: Asking, context: RequestContext, runs: number): Promise<Ready> {
    const printed = await apollo.print(asking.body, context);
    const { answered } = context.place;
    let looks = 0;
    const self: Ready = {
      ...printed,
      // What failed before there was an answer released nothing.
      mayWrite: () => answered === null || answered.mayWrite(),
      async again() {
        looks += 1;
        if (answered === null || looks > MOST_LOOKS) throw retry();
        const next = await answered.lookAgain().catch((cause) => {
          if (cause instanceof HubError) throw cause;
          log({ operation: asking.id, error: cause });
          throw retry(cause);
        });
        if (next === answered) return self;
        if (next !== null) return ready(asking, { ...context, place: { answered: next } }, runs);
        if (runs === MOST_RUNS) throw retry();
        return run(asking, answered, runs + 1);
      },
    };
    return self;
  }

  async function run(asking: Asking, earlier: Answered, runs: number): Promise<Ready> {
    const begun = hub.epoch();
    const caller = await asking.identify();
    return ready(asking, { ...asking, begun, caller, earlier, place: { answered: null } }, runs);
  }

  return async (request, id, language) => {
    const identifyAgain = () => identify({ get: (name) => headerOf(request, name) });
    const begun = hub.epoch();
    const caller = await identifyAgain();
    const body = await readBody(request);
    admit(body.query, body.operationName);
    const asking = { id, language, body, identify: identifyAgain };
    return ready(asking, { ...asking, begun, caller, earlier: null, place: { answered: null } }, 0);
  };
}

function retry(cause?: unknown): HubError {
  return new HubError('RETRY', 'what may be released changed too often while the question was answered', { cause });
}

function parseOrRefuse(text: string): DocumentNode {
  try {
    assertReadable(text);
    return parse(text);
  } catch (error) {
    if (!(error instanceof GraphQLError) || error instanceof HubError) throw error;
    throw new GraphQLError(error.message, {
      source: error.source,
      positions: error.positions,
      extensions: { code: 'GRAPHQL_PARSE_FAILED' },
    });
  }
}

/** The first of several headers of one name. */
export function headerOf(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
