-- CreateEnum
CREATE TYPE "sex" AS ENUM ('F', 'M', 'X_UNKNOWN');

-- CreateEnum
CREATE TYPE "preferred_contact" AS ENUM ('PHONE', 'EMAIL', 'LETTER', 'NONE');

-- CreateEnum
CREATE TYPE "couple_status" AS ENUM ('SINGLE', 'COUPLE', 'MARRIED', 'PACS', 'SEPARATED', 'DIVORCED', 'WIDOWED');

-- CreateEnum
CREATE TYPE "household_role" AS ENUM ('APPLICANT', 'SPOUSE', 'CHILD', 'OTHER');

-- CreateEnum
CREATE TYPE "composition_source" AS ENUM ('DECLARED', 'CAF', 'TAX');

-- CreateEnum
CREATE TYPE "holder_kind" AS ENUM ('PARENT', 'GUARDIAN', 'ASE', 'DELEGATE');

-- CreateEnum
CREATE TYPE "tenure" AS ENUM ('SOCIAL_TENANT', 'PRIVATE_TENANT', 'OWNER', 'HOSTED', 'HOSTEL', 'CARE_HOME', 'HOMELESS');

-- CreateEnum
CREATE TYPE "eviction_stage" AS ENUM ('NONE', 'REMINDER', 'ORDER_TO_PAY', 'SUMMONS', 'JUDGEMENT', 'ORDER_TO_LEAVE', 'PUBLIC_FORCE');

-- CreateEnum
CREATE TYPE "over_indebtedness_file" AS ENUM ('NONE', 'FILED', 'ADMITTED', 'MEASURES', 'CLOSED');

-- CreateEnum
CREATE TYPE "benefit_kind" AS ENUM ('RSA', 'AAH', 'ASPA', 'APL', 'FSL', 'FAJ', 'CCAS_AID', 'OTHER');

-- CreateEnum
CREATE TYPE "entitlement_status" AS ENUM ('REQUESTED', 'OPEN', 'SUSPENDED', 'CLOSED', 'REFUSED');

-- CreateEnum
CREATE TYPE "resources_bracket" AS ENUM ('NONE', 'BELOW_HALF', 'BELOW_FULL', 'ABOVE');

-- CreateEnum
CREATE TYPE "fund" AS ENUM ('FSL', 'FAJ');

-- CreateEnum
CREATE TYPE "fund_application_status" AS ENUM ('REQUESTED', 'INCOMPLETE', 'GRANTED', 'REFUSED');

-- CreateEnum
CREATE TYPE "apa_place" AS ENUM ('HOME', 'INSTITUTION');

-- CreateEnum
CREATE TYPE "employment_status" AS ENUM ('EMPLOYED', 'SELF_EMPLOYED', 'JOB_SEEKER', 'TRAINEE', 'STUDENT', 'INACTIVE', 'RETIRED');

-- CreateEnum
CREATE TYPE "obstacle_to_work" AS ENUM ('MOBILITY', 'CHILDCARE', 'HEALTH', 'HOUSING', 'LANGUAGE', 'DIGITAL', 'QUALIFICATION');

-- CreateEnum
CREATE TYPE "school_level" AS ENUM ('NURSERY', 'PRIMARY', 'LOWER_SECONDARY', 'UPPER_SECONDARY', 'HIGHER');

-- CreateEnum
CREATE TYPE "weekday" AS ENUM ('MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY');

-- CreateEnum
CREATE TYPE "care_mode" AS ENUM ('NONE', 'PARENT', 'RELATIVE', 'CHILDMINDER', 'CRECHE', 'OCCASIONAL');

-- CreateEnum
CREATE TYPE "vital_risk" AS ENUM ('OXYGEN', 'DIALYSIS', 'INSULIN', 'ANTICOAGULANT', 'EPILEPSY', 'CARDIAC', 'SEVERE_ALLERGY', 'IMMUNOSUPPRESSION');

-- CreateEnum
CREATE TYPE "victim_status" AS ENUM ('SUSPECTED', 'DISCLOSED', 'PROTECTED', 'PAST');

-- CreateEnum
CREATE TYPE "protection_measure" AS ENUM ('NONE', 'SAUVEGARDE', 'CURATELLE', 'CURATELLE_RENFORCEE', 'TUTELLE', 'HABILITATION_FAMILIALE', 'MANDAT_PROTECTION');

