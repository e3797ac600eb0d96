import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { projectRoot } from '../../../schema/files.ts';
import type { AllocationRule } from '../../policy/allocation.ts';
import { parseAllocation } from '../../policy/allocation-table.ts';

export interface CompetentBodyRepository {
  /** Who is competent for what, by order. */
  readonly rules: readonly AllocationRule[];
  /** The files that some bodies hold about the person of one file, by body; empty where there is no such file. */
  filesAbout(file: string, bodies: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
}

/** The table, read once when the registry opens; a table that is unfit keeps it from opening. */
export function readAllocation(): readonly AllocationRule[] {
  return parseAllocation(readFileSync(join(projectRoot(), 'prisma/reference/allocation.csv'), 'utf8'));
}

export function createCompetentBodyRepository(
  prisma: PrismaClient,
  rules: readonly AllocationRule[],
): CompetentBodyRepository {
  return {
    rules,
    async filesAbout(file, bodies) {
      const link = await prisma.personLink.findFirst({ where: { id: file, status: 'CONFIRMED' } });
      if (!link) return new Map();
      const links = await prisma.personLink.findMany({
        where: { subject: link.subject, bodyCode: { in: [...bodies] }, status: 'CONFIRMED' },
        orderBy: { id: 'asc' },
      });
      const byBody = Map.groupBy(links, ({ bodyCode }) => bodyCode);
      return new Map([...byBody].map(([body, all]) => [body, all.map(({ id }) => id)]));
    },
  };
}
