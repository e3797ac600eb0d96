import { readExport } from '../transparency/export.ts';
import { checkEntries } from './check-entries.ts';
import { checkLeaves } from './check-leaves.ts';
import { checkTimes } from './check-times.ts';
import { compareHistories } from './compare-histories.ts';
import { isNote, openCheckpoint, type TrustedCheckpoint } from './open-checkpoint.ts';
import { DoesNotHold, type Trust, type Verdict } from './verdict.ts';

/**
 * Whether an export (or a checkpoint alone) holds under keys that were got elsewhere, and if not, what is the first that does
 * not. Needs neither network nor database nor clock. Throws what cannot be read at all.
 */
export function verify(text: string, trust: Trust): Verdict {
  try {
    return { holds: true, holding: isNote(text) ? holdCheckpoint(text, trust) : holdExport(text, trust) };
  } catch (error) {
    if (error instanceof DoesNotHold) return { holds: false, failure: error.failure };
    throw error;
  }
}

function holdExport(text: string, trust: Trust) {
  const exported = readExport(text);
  const checkpoint = openCheckpoint(exported.header.checkpoint, trust, exported.header.log);
  const signed = checkpoint.size;
  if (BigInt(exported.header.size) !== signed) {
    throw new DoesNotHold({ code: 'OTHER_SIZE', said: BigInt(exported.header.size), signed });
  }
  const leaves = checkLeaves(exported, checkpoint);
  const records = checkEntries(leaves, exported.shown);
  const compared = compareHistories({ checkpoint, exported, leaves }, trust);
  checkTimes(records, [checkpoint, ...compared.map((one) => one.checkpoint)], trust);
  const { from, to } = exported.header;
  return {
    ...heldBy(checkpoint),
    records: records.length,
    commitments: leaves.length - records.length,
    range: from === null || to === null ? null : { from: BigInt(from), to: BigInt(to) },
    compared: compared.map(({ name }) => name),
  };
}

function holdCheckpoint(note: string, trust: Trust) {
  const checkpoint = openCheckpoint(note, trust);
  const compared = compareHistories({ checkpoint, exported: null, leaves: [] }, trust);
  return { ...heldBy(checkpoint), records: 0, commitments: 0, range: null, compared: compared.map(({ name }) => name) };
}

function heldBy({ origin, size, root, witnesses }: TrustedCheckpoint) {
  return { checkpoint: { origin, size, root }, witnesses };
}
