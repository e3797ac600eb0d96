-- CreateTable
CREATE TABLE "statistic_amount" (
    "snapshot_id" INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    "bins" TEXT NOT NULL,
    "contributors" INTEGER NOT NULL,
    "total" BIGINT NOT NULL,
    "largest" BIGINT NOT NULL,
    "keys" DECIMAL(20,0) NOT NULL,

    CONSTRAINT "statistic_amount_pkey" PRIMARY KEY ("snapshot_id","by","bins")
);

-- AddForeignKey
ALTER TABLE "statistic_amount" ADD CONSTRAINT "statistic_amount_snapshot_id_fkey" FOREIGN KEY ("snapshot_id") REFERENCES "statistic_snapshot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
