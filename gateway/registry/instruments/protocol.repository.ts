import type { Prisma, PrismaClient } from '../../../prisma/generated/hub/client.ts';
import type { Category, Purpose } from '../../../schema/vocabulary.ts';
import type { InstrumentChange } from '../../policy/amendments.ts';
import type { CarryingInstrument } from '../../policy/instruments.ts';
import { createLoader } from '../loader.ts';
import type { Protocol } from './protocol.type.ts';

export interface ProtocolRepository {
  /** By id; read once for the operation. */
  listProtocols(): Promise<readonly Protocol[]>;
  protocolsOf(bodyCode: string): Promise<readonly Protocol[]>;
  /** As it stands now, whatever has been read before. */
  findProtocol(id: string): Promise<Protocol | null>;
}

const WHOLE = {
  parties: { orderBy: { bodyCode: 'asc' } },
  axes: { orderBy: { code: 'asc' } },
  denunciations: { orderBy: [{ receivedOn: 'asc' }, { id: 'asc' }] },
  amendments: { orderBy: { number: 'asc' } },
  restrictions: { orderBy: [{ validFrom: 'asc' }, { id: 'asc' }] },
  optIns: { orderBy: [{ validFrom: 'asc' }, { id: 'asc' }] },
} as const satisfies Prisma.InstrumentInclude;
type InstrumentRow = Prisma.InstrumentGetPayload<{ include: typeof WHOLE }>;

export function createProtocolRepository(prisma: PrismaClient): ProtocolRepository {
  const byBody = createLoader<readonly Protocol[]>(async (codes) => {
    const rows = await prisma.instrument.findMany({
      where: { parties: { some: { bodyCode: { in: [...codes] } } } },
      include: WHOLE,
      orderBy: { id: 'asc' },
    });
    const found = new Map<string, Protocol[]>(codes.map((code) => [code, []]));
    for (const row of rows) {
      const protocol = protocolOf(row);
      for (const { bodyCode } of row.parties) found.get(bodyCode)?.push(protocol);
    }
    return found;
  });
  let all: Promise<readonly Protocol[]> | null = null;
  return {
    listProtocols() {
      all ??= prisma.instrument
        .findMany({ include: WHOLE, orderBy: { id: 'asc' } })
        .then((rows) => rows.map(protocolOf));
      return all;
    },
    protocolsOf: async (bodyCode) => (await byBody.load(bodyCode)) ?? [],
    async findProtocol(id) {
      const row = await prisma.instrument.findUnique({ where: { id }, include: WHOLE });
      return row && protocolOf(row);
    },
  };
}

function protocolOf(row: InstrumentRow): Protocol {
  return {
    ...row,
    parties: row.parties.map(({ signatoryOffice, ...party }) => ({ ...party, office: signatoryOffice })),
    denunciations: row.denunciations.map(({ byBody, ...letter }) => ({ ...letter, bodyCode: byBody })),
    amendments: row.amendments.map(({ number, signedBy, effectiveOn, changes }) => ({
      number,
      signedBy,
      effectiveOn,
      changes: changesOf(changes),
    })),
    signedCommunes: row.communes,
    record: recordOf(row),
  };
}

function recordOf(row: InstrumentRow): CarryingInstrument {
  return {
    id: row.id,
    purposes: row.purposes as Purpose[],
    parties: row.parties.map(({ bodyCode, signedOn }) => ({ body: bodyCode, signedOn: signedOn && dayOf(signedOn) })),
    termMonths: row.termMonths,
    tacitRenewal: row.tacitRenewal,
    noticeMonths: row.noticeMonths,
    terminationMode: row.terminationMode === 'AT_TERM' ? 'AT_TERM' : 'ANYTIME',
    denunciations: row.denunciations.map(({ receivedOn }) => ({ receivedOn: dayOf(receivedOn) })),
    amendments: row.amendments.map(({ number, effectiveOn, changes }) => ({
      number,
      effectiveOn: effectiveOn && dayOf(effectiveOn),
      changes: changesOf(changes),
    })),
    restrictions: row.restrictions.map(({ category, profession, purpose, ...interval }) => ({
      category: category as Category,
      profession,
      purpose: purpose as Purpose,
      ...daysOf(interval),
    })),
    optIns: row.optIns.map(daysOf),
  };
}

/** Written by the repository of acts alone, in the words of the policy, which refuses any other when it reads them. */
function changesOf(changes: Prisma.JsonValue): readonly InstrumentChange[] {
  return changes as unknown as readonly InstrumentChange[];
}

function daysOf({ validFrom, validTo }: { validFrom: Date; validTo: Date | null }) {
  return { validFrom: dayOf(validFrom), validTo: validTo && dayOf(validTo) };
}

/** A `date` column comes as midnight UTC of that day. */
function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
