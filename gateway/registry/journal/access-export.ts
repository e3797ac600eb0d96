import { type AccessEntry, payloadOf } from '../../../transparency/access-entry.ts';
import { EXPORT_FORMAT, type ExportHeader, type ExportLine } from '../../../transparency/export.ts';
import { openNote, readVerifier } from '../../../transparency/note.ts';
import { HubError } from '../../errors.ts';
import type { JournalDoor } from '../context.ts';
import type { RegistryOperation } from '../operation.ts';

/** A file with more leaves than this is asked for in parts. */
export const MOST_EXPORTED = 5_000;
/** How long a record may wait for its place in a signed tree before whoever exports it is asked to come back. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 100;

interface Signed {
  readonly size: bigint;
  readonly root: Buffer;
  readonly note: string;
}
type Leaf = NonNullable<Awaited<ReturnType<JournalDoor['leavesOf']>>[number]>;

export interface Exported {
  readonly header: ExportHeader;
  readonly lines: readonly ExportLine[];
}

/** Some records, each with its own proof. */
export async function exportRecords(operation: RegistryOperation, ids: readonly string[]): Promise<Exported> {
  const { journal, repositories, caller } = operation;
  const { leaves, checkpoint } = await awaitPlaces(journal, ids);
  const entries = byId(await repositories.journalLog.listEntries(ids, caller.body));
  const placed = ids
    .map((id, n) => ({ leaf: leaves[n]!, entry: entries.get(id) }))
    .sort((a, b) => (a.leaf.index < b.leaf.index ? -1 : 1));
  const lines: ExportLine[] = [];
  for (const { leaf, entry } of placed) {
    lines.push(lineOf(leaf, entry, await journal.inclusionProof(leaf.index, checkpoint.size)));
  }
  return { header: await headerOf(operation, checkpoint, null), lines };
}

/** Every leaf of a range; of those that the caller may know of, what was recorded. */
export async function exportRange(operation: RegistryOperation, from: bigint, to: bigint): Promise<Exported> {
  const { journal, repositories, caller, mayKnow } = operation;
  const checkpoint = await journal.checkpoint();
  if (checkpoint === null || to > checkpoint.size) {
    throw new HubError('BAD_REQUEST', 'the range ends behind the newest checkpoint');
  }
  const { leaves, left, right } = await journal.range(from, to, checkpoint.size);
  const ids = leaves.map(({ recordId }) => recordId);
  const own = await repositories.journalLog.listEntries(ids, caller.body);
  const knows = await mayKnow(
    own.map(({ id }) => ({ type: 'AccessRecord', id })),
    'AUDIT_TRACE',
  );
  const entries = byId(own.filter((_, index) => knows[index]));
  const salts = await journal.leavesOf(ids);
  const lines = leaves.map((leaf, n) =>
    lineOf({ ...leaf, salt: salts[n]?.salt ?? null }, entries.get(leaf.recordId), []),
  );
  return { header: await headerOf(operation, checkpoint, { from, to, left, right }), lines };
}

/** A record past its retention has lost its salt: then nobody can say any more what the leaf was made of. */
function lineOf(
  { index, commitment, salt }: Leaf,
  entry: AccessEntry | undefined,
  proof: readonly Buffer[],
): ExportLine {
  return {
    leaf: String(index),
    commitment: commitment.toString('hex'),
    ...(salt && entry ? { salt: Buffer.from(salt).toString('hex'), payload: payloadOf(entry) } : {}),
    proof: proof.map(inHex),
  };
}

async function headerOf(
  { repositories, now }: RegistryOperation,
  { size, note }: Signed,
  range: { from: bigint; to: bigint; left: readonly Buffer[]; right: readonly Buffer[] } | null,
): Promise<ExportHeader> {
  const keys = (await repositories.journalLog.listKeys()).filter(({ use }) => use === 'LOG');
  const [signature] = openNote(
    note,
    keys.map(({ verifier }) => readVerifier(verifier)),
  ).signatures;
  return {
    format: EXPORT_FORMAT,
    log: signature!.verifier.key,
    size: String(size),
    from: range && String(range.from),
    to: range && String(range.to),
    left: range?.left.map(inHex) ?? [],
    right: range?.right.map(inHex) ?? [],
    checkpoint: note,
    exportedAt: now().toISOString(),
  };
}

/** What was just recorded gets its place within a fraction of a second, and a checkpoint within one more. */
async function awaitPlaces(
  journal: JournalDoor,
  ids: readonly string[],
): Promise<{ readonly leaves: readonly Leaf[]; readonly checkpoint: Signed }> {
  const patience = performance.now() + PATIENCE_MS;
  for (;;) {
    const checkpoint = await journal.checkpoint();
    const leaves = await journal.leavesOf(ids);
    const placed = leaves.filter((leaf) => leaf !== null && checkpoint !== null && leaf.index < checkpoint.size);
    if (checkpoint !== null && placed.length === ids.length) return { leaves: placed as readonly Leaf[], checkpoint };
    if (performance.now() > patience) throw new HubError('RETRY', 'the journal has not signed all of this yet');
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function byId(entries: readonly AccessEntry[]): ReadonlyMap<string, AccessEntry> {
  return new Map(entries.map((entry) => [entry.id, entry]));
}

function inHex(hash: Buffer): string {
  return hash.toString('hex');
}
