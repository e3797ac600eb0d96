import { Arg, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import { answerDueOn } from '../../policy/deadlines.ts';
import { Body } from '../body.type.ts';
import type { RegistryOperation } from '../operation.ts';
import { cutPage, type Page, readPageRequest } from '../page.ts';
import { knownFileOf } from '../people/person.resolver.ts';
import { Person } from '../people/person.type.ts';
import { Contestation, ContestationConnection, ContestationReceipt, ContestInput } from './contestation.type.ts';
import { evidenceOf } from './contestation-evidence.ts';
import { firstState, isLate } from './contestation-moves.ts';
import { contestedFile, contestedThing } from './contestation-object.ts';
import { type ContestationKind, type ContestationState, ContestationStateWord } from './contestation-words.ts';
import { assertControls } from './office.ts';
import { officerRefusal } from './officer-refusals.ts';

@Resolver(() => Contestation)
export class ContestationResolver {
  @Crossing('AUDIT_TRACE')
  @Query(() => ContestationConnection, {
    nullable: true,
    description:
      'Contestations that your body opened or answers, for its consent officer and its data-protection officer (R602, purpose AUDIT); the person concerned finds her own (R004). Newest first.',
  })
  async contestations(
    @Ctx() operation: RegistryOperation,
    @Arg('state', () => ContestationStateWord, { nullable: true, description: 'Only those in this state.' })
    state?: ContestationState | null,
    @Arg('first', () => Int, { nullable: true, description: 'Rows per page, 100 at most; 20 where it is left out.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Cursor after which the page begins.' })
    after?: string | null,
  ): Promise<Page<Contestation>> {
    const page = readPageRequest(first, after);
    const known = await knownContestations(operation);
    return cutPage(
      known.filter((each) => state == null || each.state === state),
      ({ id, openedAt }) => ({ id, at: openedAt }),
      page,
    );
  }

  @Crossing('AGENT_DIRECTORY')
  @Mutation(() => ContestationReceipt, {
    nullable: true,
    description:
      'Contests something that you may know of: by the person herself; by an agent who hears her at a counter, by phone or by letter; by an agent on her own account; or by one body against another, where an amicable attempt comes first. It goes to the body that owns what is contested, which answers within one month (RGPD 12(3)).',
  })
  async contest(
    @Arg('input', () => ContestInput, { description: 'What is contested, and for whom.' }) input: ContestInput,
    @Ctx() operation: RegistryOperation,
  ): Promise<ContestationReceipt> {
    const { repositories, caller, at } = operation;
    const kind = kindOf(operation, input);
    if (kind === 'BETWEEN_BODIES') await assertControls(operation, caller.body);
    const thing = await contestedThing(operation, input);
    if (kind === 'BETWEEN_BODIES' && thing.handler === caller.body) throw officerRefusal('NOT_YOURS_TO_CONTEST');
    if (input.person != null) {
      const { subject } = await contestedFile(operation, input.person);
      if (subject !== thing.subject) throw officerRefusal('ABOUT_SOMEBODY_ELSE');
    }
    const dueOn = answerDueOn(civilDateOf(at));
    const id = await repositories.contestations.open({
      ...{ kind, object: input.object, objectId: input.objectId, ...thing, dueOn, at },
      ...{ channel: channelOf(operation, input), state: firstState(kind), request: input.request ?? null },
      // A person is known here by her pseudonym alone, and not by how she identified herself.
      ...{ body: caller.body, agent: caller.profession === 'SUBJECT' ? 'SUBJECT' : caller.agent },
    });
    repositories.contestations.forget();
    const opened = await repositories.contestations.findContestation(id);
    const due = opened === null ? dueOn : opened.dueOn.toISOString().slice(0, 10);
    return { reference: id, dueOn: due, handlerCode: thing.handler };
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => Boolean, { nullable: true, description: 'Whether nobody has answered by the last day.' })
  overdue(@Root() { state, dueOn }: Contestation, @Ctx() { at }: RegistryOperation): boolean {
    return isLate({ state: state as ContestationState, dueOn: dueOn.toISOString().slice(0, 10) }, at);
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that answers.' })
  handler(@Root() { handlerCode }: Contestation, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(handlerCode);
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => Body, { nullable: true, description: 'The body through which it was opened.' })
  openedBy(@Root() { openedByCode }: Contestation, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(openedByCode);
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The access records that it is about, as a file that proves itself (NDJSON, the newest 5 000), to be checked offline with `passerelle verify`. For officers; null where no access is concerned.',
  })
  evidence(@Root() contestation: Contestation, @Ctx() operation: RegistryOperation): Promise<string | null> {
    return evidenceOf(operation, contestation);
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => Person, {
    nullable: true,
    description: 'The file that the caller’s own body holds about the person, where there is one that she may know of.',
  })
  person(@Root() { subject }: Contestation, @Ctx() operation: RegistryOperation): Promise<Person | null> {
    return knownFileOf(subject, operation);
  }
}

@Resolver(() => ContestationReceipt)
export class ContestationReceiptResolver {
  @Crossing('AGENT_DIRECTORY')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that answers.' })
  handler(
    @Root() { handlerCode }: ContestationReceipt,
    @Ctx() { repositories }: RegistryOperation,
  ): Promise<Body | null> {
    return repositories.bodies.findBody(handlerCode);
  }
}

/** Whose contestation it is; refuses what goes together in no case. */
function kindOf(
  { caller }: RegistryOperation,
  { object, person, channel, forBody, against }: ContestInput,
): ContestationKind {
  const isHerself = caller.profession === 'SUBJECT';
  const isHeard = person != null;
  const namesItsHandler = object === 'STATISTIC' || object === 'PROTOCOL';
  const isOdd =
    (isHerself && (isHeard || forBody === true || (channel != null && channel !== 'ONLINE'))) ||
    (isHeard && (forBody === true || !HEARD_BY.has(channel ?? '') || namesItsHandler)) ||
    (!isHerself && !isHeard && channel != null) ||
    (against != null && !namesItsHandler) ||
    (object === 'PROTOCOL' && forBody !== true);
  if (isOdd) throw officerRefusal('NOT_YOURS_TO_CONTEST');
  if (isHerself || isHeard) return 'BY_PERSON';
  return forBody === true ? 'BETWEEN_BODIES' : 'BY_AGENT';
}

function channelOf({ caller }: RegistryOperation, { channel, person }: ContestInput): string {
  if (caller.profession === 'SUBJECT') return 'ONLINE';
  return person == null ? 'BY_OFFICE' : (channel ?? 'COUNTER');
}

const HEARD_BY: ReadonlySet<string> = new Set(['COUNTER', 'PHONE', 'LETTER']);

/** Those that the caller's body opened or answers, or that are her own, as far as she may know of them. */
export async function knownContestations({
  repositories,
  caller,
  mayKnow,
}: RegistryOperation): Promise<readonly Contestation[]> {
  const reader = caller.profession === 'SUBJECT' ? { self: caller.self } : { body: caller.body };
  const rows = await repositories.contestations.listCandidates(reader);
  const known = await mayKnow(
    rows.map(({ id }) => ({ type: 'Contestation', id })),
    'AUDIT_TRACE',
  );
  return rows.filter((_, index) => known[index]);
}
