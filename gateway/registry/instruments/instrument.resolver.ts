import { Arg, Ctx, ID, Int, Mutation, Resolver } from 'type-graphql';
import { Crossing } from '../../../subgraphs/joining/crossing.ts';
import { DateScalar } from '../../../subgraphs/joining/scalars.ts';
import { HubError } from '../../errors.ts';
import { civilDateOf } from '../../policy/civil-date.ts';
import { instrumentStatus } from '../../policy/instruments.ts';
import type { RegistryOperation } from '../operation.ts';
import { assertAdministrator, assertNotLater, checkInstrument, readChanges, refuse } from './instrument-checks.ts';
import { InstrumentChangeInput, InstrumentInput } from './instrument-input.ts';
import { NoticeFormWord } from './instrument-words.ts';
import type { Acting } from './instrument-writing.ts';
import { Protocol } from './protocol.type.ts';

const WHICH = { description: 'Identifier of the instrument.' };

/**
 * What the parties to an instrument write of it, each for itself. A director or the data-protection officer of the body,
 * under the purpose STEERING; said twice, it is done once.
 */
@Resolver(() => Protocol)
export class InstrumentResolver {
  @Crossing('SERVICE_OFFER')
  @Mutation(() => Protocol, {
    nullable: true,
    description:
      'Writes a new instrument for its parties to sign; the body of the caller is one of them. Nothing crosses under it before the last of them has signed.',
  })
  async proposeInstrument(
    @Ctx() operation: RegistryOperation,
    @Arg('instrument', () => InstrumentInput, { description: 'The instrument as it is to be signed.' })
    instrument: InstrumentInput,
  ): Promise<Protocol> {
    const by = actingOf(operation);
    checkInstrument(instrument);
    if (!instrument.parties.some(({ body }) => body === by.body)) {
      throw refuse('NOT_A_PARTY', 'the body of the caller is to be one of the parties');
    }
    await operation.repositories.instrumentActs.propose(instrument, by);
    return written(operation, instrument.id);
  }

  @Crossing('SERVICE_OFFER')
  @Mutation(() => Protocol, { nullable: true, description: 'Records that the body of the caller has signed.' })
  async signInstrument(
    @Ctx() operation: RegistryOperation,
    @Arg('instrument', () => ID, WHICH) instrument: string,
    @Arg('signedOn', () => DateScalar, { description: 'Day of the signature.' }) signedOn: string,
    @Arg('deliberationRef', () => String, { nullable: true, description: 'The deliberation that authorises it.' })
    deliberationRef?: string | null,
    @Arg('deliberationOn', () => DateScalar, { nullable: true, description: 'Day of that deliberation.' })
    deliberationOn?: string | null,
  ): Promise<Protocol> {
    const by = actingOf(operation);
    assertNotLater(signedOn, by.today);
    if (deliberationOn != null && deliberationOn > signedOn) {
      throw refuse('DATE', 'the deliberation is later than the signature that it authorises');
    }
    await operation.repositories.instrumentActs.sign(
      instrument,
      { signedOn, deliberationRef: deliberationRef ?? null, deliberationOn: deliberationOn ?? null },
      by,
    );
    return written(operation, instrument);
  }

  @Crossing('SERVICE_OFFER')
  @Mutation(() => Protocol, {
    nullable: true,
    description:
      'Records a letter by which the body of the caller denounces an instrument, for all its parties. It ends after the notice, or with the period that leaves the whole notice, as the instrument says.',
  })
  async denounceInstrument(
    @Ctx() operation: RegistryOperation,
    @Arg('instrument', () => ID, WHICH) instrument: string,
    @Arg('receivedOn', () => DateScalar, { description: 'Day on which the letter was received.' }) receivedOn: string,
    @Arg('form', () => NoticeFormWord, { description: 'How it was made.' }) form: string,
  ): Promise<Protocol> {
    const by = actingOf(operation);
    assertNotLater(receivedOn, by.today);
    await operation.repositories.instrumentActs.denounce(instrument, { receivedOn, form }, by);
    await operation.awaitRevocation();
    return written(operation, instrument);
  }

  @Crossing('SERVICE_OFFER')
  @Mutation(() => Protocol, {
    nullable: true,
    description:
      'Signs an avenant for the body of the caller. The first party to name its number writes it, the others sign it by saying the same. It takes effect on the day of the last signature.',
  })
  async amendInstrument(
    @Ctx() operation: RegistryOperation,
    @Arg('instrument', () => ID, WHICH) instrument: string,
    @Arg('number', () => Int, { description: 'Number of the avenant: the next, or one that is to be signed.' })
    number: number,
    @Arg('changes', () => [InstrumentChangeInput], { description: 'All that it changes.' })
    changes: InstrumentChangeInput[],
  ): Promise<Protocol> {
    const by = actingOf(operation);
    const read = readChanges(changes);
    const protocol = await operation.repositories.protocols.findProtocol(instrument);
    const word = protocol && instrumentStatus(protocol.record, by.today).word;
    if (word === 'ENDED') throw new HubError('CONFLICT', 'an instrument that has ended is not amended: sign another');
    await operation.repositories.instrumentActs.amend(instrument, number, read, by);
    await operation.awaitRevocation();
    return written(operation, instrument);
  }
}

function actingOf({ caller, at }: RegistryOperation): Acting {
  assertAdministrator(caller);
  return { body: caller.body, agent: caller.agent, at, today: civilDateOf(at) };
}

/** What was written is read back, so that the answer says what stands and not what was meant. */
async function written({ repositories }: RegistryOperation, id: string): Promise<Protocol> {
  const protocol = await repositories.protocols.findProtocol(id);
  if (!protocol) throw new Error('an instrument that was written is not there');
  return protocol;
}
