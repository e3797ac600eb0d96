import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import type { Category, Purpose } from '../../../schema/vocabulary.ts';
import { CategoryWord, Crossing } from '../../../subgraphs/joining/crossing.ts';
import { HubError } from '../../errors.ts';
import type { RegistryOperation } from '../operation.ts';
import { PurposeWord } from '../words.ts';
import { AccessExplanation, Onlooker } from './explain.type.ts';

/** More names than a file has fields are no question. */
const MOST_NAMES = 200;

@Resolver()
export class ExplainResolver {
  @Crossing('AGENT_DIRECTORY')
  @Query(() => [AccessExplanation], {
    nullable: true,
    description:
      'What an agent would be told of a file, and why, without any value: no body is asked. An agent may ask of herself; who controls the body (its consent officer or data-protection officer, under the purpose AUDIT), of any of its agents. The file is one that the body holds, or one to which a mission in force ties the agent; any other is NOT_DISCLOSED, like one that there is not. The person’s journal keeps that it was asked.',
  })
  explainAccess(
    @Ctx() operation: RegistryOperation,
    @Arg('agent', () => ID, { description: 'The agent, as the body names her.' }) agent: string,
    @Arg('purpose', () => PurposeWord, { description: 'The purpose that she would declare.' }) purpose: Purpose,
    @Arg('record', () => ID, { description: 'Id of the file, `BODY:local`.' }) record: string,
    @Arg('fields', () => [String], {
      nullable: true,
      description:
        'Categories (`HOUSING`) and fields by their path from the file (`housing.tenure`); every category where it is left out.',
    })
    fields?: string[] | null,
  ): Promise<readonly AccessExplanation[]> {
    if ((fields?.length ?? 0) > MOST_NAMES) throw new HubError('BAD_REQUEST', 'too many fields are named at once');
    return operation.explainAccess({ agent, purpose, file: record, names: fields ?? null });
  }

  @Crossing('AGENT_DIRECTORY')
  @Query(() => [Onlooker], {
    nullable: true,
    description:
      'Who could be given a category of one of the body’s own files today, and why: by profession, body and purpose, over the other parties to its instruments. For the consent officer or data-protection officer of the body that holds the file, under the purpose AUDIT. Of CONTACT it says who could be given an address that is not protected; of an information préoccupante it says nothing.',
  })
  whoCouldSee(
    @Ctx() operation: RegistryOperation,
    @Arg('record', () => ID, { description: 'Id of the file, `BODY:local`.' }) record: string,
    @Arg('category', () => CategoryWord, { description: 'What of it.' }) category: Category,
  ): Promise<readonly Onlooker[]> {
    return operation.whoCouldSee(record, category);
  }
}
