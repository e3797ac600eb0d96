-- AlterTable
ALTER TABLE "handover_proposal" ADD COLUMN     "answered_by" TEXT,
ADD COLUMN     "answered_on" DATE;

-- AlterTable
ALTER TABLE "instrument" ADD COLUMN     "predecessor_id" TEXT;

-- AlterTable
ALTER TABLE "instrument_party" ADD COLUMN     "deliberation_on" DATE,
ADD COLUMN     "deliberation_ref" TEXT;

-- AlterTable
ALTER TABLE "instrument_restriction" ADD COLUMN     "amendment_id" TEXT;

-- AlterTable
ALTER TABLE "opt_in" ADD COLUMN     "amendment_id" TEXT NOT NULL;

-- CreateTable
CREATE TABLE "instrument_axis" (
    "instrument_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "objective" TEXT NOT NULL,
    "themes" TEXT[],

    CONSTRAINT "instrument_axis_pkey" PRIMARY KEY ("instrument_id","code")
);

-- CreateTable
CREATE TABLE "instrument_act" (
    "id" UUID NOT NULL,
    "instrument_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "instrument_act_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "instrument_act_instrument_id_idx" ON "instrument_act"("instrument_id");

-- CreateIndex
CREATE UNIQUE INDEX "denunciation_instrument_id_by_body_received_on_key" ON "denunciation"("instrument_id", "by_body", "received_on");

-- AddForeignKey
ALTER TABLE "instrument_axis" ADD CONSTRAINT "instrument_axis_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instrument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument_restriction" ADD CONSTRAINT "instrument_restriction_amendment_id_fkey" FOREIGN KEY ("amendment_id") REFERENCES "amendment"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opt_in" ADD CONSTRAINT "opt_in_amendment_id_fkey" FOREIGN KEY ("amendment_id") REFERENCES "amendment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument_act" ADD CONSTRAINT "instrument_act_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instrument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
