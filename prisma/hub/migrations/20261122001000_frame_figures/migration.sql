-- AlterTable
ALTER TABLE "referral" ADD COLUMN     "acknowledged_at" TIMESTAMPTZ(3),
ADD COLUMN     "decided_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "body_statistic_key" (
    "body_code" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),

    CONSTRAINT "body_statistic_key_pkey" PRIMARY KEY ("body_code","public_key")
);

-- CreateTable
CREATE TABLE "frame_snapshot" (
    "id" SERIAL NOT NULL,
    "indicator" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "key_version" TEXT NOT NULL,
    "smallest" INTEGER NOT NULL,
    "frozen_at" TIMESTAMPTZ(3) NOT NULL,
    "sha256" BYTEA NOT NULL,
    "signature" BYTEA NOT NULL,
    "public_key" BYTEA NOT NULL,

    CONSTRAINT "frame_snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "frame_tally" (
    "snapshot_id" INTEGER NOT NULL,
    "body_code" TEXT NOT NULL,
    "by" TEXT NOT NULL,
    "bins" TEXT NOT NULL,
    "records" INTEGER NOT NULL,
    "keys" DECIMAL(20,0) NOT NULL,

    CONSTRAINT "frame_tally_pkey" PRIMARY KEY ("snapshot_id","body_code","by","bins")
);

-- CreateIndex
CREATE UNIQUE INDEX "frame_snapshot_indicator_period_version_key" ON "frame_snapshot"("indicator", "period", "version");

-- AddForeignKey
ALTER TABLE "frame_tally" ADD CONSTRAINT "frame_tally_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "frame_snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A referral that moves on is dated by whoever keeps it, so that no process can forget to, nor say another time afterwards.
CREATE FUNCTION date_referral_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'SENT' AND NEW.state IN ('RECEIVED', 'IN_REVIEW', 'WAITLISTED', 'ACCEPTED', 'IN_PROGRESS', 'REFUSED', 'REDIRECTED')
     AND NEW.acknowledged_at IS NULL THEN
    NEW.acknowledged_at := now();
  END IF;
  IF OLD.decision IS NULL AND NEW.decision IS NOT NULL AND NEW.decided_at IS NULL THEN
    NEW.decided_at := now();
  END IF;
  RETURN NEW;
END
$$;

CREATE TRIGGER referral_steps_are_dated BEFORE UPDATE ON "referral" FOR EACH ROW EXECUTE FUNCTION date_referral_steps();
