import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { Body } from '../body.type.ts';
import type { RegistryOperation } from '../operation.ts';
import { readPageRequest } from '../page.ts';
import { pageByKey } from '../page-by-key.ts';
import { conditionsOf } from './access-record.repository.ts';
import { AccessRecord, AccessRecordConnection } from './access-record.type.ts';
import { AccessRecordArgs, readSelection } from './access-record-args.ts';
import { listAccesses, NO_ACCESSES, scopeOf } from './access-record-list.ts';

@Resolver(() => AccessRecord)
export class AccessRecordResolver {
  @Crossing('AUDIT_TRACE')
  @Query(() => AccessRecordConnection, {
    nullable: true,
    description:
      'Who asked what and what was decided, where the caller’s body held it, received it or collected the accord, or, asked by a person, what is about her (RGPD 5(2), 15 and 32); newest first, of the last thirty days unless a period is given. Pages stay where they are while the journal grows. That it was read is itself in the journal.',
  })
  async accessRecords(@Ctx() operation: RegistryOperation, @Args(() => AccessRecordArgs) args: AccessRecordArgs) {
    const page = readPageRequest(args.first, args.after);
    const filter = await readSelection(args, operation);
    if (filter === null) return pageByKey(NO_ACCESSES, page);
    return pageByKey(listAccesses(operation, scopeOf(operation, filter.side), conditionsOf(filter)), page);
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => Body, { nullable: true, description: 'The body of the agent who asked.' })
  agentBody(@Root() record: AccessRecord, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(record.agentBodyCode);
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that holds what was asked for.' })
  ownerBody(@Root() record: AccessRecord, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(record.ownerCode);
  }
}
