import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/body/client.ts';
import type { ServingKind } from '../../schema/vocabulary.ts';
import type { LinkageAccess } from '../joining/link-files.ts';
import type { WitnessedCheckpoints } from '../joining/witness.ts';
import { CaseRepository } from './case.repository.ts';
import { civilDay } from './civil-day.ts';
import type { BodyContext } from './context.ts';
import { PersonRepository } from './person.repository.ts';
import { createStudyParts } from './statistics/study-parts.ts';
import { createWitnessedCheckpoints } from './witnessed.repository.ts';

/** A body with its database open. */
export interface OpenBody {
  readonly code: string;
  readonly kind: ServingKind;
  /** A context for one request, with nothing remembered from another. */
  contextOf(pass: { readonly agent: string } | null): BodyContext;
  /** Whether the database answers. */
  isReady(): Promise<boolean>;
  /** Where the checkpoints stand that this body has countersigned. */
  readonly witnessed: WitnessedCheckpoints;
  close(): Promise<void>;
}

/**
 * Opens the database of one body.
 *
 * The database says whose it is: a process that was given the address of another body's refuses to start, so that a
 * slip in the configuration never serves one body's people under another's name.
 */
export async function openBody(given: {
  readonly code: string;
  readonly kind: ServingKind;
  readonly databaseUrl: string;
  readonly now?: () => Date;
  readonly connections?: number;
  /** How the body asks the linkage service, for studies of distinct persons; without it, it takes no part in any. */
  readonly linkage?: LinkageAccess | null;
}): Promise<OpenBody> {
  const { code, kind, databaseUrl, now = () => new Date(), connections = 5, linkage = null } = given;
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: connections }) });
  try {
    const owner = await prisma.thisBody.findUnique({ where: { code } });
    if (owner?.kind !== kind) throw new Error(`the database is not that of a body \`${code}\` of kind \`${kind}\``);
    const { capabilities } = owner;
    const studies = createStudyParts({ code, kind, capabilities, prisma }, linkage);
    return {
      code,
      kind,
      contextOf: (pass) => {
        const at = now();
        return {
          code,
          kind,
          capabilities: owner.capabilities,
          at,
          today: civilDay(at),
          agent: pass?.agent ?? null,
          people: new PersonRepository(prisma),
          cases: new CaseRepository(prisma),
          studies,
          prisma,
        };
      },
      witnessed: createWitnessedCheckpoints(prisma),
      isReady: () =>
        prisma.thisBody.count().then(
          () => true,
          () => false,
        ),
      close: () => prisma.$disconnect(),
    };
  } catch (cause) {
    await prisma.$disconnect();
    throw cause;
  }
}
