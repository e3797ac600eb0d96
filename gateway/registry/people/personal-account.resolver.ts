import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { HubError } from '../../errors.ts';
import { Consent } from '../consents/consent.type.ts';
import { standingIn } from '../consents/consent-standing-in.ts';
import { within } from '../journal/access-reading.repository.ts';
import { AccessRecordConnection } from '../journal/access-record.type.ts';
import { readPeriod } from '../journal/access-record-args.ts';
import { groupRecipients, type RecipientOfData } from '../journal/recipients-of-data.ts';
import { DataRecipient } from '../journal/recipients-of-data.type.ts';
import { Referral } from '../missions/referral.type.ts';
import { Contestation } from '../officers/contestation.type.ts';
import type { RegistryOperation } from '../operation.ts';
import { readPageRequest } from '../page.ts';
import { pageByKey, readKnown } from '../page-by-key.ts';
import { type AccountHolder, isShut, listTold, mayBeTold, openAccount, openCounter } from './personal-account.ts';
import { AccountArgs, CounterChannelWord, PersonalAccount } from './personal-account.type.ts';

/** More statements than this nobody makes; the newest are shown. */
const MOST_STATEMENTS = 1_000;
/** Retention of the journal is three years: all of it is summed up. */
const BEGINNING = new Date(0);
const MOST_RELEASES = 50_000;

@Resolver(() => PersonalAccount)
export class PersonalAccountResolver {
  @Crossing('SERVICE_OFFER')
  @Query(() => PersonalAccount, {
    nullable: true,
    description:
      'What the person who asks, or who represents somebody, may know of what is shared (RGPD 15). For persons concerned, under the purpose SUBJECT_RIGHTS. That she looked is in the journal. `first`, `after`, `from` and `to` are for the list of accesses.',
  })
  async me(@Ctx() operation: RegistryOperation, @Args(() => AccountArgs) args: AccountArgs): Promise<PersonalAccount> {
    const { caller } = operation;
    if (caller.profession !== 'SUBJECT') {
      throw new HubError('PURPOSE_NOT_ALLOWED', 'this is for the person concerned; an agent asks `onBehalfOf` her');
    }
    return { holder: await openAccount(operation, caller.self, caller.represents), args };
  }

  @Crossing('SERVICE_OFFER')
  @Query(() => PersonalAccount, {
    nullable: true,
    description:
      'The same for a person who asks an agent, at a counter, by telephone or by letter; who represents somebody asks herself. The file is one of the agent’s own body; any other is null, like one that there is not. What she may read in it is what the rules give her for the purpose that she declared: accesses for the consent officer under AUDIT (R602), where her body has a part in them, and without the bodies that no statement names which she may know of. It is in the journal, with the channel.',
  })
  async onBehalfOf(
    @Ctx() operation: RegistryOperation,
    @Arg('person', () => ID, { description: 'Id of the file of your own body, `BODY:local`.' }) person: string,
    @Arg('channel', () => CounterChannelWord, { description: 'How the person asks.' }) channel: string,
    @Args(() => AccountArgs) args: AccountArgs,
  ): Promise<PersonalAccount | null> {
    const subject = await operation.actOnBehalf(person, channel);
    if (subject === null) return null;
    return { holder: await openCounter(operation, subject), args };
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => [Consent], {
    nullable: true,
    description: 'What the person agreed to or refused: what is in force first, then the newest.',
  })
  async consents(
    @Root() { holder }: PersonalAccount,
    @Ctx() operation: RegistryOperation,
  ): Promise<readonly Pick<Consent, 'id'>[]> {
    if (isShut(holder)) return [];
    const { repositories, mayKnow } = operation;
    const everything = { subject: null, ending: null };
    const rows = await repositories.consents.listCandidates({ self: holder.subjects }, everything, 0, MOST_STATEMENTS);
    const known = await mayKnow(
      rows.map(({ id }) => ({ type: 'Consent', id })),
      'CONSENT_RECORD',
    );
    const kept = rows.filter((_, index) => known[index]);
    const standings = await Promise.all(kept.map((each) => standingIn(operation, each)));
    const isInForce = kept.map((_, index) => standings[index]?.status === 'ACTIVE');
    return [...kept.filter((_, index) => isInForce[index]), ...kept.filter((_, index) => !isInForce[index])];
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => AccessRecordConnection, {
    nullable: true,
    description:
      'Who looked at which kind of data, when and what for, released or refused; newest first. By body and profession: the name of the agent is not given (RGPD 15(4)).',
  })
  accessRecords(@Root() { holder, args }: PersonalAccount, @Ctx() operation: RegistryOperation) {
    const page = readPageRequest(args.first, args.after);
    const period = readPeriod(args, operation.at);
    const { accessRecords } = operation.repositories;
    const told = listTold(operation, holder, (after, direction, count) =>
      accessRecords.listCandidates({ subjects: holder.subjects }, [within(period)], { after, direction, count }),
    );
    return pageByKey(told, page);
  }

