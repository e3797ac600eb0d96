import type { RecordTimes } from './check-entries.ts';
import type { TrustedCheckpoint } from './open-checkpoint.ts';
import { DoesNotHold, type Trust } from './verdict.ts';

/** A record waits a fraction of a second for its place; hubs' clocks and a stop of the sequencer are within this. */
const TOLERANCE_SECONDS = 60;
/** Between the instant on which an operation was decided and that of its record lies one operation. */
const CLOCK_TOLERANCE_SECONDS = 300;

/**
 * The times that records bear fit the order of the tree and what witnesses saw: a record that was slipped in later, under an
 * earlier date, stands behind younger ones, or in no tree that a witness had signed by then.
 */
export function checkTimes(
  records: readonly RecordTimes[],
  checkpoints: readonly TrustedCheckpoint[],
  { tolerance = TOLERANCE_SECONDS, clockTolerance = CLOCK_TOLERANCE_SECONDS }: Trust,
): void {
  const seen = checkpoints.flatMap(({ size, witnesses }) =>
    witnesses.map(({ seconds }) => ({ size, at: Number(seconds) })),
  );
  let newest = Number.NEGATIVE_INFINITY;
  for (const { leaf, record, at, recordedAt } of records) {
    const written = recordedAt / 1000;
    const refuse = (code: 'BACK_DATED' | 'AFTER_WITNESS' | 'BEFORE_WITNESS' | 'CLOCKS_APART', seconds: number) =>
      new DoesNotHold({ code, leaf, record, seconds: Math.round(seconds) });
    if (written < newest - tolerance) throw refuse('BACK_DATED', newest - written);
    newest = Math.max(newest, written);
    for (const { size, at: witnessed } of seen) {
      if (leaf < size && written > witnessed + tolerance) throw refuse('AFTER_WITNESS', written - witnessed);
      if (leaf >= size && written < witnessed - tolerance) throw refuse('BEFORE_WITNESS', witnessed - written);
    }
    const apart = Math.abs(written - at / 1000);
    if (apart > clockTolerance) throw refuse('CLOCKS_APART', apart);
  }
}
