import { Args, ArgsType, Arg, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Purpose } from '../../schema/vocabulary.ts';
import { Crossing } from '../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../subgraphs/joining/scalars.ts';
import { HubError } from '../errors.ts';
import { civilDateOf } from '../policy/civil-date.ts';
import { instrumentStatus } from '../policy/instruments.ts';
import { PURPOSE_NEEDS } from '../policy/purposes.ts';
import { Body } from './body.type.ts';
import type { ConsentFilter } from './consent.repository.ts';
import { Consent, ConsentConnection, ConsentGeneralisation } from './consent.type.ts';
import { refusal } from './consent-refusals.ts';
import { NO_END } from './consent-scope.ts';
import { type Carries, type ConsentStanding, standingOf } from './consent-standing.ts';
import { type ConsentStatus, ConsentStatusWord, type ConsentWarning, ConsentWarningWord } from './consent-words.ts';
import type { RegistryOperation } from './operation.ts';
import { cutPage, type Page, readPageRequest } from './page.ts';
import { knownPeople } from './person.resolver.ts';
import { Person } from './person.type.ts';
import { Referral } from './referral.type.ts';
import { SharedCase } from './shared-case.type.ts';

const DAY_MS = 86_400_000;
const LONGEST_FORESIGHT_DAYS = 366;
/** The newest so many that the caller may know of make the list. */
const GREATEST_LIST = 1_000;

@ArgsType()
class ConsentArgs {
  @Field(() => Int, { nullable: true, description: 'Rows per page, 100 at most; 20 where it is left out.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor after which the page begins.' })
  after?: string | null;

  @Field(() => ConsentStatusWord, { nullable: true, description: 'Only those that stand like this.' })
  status?: ConsentStatus | null;

  @Field(() => ConsentWarningWord, { nullable: true, description: 'Only those that need looking at for this.' })
  warning?: ConsentWarning | null;

  @Field(() => Int, { nullable: true, description: 'Only those that end within so many days, and were not withdrawn.' })
  expiringWithin?: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only those of the person of this file of your own body, `BODY:local`.',
  })
  person?: string | null;
}

@Resolver(() => Consent)
export class ConsentResolver {
  /** The bare key, without looking it up: whether there is such a statement is for the crossing to say, or not to say. */
  @Crossing('CONSENT_RECORD')
  @Query(() => Consent, { nullable: true, description: 'One statement of the register by its exact id.' })
  consent(@Arg('id', () => ID, { description: 'Id of the statement.' }) id: string): Pick<Consent, 'id'> {
    return { id };
  }

  @Crossing('CONSENT_RECORD')
  @Query(() => ConsentConnection, {
    nullable: true,
    description:
      'The statements that the caller’s body collected, or that name it as owner or recipient, as far as the caller may know of them; newest first, the newest 1 000. The person concerned finds her own.',
  })
  async consents(
    @Ctx() operation: RegistryOperation,
    @Args(() => ConsentArgs) args: ConsentArgs,
  ): Promise<Page<Consent>> {
    const page = readPageRequest(args.first, args.after);
    const filter = await readFilter(args, operation);
    const known = filter === null ? [] : await listKnown(operation, filter);
    const picked = await pickByStanding(known, args, operation);
    return cutPage(picked, ({ id, grantedAt }) => ({ id, at: grantedAt }), page);
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => ConsentStatusWord, { nullable: true, description: 'How it stands at this instant.' })
  async status(@Root() consent: Consent, @Ctx() operation: RegistryOperation): Promise<ConsentStatus> {
    return (await standingIn(operation, consent)).status;
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => [ConsentWarningWord], {
    nullable: true,
    description: 'What to look at; empty where all is well, and for what has ended.',
  })
  async warnings(
    @Root() consent: Consent,
    @Ctx() operation: RegistryOperation,
  ): Promise<readonly ConsentWarning[]> {
    return (await standingIn(operation, consent)).warnings;
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => [Body], { nullable: true, description: 'The bodies whose data it is about.' })
  fromBodies(@Root() { fromBodies }: Consent, @Ctx() operation: RegistryOperation): Promise<readonly Body[]> {
    return bodiesOf(fromBodies, operation);
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => [Body], { nullable: true, description: 'The bodies that it lets have them, or keeps them from.' })
  toBodies(@Root() { toBodies }: Consent, @Ctx() operation: RegistryOperation): Promise<readonly Body[]> {
    return bodiesOf(toBodies, operation);
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => Body, { nullable: true, description: 'The body that recorded it, and owns the record.' })
  collectingBody(
    @Root() { collectingBody }: Consent,
    @Ctx() { repositories }: RegistryOperation,
  ): Promise<Body | null> {
    return repositories.bodies.findBody(collectingBody);
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => DateTimeScalar, {
    nullable: true,
    description: 'From when on it no longer holds; null for an objection or a refusal without an end.',
  })
  validTo(@Root() { validTo }: Consent): Date | null {
    return validTo.getTime() === NO_END.getTime() ? null : validTo;
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => [ConsentGeneralisation], {
    nullable: true,
    description: 'What the person gives in a general form only.',
  })
  generalisations(@Root() { generalisations }: Consent): readonly ConsentGeneralisation[] {
    return generalisations.map((chosen) => {
      const [category = '', transform = ''] = chosen.split(':');
      return { category, transform };
    });
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => Person, {
    nullable: true,
    description: 'The file that the caller’s own body holds about the person, where there is one that she may know of.',
  })
  async person(@Root() { subject }: Consent, @Ctx() operation: RegistryOperation): Promise<Person | null> {
    const id = await operation.repositories.consents.fileOf(subject, operation.caller.body);
    const [known] = id === null ? [] : await knownPeople([{ id }], operation);
    return known ?? null;
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => Consent, { nullable: true, description: 'The accord that took its place.' })
  supersededBy(@Root() { supersededBy }: Consent): Pick<Consent, 'id'> | null {
    return supersededBy === null ? null : { id: supersededBy };
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => SharedCase, { nullable: true, description: 'The shared case that it was given for.' })
  case(@Root() { caseId }: Consent): Pick<SharedCase, 'id'> | null {
    return caseId === null ? null : { id: caseId };
  }

