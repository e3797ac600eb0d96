ALTER TABLE "overlap_job" ADD COLUMN     "approved_at" TIMESTAMPTZ(3),
ADD COLUMN     "approved_by" TEXT,
ADD COLUMN     "purpose" TEXT NOT NULL,
ADD COLUMN     "silent_since" TIMESTAMPTZ(3);

-- One question has one study at a time, and one answer once there is one.
CREATE UNIQUE INDEX "overlap_job_live" ON "overlap_job"("question") WHERE "state" IN ('QUEUED', 'RUNNING', 'DONE');
