import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkJournal } from '../../../gateway/journal/check-journal.repository.ts';
import { checkTree } from '../../../gateway/journal/check-tree.repository.ts';
import { findCheckpoint, signTree } from '../../../gateway/journal/checkpoint.repository.ts';
import { openLogSigning, readLogKeys, retireKey } from '../../../gateway/journal/log-keys.repository.ts';
import { growTree } from '../../../gateway/journal/tree.repository.ts';
import { openNote, readVerifier, verifierKeyOf } from '../../../transparency/note.ts';
import { logKey, type OpenJournal, ORIGIN, openJournal } from './open-journal.ts';

let journal: OpenJournal;
beforeEach(async () => {
  journal = await openJournal();
});
afterEach(() => journal.close());

const day = (n: number) => new Date(Date.UTC(2026, 5, n));

/** One more leaf, signed on that day with these keys. */
async function signOn(date: Date, keys: readonly ReturnType<typeof logKey>[]): Promise<void> {
  const signing = await openLogSigning(journal.pool, { origin: ORIGIN, keys }, date);
  await journal.write([1]);
  await growTree(journal.pool);
  await signTree(journal.pool, signing, date);
}

test('one key follows another: both sign for a while, and what the first signed holds after its end', async () => {
  const { pool } = journal;
  const [first, second] = [logKey(), logKey()];
  await signOn(day(1), [first]);
  await signOn(day(2), [first, second]);
  const old = verifierKeyOf((await openLogSigning(pool, { origin: ORIGIN, keys: [first] }, day(2))).signers[0]!);
  await retireKey(pool, old, day(3));
  await signOn(day(4), [second]);

  const keys = await readLogKeys(pool);
  expect(keys.find(({ verifier }) => verifier === old)).toMatchObject({
    use: 'LOG',
    validFrom: day(1),
    validTo: day(3),
  });
  const signedBy = async (size: bigint) => {
    const { note } = (await findCheckpoint(pool, size))!;
    const known = keys.map(({ verifier }) => readVerifier(verifier));
    return openNote(note, known).signatures.map(({ verifier }) => verifier.key);
  };
  const fresh = keys.find(({ validFrom }) => validFrom.getTime() === day(2).getTime())?.verifier;
  expect(await signedBy(1n)).toEqual([old]);
  expect(await signedBy(2n)).toEqual([old, fresh]);
  expect(await signedBy(3n)).toEqual([fresh]);
  expect(await checkJournal(pool, ORIGIN)).toMatchObject({ leaves: 3n, checkpoints: 3 });
  await checkTree(pool, ORIGIN);
});

test('a key that was retired signs no more, and is not retired twice', async () => {
  const { pool } = journal;
  const key = logKey();
  await signOn(day(1), [key]);
  const verifier = verifierKeyOf((await openLogSigning(pool, { origin: ORIGIN, keys: [key] }, day(1))).signers[0]!);
  await retireKey(pool, verifier, day(2));
  await expect(openLogSigning(pool, { origin: ORIGIN, keys: [key] }, day(3))).rejects.toThrow('was retired');
  await expect(retireKey(pool, verifier, day(3))).rejects.toThrow('no such key');
});
