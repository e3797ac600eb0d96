-- AlterTable
ALTER TABLE "access_record" ADD COLUMN     "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- CreateIndex
CREATE INDEX "access_record_recorded_at_idx" ON "access_record" USING BRIN ("recorded_at");

-- Hashes look like chance: trying to compress them is work for nothing.
ALTER TABLE "journal_tile" ALTER COLUMN "hashes" SET STORAGE EXTERNAL;

-- Whoever may remove records at all may remove those past their retention and no others, and a salt only when its record
-- is gone. These policies bind every role but the owner of the tables; who may do what at all is granted apart.
ALTER TABLE "access_record" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "read" ON "access_record" FOR SELECT USING (true);
CREATE POLICY "add" ON "access_record" FOR INSERT WITH CHECK (true);
CREATE POLICY "erase" ON "access_record" FOR DELETE USING ("recorded_at" < CURRENT_TIMESTAMP - INTERVAL '3 years');

ALTER TABLE "access_salt" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "read" ON "access_salt" FOR SELECT USING (true);
CREATE POLICY "add" ON "access_salt" FOR INSERT WITH CHECK (true);
CREATE POLICY "erase" ON "access_salt" FOR DELETE
  USING (NOT EXISTS (SELECT 1 FROM "access_record" WHERE "access_record"."id" = "access_salt"."record_id"));
