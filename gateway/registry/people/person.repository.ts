import { Prisma, type PrismaClient } from '../../../prisma/generated/hub/client.ts';
import { byGroup, byKey, createLoader } from '../loader.ts';
import type { Person } from './person.type.ts';

export interface PersonRepository {
  findPerson(id: string): Promise<Person | null>;
  /** The files that bodies taking part in the case hold about its subjects; the pilot's first. */
  filesOfCase(caseId: string, on: string): Promise<readonly Person[]>;
  /** The files that sender and recipient hold about the subjects of the referral; the sender's first. */
  filesOfReferral(referralId: string): Promise<readonly Person[]>;
}

interface FileRow {
  readonly frame: string;
  readonly id: string;
  readonly bodyCode: string;
}

/** `on` is the civil date of the operation: a body whose part in a case has ended is not asked about its files. */
export function createPersonRepository(prisma: PrismaClient): PersonRepository {
  const people = createLoader<Person>(async (ids) =>
    byKey(await prisma.personLink.findMany({ where: { id: { in: [...ids] }, status: 'CONFIRMED' } }), ({ id }) => id),
  );
  const ofCases = new Map<string, ReturnType<typeof filesOfCasesOn>>();
  const ofReferrals = createLoader<readonly FileRow[]>(async (ids) =>
    byGroup(await filesOfReferrals(prisma, ids), ({ frame }) => frame),
  );
  return {
    findPerson: (id) => people.load(id),
    async filesOfCase(caseId, on) {
      const files = ofCases.get(on) ?? filesOfCasesOn(prisma, on);
      ofCases.set(on, files);
      return (await files.load(caseId)) ?? [];
    },
    filesOfReferral: async (referralId) => (await ofReferrals.load(referralId)) ?? [],
  };
}

function filesOfCasesOn(prisma: PrismaClient, on: string) {
  return createLoader<readonly FileRow[]>(async (ids) =>
    byGroup(
      await prisma.$queryRaw<FileRow[]>`
        SELECT s.case_id AS "frame", l.id AS "id", l.body_code AS "bodyCode"
          FROM case_subject s
          JOIN shared_case c ON c.id = s.case_id
          JOIN case_participant p ON p.case_id = s.case_id
           AND p.valid_from <= ${on}::date AND (p.valid_to IS NULL OR p.valid_to > ${on}::date)
          JOIN person_link l ON l.subject = s.subject AND l.body_code = p.body_code AND l.status = 'CONFIRMED'
         WHERE s.case_id IN (${Prisma.join([...ids])})
         ORDER BY s.case_id, l.body_code <> c.pilot_body, l.id`,
      ({ frame }) => frame,
    ),
  );
}

function filesOfReferrals(prisma: PrismaClient, ids: readonly string[]): Promise<FileRow[]> {
  return prisma.$queryRaw<FileRow[]>`
    SELECT s.referral_id AS "frame", l.id AS "id", l.body_code AS "bodyCode"
      FROM referral_subject s
      JOIN referral r ON r.id = s.referral_id
      JOIN person_link l ON l.subject = s.subject AND l.status = 'CONFIRMED'
       AND l.body_code IN (r.sender_body, r.recipient_body)
     WHERE s.referral_id IN (${Prisma.join([...ids])})
     ORDER BY s.referral_id, l.body_code <> r.sender_body, l.id`;
}
