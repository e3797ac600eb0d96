import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { batchOf } from '../../../gateway/journal/batch.ts';
import { checkJournal } from '../../../gateway/journal/check-journal.repository.ts';
import { checkTree } from '../../../gateway/journal/check-tree.repository.ts';
import { signTree } from '../../../gateway/journal/checkpoint.repository.ts';
import { growTree } from '../../../gateway/journal/tree.repository.ts';
import { type OpenJournal, ORIGIN, openJournal } from './open-journal.ts';

let journal: OpenJournal;
beforeEach(async () => {
  journal = await openJournal();
  await journal.write([300]);
  await journal.sequence();
  await journal.write([300]);
  await journal.sequence();
  await journal.write([3]);
});
afterEach(() => journal.close());

test('a journal that nobody has touched holds', async () => {
  await checkTree(journal.pool, ORIGIN);
  expect(await checkJournal(journal.pool, ORIGIN)).toEqual({ leaves: 600n, erased: 0n, waiting: 3, checkpoints: 2 });
});

/** As the owner of the database, who may do all of this. */
const record = (leaf: number) => `(SELECT record_id FROM journal_leaf WHERE leaf_index = ${leaf})`;

describe('what the hub finds when it starts', () => {
  test.each([
    [
      'a tile changed',
      `UPDATE journal_tile SET hashes = overlay(hashes PLACING '\\x00' FROM 40) WHERE level = 1`,
      /root that was signed over 600/,
    ],
    ['the edge of the tiles changed beyond the checkpoint', null, /tile 0\/2 is not what its leaves give/],
    ['leaves lost', 'DELETE FROM journal_leaf WHERE leaf_index > 590', /600 leaves, and 591 are stored/],
    [
      'a leaf of the edge changed',
      `UPDATE journal_leaf SET commitment = sha256('x') WHERE leaf_index = 599`,
      /tile 0\/2 is not what/,
    ],
    ['commits lost', 'UPDATE journal_tree SET size = 500', /a checkpoint was signed over 600: commits were lost/],
    [
      'a checkpoint changed',
      `UPDATE journal_checkpoint SET root = sha256('x') WHERE size = 600`,
      /is not what was signed/,
    ],
    [
      'a note changed',
      `UPDATE journal_checkpoint SET note = replace(note, '600', '601') WHERE size = 600`,
      /does not hold/,
    ],
    ['a key exchanged', 'DELETE FROM journal_key', /no known key/],
  ])('%s', async (_, sql, why) => {
    if (sql) await journal.pool.query(sql);
    else {
      await growTree(journal.pool);
      await journal.pool.query(
        `UPDATE journal_tile SET hashes = overlay(hashes PLACING '\\x00' FROM length(hashes)) WHERE level = 0 AND index = 2`,
      );
    }
    const check = checkTree(journal.pool, ORIGIN);
    await expect(check).rejects.toThrow('the hub does not start');
    await expect(check).rejects.toThrow(why);
  });

  test('a journal of another name', async () => {
    await expect(checkTree(journal.pool, 'another.invalid')).rejects.toThrow(`is of \`${ORIGIN}\``);
  });
});

