-- AlterTable
ALTER TABLE "person_link" ADD COLUMN     "parted_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "linkage_reading" (
    "id" INTEGER NOT NULL,
    "place" BIGINT NOT NULL,

    CONSTRAINT "linkage_reading_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "person_link_status_parted_at_idx" ON "person_link"("status", "parted_at");

-- Nothing has been read of what the linkage service tells.
INSERT INTO "linkage_reading" ("id", "place") VALUES (1, 0);
