import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { HubError } from '../../errors.ts';
import { refusal } from '../consents/consent-refusals.ts';
import type { RegistryOperation } from '../operation.ts';
import { PersonLink } from './person-link.type.ts';

/** A body says of its own files whom they are about, and of no others. */
@Resolver()
export class PersonLinkResolver {
  @Crossing('CONSENT_RECORD')
  @Mutation(() => PersonLink, {
    nullable: true,
    description:
      'Confirms that a file of your own body is about the person whom it was matched with, on her accord to let it be known where she is known (PRESENCE, from your body). Each body confirms its own file: two files are one person’s once both have.',
  })
  async confirmLink(
    @Arg('file', () => ID, { description: 'The file of your own body, `BODY:local`.' }) file: string,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<PersonLink, 'id'>> {
    const { repositories, caller, at } = operation;
    await assertOwnLink(operation, file);
    await repositories.links.confirm({ file, body: caller.body, agent: caller.agent, at });
    return { id: file };
  }

  @Crossing('CONSENT_RECORD')
  @Mutation(() => PersonLink, {
    nullable: true,
    description:
      'Says that a file of your own body is not about that person after all: a candidate is rejected, a link in force is broken. From the answer on nothing of it crosses under her name; what your body had signed of her is taken back, and whoever received something of the file is told that it was put right (RGPD 16, 19).',
  })
  async breakLink(
    @Arg('file', () => ID, { description: 'The file of your own body, `BODY:local`.' }) file: string,
    @Ctx() operation: RegistryOperation,
  ): Promise<Pick<PersonLink, 'id'>> {
    const { repositories, caller, at, awaitRevocation } = operation;
    await assertOwnLink(operation, file);
    await repositories.links.break({ file, body: caller.body, agent: caller.agent, at });
    repositories.consents.forget();
    await awaitRevocation();
    return { id: file };
  }
}

/** Refuses, in the same words, a file that there is not and one whose link the caller may not know of. */
async function assertOwnLink({ caller, mayKnow }: RegistryOperation, file: string): Promise<void> {
  if (!file.startsWith(`${caller.body}:`)) throw refusal('NOT_OWN_FILE');
  const [knows] = await mayKnow([{ type: 'PersonLink', id: file }], 'CONSENT_RECORD');
  if (!knows) throw new HubError('NOT_DISCLOSED', 'no such link, as far as the caller may know');
}
