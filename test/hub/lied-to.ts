import { expect } from 'vitest';
import { parisInstant } from '../support/paris.ts';
import { type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';
import { type HostileBody, json, type Lie, openHostileBody, type Records, type Reply } from './hostile-body.ts';

/** What a lying body tries to bring into an answer. */
export const SECRET = 'Dupont, 7 rue des Lilas';
const DEADLINE_MS = 700;

/** Asked while the CCAS lies and the Département does not. */
export const QUESTION = `{
  sharedCase(id: "SP-1") {
    status
    people {
      id birthName birthDate sex benefits { kind } housing { tenure arrearsMonths } budget { debtTotal }
      household { members { role person { id birthName } } }
      ccasAids { kind }
    }
  }
}`;

/** Where the person of the lying body stands in the answer. */
export const AT = 'sharedCase.people.1';

/** What is left of him where the body gives nothing that can be taken. */
export const NOTHING = {
  id: 'CCAS_LONGVIC:7781',
  birthName: null,
  birthDate: null,
  sex: null,
  benefits: null,
  housing: null,
  budget: null,
  household: null,
  ccasAids: null,
};

export interface Person extends Record<string, unknown> {
  readonly household: { readonly members: readonly { readonly role: string; readonly person: unknown }[] } | null;
}

export interface LiedTo {
  readonly territory: Territory;
  readonly ccas: HostileBody;
  /** The answer while nobody lies. */
  readonly truth: HubAnswer;
  ask(query?: string): Promise<HubAnswer>;
  /** Asks while the body lies. Whatever it says: the other body's data stands, in time, and nothing is brought in. */
  askLied(lie: Lie, query?: string): Promise<HubAnswer>;
  /** Asks while the body says the truth, as it does again after each test. */
  askTruly(query?: string): Promise<HubAnswer>;
  close(): Promise<void>;
}

/** A hub, an honest Département, and a server of ours at the address of the CCAS. */
export async function openLiedTo(): Promise<LiedTo> {
  const at = parisInstant('2026-05-04T10:00');
  const territory = await openTerritory({ at, bodies: ['DEPT_21', 'CCAS_LONGVIC'], bodyDeadlineMs: DEADLINE_MS });
  let realUrl = '';
  const ccas = await openHostileBody(() => realUrl);
  realUrl = await territory.moveBody('CCAS_LONGVIC', ccas.url);
  const ask = (query = QUESTION) => territory.ask(query, { agent: 'AG-01', purpose: 'CASE' });
  const truth = await ask();
  expect(people(truth).map(({ birthName }) => birthName)).toEqual(['PONS', 'PONS']);

  return {
    territory,
    ccas,
    truth,
    ask,
    async askLied(lie, query = QUESTION) {
      ccas.lie(lie);
      const started = performance.now();
      const answer = await ask(query);
      expect(performance.now() - started).toBeLessThan(DEADLINE_MS + 1_500);
      expect(ccas.asked).toBeGreaterThan(0);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toMatch(/Dupont|Lilas|polluted/);
      for (const error of answer.body.errors ?? []) expect(Object.keys(error.extensions)).toEqual(['code']);
      if (query === QUESTION) {
        expect((answer.body.data as { sharedCase: object }).sharedCase).toMatchObject({ status: 'ACTIVE' });
        expect(people(answer)[0]).toEqual(people(truth)[0]);
        expect(people(answer).map(({ id }) => id)).toEqual(['DEPT_21:D-5512', 'CCAS_LONGVIC:7781']);
      }
      return answer;
    },
    askTruly(query) {
      ccas.lie(async ({ honest, response }) => json(response, await honest()));
      return ask(query);
    },
    async close() {
      await ccas.close();
      await territory.close();
    },
  };
}

export function people({ body }: HubAnswer): readonly Person[] {
  return (body.data as { sharedCase: { people: Person[] } }).sharedCase.people;
}

/** Path and code of each error. */
export function faults({ body }: HubAnswer): readonly (readonly [string | undefined, string])[] {
  return (body.errors ?? []).map(({ path, extensions }) => [path?.join('.'), extensions.code]);
}

/** Says the truth but for the records of the first request, which `twist` may change as it likes. */
export function twisted(twist: (records: Records, reply: Reply) => void): Lie {
  return async ({ honest, response, query }) => {
    const reply = await honest();
    if (query.includes('housing')) twist(reply.data?._g0 as Records, reply);
    json(response, reply);
  };
}
