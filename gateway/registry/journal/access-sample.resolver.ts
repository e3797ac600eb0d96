import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { HubError } from '../../errors.ts';
import type { RegistryOperation } from '../operation.ts';
import { readPageRequest } from '../page.ts';
import { pageByKey, readKnown } from '../page-by-key.ts';
import { drawnBy, isBelow, PERMITTED, within } from './access-reading.repository.ts';
import { AccessRecordConnection } from './access-record.type.ts';
import { decided, listAccesses, scopeOf } from './access-record-list.ts';
import { FIRST_UNSAMPLED, readWeek } from './access-sample.ts';
import { assertAudits } from './audit-access.ts';

@Resolver()
export class AccessSampleResolver {
  @Crossing('AUDIT_TRACE')
  @Query(() => AccessRecordConnection, {
    nullable: true,
    description:
      'Five in a hundred of what was permitted in a week that is over, and one at least, to be looked at by the consent officer (RGPD 32): the same rows whenever and by whomever they are asked for. Which ones is decided by the first checkpoint of the journal after the week, so no agent can tell beforehand. `RETRY` until that is signed.',
  })
  async accessSample(
    @Ctx() operation: RegistryOperation,
    @Arg('week', () => String, { description: 'A week of ISO 8601, in Paris: `2026-W19`.' }) week: string,
    @Arg('first', () => Int, { nullable: true, description: 'Rows per page, 100 at most; 20 where it is left out.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Cursor after which the page begins.' })
    after?: string | null,
  ) {
    const { caller, at, now, repositories } = operation;
    assertAudits(caller);
    const page = readPageRequest(first, after);
    const period = readWeek(week);
    if (period.to > at || period.to > now()) throw new HubError('BAD_REQUEST', 'the week is not over');
    const root = await repositories.journalLog.firstRootFrom(period.to);
    if (root === null) throw new HubError('RETRY', 'the journal has signed nothing since the week ended');

    const hash = drawnBy(root);
    const permits = [within(period), PERMITTED];
    const drawn = isBelow(hash, FIRST_UNSAMPLED);
    const sample = listAccesses(operation, scopeOf(operation), [...permits, drawn]);
    if ((await readKnown(sample, null, 1)).length > 0) return pageByKey(sample, page);
    const scope = scopeOf(operation);
    const least = decided(operation, (beyond, direction, count) =>
      repositories.accessRecords.listLeast(scope, permits, hash, { after: beyond, direction, count }),
    );
    return pageByKey(least, page);
  }
}
