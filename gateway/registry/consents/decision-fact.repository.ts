import type { PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { byKey, createLoader } from '../loader.ts';
import { lockSubject } from '../people/subject-file.repository.ts';
import { refusal } from './consent-refusals.ts';
import type { DecisionFact } from './decision-fact.type.ts';
import type { BodyKey } from './decision-fact-signature.ts';
import type { FactStatement } from './decision-fact-statement.ts';

export interface DecisionFactRepository {
  findFact(id: string): Promise<DecisionFact | null>;
  /** Keys under which a body may sign at an instant. */
  keysOf(body: string, at: Date): Promise<readonly BodyKey[]>;
  /**
   * Takes a statement in, and gives its id. From its first day on it takes the place of what the same body had said of
   * the same word. Idempotent: one that was taken back stays so.
   */
  push(o: {
    readonly statement: FactStatement;
    readonly signature: string;
    readonly file: string;
    readonly at: Date;
  }): Promise<string>;
  /** From now on nothing is known of it: unknown denies. Idempotent. */
  revoke(id: string, at: Date): Promise<void>;
}

export function createDecisionFactRepository(prisma: PrismaClient): DecisionFactRepository {
  const open = () =>
    createLoader<DecisionFact>(async (ids) =>
      byKey(await prisma.decisionFact.findMany({ where: { id: { in: [...ids] } } }), ({ id }) => id),
    );
  let facts = open();
  return {
    findFact: (id) => facts.load(id),
    keysOf: (bodyCode, at) =>
      prisma.bodyKey.findMany({
        where: { bodyCode, validFrom: { lte: at }, OR: [{ validTo: null }, { validTo: { gt: at } }] },
        select: { kid: true, jwk: true },
      }),
    async push({ statement, signature, file, at }) {
      const { iss: bodyCode, sub: subject, word, value, validFrom, validTo } = statement;
      const id = `${bodyCode}:${statement.jti}`;
      await prisma.$transaction(async (database) => {
        await lockSubject(database, { body: bodyCode, file, subject });
        const before = await database.decisionFact.findUnique({ where: { id } });
        if (before !== null) {
          if (before.signature !== signature) throw refusal('REQUEST_REUSED');
          return;
        }
        const same = { subject, bodyCode, word, revokedAt: null };
        await database.decisionFact.updateMany({
          where: { ...same, validFrom: { lt: validFrom }, OR: [{ validTo: null }, { validTo: { gt: validFrom } }] },
          data: { validTo: validFrom },
        });
        await database.decisionFact.updateMany({
          where: { ...same, validFrom: { gte: validFrom } },
          data: { revokedAt: at },
        });
        const data = { id, subject, bodyCode, word, value, validFrom, validTo, pushedAt: at, signature };
        await database.decisionFact.create({ data });
      });
      facts = open();
      return id;
    },
    async revoke(id, at) {
      await prisma.decisionFact.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } });
      facts = open();
    },
  };
}
