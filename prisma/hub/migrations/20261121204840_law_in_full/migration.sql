-- AlterTable
ALTER TABLE "access_record" ADD COLUMN     "release_check" TEXT;

-- AlterTable
ALTER TABLE "case_participant" ADD COLUMN     "in_care_team" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "consent" ADD COLUMN     "able_to_consent" BOOLEAN,
ADD COLUMN     "explained_easy_to_read" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "generalisations" TEXT[],
ADD COLUMN     "interpreter" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "language" TEXT,
ADD COLUMN     "minor_assent" TEXT,
ADD COLUMN     "superseded_by" TEXT,
ADD COLUMN     "withdrawn_by" TEXT;

-- AlterTable
ALTER TABLE "decision_fact" ADD COLUMN     "pushed_at" TIMESTAMPTZ(3),
ADD COLUMN     "revoked_at" TIMESTAMPTZ(3),
ADD COLUMN     "signature" TEXT;

-- AlterTable
ALTER TABLE "referral" ADD COLUMN     "frozen_from" TEXT,
ADD COLUMN     "payload_version" INTEGER,
ADD COLUMN     "signature_mode" TEXT,
ADD COLUMN     "signed_at" TIMESTAMPTZ(3),
ADD COLUMN     "signed_by" TEXT[],
ADD COLUMN     "signed_version" INTEGER;

-- AlterTable
ALTER TABLE "rule_set" ADD COLUMN     "groups" TEXT,
ADD COLUMN     "published_by" TEXT[],
ADD COLUMN     "transforms" TEXT,
ADD COLUMN     "whitelist" TEXT;

-- AlterTable
ALTER TABLE "shared_case" ADD COLUMN     "coordinator" TEXT,
ADD COLUMN     "coordinator_body" TEXT,
ADD COLUMN     "designated_by_mayor_of" TEXT,
ADD COLUMN     "designated_on" DATE,
ADD COLUMN     "parents_exemption" TEXT,
ADD COLUMN     "parents_information" TEXT,
ADD COLUMN     "parents_informed_on" DATE,
ADD COLUMN     "person_informed_on" DATE,
ADD COLUMN     "president_consulted_on" DATE;