describe('what a check of the whole finds, and names', () => {
  test.each([
    [
      'a record changed',
      `UPDATE access_record SET purpose = 'CARE' WHERE id = ${record(17)}`,
      /leaf 17: the record `.*` is not what was recorded/,
    ],
    ['a record back-dated', `UPDATE access_record SET at = at - interval '1 ms' WHERE id = ${record(17)}`, /leaf 17: /],
    [
      'its own date changed',
      `UPDATE access_record SET recorded_at = recorded_at - interval '1 ms' WHERE id = ${record(0)}`,
      /leaf 0: /,
    ],
    [
      'a record removed',
      `DELETE FROM access_record WHERE id = ${record(599)}`,
      /leaf 599: the record `.*` is gone, and was not erased/,
    ],
    ['a seed removed', `DELETE FROM access_salt WHERE record_id = ${batchOf(record(5))}`, /leaf 0: the salt/],
    [
      'a seed that has no record',
      'INSERT INTO access_salt SELECT uuidv7(), salt FROM access_salt LIMIT 1',
      /the salt of `.*` stands beside the tree/,
    ],
    [
      'a record said to be erased that is there',
      'INSERT INTO journal_erasure VALUES (5, now())',
      /leaf 5: erased, but/,
    ],
    ['a leaf changed', `UPDATE journal_leaf SET commitment = sha256('x') WHERE leaf_index = 256`, /leaf 256: /],
    ['a leaf removed', 'DELETE FROM journal_leaf WHERE leaf_index = 256', /leaf 256 is missing/],
    [
      'an old tile changed',
      `UPDATE journal_tile SET hashes = overlay(hashes PLACING '\\x00' FROM 70) WHERE level = 0 AND index = 0`,
      /tile 0\/0 is not what/,
    ],
    [
      'a tile above changed',
      `UPDATE journal_tile SET hashes = overlay(hashes PLACING '\\x00' FROM 3) WHERE level = 1`,
      /tile 1\/0 is not what/,
    ],
    [
      'an old checkpoint changed',
      `UPDATE journal_checkpoint SET root = sha256('x') WHERE size = 300`,
      /checkpoint over 300 leaves is not what/,
    ],
    [
      'a waiting record changed',
      `UPDATE access_record SET count = 9 WHERE id = (SELECT record_ids[2] FROM journal_pending LIMIT 1)`,
      /waits for its place, and is not/,
    ],
    ['a record that no longer waits', 'DELETE FROM journal_pending', /the record of `.*` stands beside the tree/],
    [
      'a record added past the journal',
      `INSERT INTO access_record SELECT (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()))).* FROM access_record r LIMIT 1`,
      /the record of `.*` stands beside the tree/,
    ],
    [
      'a record that waits for a second place',
      'INSERT INTO journal_pending SELECT record_id, commitment, now(), ARRAY[record_id] FROM journal_leaf WHERE leaf_index = 3',
      /has its place, and waits for another/,
    ],
    [
      'a signature by a key of another time',
      "UPDATE journal_key SET valid_to = '2026-05-04T08:01:30Z'",
      /checkpoint over 600 leaves bears no signature/,
    ],
  ])('%s', async (_, sql, why) => {
    await journal.pool.query(sql);
    await expect(checkJournal(journal.pool, ORIGIN)).rejects.toThrow(why);
  });

  test('two records that changed places', async () => {
    await journal.pool.query(
      `UPDATE journal_leaf SET record_id = gen_random_uuid() WHERE leaf_index = 8;
       UPDATE journal_leaf l SET record_id = o.id FROM (SELECT id FROM access_record r
         WHERE NOT EXISTS (SELECT FROM journal_leaf WHERE record_id = r.id)
           AND NOT EXISTS (SELECT FROM journal_pending WHERE r.id = ANY(record_ids))) o WHERE l.leaf_index = 9`,
    );
    await expect(checkJournal(journal.pool, ORIGIN)).rejects.toThrow(/leaf 8: /);
  });
});

test('nothing is signed that does not begin with what was signed before', async () => {
  const { pool, signing } = journal;
  const later = new Date('2027-01-01');
  await growTree(pool);
  await pool.query(`UPDATE journal_tile SET hashes = overlay(hashes PLACING '\\x00' FROM 40) WHERE level = 1`);
  await expect(signTree(pool, signing, later)).rejects.toThrow('no longer begins with');
  await pool.query('UPDATE journal_tree SET size = 599');
  await expect(signTree(pool, signing, later)).rejects.toThrow('a checkpoint has been signed over 600');
  const { rows } = await pool.query('SELECT max(size)::int AS size FROM journal_checkpoint');
  expect(rows).toEqual([{ size: 600 }]);
});
