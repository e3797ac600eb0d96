-- CreateTable
CREATE TABLE "witnessed_checkpoint" (
    "log" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "witnessed_checkpoint_pkey" PRIMARY KEY ("log")
);
