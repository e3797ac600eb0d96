import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { AT, faults, type LiedTo, openLiedTo, people, SECRET, twisted } from './lied-to.ts';

let hub: LiedTo;
beforeAll(async () => {
  hub = await openLiedTo();
});
afterAll(() => hub?.close());
afterEach(async () => expect((await hub.askTruly()).text).toBe(hub.truth.text));

describe('values of another kind than was promised are null, each with its path', () => {
  const deep = JSON.parse(`${'['.repeat(5_000)}"${SECRET}"${']'.repeat(5_000)}`) as unknown;

  test.each<[string, string, unknown]>([
    ['text for a number', 'housing.arrearsMonths', SECRET],
    ['a number in text', 'housing.arrearsMonths', '7'],
    ['half a month', 'housing.arrearsMonths', 1.5],
    ['more than a number holds', 'housing.arrearsMonths', 1e300],
    ['an object for a text', 'birthName', { first: SECRET }],
    ['a list for a text', 'birthName', [SECRET]],
    ['a number for a text', 'birthName', 7],
    ['a truth for a text', 'birthName', true],
    ['a word that there is not', 'sex', SECRET],
    ['an object for a word', 'sex', { is: SECRET }],
    ['text for a day', 'birthDate', SECRET],
    ['an object for a day', 'birthDate', { on: SECRET }],
    ['a list for a day', 'birthDate', ['1970-02-02', SECRET]],
    ['a day that there is not', 'birthDate', '1970-02-30'],
    ['what is nested five thousand deep', 'birthName', deep],
    ['what is nested five thousand deep, for a day', 'birthDate', deep],
  ])('%s', async (_, path, value) => {
    const answer = await hub.askLied(twisted(([record]) => put(record!, path, value)));
    expect(read(people(answer)[1], path)).toBeNull();
    expect(faults(answer)).toEqual([[`${AT}.${path}`, 'BODY_MISBEHAVED']]);
    expect(people(answer)[1]).toMatchObject({ budget: people(hub.truth)[1]?.budget });
  });

  test.each<[string, string, unknown]>([
    ['text for an object', 'housing', SECRET],
    ['a list for an object', 'housing', [{ tenure: SECRET }]],
    ['a number for an object', 'household', 7],
    ['an object for a list', 'household.members', { role: SECRET }],
    ['text for a list', 'household.members', SECRET],
    ['null for a list', 'household.members', null],
    ['nulls in a list', 'household.members', [null, null]],
    ['lists in a list', 'household.members', [[{ role: SECRET }]]],
    ['what is nested five thousand deep, for an object', 'housing', deep],
  ])('%s', async (_, path, value) => {
    const answer = await hub.askLied(twisted(([record]) => put(record!, path, value)));
    expect(JSON.stringify(read(people(answer)[1], path) ?? null)).toMatch(/^(null|\[(null,?)*\])$/);
    expect(people(answer)[1]).toMatchObject({ birthName: 'PONS', budget: people(hub.truth)[1]?.budget });
  });
});

function put(record: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const holder = keys.reduce((at, key) => at[key] as Record<string, unknown>, record);
  holder[last] = value;
}

function read(record: unknown, path: string): unknown {
  return path.split('.').reduce((at: unknown, key) => (at as Record<string, unknown> | null)?.[key], record);
}
