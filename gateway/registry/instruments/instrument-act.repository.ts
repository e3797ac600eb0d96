import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../../prisma/generated/hub/client.ts';
import type { InstrumentChange } from '../../policy/amendments.ts';
import type { CivilDate } from '../../policy/civil-date.ts';
import { columnOf } from '../paris-day.ts';
import { refuse } from './instrument-checks.ts';
import type { InstrumentInput } from './instrument-input.ts';
import { proposeInstrument } from './instrument-proposal.ts';
import { type Acting, type ActKind, conflict, type Database, isSame, writeAct } from './instrument-writing.ts';

export interface Signature {
  readonly signedOn: CivilDate;
  readonly deliberationRef: string | null;
  readonly deliberationOn: CivilDate | null;
}

/**
 * What parties write of instruments. Each act is whole or not at all, and said twice is done once: what is written
 * already is left as it is, and what contradicts it is a CONFLICT.
 */
export interface InstrumentActRepository {
  propose(input: InstrumentInput, by: Acting): Promise<void>;
  sign(id: string, signature: Signature, by: Acting): Promise<void>;
  denounce(id: string, letter: { receivedOn: CivilDate; form: string }, by: Acting): Promise<void>;
  /** The first party to say it writes the avenant; the others sign it by saying the same. */
  amend(id: string, number: number, changes: readonly InstrumentChange[], by: Acting): Promise<void>;
}

export function createInstrumentActRepository(prisma: PrismaClient): InstrumentActRepository {
  /** One act at a time on an instrument: the others wait for the row. */
  function onInstrument(id: string, by: Acting, act: (database: Database, locked: Locked) => Promise<ActKind | null>) {
    return prisma.$transaction(async (database) => {
      await database.$queryRaw`SELECT id FROM instrument WHERE id = ${id} FOR UPDATE`;
      const instrument = await readLocked(database, id);
      if (!instrument?.parties.some(({ bodyCode }) => bodyCode === by.body)) {
        throw refuse('NOT_A_PARTY', 'the body of the caller is no party to such an instrument');
      }
      const kind = await act(database, instrument);
      if (kind !== null) await writeAct(database, id, kind, by);
    });
  }

  return {
    propose: (input, by) => prisma.$transaction((database) => proposeInstrument(database, input, by)),

    sign: (id, signature, by) =>
      onInstrument(id, by, async (database, { parties }) => {
        const own = parties.find(({ bodyCode }) => bodyCode === by.body);
        const signedOn = columnOf(signature.signedOn);
        if (own?.signedOn) {
          if (own.signedOn.getTime() !== signedOn.getTime()) throw conflict('it has been signed on another day');
          return null;
        }
        const { deliberationRef, deliberationOn } = signature;
        await database.instrumentParty.update({
          where: { instrumentId_bodyCode: { instrumentId: id, bodyCode: by.body } },
          data: { signedOn, deliberationRef, deliberationOn: deliberationOn && columnOf(deliberationOn) },
        });
        return 'SIGNED';
      }),

    denounce: (id, { receivedOn, form }, by) =>
      onInstrument(id, by, async (database, { denunciations, noticeForm, parties }) => {
        if (denunciations.some((each) => each.byBody === by.body && isSameDay(each.receivedOn, receivedOn)))
          return null;
        if (denunciations.length > 0) throw conflict('it has been denounced already');
        if (noticeForm === 'REGISTERED_LETTER' && form !== 'REGISTERED_LETTER') {
          throw refuse('FORM', 'it is denounced by registered letter');
        }
        if (parties.some(({ signedOn }) => signedOn === null || signedOn > columnOf(receivedOn))) {
          throw refuse('DATE', 'it had no effect yet on that day');
        }
        await database.denunciation.create({
          data: { id: randomUUID(), instrumentId: id, byBody: by.body, receivedOn: columnOf(receivedOn), form },
        });
        return 'DENOUNCED';
      }),

    amend: (id, number, changes, by) =>
      onInstrument(id, by, async (database, instrument) => {
        const known = instrument.amendments.find((each) => each.number === number);
        if (known && !isSame(known.changes, changes)) throw conflict('the avenant of this number says something else');
        if (known?.signedBy.includes(by.body)) return null;
        if (!known && number !== instrument.amendments.length + 1) {
          throw refuse('NUMBER', 'avenants are numbered one after the other');
        }
        const signedBy = [...(known?.signedBy ?? []), by.body];
        const isSigned = instrument.parties.every(({ bodyCode }) => signedBy.includes(bodyCode));
        const effectiveOn = isSigned ? columnOf(by.today) : null;
        const amendment = known
          ? await database.amendment.update({ where: { id: known.id }, data: { signedBy, effectiveOn } })
          : await database.amendment.create({
              data: { id: randomUUID(), instrumentId: id, number, signedBy, effectiveOn, changes: jsonOf(changes) },
            });
        if (effectiveOn) await takeEffect(database, id, amendment.id, changes, effectiveOn);
        return known ? 'AMENDMENT_SIGNED' : 'AMENDED';
      }),
  };
}

/** An instrument as its acts need it. One statement after the other: a transaction has one connection. */
async function readLocked(database: Database, id: string) {
  const instrument = await database.instrument.findUnique({ where: { id } });
  if (!instrument) return null;
  const of = { where: { instrumentId: id } };
  const parties = await database.instrumentParty.findMany(of);
  const denunciations = await database.denunciation.findMany(of);
  const amendments = await database.amendment.findMany(of);
  return { ...instrument, parties, denunciations, amendments };
}
type Locked = NonNullable<Awaited<ReturnType<typeof readLocked>>>;

/** Prohibitions, and the statutory route, are rows of their own with a first and a last day. */
async function takeEffect(
  database: Database,
  instrumentId: string,
  amendmentId: string,
  changes: readonly InstrumentChange[],
  validFrom: Date,
): Promise<void> {
  for (const change of changes) {
    if (change.kind === 'ADD_RESTRICTION') {
      const { kind: _, ...words } = change;
      await database.instrumentRestriction.create({
        data: { ...words, id: randomUUID(), instrumentId, amendmentId, validFrom },
      });
    } else if (change.kind === 'OPEN_L121_6_2') {
      const open = await database.optIn.count({ where: { instrumentId, validTo: null } });
      if (open === 0) await database.optIn.create({ data: { id: randomUUID(), instrumentId, amendmentId, validFrom } });
    } else if (change.kind === 'CLOSE_L121_6_2') {
      await database.optIn.updateMany({ where: { instrumentId, validTo: null }, data: { validTo: validFrom } });
    }
  }
}

function isSameDay(column: Date, day: CivilDate): boolean {
  return column.getTime() === columnOf(day).getTime();
}

function jsonOf(changes: readonly InstrumentChange[]): Prisma.InputJsonValue {
  return changes as unknown as Prisma.InputJsonValue;
}
