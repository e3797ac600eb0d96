import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { CategoryWord, Crossing } from '../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../subgraphs/joining/scalars.ts';
import { HubError } from '../errors.ts';
import type { AccessRecordFilter } from './access-record.repository.ts';
import { AccessRecord, AccessRecordConnection } from './access-record.type.ts';
import { Body } from './body.type.ts';
import type { RegistryOperation } from './operation.ts';
import { cutPage, type Page, readPageRequest } from './page.ts';
import { DecisionEffectWord, PurposeWord } from './words.ts';

/** What a list shows where no period is asked for. */
const DEFAULT_PERIOD_MS = 30 * 86_400_000;
/** The newest so many that the caller may know of make the list; a shorter period shows what lies before them. */
const GREATEST_LIST = 1_000;

@ArgsType()
class AccessRecordArgs {
  @Field(() => Int, { nullable: true, description: 'Rows per page, 100 at most; 20 where it is left out.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor after which the page begins.' })
  after?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Not before this instant; thirty days before `to` where it is left out.',
  })
  from?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Before this instant; the instant of the question where it is left out.',
  })
  to?: Date | null;

  @Field(() => String, { nullable: true, description: 'Only what this agent asked.' })
  agent?: string | null;

  @Field(() => PurposeWord, { nullable: true, description: 'Only what was asked for this purpose.' })
  purpose?: string | null;

  @Field(() => DecisionEffectWord, { nullable: true, description: 'Only what was decided like this.' })
  decision?: string | null;

  @Field(() => CategoryWord, { nullable: true, description: 'Only this category.' })
  category?: string | null;
}

@Resolver(() => AccessRecord)
export class AccessRecordResolver {
  @Crossing('AUDIT_TRACE')
  @Query(() => AccessRecordConnection, {
    nullable: true,
    description:
      'Who asked what and what was decided, where the caller’s body is owner or recipient, or, asked by a person, what is about her; newest first, of the last thirty days unless a period is given, and the newest 1 000 of them.',
  })
  async accessRecords(
    @Ctx() operation: RegistryOperation,
    @Args(() => AccessRecordArgs) args: AccessRecordArgs,
  ): Promise<Page<AccessRecord>> {
    const page = readPageRequest(args.first, args.after);
    const known = await listKnown(operation, readFilter(args, operation.at));
    return cutPage(known, ({ id, at }) => ({ id, at }), page);
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

/**
 * The newest records that the caller may know of, up to the greatest list. The limit counts known records only: those
 * that she may not know of must not push others out of the list, or she could count them by what is missing.
 */
async function listKnown(operation: RegistryOperation, filter: AccessRecordFilter): Promise<readonly AccessRecord[]> {
  const { repositories, caller, mayKnow } = operation;
  const known: AccessRecord[] = [];
  for (let skip = 0; known.length < GREATEST_LIST; skip += GREATEST_LIST) {
    const rows = await repositories.accessRecords.listCandidates(caller, filter, skip, GREATEST_LIST);
    const verdicts = await mayKnow(
      rows.map(({ id }) => ({ type: 'AccessRecord', id })),
      'AUDIT_TRACE',
    );
    known.push(...rows.filter((_, index) => verdicts[index]));
    if (rows.length < GREATEST_LIST) break;
  }
  return known.slice(0, GREATEST_LIST);
}

function readFilter(args: AccessRecordArgs, at: Date): AccessRecordFilter {
  const to = args.to ?? at;
  const from = args.from ?? new Date(to.getTime() - DEFAULT_PERIOD_MS);
  if (from > to) throw new HubError('BAD_REQUEST', '`from` is later than `to`');
  const { agent = null, purpose = null, decision = null, category = null } = args;
  return { from, to, agent, purpose, decision, category };
}
