import type { PrismaClient } from '../../../prisma/generated/body/client.ts';

/** Every file of a body, `CODE:local`. */
export async function fileKeys(prisma: PrismaClient, code: string): Promise<readonly string[]> {
  const people = await prisma.person.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  return people.map(({ id }) => `${code}:${id}`);
}
