import type { PrismaClient } from '../../prisma/generated/hub/client.ts';
import type { Agent, Body, Service } from './body.type.ts';
import { byGroup, byKey, createLoader } from './loader.ts';

export interface BodyRepository {
  findBody(code: string): Promise<Body | null>;
  /** By code; of one kind, or all. */
  listBodies(kind: string | null): Promise<readonly Body[]>;
  servicesOf(code: string): Promise<readonly Service[]>;
  /** Those in office on a civil date, by name; one who holds several posts once for each. */
  agentsOf(code: string, on: string): Promise<readonly Agent[]>;
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
  const inOffice = new Map<string, ReturnType<typeof agentsInOffice>>();
  return {
    findBody: (code) => bodies.load(code),
    async listBodies(kind) {
      const found = await prisma.body.findMany({ where: kind === null ? {} : { kind }, orderBy: { code: 'asc' } });
      for (const body of found) bodies.prime(body.code, body);
      return found;
    },
    servicesOf: async (code) => (await services.load(code)) ?? [],
    async agentsOf(code, on) {
      const agents = inOffice.get(on) ?? agentsInOffice(prisma, on);
      inOffice.set(on, agents);
      return (await agents.load(code)) ?? [];
    },
  };
}

function agentsInOffice(prisma: PrismaClient, on: string) {
  const day = new Date(`${on}T00:00:00Z`);
  return createLoader<readonly Agent[]>(async (codes) => {
    const posts = await prisma.habilitation.findMany({
      where: {
        bodyCode: { in: [...codes] },
        validFrom: { lte: day },
        OR: [{ validTo: null }, { validTo: { gt: day } }],
      },
      orderBy: [{ agent: 'asc' }, { id: 'asc' }],
    });
    const byBody = Map.groupBy(posts, ({ bodyCode }) => bodyCode);
    return new Map(
      [...byBody].map(([code, held]) => [
        code,
        held.map(({ agent, profession, serviceCode }) => ({ name: agent, profession, service: serviceCode })),
      ]),
    );
  });
}
