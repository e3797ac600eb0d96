import { GraphQLError } from 'graphql';
import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { type Category, SECRECY_OF } from '../../schema/vocabulary.ts';
import { CategoryWord, CrossingBy } from '../joining/crossing.ts';
import type { BodyContext } from './context.ts';
import { ownKey } from './keys.ts';
import { Participant } from './participant.type.ts';

const LONGEST_VALUE = 4000;
/** What others keep, or what only tells of the plumbing: nobody contributes to it. */
const NOT_CONTRIBUTED: readonly Category[] = ['REFERRAL_META', 'CONSENT_RECORD', 'AUDIT_TRACE'];

/** From confidential to reinforced secret: what is open needs no contribution, and what never crosses is not taken. */
function mayBeContributed(category: Category): boolean {
  return ['S2', 'S3', 'S4'].includes(SECRECY_OF[category]) && !NOT_CONTRIBUTED.includes(category);
}

@Resolver()
export class ContributeResolver {
  @CrossingBy('category')
  @Mutation(() => Participant, {
    nullable: true,
    description:
      'Writes one contribution of your own body to a shared case. What the others may read of it is decided each time they ask.',
  })
  async contribute(
    @Arg('body', () => ID, { description: 'Code of your own body.' }) body: string,
    @Arg('case', () => ID, { description: 'Id of the shared case.' }) caseId: string,
    @Arg('category', () => CategoryWord, { description: 'What the contribution tells; one category each.' })
    category: Category,
    @Arg('value', () => String, { description: 'Up to 4 000 characters.' }) value: string,
    @Ctx() { code, cases, agent, at }: BodyContext,
  ): Promise<Participant | null> {
    if (body !== code) throw refused('a body writes in its own records only');
    if (agent === null) throw refused('a contribution has an author');
    if (!mayBeContributed(category)) throw refused(`a contribution of category \`${category}\` is not taken`);
    if (value.trim() === '' || value.length > LONGEST_VALUE) throw refused('a contribution has 1 to 4 000 characters');
    await cases.contribute({ caseId, category, value, agent, at });
    return ownKey(code, caseId);
  }
}

function refused(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: 'BAD_REQUEST' } });
}
