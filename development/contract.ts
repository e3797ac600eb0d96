import { compose } from '../gateway/federation/compose.ts';
import { registrySubgraph } from '../gateway/registry/subgraph.ts';
import { assertConform, type Publication } from '../schema/lint.ts';
import { ccasSubgraph } from '../subgraphs/ccas/subgraph.ts';
import { communeSubgraph } from '../subgraphs/commune/subgraph.ts';
import { bodySubgraph } from '../subgraphs/contract/subgraph.ts';
import { departementSubgraph } from '../subgraphs/departement/subgraph.ts';
import { metropoleSubgraph } from '../subgraphs/metropole/subgraph.ts';

/** A file of the contract, as the code publishes it: its name below `schema/`, and its text. */
export interface ContractFile {
  readonly name: string;
  readonly text: string;
}

const NOTICE =
  '# Written by `npm run generate` from the code that publishes it. Review its changes; do not edit it.\n\n';

/** What every subgraph publishes, built from its resolvers. */
export async function publications(): Promise<readonly Publication[]> {
  return Promise.all([
    registrySubgraph(),
    bodySubgraph(),
    departementSubgraph(),
    communeSubgraph(),
    ccasSubgraph(),
    metropoleSubgraph(),
  ]);
}

/** Joins subgraphs into the supergraph. Refuses what is not in order, with each field and its remedy, before it joins. */
export function joinContract(subgraphs: readonly Publication[]): string {
  assertConform(subgraphs);
  // No subgraph is found by this address: the hub routes by body, and serves its own registry in process.
  return compose(subgraphs.map(({ name, sdl }) => ({ name, sdl, url: `http://${name}.invalid` })));
}

/** The whole contract: one file per subgraph, and the graph that they join into. */
export async function contractFiles(): Promise<readonly ContractFile[]> {
  const subgraphs = await publications();
  const files = subgraphs.map(({ name, sdl }) => ({ name: `subgraphs/${name}.graphql`, text: sdl }));
  files.push({ name: 'supergraph.graphql', text: joinContract(subgraphs) });
  return files.map(({ name, text }) => ({ name, text: `${NOTICE}${text.trim()}\n` }));
}
