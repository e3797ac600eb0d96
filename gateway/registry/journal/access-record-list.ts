import type { Prisma } from '../../../prisma/generated/hub/client.ts';
import type { RegistryOperation } from '../operation.ts';
import type { Position } from '../page.ts';
import type { KeyedList } from '../page-by-key.ts';
import type { AccessScope, AccessSide } from './access-reading.repository.ts';
import type { AccessRecord } from './access-record.type.ts';

/** Whose accesses the caller may look among: those of her body, or, of a person who asks, her own. */
export function scopeOf({ caller }: RegistryOperation, side: AccessSide | null = null): AccessScope {
  return caller.profession === 'SUBJECT' ? { subjects: caller.self } : { body: caller.body, side };
}

/**
 * The rows of the journal that meet some conditions, each decided before it is shown or counted. That they were read is
 * itself on record: one line per person and owner, however many of their rows were read.
 */
export function listAccesses(
  operation: RegistryOperation,
  scope: AccessScope,
  conditions: readonly Prisma.Sql[],
): KeyedList<AccessRecord> {
  return decided(operation, (after, direction, count) =>
    operation.repositories.accessRecords.listCandidates(scope, conditions, { after, direction, count }),
  );
}

/** Any list of access records, by how it is read. Each row is decided once, however often it is looked at. */
export function decided(
  { mayKnow }: RegistryOperation,
  read: KeyedList<AccessRecord>['read'],
): KeyedList<AccessRecord> {
  const verdicts = new Map<string, boolean>();
  return {
    read,
    async decide(rows) {
      const fresh = rows.filter(({ id }) => !verdicts.has(id));
      const found = await mayKnow(
        fresh.map(({ id }) => ({ type: 'AccessRecord', id })),
        'AUDIT_TRACE',
      );
      fresh.forEach(({ id }, index) => {
        verdicts.set(id, found[index] ?? false);
      });
      return rows.map(({ id }) => verdicts.get(id) ?? false);
    },
    positionOf,
  };
}

/** A list in which there is nothing to find. */
export const NO_ACCESSES: KeyedList<AccessRecord> = { read: async () => [], decide: async () => [], positionOf };

function positionOf({ at, id }: AccessRecord): Position {
  return { at, id };
}