-- CreateEnum
CREATE TYPE "permit_type" AS ENUM ('RECEIPT', 'TEMPORARY', 'MULTI_YEAR', 'RESIDENT', 'PROTECTION', 'NOT_NEEDED');

-- CreateEnum
CREATE TYPE "case_action_status" AS ENUM ('TODO', 'DOING', 'DONE', 'DROPPED');

-- CreateEnum
CREATE TYPE "fee" AS ENUM ('FREE', 'PAID');

-- CreateEnum
CREATE TYPE "reception_mode" AS ENUM ('ON_SITE', 'REMOTE');

-- CreateEnum
CREATE TYPE "mobilisation_mode" AS ENUM ('WALK_IN', 'PHONE', 'EMAIL', 'ONLINE_FORM', 'REFERRAL');

-- CreateEnum
CREATE TYPE "mobilisable_by" AS ENUM ('USERS', 'PROFESSIONALS');

-- CreateEnum
CREATE TYPE "offer_nature" AS ENUM ('LEGAL_AID', 'OPTIONAL', 'PUBLIC');

-- CreateEnum
CREATE TYPE "offer_label" AS ENUM ('AVIP', 'PRE', 'EPN');

-- CreateEnum
CREATE TYPE "pregnancy" AS ENUM ('NONE', 'FIRST_TRIMESTER', 'SECOND_TRIMESTER', 'THIRD_TRIMESTER');

-- CreateEnum
CREATE TYPE "growth" AS ENUM ('REGULAR', 'WATCHED', 'WORRYING');