-- CreateTable
CREATE TABLE "amendment" (
    "id" TEXT NOT NULL,
    "instrument_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "signed_by" TEXT[],
    "effective_on" DATE,
    "changes" JSONB NOT NULL,

    CONSTRAINT "amendment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instrument_restriction" (
    "id" TEXT NOT NULL,
    "instrument_id" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "profession" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "instrument_restriction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opt_in" (
    "id" TEXT NOT NULL,
    "instrument_id" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "opt_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral_payload_field" (
    "referral_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "category" TEXT NOT NULL,
    "path" TEXT NOT NULL,

    CONSTRAINT "referral_payload_field_pkey" PRIMARY KEY ("referral_id","version","category","path")
);

-- CreateTable
CREATE TABLE "pre_enrolment" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "school" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "pre_enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "school_designation" (
    "id" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "school" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE NOT NULL,

    CONSTRAINT "school_designation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "benefit_application" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "other_bodies" TEXT[],
    "service" TEXT,
    "agent" TEXT,
    "opened_on" DATE NOT NULL,
    "decided_on" DATE,

    CONSTRAINT "benefit_application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "emergency_access" (
    "id" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "agent_body" TEXT NOT NULL,
    "owner_body" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "motive" TEXT NOT NULL,
    "declared_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "reviewed_by" TEXT,
    "reviewed_at" TIMESTAMPTZ(3),
    "verdict" TEXT NOT NULL DEFAULT 'PENDING',

    CONSTRAINT "emergency_access_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worrying_information" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "sender_body" TEXT NOT NULL,
    "sender_agent" TEXT NOT NULL,
    "recipient_body" TEXT NOT NULL,
    "in_danger_or_risk" BOOLEAN NOT NULL,
    "parents_information" TEXT NOT NULL,
    "parents_informed_on" DATE,
    "parents_exemption" TEXT,
    "transmitted_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,

    CONSTRAINT "worrying_information_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worrying_information_child" (
    "information_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,

    CONSTRAINT "worrying_information_child_pkey" PRIMARY KEY ("information_id","subject")
);

-- CreateTable
CREATE TABLE "coordination_notice" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "from_body" TEXT NOT NULL,
    "from_agent" TEXT NOT NULL,
    "to_bodies" TEXT[],
    "several_professionals" BOOLEAN NOT NULL,
    "aggravation_noted" BOOLEAN NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coordination_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "recipient_notice" (
    "id" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "consent_id" TEXT,
    "owner_body" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "due_on" DATE NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "statement" TEXT,

    CONSTRAINT "recipient_notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fact_epoch" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "epoch" BIGINT NOT NULL,
    "moved_by" TEXT,

    CONSTRAINT "fact_epoch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "handover_proposal" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "from_body" TEXT NOT NULL,
    "to_body" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "allocation" TEXT NOT NULL,
    "proposed_on" DATE NOT NULL,
    "due_on" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'PROPOSED',

    CONSTRAINT "handover_proposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "amendment_instrument_id_number_key" ON "amendment"("instrument_id", "number");

-- CreateIndex
CREATE INDEX "pre_enrolment_subject_idx" ON "pre_enrolment"("subject");

-- CreateIndex
CREATE INDEX "school_designation_body_code_agent_idx" ON "school_designation"("body_code", "agent");

-- CreateIndex
CREATE INDEX "benefit_application_subject_idx" ON "benefit_application"("subject");

-- CreateIndex
CREATE INDEX "emergency_access_subject_idx" ON "emergency_access"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "worrying_information_number_key" ON "worrying_information"("number");

-- CreateIndex
CREATE INDEX "worrying_information_child_subject_idx" ON "worrying_information_child"("subject");

-- CreateIndex
CREATE INDEX "coordination_notice_subject_idx" ON "coordination_notice"("subject");

-- CreateIndex
CREATE INDEX "recipient_notice_body_code_idx" ON "recipient_notice"("body_code");

-- CreateIndex
CREATE INDEX "handover_proposal_from_body_idx" ON "handover_proposal"("from_body");

-- AddForeignKey
ALTER TABLE "amendment" ADD CONSTRAINT "amendment_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instrument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument_restriction" ADD CONSTRAINT "instrument_restriction_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instrument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opt_in" ADD CONSTRAINT "opt_in_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instrument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_payload_field" ADD CONSTRAINT "referral_payload_field_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "worrying_information_child" ADD CONSTRAINT "worrying_information_child_information_id_fkey" FOREIGN KEY ("information_id") REFERENCES "worrying_information"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The fact epoch. Every transaction that changes a fact moves it by one, in the same commit, so that whoever reads the
-- epoch from the primary after that commit knows that what it decided before may no longer hold.
INSERT INTO "fact_epoch" ("id", "epoch") VALUES (1, 1);

CREATE FUNCTION move_fact_epoch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE fact_epoch SET epoch = epoch + 1, moved_by = pg_current_xact_id()::text
   WHERE id = 1 AND moved_by IS DISTINCT FROM pg_current_xact_id()::text;
  RETURN NULL;
END
$$;

-- Deferred to the commit: the one row that all writers of facts share is locked for as short a time as can be.
DO $$
DECLARE
  fact text;
BEGIN
  FOREACH fact IN ARRAY ARRAY[
    'body', 'habilitation', 'issuer',
    'instrument', 'instrument_party', 'denunciation', 'amendment', 'instrument_restriction', 'opt_in', 'rule_set',
    'person_link', 'shared_case', 'case_subject', 'case_participant',
    'referral', 'referral_subject', 'referral_payload_field',
    'pre_enrolment', 'school_designation', 'benefit_application',
    'emergency_access', 'worrying_information', 'worrying_information_child', 'coordination_notice',
    'consent', 'decision_fact'
  ] LOOP
    EXECUTE format(
      'CREATE CONSTRAINT TRIGGER %I AFTER INSERT OR UPDATE OR DELETE ON %I DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION move_fact_epoch()',
      fact || '_moves_epoch', fact);
  END LOOP;
END
$$;
