-- CreateTable
CREATE TABLE "access_salt" (
    "record_id" UUID NOT NULL,
    "salt" BYTEA NOT NULL,

    CONSTRAINT "access_salt_pkey" PRIMARY KEY ("record_id")
);

-- CreateTable
CREATE TABLE "journal_pending" (
    "record_id" UUID NOT NULL,
    "commitment" BYTEA NOT NULL,
    "recorded_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "journal_pending_pkey" PRIMARY KEY ("record_id")
);

-- CreateTable
CREATE TABLE "journal_leaf" (
    "leaf_index" BIGINT NOT NULL,
    "record_id" UUID NOT NULL,
    "commitment" BYTEA NOT NULL,

    CONSTRAINT "journal_leaf_pkey" PRIMARY KEY ("leaf_index")
);

-- CreateTable
CREATE TABLE "journal_tile" (
    "level" INTEGER NOT NULL,
    "index" BIGINT NOT NULL,
    "hashes" BYTEA NOT NULL,

    CONSTRAINT "journal_tile_pkey" PRIMARY KEY ("level","index")
);

-- CreateTable
CREATE TABLE "journal_tree" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "size" BIGINT NOT NULL,

    CONSTRAINT "journal_tree_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_checkpoint" (
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,
    "note" TEXT NOT NULL,

    CONSTRAINT "journal_checkpoint_pkey" PRIMARY KEY ("size")
);

-- CreateTable
CREATE TABLE "journal_cosignature" (
    "size" BIGINT NOT NULL,
    "witness" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_cosignature_pkey" PRIMARY KEY ("size","witness")
);

-- CreateTable
CREATE TABLE "journal_key" (
    "verifier" TEXT NOT NULL,
    "use" TEXT NOT NULL,
    "body_code" TEXT,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),

    CONSTRAINT "journal_key_pkey" PRIMARY KEY ("verifier")
);

-- CreateTable
CREATE TABLE "journal_erasure" (
    "leaf_index" BIGINT NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "journal_erasure_pkey" PRIMARY KEY ("leaf_index")
);

-- CreateTable
CREATE TABLE "emergency_review" (
    "id" TEXT NOT NULL,
    "emergency_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "emergency_review_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contestation" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT,
    "object" TEXT NOT NULL,
    "object_id" TEXT,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_by_body" TEXT NOT NULL,
    "opened_by" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "handler_body" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "contestation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contestation_act" (
    "id" TEXT NOT NULL,
    "contestation_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "body_code" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "measure" TEXT,

    CONSTRAINT "contestation_act_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "overlap_job" (
    "id" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "indicator" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "bodies" TEXT[],
    "body_code" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "progress" INTEGER NOT NULL DEFAULT 0,
    "held_by" TEXT,
    "held_until" TIMESTAMPTZ(3),
    "reason" TEXT,
    "result" JSONB,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "overlap_job_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "journal_pending_recorded_at_record_id_idx" ON "journal_pending"("recorded_at", "record_id");

-- CreateIndex
CREATE UNIQUE INDEX "journal_leaf_record_id_key" ON "journal_leaf"("record_id");

-- CreateIndex
CREATE UNIQUE INDEX "emergency_review_emergency_id_role_key" ON "emergency_review"("emergency_id", "role");

-- CreateIndex
CREATE INDEX "contestation_subject_idx" ON "contestation"("subject");

-- CreateIndex
CREATE INDEX "contestation_handler_body_idx" ON "contestation"("handler_body");

-- CreateIndex
CREATE INDEX "contestation_opened_by_body_idx" ON "contestation"("opened_by_body");

-- CreateIndex
CREATE INDEX "contestation_act_contestation_id_idx" ON "contestation_act"("contestation_id");

-- CreateIndex
CREATE INDEX "overlap_job_state_idx" ON "overlap_job"("state");

-- CreateIndex
CREATE INDEX "overlap_job_question_idx" ON "overlap_job"("question");

-- AddForeignKey
ALTER TABLE "journal_cosignature" ADD CONSTRAINT "journal_cosignature_size_fkey" FOREIGN KEY ("size") REFERENCES "journal_checkpoint"("size") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contestation_act" ADD CONSTRAINT "contestation_act_contestation_id_fkey" FOREIGN KEY ("contestation_id") REFERENCES "contestation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The tree before its first leaf.
INSERT INTO "journal_tree" ("id", "size") VALUES (1, 0);
