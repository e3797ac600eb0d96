-- CreateTable
CREATE TABLE "statistic_key" (
    "version" TEXT NOT NULL,
    "record_key" BYTEA NOT NULL,
    "signing_key" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "statistic_key_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "statistic_threshold" (
    "indicator" TEXT NOT NULL,
    "smallest" INTEGER NOT NULL,
    "decided_on" DATE NOT NULL,
    "decided_by" TEXT NOT NULL,

    CONSTRAINT "statistic_threshold_pkey" PRIMARY KEY ("indicator")
);

-- CreateTable
CREATE TABLE "statistic_snapshot" (
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

    CONSTRAINT "statistic_snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "statistic_tally" (
    "snapshot_id" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "bins" TEXT NOT NULL,
    "persons" INTEGER NOT NULL,
    "keys" DECIMAL(20,0) NOT NULL,

    CONSTRAINT "statistic_tally_pkey" PRIMARY KEY ("snapshot_id","by","bins")
);

-- CreateIndex
CREATE UNIQUE INDEX "statistic_snapshot_indicator_period_version_key" ON "statistic_snapshot"("indicator", "period", "version");

-- AddForeignKey
ALTER TABLE "statistic_tally" ADD CONSTRAINT "statistic_tally_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "statistic_snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
