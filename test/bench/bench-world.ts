import type { PrismaClient } from '../../prisma/generated/hub/client.ts';

/** Owners of which all may receive from the Département for a case: one protocol or convention each. */
export const OWNERS = ['CCAS_LONGVIC', 'COMMUNE_LONGVIC', 'CCAS_STAPO', 'METRO_DIJON'] as const;

/** Cases of twenty people, each with one file; they differ in how many bodies hold the files. */
export const CASES = { 'one owner': 'SP-BENCH-1', 'four owners': 'SP-BENCH-4' } as const;
export type CaseName = keyof typeof CASES;
const PEOPLE = 20;

/** All that is asked is released: with the crossing and without, each body is asked the same. */
export const QUERY = `query($id: ID!) {
  sharedCase(id: $id) {
    people {
      id birthName usedName firstNames sex birthDate
      housing { tenure arrearsMonths evictionStage }
      budget { debtTotal }
      benefits { kind status }
    }
  }
}`;

export async function addBenchCases(prisma: PrismaClient): Promise<void> {
  await addCase(prisma, CASES['one owner'], OWNERS.slice(0, 1));
  await addCase(prisma, CASES['four owners'], OWNERS);
}

/** Every person has given an accord of her own, as people do: no two are the same fact. */
async function addCase(prisma: PrismaClient, id: string, owners: readonly string[]): Promise<void> {
  const since = new Date('2026-03-01');
  await prisma.sharedCase.create({
    data: { id, pilotBody: 'DEPT_21', purpose: 'CASE', status: 'ACTIVE', openedOn: since },
  });
  await prisma.caseParticipant.createMany({
    data: [{ body: 'DEPT_21', agent: 'AG-01' }, ...owners.map((body) => ({ body, agent: null }))].map(
      ({ body, agent }) => ({
        id: `${body}:${id}`,
        caseId: id,
        bodyCode: body,
        agent,
        role: agent ? 'REFERENT' : 'CONTRIBUTOR',
        validFrom: since,
      }),
    ),
  });
  const people = Array.from({ length: PEOPLE }, (_, i) => {
    const localId = `${id}-${i}`;
    return { localId, subject: `subject-of-${localId}-in-the-bench`, body: owners[i % owners.length] ?? '' };
  });
  await prisma.caseSubject.createMany({ data: people.map(({ subject }) => ({ caseId: id, subject })) });
  await prisma.personLink.createMany({
    data: people.map(({ localId, subject, body }) => ({
      id: `${body}:${localId}`,
      bodyCode: body,
      localId,
      subject,
      status: 'CONFIRMED',
    })),
  });
  await prisma.decisionFact.createMany({
    data: people.flatMap(({ localId, subject, body }) =>
      [
        ['PROTECTED_ADDRESS', 'no'],
        ['MINOR_UNTIL', '2025-01-01'],
        ['PROTECTION', 'NONE'],
      ].map(([word = '', value = '']) => ({
        id: `${localId}:${word}`,
        subject,
        bodyCode: body,
        word,
        value,
        validFrom: since,
      })),
    ),
  });
  await prisma.consent.createMany({
    data: people.map(({ localId, subject, body }) => ({
      id: `CO-${localId}`,
      subject,
      kind: 'ACCORD',
      categories: ['IDENTITY', 'HOUSING', 'BUDGET_DEBT', 'BENEFITS', 'PRESENCE', 'CASE_META'],
      explicitCategories: [],
      fromBodies: [body, 'DEPT_21'],
      toBodies: ['DEPT_21'],
      toProfessions: [],
      purposes: ['CASE'],
      validFrom: since,
      validTo: new Date('2027-03-01'),
      grantedBy: ['SELF'],
      grantedAt: since,
      collectingBody: body,
      collectedByAgent: 'AG-02',
      channel: 'IN_PERSON_SIGNED',
      informationNoticeVersion: '2026-01',
      caseId: id,
    })),
  });
}
