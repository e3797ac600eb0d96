-- CreateTable
CREATE TABLE "body" (
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "insee" TEXT,
    "siren" TEXT,
    "url" TEXT,
    "capabilities" TEXT[],
    "registered_on" DATE NOT NULL,

    CONSTRAINT "body_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "service" (
    "body_code" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "number" INTEGER,
    "aliases" TEXT[],
    "covered_communes" TEXT[],

    CONSTRAINT "service_pkey" PRIMARY KEY ("body_code","code")
);

-- CreateTable
CREATE TABLE "issuer" (
    "issuer" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "jwks_uri" TEXT NOT NULL,

    CONSTRAINT "issuer_pkey" PRIMARY KEY ("issuer")
);

-- CreateTable
CREATE TABLE "habilitation" (
    "id" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "service_code" TEXT,
    "profession" TEXT NOT NULL,
    "secrecy" TEXT NOT NULL,
    "communities" TEXT[],
    "purposes" TEXT[],
    "cited_text" TEXT,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "habilitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instrument" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "purposes" TEXT[],
    "communes" TEXT[],
    "term_months" INTEGER,
    "tacit_renewal" BOOLEAN NOT NULL,
    "notice_months" INTEGER NOT NULL,
    "termination_mode" TEXT NOT NULL,
    "notice_form" TEXT NOT NULL,
    "dates_assumed" BOOLEAN NOT NULL,
    "court_as_written" TEXT,
    "court_effective" TEXT,

    CONSTRAINT "instrument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instrument_party" (
    "instrument_id" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "signatory_office" TEXT,
    "signed_on" DATE,
    "basis" TEXT NOT NULL,

    CONSTRAINT "instrument_party_pkey" PRIMARY KEY ("instrument_id","body_code")
);

-- CreateTable
CREATE TABLE "denunciation" (
    "id" TEXT NOT NULL,
    "instrument_id" TEXT NOT NULL,
    "by_body" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "form" TEXT NOT NULL,

    CONSTRAINT "denunciation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rule_set" (
    "version" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "rules" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rule_set_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "person_link" (
    "id" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "local_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "status" TEXT NOT NULL,

    CONSTRAINT "person_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shared_case" (
    "id" TEXT NOT NULL,
    "pilot_body" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "child_protection" BOOLEAN NOT NULL DEFAULT false,
    "opened_on" DATE NOT NULL,
    "closed_on" DATE,
    "next_review_on" DATE,

    CONSTRAINT "shared_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_subject" (
    "case_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,

    CONSTRAINT "case_subject_pkey" PRIMARY KEY ("case_id","subject")
);

-- CreateTable
CREATE TABLE "case_participant" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "service" TEXT,
    "agent" TEXT,
    "role" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "case_participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "reason_code" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "sender_body" TEXT NOT NULL,
    "sender_service" TEXT,
    "sender_agent" TEXT,
    "recipient_body" TEXT NOT NULL,
    "recipient_service" TEXT,
    "recipient_agent" TEXT,
    "created_on" DATE NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "ack_due_on" DATE,
    "decision_due_on" DATE,
    "expires_on" DATE,
    "state" TEXT NOT NULL,
    "decision" TEXT,
    "refusal_code" TEXT,
    "outcome" TEXT,
    "waitlist_position" INTEGER,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "referral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral_subject" (
    "referral_id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,

    CONSTRAINT "referral_subject_pkey" PRIMARY KEY ("referral_id","subject")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "categories" TEXT[],
    "explicit_categories" TEXT[],
    "from_bodies" TEXT[],
    "to_bodies" TEXT[],
    "to_professions" TEXT[],
    "purposes" TEXT[],
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3) NOT NULL,
    "granted_by" TEXT[],
    "granted_at" TIMESTAMPTZ(3) NOT NULL,
    "collecting_body" TEXT NOT NULL,
    "collected_by_agent" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "information_notice_version" TEXT NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawal_channel" TEXT,
    "case_id" TEXT,
    "referral_id" TEXT,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision_fact" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body_code" TEXT NOT NULL,
    "word" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),

    CONSTRAINT "decision_fact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_record" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(6) NOT NULL,
    "operation" UUID NOT NULL,
    "query_hash" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "agent_body" TEXT NOT NULL,
    "partner_system" TEXT,
    "profession" TEXT NOT NULL,
    "secrecy" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "mission" TEXT,
    "owner_body" TEXT NOT NULL,
    "subject" TEXT,
    "category" TEXT NOT NULL,
    "decision" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "rule_set_version" TEXT NOT NULL,
    "transform" TEXT,
    "reason" TEXT,
    "consent" TEXT,
    "instrument" TEXT,
    "count" INTEGER NOT NULL,

    CONSTRAINT "access_record_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "habilitation_body_code_agent_idx" ON "habilitation"("body_code", "agent");

-- CreateIndex
CREATE INDEX "instrument_party_body_code_idx" ON "instrument_party"("body_code");

-- CreateIndex
CREATE UNIQUE INDEX "rule_set_valid_from_key" ON "rule_set"("valid_from");

-- CreateIndex
CREATE INDEX "person_link_subject_idx" ON "person_link"("subject");

-- CreateIndex
CREATE UNIQUE INDEX "person_link_body_code_local_id_key" ON "person_link"("body_code", "local_id");

-- CreateIndex
CREATE INDEX "shared_case_pilot_body_idx" ON "shared_case"("pilot_body");

-- CreateIndex
CREATE INDEX "case_subject_subject_idx" ON "case_subject"("subject");

-- CreateIndex
CREATE INDEX "case_participant_body_code_idx" ON "case_participant"("body_code");

-- CreateIndex
CREATE UNIQUE INDEX "case_participant_case_id_body_code_key" ON "case_participant"("case_id", "body_code");

-- CreateIndex
CREATE UNIQUE INDEX "referral_number_key" ON "referral"("number");

-- CreateIndex
CREATE INDEX "referral_sender_body_idx" ON "referral"("sender_body");

-- CreateIndex
CREATE INDEX "referral_recipient_body_idx" ON "referral"("recipient_body");

-- CreateIndex
CREATE INDEX "referral_subject_subject_idx" ON "referral_subject"("subject");

-- CreateIndex
CREATE INDEX "consent_subject_idx" ON "consent"("subject");

-- CreateIndex
CREATE INDEX "consent_collecting_body_idx" ON "consent"("collecting_body");

-- CreateIndex
CREATE INDEX "decision_fact_subject_idx" ON "decision_fact"("subject");

-- CreateIndex
CREATE INDEX "access_record_owner_body_at_idx" ON "access_record"("owner_body", "at");

-- CreateIndex
CREATE INDEX "access_record_agent_body_at_idx" ON "access_record"("agent_body", "at");

-- CreateIndex
CREATE INDEX "access_record_subject_idx" ON "access_record"("subject");

-- CreateIndex
CREATE INDEX "access_record_operation_idx" ON "access_record"("operation");

-- AddForeignKey
ALTER TABLE "service" ADD CONSTRAINT "service_body_code_fkey" FOREIGN KEY ("body_code") REFERENCES "body"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "issuer" ADD CONSTRAINT "issuer_body_code_fkey" FOREIGN KEY ("body_code") REFERENCES "body"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "habilitation" ADD CONSTRAINT "habilitation_body_code_fkey" FOREIGN KEY ("body_code") REFERENCES "body"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument_party" ADD CONSTRAINT "instrument_party_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instrument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument_party" ADD CONSTRAINT "instrument_party_body_code_fkey" FOREIGN KEY ("body_code") REFERENCES "body"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "denunciation" ADD CONSTRAINT "denunciation_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instrument"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_subject" ADD CONSTRAINT "case_subject_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "shared_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_participant" ADD CONSTRAINT "case_participant_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "shared_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_subject" ADD CONSTRAINT "referral_subject_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
