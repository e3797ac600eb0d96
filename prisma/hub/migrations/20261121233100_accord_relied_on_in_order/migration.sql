-- DropIndex
DROP INDEX "access_record_consent_idx";

-- CreateIndex
CREATE INDEX "access_record_consent_at_idx" ON "access_record"("consent", "at");
