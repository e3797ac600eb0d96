import { ArgsType, Field, ID, Int } from 'type-graphql';
import { HubError } from '../../errors.ts';
import type { RegistryOperation } from '../operation.ts';
import type { ConsentFilter } from './consent.repository.ts';
import type { Consent } from './consent.type.ts';
import { refusal } from './consent-refusals.ts';
import { standingIn } from './consent-standing-in.ts';
import { type ConsentStatus, ConsentStatusWord, type ConsentWarning, ConsentWarningWord } from './consent-words.ts';

const DAY_MS = 86_400_000;
const LONGEST_FORESIGHT_DAYS = 366;
/** The newest so many that the caller may know of make the list. */
const GREATEST_LIST = 1_000;

/** What the list of the register can be narrowed by. */
@ArgsType()
export class ConsentArgs {
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

/** The statements that the caller may know of and asked for. All are decided before one is picked. */
export async function listConsents(operation: RegistryOperation, args: ConsentArgs): Promise<readonly Consent[]> {
  const filter = await readFilter(args, operation);
  const known = filter === null ? [] : await listKnown(operation, filter);
  return pickByStanding(known, args, operation);
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
