import { type FieldNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { HubAnswer, Territory } from '../support/territory.ts';
import type { Ask } from './day.ts';
import { forgotten } from './forgotten.ts';

/** One thing that a story asks of the hub: which root field, and the how-manieth call of it. */
export interface Step {
  readonly operation: 'query' | 'mutation' | 'subscription';
  readonly field: string;
  readonly nth: number;
}
export const nameOf = ({ operation, field, nth }: Step): string =>
  operation === 'query' ? `${field} (all)` : `${field} ${nth}`;

/** What happened to the step that was to come to nothing. */
export interface Undone {
  /** How often it was asked. */
  times: number;
  /** The tables of the hub that it had written, before that was taken back. */
  readonly written: Set<string>;
}

/** Notes every step of a story, in order, and changes nothing. */
export function noting(steps: Step[]): (ask: Ask) => Ask {
  const next = counter();
  return (ask) => async (query, asked) => {
    for (const step of next(query)) steps.push(step);
    return ask(query, asked);
  };
}

/**
 * Has one step come to nothing. One call of a mutation is answered as it would be, and leaves nothing behind; a question
 * is answered as if there were nothing to tell, however often it is asked: that there is nothing is often what a story
 * expects of one call.
 */
export function undoing(wanted: Step, undone: Undone): (ask: Ask, territory: Territory) => Ask {
  const next = counter();
  return (ask, territory) => async (query, asked) => {
    const isWanted = next(query).some(
      ({ field, nth }) => field === wanted.field && (wanted.operation === 'query' || nth === wanted.nth),
    );
    if (!isWanted) return ask(query, asked);
    undone.times += 1;
    if (wanted.operation === 'query') return emptied(await ask(query, asked));
    const url = territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '';
    const { answer, written } = await forgotten(url, () => ask(query, asked));
    for (const table of written) undone.written.add(table);
    return answer;
  };
}

function counter(): (query: string) => readonly Step[] {
  const times = new Map<string, number>();
  return (query) =>
    parse(query)
      .definitions.filter((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)
      .flatMap(({ operation, selectionSet }) =>
        selectionSet.selections
          .filter((node): node is FieldNode => node.kind === Kind.FIELD)
          .map(({ name: { value: field } }) => {
            const nth = (times.get(field) ?? 0) + 1;
            times.set(field, nth);
            return { operation, field, nth };
          }),
      );
}

/** The same answer of a resolver that was never written: lists are empty, and everything else is null. */
function emptied(answer: HubAnswer): HubAnswer {
  const data =
    answer.body.data && Object.fromEntries(Object.entries(answer.body.data).map(([key, value]) => [key, empty(value)]));
  const body = { ...answer.body, data: data ?? null };
  return { ...answer, body, text: JSON.stringify(body) };
}

/** What only holds lists stays, so that it holds empty ones. */
function empty(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value !== 'object' || value === null || !holdsList(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, empty(each)]));
}

function holdsList(value: object): boolean {
  return Object.values(value).some(
    (each) => Array.isArray(each) || (typeof each === 'object' && each !== null && holdsList(each)),
  );
}
