import { parisInstant } from '../support/paris.ts';
import { type Asked, dataOf, type HubAnswer, openTerritory, type Territory } from '../support/territory.ts';
import { openWorld, type World } from '../support/world.ts';

/** His file at the CCAS, whose accord C-1 lets the Département read housing and names, and not benefits. */
export const HIS_FILE = 'CCAS_LONGVIC:7781';
/** His file at the Département, which no accord opens to the CCAS. */
export const HIS_OTHER_FILE = 'DEPT_21:D-5512';

/** A territory in which officers look at what agents have asked. */
export interface Office {
  readonly territory: Territory;
  readonly world: World;
  /** A question of an agent, at an instant of Paris. */
  at(local: string, agent: string, file: string, fields: string, over?: Partial<Asked>): Promise<HubAnswer>;
  /** What an officer is told, under the purpose that is for her; AG-14 of the CCAS unless another is named. */
  audit<Data>(query: string, variables?: Readonly<Record<string, unknown>>, agent?: string): Promise<Data>;
  /** The same, as it came. */
  answer(query: string, variables?: Readonly<Record<string, unknown>>, agent?: string): Promise<HubAnswer>;
  /** From now on it is this instant in Paris. */
  setClock(local: string): void;
  close(): Promise<void>;
}

export async function openOffice(local: string): Promise<Office> {
  const territory = await openTerritory({ at: parisInstant(local), bodies: ['DEPT_21', 'CCAS_LONGVIC'] });
  const world = openWorld(territory.hubEnvironment.PASSERELLE_DATABASE_URL ?? '');
  const setClock = (instant: string) => territory.setClock(parisInstant(instant));
  const answer: Office['answer'] = (query, variables = {}, agent = 'AG-14') =>
    territory.ask(query, { agent, purpose: 'AUDIT', variables });
  return {
    territory,
    world,
    setClock,
    answer,
    async at(instant, agent, file, fields, over = {}) {
      setClock(instant);
      return territory.ask(`query($id: ID!) { person(id: $id) { ${fields} } }`, {
        ...{ agent, purpose: 'CASE', variables: { id: file } },
        ...over,
      });
    },
    async audit<Data>(query: string, variables?: Readonly<Record<string, unknown>>, agent?: string) {
      const told = await answer(query, variables, agent);
      if (told.body.errors) throw new Error(told.text);
      return dataOf<Data>(told);
    },
    async close() {
      await world.close();
      await territory.close();
    },
  };
}

/** A page of access records, as far as tests look at it. */
export interface Rows {
  readonly totalCount: number | null;
  readonly edges: readonly { readonly node: Row }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
export interface Row {
  readonly id: string;
  readonly at: string;
  readonly agent: string;
  readonly category: string;
  readonly decision: string;
  readonly purpose: string;
}
export const ROWS =
  '{ totalCount edges { node { id at agent category decision purpose } } pageInfo { hasNextPage endCursor } }';
export const nodesOf = ({ edges }: Rows): readonly Row[] => edges.map(({ node }) => node);
/** `agent category decision` of each row, in an order of their own. */
export const wordsOf = (rows: Rows): readonly string[] =>
  nodesOf(rows)
    .map(({ agent, category, decision }) => `${agent} ${category} ${decision}`)
    .sort();