  @Crossing('CONSENT_RECORD')
  @FieldResolver(() => Referral, { nullable: true, description: 'The referral that it was given for.' })
  referral(@Root() { referralId }: Consent): Pick<Referral, 'id'> | null {
    return referralId === null ? null : { id: referralId };
  }
}

/** Null where nobody can be found by what is asked. */
async function readFilter(
  { person, expiringWithin: days }: ConsentArgs,
  { repositories, caller, at }: RegistryOperation,
): Promise<ConsentFilter | null> {
  if (days != null && (days < 1 || days > LONGEST_FORESIGHT_DAYS)) {
    throw new HubError('BAD_REQUEST', `\`expiringWithin\` is between 1 and ${LONGEST_FORESIGHT_DAYS}`);
  }
  const ending = days == null ? null : { after: at, by: new Date(at.getTime() + days * DAY_MS) };
  if (person == null) return { subject: null, ending };
  // By the file of another body the caller would learn which files are one person's.
  if (!person.startsWith(`${caller.body}:`)) throw refusal('NOT_OWN_FILE');
  const subject = await repositories.consents.subjectOf(person);
  return subject === null ? null : { subject, ending };
}

/** The limit counts known rows only: those that she may not know of must not push others out of the list. */
async function listKnown(operation: RegistryOperation, filter: ConsentFilter): Promise<readonly Consent[]> {
  const { repositories, caller, mayKnow } = operation;
  const reader = caller.profession === 'SUBJECT' ? { self: caller.self } : { body: caller.body };
  const known: Consent[] = [];
  for (let skip = 0; known.length < GREATEST_LIST; skip += GREATEST_LIST) {
    const rows = await repositories.consents.listCandidates(reader, filter, skip, GREATEST_LIST);
    const verdicts = await mayKnow(
      rows.map(({ id }) => ({ type: 'Consent', id })),
      'CONSENT_RECORD',
    );
    known.push(...rows.filter((_, index) => verdicts[index]));
    if (rows.length < GREATEST_LIST) break;
  }
  return known.slice(0, GREATEST_LIST);
}

async function pickByStanding(
  known: readonly Consent[],
  { status, warning }: ConsentArgs,
  operation: RegistryOperation,
): Promise<readonly Consent[]> {
  if (status == null && warning == null) return known;
  const standings = await Promise.all(known.map((consent) => standingIn(operation, consent)));
  return known.filter((_, index) => {
    const standing = standings[index];
    return (status == null || standing?.status === status) && (warning == null || standing?.warnings.includes(warning));
  });
}

async function standingIn({ repositories, at }: RegistryOperation, consent: Consent): Promise<ConsentStanding> {
  const [words, ...protocols] = await Promise.all([
    repositories.consents.wordsOf(consent.subject, at),
    ...consent.fromBodies.map((body) => repositories.protocols.protocolsOf(body)),
  ]);
  const on = civilDateOf(at);
  const inForce = protocols
    .flat()
    .map(({ record }) => record)
    .filter((record) => ['ACTIVE', 'NOTICE_RUNNING'].includes(instrumentStatus(record, on).word));
  const carries: Carries = (owner: string, recipient: string, purpose: Purpose) =>
    !PURPOSE_NEEDS[purpose].instrument ||
    inForce.some(
      ({ purposes, parties }) =>
        purposes.includes(purpose) && [owner, recipient].every((each) => parties.some(({ body }) => body === each)),
    );
  return standingOf(consent, words, carries, at);
}

async function bodiesOf(codes: readonly string[], { repositories }: RegistryOperation): Promise<readonly Body[]> {
  const bodies = await Promise.all(codes.map((code) => repositories.bodies.findBody(code)));
  return bodies.filter((body) => body !== null);
}
