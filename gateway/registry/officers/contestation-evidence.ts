import { writeExport } from '../../../transparency/export.ts';
import { exportRecords, MOST_EXPORTED } from '../journal/access-export.ts';
import type { RegistryOperation } from '../operation.ts';
import type { Contestation } from './contestation.type.ts';
import { officeOf } from './office.ts';

/**
 * The access records that a contestation is about, as a file that proves itself: those that the officer may know of, each
 * decided and recorded. Null for who holds no office, and where none is concerned.
 */
export async function evidenceOf(operation: RegistryOperation, contestation: Contestation): Promise<string | null> {
  const { repositories, caller, mayKnow } = operation;
  if (officeOf(operation) === null) return null;
  const ids = await repositories.contestations.accessesConcerned(contestation, caller.body, MOST_EXPORTED);
  const knows = await mayKnow(
    ids.map((id) => ({ type: 'AccessRecord', id })),
    'AUDIT_TRACE',
  );
  const known = ids.filter((_, index) => knows[index]);
  if (known.length === 0) return null;
  const { header, lines } = await exportRecords(operation, known);
  return writeExport(header, lines, 'NDJSON');
}
