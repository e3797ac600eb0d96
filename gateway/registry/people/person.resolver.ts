import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { Body } from '../body.type.ts';
import type { RegistryOperation } from '../operation.ts';
import { Person } from './person.type.ts';

@Resolver(() => Person)
export class PersonResolver {
  /** The bare key, without looking it up: whether there is such a file is for the crossing to say, or not to say. */
  @Crossing('PRESENCE')
  @Query(() => Person, {
    nullable: true,
    description:
      'One file by its exact id, as a referral or case of the caller names it. There is no search. Without a mission that links the caller to the person, a file that exists and one that does not give the same answer.',
  })
  person(@Arg('id', () => ID, { description: 'Id of the file, `BODY:local`.' }) id: string): Person {
    return { id };
  }

  @Crossing('PRESENCE')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that holds the file.' })
  async body(@Root() { bodyCode }: Person, @Ctx() { repositories }: RegistryOperation): Promise<Body | null> {
    return bodyCode === undefined ? null : repositories.bodies.findBody(bodyCode);
  }
}

/** The files of a list that the caller may know of. All are decided before one is shown. */
export async function knownPeople(files: readonly Person[], operation: RegistryOperation): Promise<readonly Person[]> {
  const known = await operation.mayKnow(
    files.map(({ id }) => ({ type: 'Person', id })),
    'PRESENCE',
  );
  return files.filter((_, index) => known[index]);
}

/** The file that the caller's own body holds about a subject, if there is one that she may know of. */
export async function knownFileOf(subject: string | null, operation: RegistryOperation): Promise<Person | null> {
  const id = subject === null ? null : await operation.repositories.consents.fileOf(subject, operation.caller.body);
  const [known] = id === null ? [] : await knownPeople([{ id }], operation);
  return known ?? null;
}
