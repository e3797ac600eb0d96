import { ArgsType, Field, ID, Int } from 'type-graphql';
import { CategoryWord } from '../../../subgraphs/joining/crossing.ts';
import { DateTimeScalar } from '../../../subgraphs/joining/scalars.ts';
import { registerWords } from '../../../subgraphs/joining/words.ts';
import { HubError } from '../../errors.ts';
import type { RegistryOperation } from '../operation.ts';
import { DecisionEffectWord, PurposeWord } from '../words.ts';
import { ACCESS_SIDES, type AccessSide } from './access-reading.repository.ts';
import type { AccessRecordFilter } from './access-record.repository.ts';

export const AccessSideWord = registerWords(
  'AccessSide',
  ACCESS_SIDES,
  'On which side of an access your body stands: OWNER it held what was asked for, RECIPIENT its agent asked, COLLECTOR it collected the accord on which the release rests.',
);

/** What a list shows where no period is asked for. */
const DEFAULT_PERIOD_MS = 30 * 86_400_000;

/** Which access records are meant, wherever they are listed or exported. */
@ArgsType()
export class AccessRecordSelection {
  @Field(() => AccessSideWord, { nullable: true, description: 'Only where your body stands on this side.' })
  side?: AccessSide | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Not before this instant; thirty days before `to` where it is left out.',
  })
  from?: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Before this instant; the instant of the question where it is left out.',
  })
  to?: Date | null;

  @Field(() => String, { nullable: true, description: 'Only what this agent asked.' })
  agent?: string | null;

  @Field(() => PurposeWord, { nullable: true, description: 'Only what was asked for this purpose.' })
  purpose?: string | null;

  @Field(() => DecisionEffectWord, { nullable: true, description: 'Only what was decided like this.' })
  decision?: string | null;

  @Field(() => CategoryWord, { nullable: true, description: 'Only this category.' })
  category?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only what was released on a declared emergency (rule R001: CP 223-6 and 122-7); false: all else.',
  })
  emergency?: boolean | null;

  @Field(() => String, { nullable: true, description: 'Only what was decided by this version of the rules.' })
  ruleSetVersion?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what rests on this instrument.' })
  instrument?: string | null;

  @Field(() => ID, { nullable: true, description: 'Only what rests on this accord.' })
  consent?: string | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'Only what is about the person of this file of your own body, `BODY:local`. There is none about a file that your body does not hold.',
  })
  person?: string | null;
}

@ArgsType()
export class AccessRecordArgs extends AccessRecordSelection {
  @Field(() => Int, { nullable: true, description: 'Rows per page, 100 at most; 20 where it is left out.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Cursor after which the page begins.' })
  after?: string | null;
}

/** From an instant on and before another, as a list of the journal is asked for. */
export function readPeriod(
  asked: { readonly from?: Date | null; readonly to?: Date | null },
  at: Date,
): { readonly from: Date; readonly to: Date } {
  const to = asked.to ?? at;
  const from = asked.from ?? new Date(to.getTime() - DEFAULT_PERIOD_MS);
  if (from > to) throw new HubError('BAD_REQUEST', '`from` is later than `to`');
  return { from: heldIn(from), to: heldIn(to) };
}

/** No journal reaches further, and calendars and databases disagree on years that do. */
const EARLIEST = new Date('2000-01-01T00:00:00Z');
const LATEST = new Date('2200-01-01T00:00:00Z');

function heldIn(instant: Date): Date {
  if (instant < EARLIEST) return EARLIEST;
  return instant > LATEST ? LATEST : instant;
}

/** What was asked for; null where nobody can be found by it, which is told like a file that there is not. */
export async function readSelection(
  asked: AccessRecordSelection,
  operation: RegistryOperation,
): Promise<AccessRecordFilter | null> {
  // To pick by a name is to read it, and a person is not told who by name looked (RGPD 15(4)).
  if (operation.caller.profession === 'SUBJECT' && asked.agent != null) {
    throw new HubError('BAD_REQUEST', 'a person looks by body and profession, not by the name of an agent');
  }
  const subject = asked.person == null ? null : await ownSubject(asked.person, operation);
  if (asked.person != null && subject === null) return null;
  return {
    ...readPeriod(asked, operation.at),
    side: asked.side ?? null,
    agent: asked.agent ?? null,
    purpose: asked.purpose ?? null,
    decision: asked.decision ?? null,
    category: asked.category ?? null,
    emergency: asked.emergency ?? null,
    ruleSetVersion: asked.ruleSetVersion ?? null,
    instrument: asked.instrument ?? null,
    consent: asked.consent ?? null,
    subject,
  };
}

/**
 * The pseudonym of the person of a file of the caller's own body. The file of another body is one that there is not: by
 * it the caller would learn which files are one person's.
 */
export async function ownSubject(file: string, { repositories, caller }: RegistryOperation): Promise<string | null> {
  return file.startsWith(`${caller.body}:`) ? repositories.consents.subjectOf(file) : null;
}
