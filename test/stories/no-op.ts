import { type FieldNode, Kind, type OperationDefinitionNode, parse } from 'graphql';
import type { HubAnswer, Territory } from '../support/territory.ts';
import type { Ask } from './day.ts';
import { forgotten } from './forgotten.ts';

/** One way in which something that a story asks of the hub comes to nothing. */
export interface Step {
  readonly field: string;
  /**
   * UNDONE: one call of a mutation leaves nothing behind. EMPTY: a question has nothing to tell, however often it is
   * asked. EARLIER: it goes on giving what it gave first.
   */
  readonly how: 'UNDONE' | 'EMPTY' | 'EARLIER';
  /** The how-manieth call of a mutation; 1 for a question. */
  readonly nth: number;
}
export const nameOf = ({ field, how, nth }: Step): string => `${field} ${how === 'UNDONE' ? nth : how}`;

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
  const first = new Map<string, string>();
  const add = (step: Step) => {
    if (!steps.some((known) => nameOf(known) === nameOf(step))) steps.push(step);
  };
  return (ask) => async (query, asked) => {
    const asks = next(query);
    for (const { field, isQuestion, nth } of asks)
      add(isQuestion ? { field, how: 'EMPTY', nth: 1 } : { field, how: 'UNDONE', nth });
    const answer = await ask(query, asked);
    const before = first.get(query);
    if (before === undefined) first.set(query, answer.text);
    else if (before !== answer.text)
      for (const { field, isQuestion } of asks) if (isQuestion) add({ field, how: 'EARLIER', nth: 1 });
    return answer;
  };
}

/** Has one step come to nothing. */
export function undoing(wanted: Step, undone: Undone): (ask: Ask, territory: Territory) => Ask {
  const next = counter();
  const first = new Map<string, HubAnswer>();
  return (ask, territory) => async (query, asked) => {
    const isWanted = next(query).some(
      ({ field, isQuestion, nth }) =>
        field === wanted.field && isQuestion === (wanted.how !== 'UNDONE') && (isQuestion || nth === wanted.nth),
    );
    if (!isWanted) return ask(query, asked);
    undone.times += 1;
    if (wanted.how === 'UNDONE') {
      const url = territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '';
      const { answer, written } = await forgotten(url, () => ask(query, asked));
      for (const table of written) undone.written.add(table);
      return answer;
    }
    const answer = await ask(query, asked);
    if (wanted.how === 'EMPTY') return emptied(answer);
    const { body, text } = first.get(query) ?? answer;
    first.set(query, { ...answer, body, text });
    return { ...answer, body, text };
  };
}

interface Call {
  readonly field: string;
  readonly isQuestion: boolean;
  readonly nth: number;
}

function counter(): (query: string) => readonly Call[] {
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
            return { field, isQuestion: operation === 'query', nth };
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
