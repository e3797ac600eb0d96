import { resolveBody } from '../contract/body.reference.ts';
import type { BodyContext } from '../contract/context.ts';
import { resolvePerson } from '../contract/person.reference.ts';
import { buildSubgraph, type Subgraph } from '../joining/build-subgraph.ts';
import { BodyResolver } from './body.resolver.ts';
import { Body } from './body.type.ts';
import { PersonResolver } from './person.resolver.ts';
import { Person } from './person.type.ts';

/** What only a commune has: requests for childcare, the PRE, neighbourhood records, AVIP seats. */
export function communeSubgraph(): Promise<Subgraph<BodyContext>> {
  return buildSubgraph<BodyContext>({
    name: 'commune',
    resolvers: [PersonResolver, BodyResolver],
    types: [Person, Body],
    references: { Person: resolvePerson, Body: resolveBody },
  });
}
