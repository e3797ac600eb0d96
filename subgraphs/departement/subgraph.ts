import { resolveBody } from '../contract/body.reference.ts';
import type { BodyContext } from '../contract/context.ts';
import { resolvePerson } from '../contract/person.reference.ts';
import { buildSubgraph, type Subgraph } from '../joining/build-subgraph.ts';
import { BodyResolver } from './body.resolver.ts';
import { Body } from './body.type.ts';
import { PersonResolver } from './person.resolver.ts';
import { Person } from './person.type.ts';

/** What only a Département has: PMI, child protection, worrying informations, insertion, its agencies. */
export function departementSubgraph(): Promise<Subgraph<BodyContext>> {
  return buildSubgraph<BodyContext>({
    name: 'departement',
    resolvers: [PersonResolver, BodyResolver],
    types: [Person, Body],
    references: { Person: resolvePerson, Body: resolveBody },
  });
}
