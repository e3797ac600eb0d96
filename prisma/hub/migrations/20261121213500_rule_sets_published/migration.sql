-- AlterTable
ALTER TABLE "access_record" ADD COLUMN     "rule_set_sha256" TEXT;

-- AlterTable
ALTER TABLE "rule_set" ADD COLUMN     "short_notice" TEXT,
ALTER COLUMN "groups" SET NOT NULL,
ALTER COLUMN "transforms" SET NOT NULL,
ALTER COLUMN "whitelist" SET NOT NULL;

-- CreateTable
CREATE TABLE "rule_set_proposal" (
    "version" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "rules" TEXT NOT NULL,
    "groups" TEXT NOT NULL,
    "transforms" TEXT NOT NULL,
    "whitelist" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "short_notice" TEXT,
    "proposed_by" TEXT NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_set_proposal_pkey" PRIMARY KEY ("version")
);
