import { createHash } from 'node:crypto';
import type { PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { HubError } from '../../errors.ts';
import { type CivilDate, civilDateOf } from '../../policy/civil-date.ts';
import { dueOn, HANDOVER_WORDS, type Handover, type SaidWord } from '../../policy/handovers.ts';
import { byKey, createLoader } from '../loader.ts';
import { columnOf } from '../paris-day.ts';
import type { HandoverProposal } from './handover.type.ts';

export interface HandoverRepository {
  findProposal(id: string): Promise<HandoverProposal | null>;
  /** Those to a body, newest first. */
  listProposals(body: string): Promise<readonly HandoverProposal[]>;
  /** What bodies have said, as it holds at an instant, of the living people whom a body says that it follows. */
  wordsAbout(body: string, at: Date): Promise<readonly SaidWord[]>;
  /** Writes those that have not been made yet, whatever became of them, and tells the ids of all. */
  propose(handovers: readonly Handover[], on: CivilDate): Promise<readonly string[]>;
  /** An answer stands: the same again changes nothing, and another one is a CONFLICT, as is one that comes too late. */
  answer(id: string, answer: string, by: { agent: string; on: CivilDate }): Promise<void>;
  /** The file that a body holds about a subject. */
  fileOf(subject: string, body: string): Promise<string | null>;
}

/** The last thing that each body has said with each word, and not taken back. */
const WORDS = `
SELECT DISTINCT ON (f.subject, f.body_code, f.word)
       f.subject, f.body_code AS body, f.word, f.value, f.valid_from AS "validFrom"
  FROM decision_fact f
 WHERE f.word = ANY($3) AND f.valid_from <= $2 AND (f.valid_to IS NULL OR f.valid_to > $2)
   AND (f.pushed_at IS NULL OR f.pushed_at <= $2) AND (f.revoked_at IS NULL OR f.revoked_at > $2)
   AND f.subject IN (SELECT d.subject FROM decision_fact d WHERE d.body_code = $1 AND d.word = 'FOLLOWED' AND d.value = 'yes')
   AND NOT EXISTS (SELECT 1 FROM decision_fact d WHERE d.subject = f.subject AND d.word = 'DECEASED_ON' AND d.revoked_at IS NULL)
 ORDER BY f.subject, f.body_code, f.word, f.valid_from DESC, f.id DESC`;

export function createHandoverRepository(prisma: PrismaClient): HandoverRepository {
  const open = () =>
    createLoader<HandoverProposal>(async (ids) =>
      byKey(await prisma.handoverProposal.findMany({ where: { id: { in: [...ids] } } }), ({ id }) => id),
    );
  let proposals = open();
  return {
    findProposal: (id) => proposals.load(id),
    async listProposals(body) {
      const found = await prisma.handoverProposal.findMany({
        where: { fromBody: body },
        orderBy: [{ proposedOn: 'desc' }, { id: 'desc' }],
      });
      for (const row of found) proposals.prime(row.id, row);
      return found;
    },
    async wordsAbout(body, at) {
      const rows = await prisma.$queryRawUnsafe<(Omit<SaidWord, 'since'> & { validFrom: Date })[]>(WORDS, body, at, [
        ...HANDOVER_WORDS,
      ]);
      return rows.map(({ validFrom, ...said }) => ({ ...said, since: civilDateOf(validFrom) }));
    },
    async propose(handovers, on) {
      const rows = handovers.map(({ since, ...handover }) => ({
        ...handover,
        id: idOf({ since, ...handover }),
        proposedOn: columnOf(on),
        dueOn: columnOf(dueOn(on)),
      }));
      await prisma.handoverProposal.createMany({ data: rows, skipDuplicates: true });
      proposals = open();
      return rows.map(({ id }) => id);
    },
    async answer(id, answer, { agent, on }) {
      const { count } = await prisma.handoverProposal.updateMany({
        where: { id, state: 'PROPOSED', dueOn: { gte: columnOf(on) } },
        data: { state: answer, answeredOn: columnOf(on), answeredBy: agent },
      });
      proposals = open();
      if (count === 1) return;
      const known = await prisma.handoverProposal.findUnique({ where: { id } });
      if (known?.state !== answer) throw new HubError('CONFLICT', 'the proposal is answered already, or has lapsed');
    },
    async fileOf(subject, bodyCode) {
      const link = await prisma.personLink.findFirst({
        where: { subject, bodyCode, status: 'CONFIRMED' },
        orderBy: { id: 'asc' },
      });
      return link?.id ?? null;
    },
  };
}

/** One change proposes once, whoever asks and how often: its id is made of what it is about. */
function idOf({ subject, fromBody, toBody, allocation, since }: Omit<Handover, 'cause'>): string {
  const about = [subject, fromBody, toBody, allocation, since].join(' ');
  return `HP-${createHash('sha256').update(about).digest('base64url').slice(0, 22)}`;
}
