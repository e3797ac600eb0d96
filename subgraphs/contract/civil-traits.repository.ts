import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from '../../prisma/generated/body/client.ts';
import type { FileToLink } from '../joining/link-files.ts';

/** What this body has written down of everybody about whom it holds a file, as it is needed to link them. */
export async function readCivilTraits(code: string, databaseUrl: string): Promise<readonly FileToLink[]> {
  const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: databaseUrl, max: 1 }) });
  try {
    const people = await prisma.person.findMany({
      select: { id: true, birthName: true, firstNames: true, sex: true, birthDate: true, birthPlaceCog: true },
      orderBy: { id: 'asc' },
    });
    return people.map(({ id, birthDate, ...traits }) => ({
      file: id.startsWith(`${code}:`) ? id : `${code}:${id}`,
      traits: { ...traits, birthDate: birthDate?.toISOString().slice(0, 10) ?? null },
    }));
  } finally {
    await prisma.$disconnect();
  }
}
