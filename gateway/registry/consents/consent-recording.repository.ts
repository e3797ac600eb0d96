import { createHash, randomUUID } from 'node:crypto';
import type { Prisma } from '../../../prisma/generated/hub/client.ts';
import type { DatedWord } from '../../policy/subject-words.ts';
import type { NamedFile } from '../people/subject-file.repository.ts';
import type { ConsentScope } from './consent-scope.ts';

/** How a statement came about: everything that the register keeps of it beside its scope. */
export interface ConsentCollection {
  readonly grantedBy: readonly string[];
  readonly channel: string;
  readonly informationNoticeVersion: string;
  readonly explainedEasyToRead: boolean;
  readonly language: string | null;
  readonly interpreter: boolean;
  readonly minorAssent: string | null;
  readonly ableToConsent: boolean | null;
  readonly caseId: string | null;
  readonly referralId: string | null;
}

export interface Recording {
  readonly named: NamedFile;
  readonly agent: string;
  readonly request: string | null;
  readonly scope: ConsentScope;
  readonly collection: ConsentCollection;
  readonly supersedes: string | null;
  readonly at: Date;
  /** Refuses, by throwing, what those who gave it could not give. */
  readonly assess: (words: readonly DatedWord[]) => void;
}

/** The statement as the register will have it. */
export function rowOf({ named, agent, request, scope, collection }: Recording, subject: string) {
  return {
    id: request === null ? randomUUID() : idOfRequest(named.body, request),
    subject,
    ...scope,
    categories: [...scope.categories],
    explicitCategories: [...scope.explicitCategories],
    fromBodies: [...scope.fromBodies],
    toBodies: [...scope.toBodies],
    toProfessions: [...scope.toProfessions],
    purposes: [...scope.purposes],
    generalisations: [...scope.generalisations],
    ...collection,
    grantedBy: [...collection.grantedBy],
    collectingBody: named.body,
    collectedByAgent: agent,
  } satisfies Prisma.ConsentCreateInput;
}

/** The same request of the same body has the same id, and no other has. */
function idOfRequest(body: string, request: string): string {
  return createHash('sha256')
    .update(JSON.stringify([body, request]))
    .digest('base64url');
}

/** Whether a request said this before. When it was given is left out: a request that is sent again is given again. */
export function sameStatement(before: Prisma.ConsentGetPayload<object>, row: ReturnType<typeof rowOf>): boolean {
  const { grantedAt: _, ...said } = row;
  return Object.entries(said).every(
    ([column, value]) => JSON.stringify(before[column as keyof typeof said]) === JSON.stringify(value),
  );
}
