import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Category } from '../../../schema/vocabulary.ts';
import { CategoryWord, Crossing } from '../../../subgraphs/joining/crossing.ts';
import { HubError } from '../../errors.ts';
import { Body } from '../body.type.ts';
import type { RegistryOperation } from '../operation.ts';
import { cutPage, type Page, readPageRequest } from '../page.ts';
import { knownPeople } from '../people/person.resolver.ts';
import { Person } from '../people/person.type.ts';
import { assertKeepsRegister, assertMayKnow } from './consent-access.ts';
import { refusal } from './consent-refusals.ts';
import { NoticeStatementWord } from './consent-words.ts';
import { RecipientNotice, RecipientNoticeConnection } from './recipient-notice.type.ts';

@Resolver(() => RecipientNotice)
export class RecipientNoticeResolver {
  @Crossing('CONSENT_RECORD')
  @Query(() => RecipientNoticeConnection, {
    nullable: true,
    description:
      'That something changed which your body received, or which others received from it; newest first. What changed is never said: ask again, and see what you may still know.',
  })
  async notices(
    @Ctx() { repositories, caller, mayKnow }: RegistryOperation,
    @Arg('answered', () => Boolean, {
      nullable: true,
      description: 'Only those that the recipient has answered, or has not.',
    })
    answered?: boolean | null,
    @Arg('first', () => Int, { nullable: true, description: 'Rows per page, 100 at most; 20 where it is left out.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Cursor after which the page begins.' })
    after?: string | null,
  ): Promise<Page<RecipientNotice>> {
    const page = readPageRequest(first, after);
    const rows = await repositories.notices.listCandidates(caller.body, answered ?? null);
    const known = await mayKnow(
      rows.map(({ id }) => ({ type: 'RecipientNotice', id })),
      'CONSENT_RECORD',
    );
    return cutPage(
      rows.filter((_, index) => known[index]),
      ({ id, at }) => ({ id, at }),
      page,
    );
  }

  @Crossing('CONSENT_RECORD')
  @Mutation(() => RecipientNotice, {
    nullable: true,
    description: 'States what your body keeps of what it once received, and why. Stated once, it stands.',
  })
  async acknowledgeNotice(
    @Arg('id', () => ID, { description: 'Id of the notice.' }) id: string,
    @Arg('statement', () => NoticeStatementWord, { description: 'What is kept, and why.' }) statement: string,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<RecipientNotice, 'id'>> {
    const { repositories, caller, at } = operation;
    await assertMayKnow(operation, 'RecipientNotice', id);
    await repositories.notices.acknowledge(id, caller.body, statement, at);
    return { id };
  }

  @Crossing('PRESENCE')
  @Mutation(() => Person, {
    nullable: true,
    description:
      'Says that your body has put one of its own files right (RGPD 16): whoever received something of it is told that something changed, and not what (RGPD 19).',
  })
  async notifyRectification(
    @Arg('person', () => ID, { description: 'The file that was put right, `BODY:local`.' }) person: string,
    @Ctx() operation: RegistryOperation,
    @Arg('categories', () => [CategoryWord], {
      nullable: true,
      description: 'Only who received one of these is told; it is not told which. All where it is left out.',
    })
    categories?: Category[] | null,
  ): Promise<Pick<Person, 'id'>> {
    const { repositories, caller, at } = operation;
    await assertKeepsRegister(operation);
    if (!person.startsWith(`${caller.body}:`)) throw refusal('NOT_OWN_FILE');
    const [known] = await knownPeople([{ id: person }], operation);
    const subject = known === undefined ? null : await repositories.consents.subjectOf(person);
    if (subject === null) throw new HubError('NOT_DISCLOSED', 'no such file, as far as the caller may know');
    await repositories.notices.rectify({ subject, owner: caller.body, categories: categories ?? null, at });
    return { id: person };
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that is told.' })
  recipient(@Root() { bodyCode }: RecipientNotice, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(bodyCode);
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => Body, { nullable: true, description: 'The body whose data it once received.' })
  async owner(
    @Root() { ownerBody }: RecipientNotice,
    @Ctx() { repositories }: RegistryOperation,
  ): Promise<Body | null> {
    return ownerBody === null ? null : repositories.bodies.findBody(ownerBody);
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => Person, {
    nullable: true,
    description: 'The file that the caller’s own body holds about the person, where there is one that she may know of.',
  })
  async person(@Root() { subject }: RecipientNotice, @Ctx() operation: RegistryOperation): Promise<Person | null> {
    const id = await operation.repositories.consents.fileOf(subject, operation.caller.body);
    const [known] = id === null ? [] : await knownPeople([{ id }], operation);
    return known ?? null;
  }
}
