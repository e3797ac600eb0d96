-- The set that a body counts in a study, while the study lasts. Its name is the body's own word for what it froze.
CREATE TABLE "study_set" (
  "study" TEXT NOT NULL REFERENCES "study",
  "body" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "complete" BOOLEAN NOT NULL DEFAULT false,
  PRIMARY KEY ("study", "body")
);

-- One person of a set, as a hash under a key of the bodies of her pseudonym in the study: it can be compared, not read.
CREATE TABLE "study_tag" (
  "study" TEXT NOT NULL,
  "body" TEXT NOT NULL,
  "tag" BYTEA NOT NULL CHECK (length("tag") = 32),
  PRIMARY KEY ("study", "tag", "body"),
  FOREIGN KEY ("study", "body") REFERENCES "study_set" ON DELETE CASCADE
);
