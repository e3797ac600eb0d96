import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../../subgraphs/joining/scalars.ts';
import { HubError } from '../../errors.ts';
import { amendedOn } from '../../policy/amendments.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import { instrumentAlerts } from '../../policy/instrument-alerts.ts';
import { type InstrumentStatus, instrumentStatus, isRunning } from '../../policy/instruments.ts';
import type { RegistryOperation } from '../operation.ts';
import { ProtocolStatusWord, PurposeWord } from '../words.ts';
import { Protocol, ProtocolAlert } from './protocol.type.ts';
import { ProtocolRestriction } from './protocol-parts.type.ts';

const ON_DAY = { nullable: true, description: 'The day that is asked about; today in France where it is left out.' };
const WITHIN = {
  nullable: true,
  description: 'How many days after that one are looked at as well, 400 at most; 30 where it is left out.',
};
const GREATEST_COUNTDOWN = 400;

@Resolver(() => Protocol)
export class ProtocolResolver {
  @Crossing('SERVICE_OFFER')
  @Query(() => [Protocol], { description: 'The instruments under which bodies may share, by id; ended ones included.' })
  protocols(@Ctx() { repositories }: RegistryOperation): Promise<readonly Protocol[]> {
    return repositories.protocols.listProtocols();
  }

  @Crossing('SERVICE_OFFER')
  @Query(() => Protocol, { nullable: true, description: 'One instrument, or null where none has this identifier.' })
  protocol(
    @Ctx() { repositories }: RegistryOperation,
    @Arg('id', () => ID, { description: 'Identifier of the instrument: `P-21-LONGVIC`.' }) id: string,
  ): Promise<Protocol | null> {
    return repositories.protocols.findProtocol(id);
  }

  @Crossing('SERVICE_OFFER')
  @Query(() => [ProtocolAlert], {
    description:
      'The countdowns of all instruments: 180, 90, 30 and 7 days before a period ends, the nearest day first.',
  })
  async protocolAlerts(
    @Ctx() { repositories, at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
    @Arg('within', () => Int, WITHIN) within?: number | null,
  ): Promise<readonly ProtocolAlert[]> {
    const protocols = await repositories.protocols.listProtocols();
    return protocols
      .flatMap((protocol) => alertsOf(protocol, on ?? civilDateOf(at), within))
      .sort((a, b) => (a.dueOn === b.dueOn ? 0 : a.dueOn < b.dueOn ? -1 : 1));
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [ProtocolAlert], { description: 'Its countdown: the alerts of a day and of those after it.' })
  alerts(
    @Root() protocol: Protocol,
    @Ctx() { at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
    @Arg('within', () => Int, WITHIN) within?: number | null,
  ): readonly ProtocolAlert[] {
    return alertsOf(protocol, on ?? civilDateOf(at), within);
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [PurposeWord], {
    description: 'The purposes for which something may cross under it, avenants in force included.',
  })
  purposes(
    @Root() protocol: Protocol,
    @Ctx() { at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
  ): readonly string[] {
    return termsOf(protocol, on ?? civilDateOf(at)).purposes;
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [String], {
    description: 'INSEE codes of the communes that it speaks of, avenants in force included.',
  })
  communes(
    @Root() protocol: Protocol,
    @Ctx() { at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
  ): readonly string[] {
    return termsOf(protocol, on ?? civilDateOf(at)).communes;
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Length of a period in months, avenants in force included; null where it has no term.',
  })
  termMonths(
    @Root() protocol: Protocol,
    @Ctx() { at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
  ): number | null {
    return termsOf(protocol, on ?? civilDateOf(at)).termMonths;
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => [ProtocolRestriction], { description: 'What its parties forbid beyond the table of rules.' })
  restrictions(
    @Root() { record }: Protocol,
    @Ctx() { at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
  ): readonly ProtocolRestriction[] {
    return record.restrictions.filter((each) => isRunning(each, on ?? civilDateOf(at)));
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => Boolean, {
    description:
      'Whether an avenant in force opens the statutory route of CASF L121-6-2, by which professionals share without an accord.',
  })
  opensL121_6_2(
    @Root() { record }: Protocol,
    @Ctx() { at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
  ): boolean {
    return record.optIns.some((each) => isRunning(each, on ?? civilDateOf(at)));
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'First day of its effect: the day of the last signature. Null until every party has signed.',
  })
  effectiveOn(@Root() protocol: Protocol, @Ctx() { at }: RegistryOperation): string | null {
    return statusOf(protocol, at, null).effectiveOn;
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => ProtocolStatusWord, { description: 'How it stands on a day, with what was known on that day.' })
  status(
    @Root() protocol: Protocol,
    @Ctx() { at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
  ): string {
    return statusOf(protocol, at, on).word;
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Number of the running period, from 1; null before its effect and after its end.',
  })
  periodNumber(
    @Root() protocol: Protocol,
    @Ctx() { at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
  ): number | null {
    return statusOf(protocol, at, on).periodNumber;
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'First day after the running period; null where it has no term.',
  })
  periodEnd(
    @Root() protocol: Protocol,
    @Ctx() { at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
  ): string | null {
    return statusOf(protocol, at, on).periodEnd;
  }

  @Crossing('SERVICE_OFFER')
  @FieldResolver(() => DateScalar, {
    nullable: true,
    description: 'First day on which nothing crosses under it any more; null as long as no end is in sight.',
  })
  endsOn(
    @Root() protocol: Protocol,
    @Ctx() { at }: RegistryOperation,
    @Arg('on', () => DateScalar, ON_DAY) on?: string | null,
  ): string | null {
    return statusOf(protocol, at, on).endsOn;
  }
}

function statusOf({ record }: Protocol, at: Date, on: string | null | undefined): InstrumentStatus {
  return instrumentStatus(record, on ?? civilDateOf(at));
}

function termsOf({ record, signedCommunes }: Protocol, on: string) {
  return amendedOn({ ...record, communes: signedCommunes }, record.amendments, on);
}

function alertsOf(protocol: Protocol, on: string, within: number | null | undefined): readonly ProtocolAlert[] {
  const days = within ?? 30;
  if (days < 0 || days > GREATEST_COUNTDOWN) {
    throw new HubError('BAD_REQUEST', `\`within\` is between 0 and ${GREATEST_COUNTDOWN}`);
  }
  return instrumentAlerts(protocol.record, on, days).map((alert) => ({ ...alert, protocol }));
}
