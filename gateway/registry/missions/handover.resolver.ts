import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { HubError } from '../../errors.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import { detectHandovers } from '../../policy/handovers.ts';
import { Body } from '../body.type.ts';
import type { RegistryOperation } from '../operation.ts';
import { cutPage, type Page, readPageRequest } from '../page.ts';
import { knownPeople } from '../people/person.resolver.ts';
import { Person } from '../people/person.type.ts';
import { HandoverProposal, HandoverProposalConnection } from './handover.type.ts';
import { HandoverAnswerWord, HandoverStateWord } from './handover-words.ts';

/** Proposals are for the body that follows the person, and are decided like any frame of which it is the owner. */
@Resolver(() => HandoverProposal)
export class HandoverResolver {
  @Crossing('REFERRAL_META')
  @Query(() => HandoverProposalConnection, {
    nullable: true,
    description: 'The proposals to hand somebody over whom your body follows, newest first.',
  })
  async handoverProposals(
    @Ctx() operation: RegistryOperation,
    @Arg('state', () => HandoverStateWord, { nullable: true, description: 'Only proposals that stand like this.' })
    state?: string | null,
    @Arg('first', () => Int, { nullable: true, description: 'Rows per page, 100 at most; 20 where it is left out.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Cursor after which the page begins.' })
    after?: string | null,
  ): Promise<Page<HandoverProposal>> {
    const { repositories, caller, mayKnow, at } = operation;
    const page = readPageRequest(first, after);
    const all = await repositories.handovers.listProposals(caller.body);
    const rows = all.filter((row) => state == null || stateOn(row, at) === state);
    const known = await mayKnow(
      rows.map(({ id }) => ({ type: 'HandoverProposal', id })),
      'REFERRAL_META',
    );
    return cutPage(
      rows.filter((_, index) => known[index]),
      ({ id, proposedOn }) => ({ id, at: proposedOn }),
      page,
    );
  }

  @Crossing('REFERRAL_META')
  @Mutation(() => [HandoverProposal], {
    nullable: true,
    description:
      'Looks, as of today, for people whom your body follows and for whom another body is competent by now, from what the bodies have said of them. Each change is proposed once; nobody is handed over.',
  })
  async proposeHandovers(@Ctx() operation: RegistryOperation): Promise<readonly Pick<HandoverProposal, 'id'>[]> {
    const { repositories, caller, mayKnow, at } = operation;
    if (caller.purpose !== 'HANDOVER') {
      throw new HubError('PURPOSE_NOT_ALLOWED', 'hand-overs are looked for under the purpose `HANDOVER`');
    }
    const [mayLook] = await mayKnow([{ type: 'Body', id: caller.body }], 'REFERRAL_META');
    if (!mayLook) throw new HubError('NOT_DISCLOSED', 'no follow-up of which the caller may know');
    const on = civilDateOf(at);
    const words = await repositories.handovers.wordsAbout(caller.body, at);
    const own = detectHandovers(words, repositories.competence.rules, on).filter(
      ({ fromBody }) => fromBody === caller.body,
    );
    const ids = await repositories.handovers.propose(own, on);
    return ids.map((id) => ({ id }));
  }

  @Crossing('REFERRAL_META')
  @Mutation(() => HandoverProposal, {
    nullable: true,
    description:
      'Answers a proposal for the body that follows the person. Accepted, it is for her referent to write a hand-over; nothing is sent by it.',
  })
  async answerHandover(
    @Arg('id', () => ID, { description: 'Id of the proposal.' }) id: string,
    @Arg('answer', () => HandoverAnswerWord, { description: 'What the referent says.' }) answer: string,
    @Ctx() { repositories, caller, mayKnow, at }: RegistryOperation,
  ): Promise<Pick<HandoverProposal, 'id'>> {
    const [knows] = await mayKnow([{ type: 'HandoverProposal', id }], 'REFERRAL_META');
    const proposal = knows ? await repositories.handovers.findProposal(id) : null;
    if (proposal?.fromBody !== caller.body) {
      throw new HubError('NOT_DISCLOSED', 'no such proposal, as far as the caller may know');
    }
    await repositories.handovers.answer(id, answer, { agent: caller.agent, on: civilDateOf(at) });
    return { id };
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => HandoverStateWord, { nullable: true, description: 'How it stands today.' })
  state(@Root() proposal: HandoverProposal, @Ctx() { at }: RegistryOperation): string {
    return stateOn(proposal, at);
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that follows the person.', name: 'from' })
  from(@Root() { fromBody }: HandoverProposal, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(fromBody);
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that is competent by now.', name: 'to' })
  to(@Root() { toBody }: HandoverProposal, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(toBody);
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => Person, { nullable: true, description: 'The file of your body about the person.' })
  async person(
    @Root() { subject, fromBody }: HandoverProposal,
    @Ctx() operation: RegistryOperation,
  ): Promise<Person | null> {
    const file = await operation.repositories.handovers.fileOf(subject, fromBody);
    const [person] = file === null ? [] : await knownPeople([{ id: file, bodyCode: fromBody }], operation);
    return person ?? null;
  }
}

/** The last day to answer is in. */
function stateOn({ state, dueOn }: HandoverProposal, at: Date): string {
  return state === 'PROPOSED' && dueOn < new Date(`${civilDateOf(at)}T00:00:00Z`) ? 'LAPSED' : state;
}
