import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import type { RegistryOperation } from '../operation.ts';
import { readPageRequest } from '../page.ts';
import { countKnown, pageByKey } from '../page-by-key.ts';
import { type AnomalySearch, CANDIDATES, namesakesUnknown } from './access-anomaly.repository.ts';
import { type AccessAnomaly, AccessAnomalyWord, CRITERIA } from './access-anomaly.ts';
import { AccessAnomalies } from './access-anomaly.type.ts';
import { readPeriod } from './access-record-args.ts';
import { listAccesses, scopeOf } from './access-record-list.ts';
import { assertAudits } from './audit-access.ts';

@Resolver()
export class AccessAnomalyResolver {
  @Crossing('SERVICE_OFFER')
  @Query(() => AccessAnomalies, {
    nullable: true,
    description:
      'Accesses to look at, found by one of five criteria (RGPD 32; CNIL 2021-122): where your body held the data, received it or collected the accord. For the consent officer or the data-protection officer, under the purpose AUDIT.',
  })
  async accessAnomalies(
    @Ctx() operation: RegistryOperation,
    @Arg('kind', () => AccessAnomalyWord, { description: 'What to look for.' }) kind: AccessAnomaly,
    @Arg('from', () => DateTimeScalar, {
      nullable: true,
      description: 'Not before this instant; thirty days before `to` where it is left out.',
    })
    from?: Date | null,
    @Arg('to', () => DateTimeScalar, {
      nullable: true,
      description: 'Before this instant; the instant of the question where it is left out.',
    })
    to?: Date | null,
    @Arg('first', () => Int, { nullable: true, description: 'Rows per page, 100 at most; 20 where it is left out.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Cursor after which the page begins.' })
    after?: string | null,
  ): Promise<AccessAnomalies> {
    const { caller, at } = operation;
    assertAudits(caller);
    const page = readPageRequest(first, after);
    const search: AnomalySearch = {
      body: caller.body,
      period: readPeriod({ from: from ?? null, to: to ?? null }, at),
      at,
    };
    const scope = scopeOf(operation);
    return {
      kind,
      criterion: CRITERIA[kind],
      get notKnown() {
        if (kind !== 'OWN_FAMILY_NAME') return null;
        return countKnown(listAccesses(operation, scope, namesakesUnknown(search)));
      },
      records: await pageByKey(listAccesses(operation, scope, CANDIDATES[kind](search)), page),
    };
  }
}
