import { createHash, randomUUID } from 'node:crypto';
import { columnOf } from '../paris-day.ts';
import { refuse } from './instrument-checks.ts';
import type { InstrumentInput } from './instrument-input.ts';
import { type Acting, conflict, type Database, isSame, writeAct } from './instrument-writing.ts';

/** Writes a new instrument for its parties to sign. What is written already is left, and something else is a CONFLICT. */
export async function proposeInstrument(database: Database, input: InstrumentInput, by: Acting): Promise<void> {
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
  const row = await database.instrument.findUnique({ where: { id: input.id } });
  if (row) {
    const knownParties = await database.instrumentParty.findMany({ where: { instrumentId: input.id } });
    const knownRestrictions = await database.instrumentRestriction.findMany({
      where: { instrumentId: input.id, amendmentId: null },
    });
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
