import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { BodyCode } from '../../prisma/seed/town.ts';
import { parisInstant } from '../support/paris.ts';
import { type Asked, dataOf, type HubAnswer, type Line, openTerritory, type Territory } from '../support/territory.ts';
import { openWorld, type World } from '../support/world.ts';
import { openStudyTerritory } from './study-territory.ts';

/** A question as software puts it to the hub. */
export type Ask = (query: string, asked: Asked) => Promise<HubAnswer>;

/** One task of a user, from beginning to end. It must fail wherever something of it was not really done. */
export interface Story {
  readonly task: string;
  /** The bodies that take part; STUDY: those of a study of distinct persons, and the linkage service. */
  readonly bodies: readonly BodyCode[] | 'STUDY';
  tell(day: Day): Promise<void>;
}

/** What a story has at hand: everybody’s software, a clock, and what the tests alone can see. */
export interface Day {
  readonly territory: Territory;
  readonly world: World;
  /** From now on it is this instant in Paris. */
  at(local: string): void;
  /** The answer to a question of `<name>.graphql`; one with an error fails the story. */
  ask<Data>(name: string, who: Asked, variables?: Readonly<Record<string, unknown>>): Promise<Data>;
  /** The same, with what the journal then holds of it. */
  asked<Data>(
    name: string,
    who: Asked,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly data: Data; readonly lines: readonly Line[]; readonly text: string }>;
  /** The code of the error that a question is answered with. */
  refused(name: string, who: Asked, variables?: Readonly<Record<string, unknown>>): Promise<string | undefined>;
  /** The person of a file, or who represents her, as her body enrolled her. */
  person(file: string, represents?: boolean): Promise<Asked>;
  close(): Promise<void>;
}

/** The text of a question of the stories: what users paste. */
export const questionOf = (name: string): string => readFileSync(join(import.meta.dirname, `${name}.graphql`), 'utf8');

/** A territory of its own for one story; `through` may stand between it and the hub. */
export async function openDay(
  bodies: Story['bodies'],
  through: (ask: Ask, territory: Territory) => Ask = (ask) => ask,
): Promise<Day> {
  const territory = await (bodies === 'STUDY'
    ? openStudyTerritory()
    : openTerritory({ at: parisInstant('2026-05-04T09:00'), bodies }));
  const world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  const send = through(territory.ask, territory);

  async function asked<Data>(name: string, who: Asked, variables: Readonly<Record<string, unknown>> = {}) {
    const answer = await send(questionOf(name), { ...who, variables });
    expect(answer.body.errors, `${name}: ${answer.text}`).toBeUndefined();
    return { data: dataOf<Data>(answer), lines: await territory.linesOf(answer.operation), text: answer.text };
  }

  return {
    territory,
    world,
    at: (local) => territory.setClock(parisInstant(local)),
    asked,
    ask: async <Data>(name: string, who: Asked, variables?: Readonly<Record<string, unknown>>) =>
      (await asked<Data>(name, who, variables)).data,
    async refused(name, who, variables = {}) {
      const answer = await send(questionOf(name), { ...who, variables });
      return answer.body.errors?.[0]?.extensions.code;
    },
    async person(file, represents = false) {
      const claims = { subject: [await world.subjectOf(file)], represents };
      const token = await territory.signToken({ agent: 'someone', body: 'PERSONNES', now: new Date(), claims });
      return { agent: 'someone', purpose: 'SUBJECT_RIGHTS', token };
    },
    async close() {
      await world.close();
      await territory.close();
    },
  };
}
