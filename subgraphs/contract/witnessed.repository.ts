import type { PrismaClient } from '../../prisma/generated/body/client.ts';
import type { Witnessed, WitnessedCheckpoints } from '../joining/witness.ts';

/** The last checkpoint of each log, in the body's own database: what it has countersigned survives every restart. */
export function createWitnessedCheckpoints(prisma: PrismaClient): WitnessedCheckpoints {
  return {
    last: (log) => prisma.witnessedCheckpoint.findUnique({ where: { log } }),
    async replace(last, { log, size, root, note, signedAt }) {
      const data = { size, root: new Uint8Array(root), note, signedAt };
      return prisma.$transaction(async (database) => {
        await assertDurable(database);
        const { count } = last
          ? await database.witnessedCheckpoint.updateMany({ where: whereStill(last), data })
          : await database.witnessedCheckpoint.createMany({ data: [{ log, ...data }], skipDuplicates: true });
        return count === 1;
      });
    },
  };
}

/** A change in between makes this find nothing: the database takes the two one after the other. */
function whereStill({ log, size, root }: Witnessed) {
  return { log, size, root: new Uint8Array(root) };
}

/** A body that forgets what it has signed is no witness: better no line than one that a power cut takes back. */
async function assertDurable(database: Pick<PrismaClient, '$queryRaw'>): Promise<void> {
  const [found] = await database.$queryRaw<{ isDurable: boolean }[]>`
    SELECT current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off'
           AND current_setting('full_page_writes') = 'on' AS "isDurable"`;
  if (!found?.isDurable)
    throw new Error('the database could lose what it has acknowledged: this body countersigns nothing');
}