  @Crossing('REFERRAL_META')
  @FieldResolver(() => [Referral], {
    nullable: true,
    description: 'Her requests to other services, newest first. One about several people is read with an agent.',
  })
  async referrals(
    @Root() { holder }: PersonalAccount,
    @Ctx() { repositories, mayKnow }: RegistryOperation,
  ): Promise<readonly Pick<Referral, 'id'>[]> {
    if (isShut(holder)) return [];
    const { isBesideHidden, known } = holder.limits;
    const sent = await repositories.accounts.referralsAbout(holder.subjects);
    const rows = sent.filter(
      ({ senderBody, recipientBody }) => !isBesideHidden || (known.has(senderBody) && known.has(recipientBody)),
    );
    const verdicts = await mayKnow(
      rows.map(({ id }) => ({ type: 'Referral', id })),
      'REFERRAL_META',
    );
    return rows.filter((_, index) => verdicts[index]);
  }

  @Crossing('AUDIT_TRACE')
  @FieldResolver(() => [Contestation], {
    nullable: true,
    description: 'What she contests, or what was contested for her, and where it stands; newest first.',
  })
  async contestations(
    @Root() { holder }: PersonalAccount,
    @Ctx() { repositories, mayKnow }: RegistryOperation,
  ): Promise<readonly Pick<Contestation, 'id'>[]> {
    if (isShut(holder)) return [];
    const all = await repositories.contestations.listCandidates({ self: holder.subjects });
    const told = await Promise.all(all.map((each) => isToldOf(each, holder, repositories)));
    const rows = all.filter((_, index) => told[index]);
    const known = await mayKnow(
      rows.map(({ id }) => ({ type: 'Contestation', id })),
      'AUDIT_TRACE',
    );
    return rows.filter((_, index) => known[index]);
  }

  @Crossing('AGENT_DIRECTORY')
  @FieldResolver(() => [DataRecipient], {
    nullable: true,
    description:
      'Which bodies received which categories of her data, from whom, by which rule, what for, when last and how often (RGPD 15(1)(c)); made of the accesses that she may know of.',
  })
  async recipients(
    @Root() { holder }: PersonalAccount,
    @Ctx() operation: RegistryOperation,
  ): Promise<readonly RecipientOfData[]> {
    const { recipientsOfData } = operation.repositories;
    const { subjects } = holder;
    const period = { from: BEGINNING, to: operation.at };
    const releases = listTold(operation, holder, (after, direction, count) =>
      recipientsOfData.listReleasesAbout(subjects, { subjects }, period, { after, direction, count }),
    );
    return groupRecipients(await readKnown(releases, null, MOST_RELEASES));
  }
}

/** What bodies contest among themselves is theirs; an access that is not told is not told by being contested either. */
async function isToldOf(
  { kind, object, objectId }: Contestation,
  holder: AccountHolder,
  { accessRecords }: RegistryOperation['repositories'],
): Promise<boolean> {
  if (kind === 'BETWEEN_BODIES') return false;
  if (object !== 'ACCESS' || objectId === null) return true;
  const record = await accessRecords.findAccessRecord(objectId);
  return record !== null && mayBeTold(record, holder);
}
