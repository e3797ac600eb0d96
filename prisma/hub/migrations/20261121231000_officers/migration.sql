-- DropIndex
DROP INDEX "contestation_act_contestation_id_idx";

-- AlterTable
ALTER TABLE "contestation_act" ADD COLUMN     "number" INTEGER NOT NULL;

-- AlterTable
ALTER TABLE "emergency_access" ADD COLUMN     "person_informed_agent" TEXT,
ADD COLUMN     "person_informed_at" TIMESTAMPTZ(3),
ADD COLUMN     "person_informed_by" TEXT;

-- CreateTable
CREATE TABLE "person_link_act" (
    "id" UUID NOT NULL,
    "link_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_link_act_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "person_link_act_link_id_idx" ON "person_link_act"("link_id");

-- CreateIndex
CREATE UNIQUE INDEX "contestation_act_contestation_id_number_key" ON "contestation_act"("contestation_id", "number");

-- CreateIndex
CREATE INDEX "emergency_access_owner_body_idx" ON "emergency_access"("owner_body");

-- CreateIndex
CREATE INDEX "emergency_access_agent_body_agent_idx" ON "emergency_access"("agent_body", "agent");

-- AddForeignKey
ALTER TABLE "emergency_review" ADD CONSTRAINT "emergency_review_emergency_id_fkey" FOREIGN KEY ("emergency_id") REFERENCES "emergency_access"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
