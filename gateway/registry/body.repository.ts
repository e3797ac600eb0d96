import type { PrismaClient } from '../../prisma/generated/hub/client.ts';
import type { Body, Service } from './body.type.ts';
import { byGroup, byKey, createLoader } from './loader.ts';

export interface BodyRepository {
  findBody(code: string): Promise<Body | null>;
  /** By code; of one kind, or all. */
  listBodies(kind: string | null): Promise<readonly Body[]>;
  servicesOf(code: string): Promise<readonly Service[]>;
}

export function createBodyRepository(prisma: PrismaClient): BodyRepository {
  const bodies = createLoader<Body>(async (codes) =>
    byKey(await prisma.body.findMany({ where: { code: { in: [...codes] } } }), (body) => body.code),
  );
  const services = createLoader<readonly Service[]>(async (codes) =>
    byGroup(
      await prisma.service.findMany({ where: { bodyCode: { in: [...codes] } }, orderBy: { code: 'asc' } }),
      (service) => service.bodyCode,
    ),
  );
  return {
    findBody: (code) => bodies.load(code),
    async listBodies(kind) {
      const found = await prisma.body.findMany({ where: kind === null ? {} : { kind }, orderBy: { code: 'asc' } });
      for (const body of found) bodies.prime(body.code, body);
      return found;
    },
    servicesOf: async (code) => (await services.load(code)) ?? [],
  };
}
