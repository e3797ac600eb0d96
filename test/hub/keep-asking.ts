import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** What is asked, and under which categories it has to stand in the journal. */
const QUESTIONS = [
  [
    '{ person(id: "CCAS_LONGVIC:7781") { birthName housing { tenure } benefits { kind } } }',
    ['BENEFITS', 'HOUSING', 'IDENTITY'],
  ],
  ['{ person(id: "CCAS_LONGVIC:5120") { birthName } }', ['IDENTITY']],
  ['{ sharedCase(id: "SP-1") { status } }', ['CASE_META']],
  ['{ person(id: "CCAS_LONGVIC:7781") { household { members { person { birthName } } } } }', ['HOUSEHOLD', 'IDENTITY']],
  ['{ body(code: "CCAS_LONGVIC") { serviceOffers { name } } }', ['SERVICE_OFFER']],
] as const;

/** An answer that arrived whole. */
export interface Received {
  readonly operation: string;
  /** Nothing was refused, and nothing failed. */
  readonly isWhole: boolean;
  /** Something of it came from an owner. */
  readonly tells: boolean;
  /** What it must have left in the journal, if it is whole. */
  readonly categories: readonly string[];
}

export interface Load {
  readonly received: readonly Received[];
  /** Questions whose answer never came. */
  readonly lost: number;
  /** Resolves with the first whole answer. */
  readonly answering: Promise<void>;
  /** Lets what is on its way come to its end. */
  stop(): Promise<void>;
}

/** So many questions at a time, each followed by the next, until it is stopped. Where nothing comes, it asks again a little later. */
export function keepAsking(o: { url: string; headers: Record<string, string>; atATime: number }): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: o.atATime });
  const headers = { 'content-type': 'application/json', ...o.headers };
  const received: Received[] = [];
  const { promise: answering, resolve: firstAnswer } = Promise.withResolvers<void>();
  let lost = 0;
  let stopped = false;

  function ask(nth: number): Promise<Received | null> {
    const [query, categories] = QUESTIONS[nth % QUESTIONS.length]!;
    return new Promise((resolve) => {
      const sending = request(`${o.url}/graphql`, { method: 'POST', agent, headers }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += String(chunk);
        });
        response.on('error', () => resolve(null));
        response.on('close', () => resolve(response.complete ? read(text, response.headers, categories) : null));
      });
      sending.on('error', () => resolve(null));
      sending.end(JSON.stringify({ query }));
    });
  }

  async function askOn(nth: number): Promise<void> {
    for (let n = nth; !stopped; n += o.atATime + 1) {
      const answer = await ask(n);
      if (answer === null) lost += 1;
      else received.push(answer);
      if (answer?.isWhole) firstAnswer();
      else await wait(20);
    }
  }

  const asking = Promise.all(Array.from({ length: o.atATime }, (_, nth) => askOn(nth)));
  return {
    received,
    get lost() {
      return lost;
    },
    answering,
    async stop() {
      stopped = true;
      await asking;
      agent.destroy();
    },
  };
}

function read(text: string, headers: NodeJS.Dict<string | string[]>, categories: readonly string[]): Received {
  const { data, errors } = JSON.parse(text) as { data?: Record<string, unknown> | null; errors?: unknown[] };
  const tells = Object.values(data ?? {}).some((value) => value !== null);
  return { operation: String(headers['x-operation']), isWhole: tells && errors === undefined, tells, categories };
}
