-- What waits for its place does so by batches, one row for the records that were written together. A record that waits
-- already is a batch of its own.
ALTER TABLE "journal_pending" RENAME COLUMN "record_id" TO "batch";
ALTER TABLE "journal_pending" RENAME COLUMN "commitment" TO "commitments";
ALTER TABLE "journal_pending" ADD COLUMN     "record_ids" UUID[];
UPDATE "journal_pending" SET "record_ids" = ARRAY["batch"];
ALTER INDEX "journal_pending_recorded_at_record_id_idx" RENAME TO "journal_pending_recorded_at_batch_idx";

-- Hashes look like chance: trying to compress them is work for nothing.
ALTER TABLE "journal_pending" ALTER COLUMN "commitments" SET STORAGE EXTERNAL;
ALTER TABLE "journal_pending" ALTER COLUMN "record_ids" SET STORAGE EXTERNAL;

-- A seed may be removed when the last record of its batch is gone. The ids of a batch differ in their last six digits alone;
-- salts from before stand under the id of their one record, which no other id is that close to. The next id alone is looked
-- at, which an index finds however many there are.
DROP POLICY "erase" ON "access_salt";
CREATE POLICY "erase" ON "access_salt" FOR DELETE
  USING (coalesce(
    (SELECT "access_record"."id" FROM "access_record" WHERE "access_record"."id" >= "access_salt"."record_id" ORDER BY 1 LIMIT 1)
      > (left("access_salt"."record_id"::text, 30) || 'ffffff')::uuid,
    true));
