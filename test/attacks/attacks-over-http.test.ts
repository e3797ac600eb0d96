import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../gateway/config.ts';
import { type RunningHub, startHub } from '../../gateway/start-hub.ts';
import { parisInstant } from '../support/paris.ts';
import { openTerritory, type Territory } from '../support/territory.ts';
import { randomFrom, tries } from './random.ts';

const NOON = parisInstant('2026-05-04T10:00');
/** How many times the same question stands in one request. */
const AT_ONCE = 20;

let territory: Territory;
let second: RunningHub;
beforeAll(async () => {
  territory = await openTerritory({ at: NOON });
  second = await startHub(readConfig(territory.hubEnvironment), { clock: () => NOON });
});
afterAll(async () => {
  await second?.close();
  await territory?.close();
});

async function ask(url: string, query: string) {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await territory.tokenOf('AG-13')}`,
      'x-purpose': 'STATISTICS',
    },
    body: JSON.stringify({ query }),
  });
  return (await response.json()) as {
    readonly data?: Readonly<Record<string, unknown>> | null;
    readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  };
}

test('a thousand repeats, reordered, aliased, from two hubs: one distinct value', async () => {
  const [all, random] = [tries(1000, 200), randomFrom(1)];
  const shuffled = <Item>(items: readonly Item[]): readonly Item[] =>
    items
      .map((item) => ({ item, at: random() }))
      .sort((a, b) => a.at - b.at)
      .map(({ item }) => item);
  const asked = (alias: string) => {
    const bodies = shuffled(['"DEPT_21"', '"CCAS_LONGVIC"', '"METRO_DIJON"']);
    const by = shuffled(['AGE_BAND', 'COMMUNE']);
    const args = shuffled(['indicator: "N2"', 'period: "2025"', `by: [${by}]`, `bodies: [${bodies}]`]);
    const fields = shuffled(['value', 'low', 'bins', 'high', 'deviation']);
    return `${alias}: statistics(${args.join(', ')}) { cells { ${fields.join(' ')} } }`;
  };
  const values = new Map<string, Set<string>>();
  for (let done = 0; done < all; done += AT_ONCE) {
    const aliases = Array.from({ length: AT_ONCE }, (_, nth) => asked(`a${done + nth}`));
    const hub = random() < 0.5 ? territory.hubUrl : second.url;
    const { data, errors } = await ask(hub, `{ ${aliases.join(' ')} }`);
    expect(errors).toBeUndefined();
    for (const answer of Object.values(data ?? {})) {
      const { cells } = answer as { cells: { bins: string[]; value: number; low: number; high: number }[] };
      expect(cells.length).toBeGreaterThan(3);
      for (const { bins, value, low, high } of cells) {
        const name = bins.join('|');
        values.set(name, (values.get(name) ?? new Set()).add(JSON.stringify([value, low, high])));
      }
    }
  }
  const most = Math.max(...[...values.values()].map(({ size }) => size));
  console.log(`${all} repeats from two hubs, ${values.size} cells: ${most} distinct value of each`);
  expect(most).toBe(1);
}, 300_000);

test.each([
  ['a free filter', 'where: { birthYear: 1960 }'],
  ['a filter by commune', 'commune: "21355"'],
  ['an excluded bin', 'except: ["65-74"]'],
  ['a list of persons', 'persons: ["DEPT_21:D-5512", "DEPT_21:D-5513"]'],
  ['a set of one', 'persons: ["DEPT_21:D-5512"]'],
  ['a cut of one’s own', 'bins: [{ from: 65, to: 65 }]'],
  ['a page of one', 'first: 1'],
])('%s is refused before anybody is asked', async (_, filter) => {
  const { data, errors } = await ask(
    territory.hubUrl,
    `{ statistics(indicator: "N2", period: "2025", ${filter}) { cells { value } } }`,
  );
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_REQUEST']);
  expect(data?.statistics ?? null).toBeNull();
});

test.each([
  ['one dimension twice', 'by: [COMMUNE, COMMUNE]'],
  ['four dimensions at once', 'by: [BODY, COMMUNE, AGE_BAND, HOUSEHOLD_TYPE]'],
  ['what the catalogue does not list', 'by: [AID_KIND]'],
])('a breakdown by %s is DIMENSION_NOT_ALLOWED', async (_, by) => {
  const { errors } = await ask(
    territory.hubUrl,
    `{ statistics(indicator: "N2", period: "2025", ${by}) { cells { value } } }`,
  );
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['DIMENSION_NOT_ALLOWED']);
});
