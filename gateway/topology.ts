/** The logical subgraph that the hub serves itself, in process. */
export const REGISTRY = 'registry';

/** Logical subgraphs that only bodies of one kind serve. `body` is served by all of them. */
export const KIND_SERVING: ReadonlyMap<string, string> = new Map([
  ['departement', 'DEPARTEMENT'],
  ['commune', 'COMMUNE'],
  ['ccas', 'CCAS'],
  ['metropole', 'METROPOLE'],
]);
