import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../../prisma/generated/hub/client.ts';
import { HubError } from '../../errors.ts';
import type { CivilDate } from '../../policy/civil-date.ts';

/** What every act on an instrument has in common: who does it, that it is kept, and what contradicts it. */

export type Database = Prisma.TransactionClient;

/** Who writes of an instrument, for which of its parties, and when. */
export interface Acting {
  readonly body: string;
  readonly agent: string;
  readonly at: Date;
  readonly today: CivilDate;
}

export type ActKind = 'PROPOSED' | 'SIGNED' | 'DENOUNCED' | 'AMENDED' | 'AMENDMENT_SIGNED';

/** Keeps who recorded what, in the transaction of the act itself. */
export async function writeAct(database: Database, instrumentId: string, kind: ActKind, { body, agent, at }: Acting) {
  await database.instrumentAct.create({ data: { id: randomUUID(), instrumentId, kind, bodyCode: body, agent, at } });
}

export function conflict(message: string): HubError {
  return new HubError('CONFLICT', message);
}

/** Whether two values say the same, in whatever order their keys stand. */
export function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
