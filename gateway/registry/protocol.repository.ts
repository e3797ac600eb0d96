import type { Prisma, PrismaClient } from '../../prisma/generated/hub/client.ts';
import type { Purpose } from '../../schema/vocabulary.ts';
import type { InstrumentRecord } from '../policy/instruments.ts';
import { createLoader } from './loader.ts';
import type { Protocol } from './protocol.type.ts';

export interface ProtocolRepository {
  listProtocols(): Promise<readonly Protocol[]>;
  protocolsOf(bodyCode: string): Promise<readonly Protocol[]>;
}

const WHOLE = {
  parties: { orderBy: { bodyCode: 'asc' } },
  denunciations: true,
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
  return {
    async listProtocols() {
      return (await prisma.instrument.findMany({ include: WHOLE, orderBy: { id: 'asc' } })).map(protocolOf);
    },
    protocolsOf: async (bodyCode) => (await byBody.load(bodyCode)) ?? [],
  };
}

function protocolOf(row: InstrumentRow): Protocol {
  const parties = row.parties.map(({ signatoryOffice, ...party }) => ({ ...party, office: signatoryOffice }));
  return { ...row, parties, record: recordOf(row) };
}

function recordOf(row: InstrumentRow): InstrumentRecord {
  return {
    id: row.id,
    purposes: row.purposes as Purpose[],
    parties: row.parties.map(({ bodyCode, signedOn }) => ({ body: bodyCode, signedOn: signedOn && dayOf(signedOn) })),
    termMonths: row.termMonths,
    tacitRenewal: row.tacitRenewal,
    noticeMonths: row.noticeMonths,
    terminationMode: row.terminationMode === 'AT_TERM' ? 'AT_TERM' : 'ANYTIME',
    denunciations: row.denunciations.map(({ receivedOn }) => ({ receivedOn: dayOf(receivedOn) })),
  };
}

/** A `date` column comes as midnight UTC of that day. */
function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
