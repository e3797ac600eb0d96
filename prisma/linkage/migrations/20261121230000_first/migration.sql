-- The keys under which pseudonyms are made. A key that another has followed is destroyed: its public half stays.
CREATE TABLE "oblivious_key" (
  "version" INTEGER PRIMARY KEY,
  "public_key" BYTEA NOT NULL,
  "sealed_secret" BYTEA,
  "made_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "destroyed_at" TIMESTAMPTZ(3),
  CHECK (("sealed_secret" IS NULL) = ("destroyed_at" IS NOT NULL))
);
-- One key works at any time.
CREATE UNIQUE INDEX "oblivious_key_current" ON "oblivious_key" (("destroyed_at" IS NULL)) WHERE "destroyed_at" IS NULL;

-- A file of a body, under a reference that only bodies can read. `person` gathers the files that the cascade found to be
-- of one person; `subject` those of them that agree on everything.
CREATE TABLE "file" (
  "body" TEXT NOT NULL,
  "reference" TEXT NOT NULL,
  "person" UUID,
  "subject" TEXT,
  PRIMARY KEY ("body", "reference"),
  CHECK (("person" IS NULL) = ("subject" IS NULL))
);
-- One person has one file at one body: what says otherwise is not linked.
CREATE UNIQUE INDEX "file_person" ON "file" ("person", "body");
CREATE INDEX "file_subject" ON "file" ("subject");

-- The keys of a file under the oblivious function, by their place in the cascade.
CREATE TABLE "file_key" (
  "body" TEXT NOT NULL,
  "reference" TEXT NOT NULL,
  "rank" SMALLINT NOT NULL,
  "element" BYTEA NOT NULL CHECK (length("element") = 32),
  PRIMARY KEY ("body", "reference", "rank"),
  FOREIGN KEY ("body", "reference") REFERENCES "file" ON DELETE CASCADE
);
CREATE INDEX "file_key_element" ON "file_key" ("rank", "element");

-- Who asked for what, when, and how many. Never an element, never a reference.
CREATE TABLE "request" (
  "id" TEXT PRIMARY KEY,
  "party" TEXT NOT NULL,
  "act" TEXT NOT NULL,
  "count" INTEGER NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE INDEX "request_party_at" ON "request" ("party", "at");

-- A study counts persons under pseudonyms of its own, whose key is destroyed with it.
CREATE TABLE "study" (
  "id" TEXT PRIMARY KEY,
  "opened_by" TEXT NOT NULL,
  "bodies" TEXT[] NOT NULL,
  "ends_at" TIMESTAMPTZ(3) NOT NULL,
  "sealed_key" BYTEA,
  "destroyed_at" TIMESTAMPTZ(3),
  CHECK (("sealed_key" IS NULL) = ("destroyed_at" IS NOT NULL))
);
