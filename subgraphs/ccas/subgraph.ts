import type { BodyContext } from '../contract/context.ts';
import { resolvePerson } from '../contract/person.reference.ts';
import { buildSubgraph, type Subgraph } from '../joining/build-subgraph.ts';
import { PersonResolver } from './person.resolver.ts';
import { Person } from './person.type.ts';

/** What only a CCAS has: its optional aids, and domiciliation. */
export function ccasSubgraph(): Promise<Subgraph<BodyContext>> {
  return buildSubgraph<BodyContext>({
    name: 'ccas',
    resolvers: [PersonResolver],
    types: [Person],
    references: { Person: resolvePerson },
  });
}
