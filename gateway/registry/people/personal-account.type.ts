import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { registerWords } from '../../../subgraphs/joining/words.ts';
import type { AccountHolder } from './personal-account.ts';

export const CounterChannelWord = registerWords(
  'CounterChannel',
  ['COUNTER', 'PHONE', 'LETTER'] as const,
  'How the person asks an agent: at a counter, by telephone, by letter.',
);

/** Which part of the list of accesses is shown. */
@ArgsType()
export class AccountArgs {
  @Field(() => Int, { nullable: true, description: 'Accesses per page, 100 at most; 20 where it is left out.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor of `accessRecords` after which the page begins.' })
  after?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'No access before this instant; thirty days before `to` where it is left out.',
  })
  from?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Only accesses before this instant; the instant of the question where it is left out.',
  })
  to?: Date | null;
}

/**
 * What a person may ask of herself. It is a place where lists hang and tells nothing by itself; whatever is in the lists
 * is decided, and on record, row by row.
 */
@ObjectType({
  description:
    'What is shared about a person, who looked, and how her requests are getting on (RGPD 12 and 15; loi 78-17 art. 49). Others are left out of it (RGPD 15(4)): the agent’s name, other people’s requests, whatever could tell where somebody lives whose address is protected; and all of an information préoccupante (CASF L226-2-1).',
})
export class PersonalAccount {
  holder!: AccountHolder;
  args!: AccountArgs;
}
