import { randomUUID } from 'node:crypto';
import type { Prisma, PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { lock } from '../people/subject-file.repository.ts';
import { endWhatRested } from './consent-end.repository.ts';
import { refusal } from './consent-refusals.ts';

/** What is taken out of an accord, and nothing else: whatever is said here, the accord cannot come out wider. */
export interface Narrowing {
  readonly id: string;
  readonly withoutCategories: readonly string[];
  readonly withoutBodies: readonly string[];
  readonly withoutPurposes: readonly string[];
  /** `CATEGORY:TRANSFORM`, given in a general form only from now on. */
  readonly generalisations: readonly string[];
  /** An earlier end; null: the end stays. */
  readonly validTo: Date | null;
  readonly channel: string;
  /** `BODY:agent`. */
  readonly by: string;
  readonly at: Date;
}

export interface ConsentNarrowing {
  /** Gives back the id of the accord that is left. Said twice, it is done once. */
  narrow(narrowing: Narrowing): Promise<string>;
}

type ConsentRow = Prisma.ConsentGetPayload<object>;

/** One transaction behind the lock of the person, like every write of the register. */
export function createConsentNarrowing(prisma: PrismaClient): ConsentNarrowing {
  return {
    narrow: (narrowing) =>
      prisma.$transaction(async (database) => {
        const { id, at, channel, by } = narrowing;
        const { subject } = await database.consent.findUniqueOrThrow({ where: { id }, select: { subject: true } });
        await lock(database, subject);
        const earlier = await database.consent.findUniqueOrThrow({ where: { id } });
        const left = leaveOut(earlier, narrowing);
        if (earlier.supersededBy !== null) return sameAgain(database, earlier.supersededBy, left);
        if (earlier.kind !== 'ACCORD' || earlier.withdrawnAt !== null) throw refusal('SUPERSEDES_NOTHING');
        if (isSame(earlier, left)) throw refusal('NARROWS_NOTHING');
        const created = await database.consent.create({ data: { ...left, id: randomUUID() } });
        await database.consent.update({
          where: { id },
          data: { supersededBy: created.id, withdrawnAt: at, withdrawalChannel: channel, withdrawnBy: by },
        });
        await endWhatRested(database, earlier, 'NARROWED', at);
        return created.id;
      }),
  };
}

/**
 * What is left of an accord. It stays as old as it was: an objection said since still defeats it, and its granters are
 * judged as of the day on which they gave it.
 */
function leaveOut(earlier: ConsentRow, narrowing: Narrowing): Omit<ConsentRow, 'id'> {
  const { id: _, ...row } = earlier;
  const without = (words: readonly string[], out: readonly string[]) => words.filter((each) => !out.includes(each));
  const categories = without(row.categories, narrowing.withoutCategories);
  const toBodies = without(row.toBodies, narrowing.withoutBodies);
  const purposes = without(row.purposes, narrowing.withoutPurposes);
  if ([categories, toBodies, purposes].some(({ length }) => length === 0)) throw refusal('EMPTY');
  const isKept = (chosen: string) => categories.includes(chosen.slice(0, chosen.indexOf(':')));
  if (!narrowing.generalisations.every(isKept)) throw refusal('UNKNOWN_WORD');
  const { validTo } = narrowing;
  if (validTo !== null && validTo <= narrowing.at) throw refusal('ENDS_BEFORE_IT_BEGINS');
  return {
    ...row,
    ...{ categories, toBodies, purposes },
    explicitCategories: without(row.explicitCategories, narrowing.withoutCategories),
    generalisations: [...new Set([...row.generalisations.filter(isKept), ...narrowing.generalisations])].sort(),
    validTo: validTo !== null && validTo < row.validTo ? validTo : row.validTo,
    ...{ withdrawnAt: null, withdrawalChannel: null, withdrawnBy: null, supersededBy: null },
  };
}

async function sameAgain(
  database: Prisma.TransactionClient,
  id: string,
  left: Omit<ConsentRow, 'id'>,
): Promise<string> {
  const later = await database.consent.findUnique({ where: { id } });
  if (later === null || !isSame(later, left)) throw refusal('SUPERSEDES_NOTHING');
  return later.id;
}

const SCOPE = ['categories', 'explicitCategories', 'toBodies', 'purposes', 'generalisations', 'validTo'] as const;

function isSame(a: Omit<ConsentRow, 'id'>, b: Omit<ConsentRow, 'id'>): boolean {
  return SCOPE.every((column) => JSON.stringify(a[column]) === JSON.stringify(b[column]));
}
