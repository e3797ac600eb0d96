import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { HubError } from '../../errors.ts';
import type { RegistryOperation } from '../operation.ts';
import { type KeyedList, readKnown } from '../page-by-key.ts';
import type { AccessRecord } from './access-record.type.ts';
import { ownSubject, readPeriod } from './access-record-args.ts';
import { decided, scopeOf } from './access-record-list.ts';
import { assertAnswersForBreaches, assertAudits } from './audit-access.ts';
import { type Disclosure as Disclosed, groupDisclosures } from './disclosures.ts';
import { groupRecipients, type RecipientOfData } from './recipients-of-data.ts';
import { DataRecipient, Disclosure } from './recipients-of-data.type.ts';
import { BreachArgs, listReleases, readBreach } from './released-under.ts';
import { articleOf } from './rule-articles.ts';

/** A sum over more rows than this is asked for by shorter periods. */
const MOST_RELEASES = 50_000;
const BEGINNING = new Date(0);

@Resolver(() => DataRecipient)
export class RecipientsOfDataResolver {
  @Crossing('AGENT_DIRECTORY')
  @Query(() => [DataRecipient], {
    nullable: true,
    description:
      'Who received which categories of the data of the person of one of your body’s own files, when last, how often, from which body, by which rule and for what (RGPD 15(1)(c)): where your body held it, received it or collected the accord. For the consent officer or the data-protection officer, under the purpose AUDIT. Empty for a file that your body does not hold; nothing of an information préoccupante is in it (CASF L226-2-1).',
  })
  async recipientsOf(
    @Ctx() operation: RegistryOperation,
    @Arg('person', () => ID, { description: 'Id of the file of your own body, `BODY:local`.' }) person: string,
    @Arg('from', () => DateTimeScalar, {
      nullable: true,
      description: 'Not before this instant; all that is kept where it is left out.',
    })
    from?: Date | null,
    @Arg('to', () => DateTimeScalar, {
      nullable: true,
      description: 'Before this instant; that of the question where it is left out.',
    })
    to?: Date | null,
  ): Promise<readonly RecipientOfData[]> {
    assertAudits(operation.caller);
    const period = readPeriod({ from: from ?? BEGINNING, to: to ?? null }, operation.at);
    const subject = await ownSubject(person, operation);
    if (subject === null) return [];
    const { recipientsOfData } = operation.repositories;
    const releases = decided(operation, (after, direction, count) =>
      recipientsOfData.listReleasesAbout([subject], scopeOf(operation), period, { after, direction, count }),
    );
    return groupRecipients(await readAll(releases));
  }

  @Crossing('AGENT_DIRECTORY')
  @Query(() => [Disclosure], {
    nullable: true,
    description:
      'What was released, on any side of your body, under something that later proved wrong: by recipient and agent (RGPD 33 and 34). For the data-protection officer, under the purpose AUDIT. The rows themselves, with their proofs, are those of `exportAccessRecords` with the same argument (`ruleSetVersion` for `ruleSet`).',
  })
  async whoReceived(
    @Ctx() operation: RegistryOperation,
    @Args(() => BreachArgs) args: BreachArgs,
  ): Promise<readonly Disclosed[]> {
    const { caller, repositories } = operation;
    assertAnswersForBreaches(caller);
    const breach = await readBreach(args, operation);
    if (breach === null) return [];
    const releases = await readAll(listReleases(operation, breach));
    const subjects = new Set(releases.flatMap(({ subject }) => (subject === null ? [] : [subject])));
    return groupDisclosures(releases, await repositories.recipientsOfData.filesOf([...subjects], caller.body));
  }

  @Crossing('AGENT_DIRECTORY')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where the rule comes from, as the version says it that decided last; null for a gate.',
  })
  article(
    @Root() { rule, ruleSetVersion }: DataRecipient,
    @Ctx() operation: RegistryOperation,
  ): Promise<string | null> {
    return articleOf(rule, ruleSetVersion, operation);
  }
}

async function readAll(list: KeyedList<AccessRecord>): Promise<readonly AccessRecord[]> {
  const known = await readKnown(list, null, MOST_RELEASES + 1);
  if (known.length <= MOST_RELEASES) return known;
  throw new HubError('LIMIT_EXCEEDED', `more than ${MOST_RELEASES} releases in this period: ask for a shorter one`);
}
