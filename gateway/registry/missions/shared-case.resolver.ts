import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import { Body } from '../body.type.ts';
import { currentStatus } from '../frozen.ts';
import type { RegistryOperation } from '../operation.ts';
import { cutPage, type Page, readPageRequest } from '../page.ts';
import { knownPeople } from '../people/person.resolver.ts';
import { Person } from '../people/person.type.ts';
import { CaseStatusWord } from '../words.ts';
import { Participant } from './participant.type.ts';
import { SharedCase, SharedCaseConnection } from './shared-case.type.ts';

@Resolver(() => SharedCase)
export class SharedCaseResolver {
  /** The bare key, without looking it up: whether there is such a case is for the crossing to say, or not to say. */
  @Crossing('CASE_META')
  @Query(() => SharedCase, { nullable: true, description: 'One shared case by its exact id.' })
  sharedCase(@Arg('id', () => ID, { description: 'Id of the case.' }) id: string): Pick<SharedCase, 'id'> {
    return { id };
  }

  @Crossing('CASE_META')
  @Query(() => SharedCaseConnection, {
    nullable: true,
    description: 'The shared cases in which the caller or her service takes part, newest first.',
  })
  async sharedCases(
    @Ctx() operation: RegistryOperation,
    @Arg('first', () => Int, { nullable: true, description: 'Rows per page, 100 at most; 20 where it is left out.' })
    first?: number | null,
    @Arg('after', () => String, { nullable: true, description: 'Cursor after which the page begins.' })
    after?: string | null,
    @Arg('status', () => CaseStatusWord, { nullable: true, description: 'Only cases that stand like this.' })
    status?: string | null,
  ): Promise<Page<SharedCase>> {
    const { repositories, caller, at, mayKnow } = operation;
    const page = readPageRequest(first, after);
    const candidates = await repositories.cases.listCandidates(caller, civilDateOf(at), status ?? null);
    const now = status == null ? [] : await Promise.all(candidates.map((row) => currentStatus(row, operation)));
    const rows = candidates.filter((_, index) => status == null || now[index] === status);
    const known = await mayKnow(
      rows.map(({ id }) => ({ type: 'SharedCase', id })),
      'CASE_META',
    );
    return cutPage(
      rows.filter((_, index) => known[index]),
      ({ id, openedOn }) => ({ id, at: openedOn }),
      page,
    );
  }

  @Crossing('CASE_META')
  @FieldResolver(() => CaseStatusWord, {
    nullable: true,
    description: 'How the case stands; SUSPENDED while no instrument in force binds its pilot to any of the others.',
  })
  status(@Root() sharedCase: SharedCase, @Ctx() operation: RegistryOperation): Promise<string> {
    return currentStatus(sharedCase, operation);
  }

  @Crossing('CASE_META')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that pilots the case, and owns its frame.' })
  pilot(@Root() { pilotBody }: SharedCase, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(pilotBody);
  }

  @Crossing('CASE_META')
  @FieldResolver(() => [Participant], { nullable: true, description: 'The bodies that take part, the pilot first.' })
  participants(
    @Root() { id }: SharedCase,
    @Ctx() { repositories }: RegistryOperation,
  ): Promise<readonly Participant[]> {
    return repositories.cases.participantsOf(id);
  }

  @Crossing('CASE_META')
  @FieldResolver(() => [Person], {
    nullable: true,
    description:
      'The files that the participating bodies hold about the people of the case, the pilot’s first; only those that the caller may know of.',
  })
  async people(@Root() { id }: SharedCase, @Ctx() operation: RegistryOperation): Promise<readonly Person[]> {
    return knownPeople(await operation.repositories.people.filesOfCase(id, civilDateOf(operation.at)), operation);
  }
}

@Resolver(() => Participant)
export class ParticipantResolver {
  @Crossing('CASE_META')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that takes part.' })
  body(@Root() { bodyCode }: Participant, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return repositories.bodies.findBody(bodyCode);
  }
}
