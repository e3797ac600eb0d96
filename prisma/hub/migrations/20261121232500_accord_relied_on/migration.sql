-- CreateIndex
CREATE INDEX "access_record_consent_idx" ON "access_record"("consent");
