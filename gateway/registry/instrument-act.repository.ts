import { createHash, randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../prisma/generated/hub/client.ts';
import { HubError } from '../errors.ts';
import type { InstrumentChange } from '../policy/amendments.ts';
import type { CivilDate } from '../policy/civil-date.ts';
import { refuse } from './instrument-checks.ts';
import type { InstrumentInput } from './instrument-input.ts';
import { columnOf } from './paris-day.ts';

/** Who writes of an instrument, for which of its parties, and when. */
export interface Acting {
  readonly body: string;
  readonly agent: string;
  readonly at: Date;
  readonly today: CivilDate;
}

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

type Database = Prisma.TransactionClient;

export function createInstrumentActRepository(prisma: PrismaClient): InstrumentActRepository {
  /** One act at a time on an instrument: the others wait for the row. */
  function onInstrument(id: string, by: Acting, act: (database: Database, locked: Locked) => Promise<ActKind | null>) {
    return prisma.$transaction(async (database) => {
      await database.$queryRaw`SELECT id FROM instrument WHERE id = ${id} FOR UPDATE`;
      const instrument = await database.instrument.findUnique({ where: { id }, include: LOCKED });
      if (!instrument?.parties.some(({ bodyCode }) => bodyCode === by.body)) {
        throw refuse('NOT_A_PARTY', 'the body of the caller is no party to such an instrument');
      }
      const kind = await act(database, instrument);
      if (kind !== null) await writeAct(database, id, kind, by);
    });
  }

  return {
    propose: (input, by) => prisma.$transaction((database) => propose(database, input, by)),

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

const LOCKED = { parties: true, denunciations: true, amendments: true } as const satisfies Prisma.InstrumentInclude;
type Locked = Prisma.InstrumentGetPayload<{ include: typeof LOCKED }>;

async function propose(database: Database, input: InstrumentInput, by: Acting): Promise<void> {
  const { parties, restrictions, predecessor, ...terms } = input;
  // A text of its own tells two proposals of one identifier apart; it is what its parties will sign.
  const title = terms.title.trim();
  const lock = createHash('sha256').update(input.id).digest().readInt32BE(0);
  await database.$queryRaw`SELECT pg_advisory_xact_lock(${lock})::text`;
  const wanted = {
    ...terms,
    title,
    termMonths: terms.termMonths ?? null,
    predecessorId: predecessor ?? null,
    datesAssumed: false,
    courtAsWritten: null,
    courtEffective: null,
  };
  const known = await database.instrument.findUnique({
    where: { id: input.id },
    include: { parties: true, restrictions: { where: { amendmentId: null } } },
  });
  if (known) {
    const { parties: knownParties, restrictions: knownRestrictions, ...row } = known;
    const isSaid =
      isSame(row, wanted) &&
      isSame(sorted(knownParties.map(partyWords)), sorted(parties.map(partyWordsOfInput))) &&
      isSame(sorted(knownRestrictions.map(restrictionWords)), sorted((restrictions ?? []).map(restrictionWords)));
    if (!isSaid) throw conflict('an instrument of this identifier says something else');
    return;
  }
  const codes = parties.map(({ body }) => body);
  if ((await database.body.count({ where: { code: { in: codes } } })) !== codes.length) {
    throw refuse('PARTIES', 'a party is no body of the hub');
  }
  if (wanted.predecessorId && !(await database.instrument.findUnique({ where: { id: wanted.predecessorId } }))) {
    throw refuse('IDENTIFIER', 'its predecessor is no instrument of the hub');
  }
  await database.instrument.create({
    data: {
      ...wanted,
      parties: {
        create: parties.map(({ body, office, basis }) => ({ bodyCode: body, signatoryOffice: office ?? null, basis })),
      },
      restrictions: {
        create: (restrictions ?? []).map((each) => ({ ...each, id: randomUUID(), validFrom: columnOf(by.today) })),
      },
    },
  });
  await writeAct(database, input.id, 'PROPOSED', by);
}

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

type ActKind = 'PROPOSED' | 'SIGNED' | 'DENOUNCED' | 'AMENDED' | 'AMENDMENT_SIGNED';

async function writeAct(database: Database, instrumentId: string, kind: ActKind, { body, agent, at }: Acting) {
  await database.instrumentAct.create({ data: { id: randomUUID(), instrumentId, kind, bodyCode: body, agent, at } });
}

function conflict(message: string): HubError {
  return new HubError('CONFLICT', message);
}

function isSameDay(column: Date, day: CivilDate): boolean {
  return column.getTime() === columnOf(day).getTime();
}

function partyWords({
  bodyCode,
  signatoryOffice,
  basis,
}: {
  bodyCode: string;
  signatoryOffice: string | null;
  basis: string;
}) {
  return JSON.stringify([bodyCode, signatoryOffice, basis]);
}
function partyWordsOfInput({ body, office, basis }: InstrumentInput['parties'][number]) {
  return JSON.stringify([body, office ?? null, basis]);
}
function restrictionWords({
  category,
  profession,
  purpose,
}: {
  category: string;
  profession: string;
  purpose: string;
}) {
  return JSON.stringify([category, profession, purpose]);
}

function sorted(words: readonly string[]): readonly string[] {
  return [...words].sort();
}

function jsonOf(changes: readonly InstrumentChange[]): Prisma.InputJsonValue {
  return changes as unknown as Prisma.InputJsonValue;
}

/** Whether two values say the same, in whatever order their keys stand. */
function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