-- CreateEnum
CREATE TYPE "vaccinations" AS ENUM ('UP_TO_DATE', 'LATE', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "child_protection_measure_kind" AS ENUM ('AED', 'AEMO', 'PLACEMENT', 'OTHER');

-- CreateEnum
CREATE TYPE "danger_kind" AS ENUM ('PHYSICAL', 'PSYCHOLOGICAL', 'SEXUAL', 'NEGLECT', 'EDUCATION', 'DOMESTIC_VIOLENCE');

-- CreateEnum
CREATE TYPE "worrying_information_state" AS ENUM ('RECEIVED', 'UNDER_ASSESSMENT', 'CLOSED');

-- CreateEnum
CREATE TYPE "pre_pathway" AS ENUM ('SCHOOL_SUPPORT', 'LANGUAGE', 'HEALTH', 'CULTURE', 'SPORT', 'PARENTING');

-- CreateEnum
CREATE TYPE "ccas_aid_kind" AS ENUM ('FOOD', 'ENERGY', 'HOUSING', 'HEALTH', 'TRANSPORT', 'LOAN', 'OTHER');

-- CreateTable
CREATE TABLE "this_body" (
    "code" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "capabilities" TEXT[],

    CONSTRAINT "this_body_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "birth_name" TEXT NOT NULL,
    "used_name" TEXT,
    "first_names" TEXT[],
    "sex" "sex" NOT NULL,
    "birth_date" DATE,
    "birth_place_cog" TEXT,
    "death_date" DATE,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact" (
    "person_id" TEXT NOT NULL,
    "address_line" TEXT,
    "postcode" TEXT,
    "commune_code" TEXT,
    "phone" TEXT,
    "email" TEXT,
    "preferred_contact" "preferred_contact",
    "emergency_contact" TEXT,
    "protected_address" BOOLEAN NOT NULL,

    CONSTRAINT "contact_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "household" (
    "id" TEXT NOT NULL,
    "couple_status" "couple_status",
    "commune_code" TEXT,

    CONSTRAINT "household_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "household_id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "role" "household_role" NOT NULL,
    "is_dependent" BOOLEAN NOT NULL,
    "source" "composition_source" NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("household_id","person_id")
);

-- CreateTable
CREATE TABLE "parental_holder" (
    "id" SERIAL NOT NULL,
    "person_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "holder_kind" NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "parental_holder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "housing" (
    "person_id" TEXT NOT NULL,
    "tenure" "tenure",
    "arrears_months" INTEGER,
    "eviction_stage" "eviction_stage",
    "indecency" BOOLEAN,
    "landlord_name" TEXT,

    CONSTRAINT "housing_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "budget" (
    "person_id" TEXT NOT NULL,
    "income_monthly" INTEGER,
    "charges_monthly" INTEGER,
    "debt_total" INTEGER,
    "over_indebtedness_file" "over_indebtedness_file",

    CONSTRAINT "budget_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "benefit_entitlement" (
    "id" SERIAL NOT NULL,
    "person_id" TEXT NOT NULL,
    "kind" "benefit_kind" NOT NULL,
    "status" "entitlement_status" NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,
    "resources_bracket" "resources_bracket",

    CONSTRAINT "benefit_entitlement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fund_application" (
    "id" SERIAL NOT NULL,
    "person_id" TEXT NOT NULL,
    "fund" "fund" NOT NULL,
    "requested_on" DATE NOT NULL,
    "decided_on" DATE,
    "status" "fund_application_status" NOT NULL,
    "amount" INTEGER,

    CONSTRAINT "fund_application_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "apa_entitlement" (
    "person_id" TEXT NOT NULL,
    "status" "entitlement_status" NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,
    "gir" INTEGER,
    "place" "apa_place",

    CONSTRAINT "apa_entitlement_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "employment" (
    "person_id" TEXT NOT NULL,
    "status" "employment_status" NOT NULL,
    "job_goal" TEXT,
    "obstacles" "obstacle_to_work"[],
    "training_in_progress" BOOLEAN NOT NULL,

    CONSTRAINT "employment_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "education" (
    "person_id" TEXT NOT NULL,
    "school" TEXT,
    "level" "school_level",
    "pre" BOOLEAN,

    CONSTRAINT "education_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "school_designation" (
    "id" SERIAL NOT NULL,
    "school" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "contact" TEXT,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE NOT NULL,

    CONSTRAINT "school_designation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "childcare_need" (
    "person_id" TEXT NOT NULL,
    "days_needed" "weekday"[],
    "start_on" DATE,
    "current_care" "care_mode",

    CONSTRAINT "childcare_need_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "health" (
    "person_id" TEXT NOT NULL,
    "condition" TEXT,
    "treatment" TEXT,
    "since" DATE,
    "vital_risk" "vital_risk",
    "mobility" INTEGER,
    "communication" INTEGER,
    "autonomy_at_home" INTEGER,
    "steady_attendance" INTEGER,
    "adaptations" TEXT[],
    "impact_on_care" INTEGER,
    "impact_on_safety" INTEGER,
    "impact_on_schooling" INTEGER,

    CONSTRAINT "health_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "mental_health" (
    "person_id" TEXT NOT NULL,
    "follow_up" TEXT,
    "crisis_plan" TEXT,
    "since" DATE,
    "mobility" INTEGER,
    "communication" INTEGER,
    "autonomy_at_home" INTEGER,
    "steady_attendance" INTEGER,
    "adaptations" TEXT[],
    "impact_on_care" INTEGER,
    "impact_on_safety" INTEGER,
    "impact_on_schooling" INTEGER,

    CONSTRAINT "mental_health_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "disability" (
    "person_id" TEXT NOT NULL,
    "decision" TEXT,
    "rate" INTEGER,
    "compensation" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,
    "mobility" INTEGER,
    "communication" INTEGER,
    "autonomy_at_home" INTEGER,
    "steady_attendance" INTEGER,
    "adaptations" TEXT[],
    "impact_on_care" INTEGER,
    "impact_on_safety" INTEGER,
    "impact_on_schooling" INTEGER,

    CONSTRAINT "disability_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "social_report" (
    "id" SERIAL NOT NULL,
    "person_id" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "conclusions" TEXT[],
    "agreed_actions" TEXT[],
    "narrative" TEXT,

    CONSTRAINT "social_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "violence" (
    "person_id" TEXT NOT NULL,
    "victim_status" "victim_status" NOT NULL,
    "safety_plan" TEXT,

    CONSTRAINT "violence_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "legal_capacity" (
    "person_id" TEXT NOT NULL,
    "measure" "protection_measure" NOT NULL,
    "on_person" BOOLEAN,
    "mission_scope" TEXT,
    "guardian_contact" TEXT,
    "valid_from" DATE,
    "valid_to" DATE,

    CONSTRAINT "legal_capacity_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "right_of_residence" (
    "person_id" TEXT NOT NULL,
    "permit_type" "permit_type" NOT NULL,
    "expires_on" DATE,

    CONSTRAINT "right_of_residence_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "follow_up" (
    "person_id" TEXT NOT NULL,
    "referent_agent" TEXT,
    "opened_on" DATE NOT NULL,
    "closed_on" DATE,
    "last_contact_on" DATE,
    "several_professionals_needed" BOOLEAN NOT NULL,

    CONSTRAINT "follow_up_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "note" (
    "person_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "note_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "contribution" (
    "id" UUID NOT NULL,
    "case_id" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "agent" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "contribution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_action" (
    "id" SERIAL NOT NULL,
    "case_id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "due_on" DATE,
    "done_on" DATE,
    "status" "case_action_status" NOT NULL,

    CONSTRAINT "case_action_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payload_field" (
    "id" SERIAL NOT NULL,
    "referral_id" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "field_path" TEXT NOT NULL,
    "value" TEXT,
    "generalisation" TEXT,

    CONSTRAINT "payload_field_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_offer" (
    "id" TEXT NOT NULL,
    "structure_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "updated_on" DATE NOT NULL,
    "type" TEXT NOT NULL,
    "themes" TEXT[],
    "fee" "fee" NOT NULL,
    "fee_details" TEXT,
    "publics" TEXT[],
    "access_conditions" TEXT,
    "address" TEXT,
    "commune_code" TEXT,
    "lon" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "phone" TEXT,
    "email" TEXT,
    "reception_modes" "reception_mode"[],
    "eligibility_zone" TEXT[],
    "mobilisation_modes" "mobilisation_mode"[],
    "mobilisable_by" "mobilisable_by"[],
    "weekly_hours" DOUBLE PRECISION,
    "opening_hours" TEXT,
    "nature" "offer_nature" NOT NULL,
    "age_min" INTEGER,
    "age_max" INTEGER,
    "capacity" INTEGER,
    "label" "offer_label",
    "authorised_by" TEXT,
    "referral_kinds_accepted" TEXT[],

    CONSTRAINT "service_offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "permanence" (
    "id" SERIAL NOT NULL,
    "offer_id" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "schedule" TEXT,
    "reserved_to_followed_persons" BOOLEAN NOT NULL,
    "host_body" TEXT,

    CONSTRAINT "permanence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pmi" (
    "person_id" TEXT NOT NULL,
    "pregnancy" "pregnancy",
    "growth" "growth",
    "vaccinations" "vaccinations",
    "last_home_visit_on" DATE,
    "impact_on_care" INTEGER,
    "impact_on_safety" INTEGER,
    "impact_on_schooling" INTEGER,

    CONSTRAINT "pmi_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "child_protection_measure" (
    "id" SERIAL NOT NULL,
    "person_id" TEXT NOT NULL,
    "kind" "child_protection_measure_kind" NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "child_protection_measure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worrying_information" (
    "number" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "danger_kinds" "danger_kind"[],
    "state" "worrying_information_state" NOT NULL,
    "facts" TEXT NOT NULL,

    CONSTRAINT "worrying_information_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "insertion_follow_up" (
    "person_id" TEXT NOT NULL,
    "referent" TEXT NOT NULL,

    CONSTRAINT "insertion_follow_up_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "solidarity_agency" (
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "solidarity_agency_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "childcare_request" (
    "person_id" TEXT NOT NULL,
    "requested_on" DATE NOT NULL,
    "start_on" DATE,
    "places" INTEGER NOT NULL,
    "rank" INTEGER,

    CONSTRAINT "childcare_request_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "pre_enrolment" (
    "person_id" TEXT NOT NULL,
    "school" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE NOT NULL,
    "pathway" "pre_pathway"[],

    CONSTRAINT "pre_enrolment_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "neighbourhood_record" (
    "id" SERIAL NOT NULL,
    "person_id" TEXT NOT NULL,
    "on" DATE NOT NULL,
    "text" TEXT NOT NULL,

    CONSTRAINT "neighbourhood_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "avip_seat" (
    "id" INTEGER NOT NULL,
    "creche" TEXT NOT NULL,
    "labelled_from" DATE NOT NULL,
    "occupied_from" DATE,
    "occupied_to" DATE,

    CONSTRAINT "avip_seat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "avip_request" (
    "referral_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "places" INTEGER NOT NULL,

    CONSTRAINT "avip_request_pkey" PRIMARY KEY ("referral_id")
);

-- CreateTable
CREATE TABLE "ccas_aid" (
    "id" SERIAL NOT NULL,
    "person_id" TEXT NOT NULL,
    "kind" "ccas_aid_kind" NOT NULL,
    "amount" INTEGER,
    "granted_on" DATE NOT NULL,

    CONSTRAINT "ccas_aid_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "domiciliation" (
    "person_id" TEXT NOT NULL,
    "valid_from" DATE NOT NULL,
    "valid_to" DATE,

    CONSTRAINT "domiciliation_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "first_reception" (
    "person_id" TEXT NOT NULL,
    "received_on" DATE NOT NULL,
    "topic" TEXT NOT NULL,
    "oriented_to" TEXT,

    CONSTRAINT "first_reception_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "reception_point" (
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,

    CONSTRAINT "reception_point_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE INDEX "parental_holder_person_id_idx" ON "parental_holder"("person_id");

-- CreateIndex
CREATE INDEX "benefit_entitlement_person_id_idx" ON "benefit_entitlement"("person_id");

-- CreateIndex
CREATE INDEX "fund_application_person_id_idx" ON "fund_application"("person_id");

-- CreateIndex
CREATE INDEX "school_designation_school_idx" ON "school_designation"("school");

-- CreateIndex
CREATE INDEX "social_report_person_id_idx" ON "social_report"("person_id");

-- CreateIndex
CREATE INDEX "contribution_case_id_category_idx" ON "contribution"("case_id", "category");

-- CreateIndex
CREATE INDEX "case_action_case_id_idx" ON "case_action"("case_id");

-- CreateIndex
CREATE INDEX "payload_field_referral_id_category_idx" ON "payload_field"("referral_id", "category");

-- CreateIndex
CREATE INDEX "permanence_offer_id_idx" ON "permanence"("offer_id");

-- CreateIndex
CREATE INDEX "child_protection_measure_person_id_idx" ON "child_protection_measure"("person_id");

-- CreateIndex
CREATE INDEX "worrying_information_person_id_idx" ON "worrying_information"("person_id");

-- CreateIndex
CREATE INDEX "neighbourhood_record_person_id_idx" ON "neighbourhood_record"("person_id");

-- CreateIndex
CREATE INDEX "ccas_aid_person_id_idx" ON "ccas_aid"("person_id");

-- AddForeignKey
ALTER TABLE "contact" ADD CONSTRAINT "contact_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parental_holder" ADD CONSTRAINT "parental_holder_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "housing" ADD CONSTRAINT "housing_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budget" ADD CONSTRAINT "budget_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "benefit_entitlement" ADD CONSTRAINT "benefit_entitlement_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fund_application" ADD CONSTRAINT "fund_application_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "apa_entitlement" ADD CONSTRAINT "apa_entitlement_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "employment" ADD CONSTRAINT "employment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "education" ADD CONSTRAINT "education_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "childcare_need" ADD CONSTRAINT "childcare_need_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "health" ADD CONSTRAINT "health_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mental_health" ADD CONSTRAINT "mental_health_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disability" ADD CONSTRAINT "disability_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "social_report" ADD CONSTRAINT "social_report_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "violence" ADD CONSTRAINT "violence_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "legal_capacity" ADD CONSTRAINT "legal_capacity_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "right_of_residence" ADD CONSTRAINT "right_of_residence_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "note" ADD CONSTRAINT "note_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "permanence" ADD CONSTRAINT "permanence_offer_id_fkey" FOREIGN KEY ("offer_id") REFERENCES "service_offer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pmi" ADD CONSTRAINT "pmi_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "child_protection_measure" ADD CONSTRAINT "child_protection_measure_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "worrying_information" ADD CONSTRAINT "worrying_information_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "insertion_follow_up" ADD CONSTRAINT "insertion_follow_up_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "childcare_request" ADD CONSTRAINT "childcare_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pre_enrolment" ADD CONSTRAINT "pre_enrolment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "neighbourhood_record" ADD CONSTRAINT "neighbourhood_record_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ccas_aid" ADD CONSTRAINT "ccas_aid_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "domiciliation" ADD CONSTRAINT "domiciliation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "first_reception" ADD CONSTRAINT "first_reception_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
