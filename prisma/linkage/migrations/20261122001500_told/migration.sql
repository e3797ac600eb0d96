-- What the hub is told of a file: its name, sealed by its body for the hub alone, and the place of the news in their order.
CREATE SEQUENCE "file_place";
ALTER TABLE "file"
  ADD COLUMN "sealed_name" BYTEA CHECK (length("sealed_name") = 144),
  ADD COLUMN "place" BIGINT,
  -- The subject that agents found wrong for it: who asks again for the same is answered the same.
  ADD COLUMN "parted_from" TEXT;
CREATE UNIQUE INDEX "file_place_order" ON "file" ("place") WHERE "place" IS NOT NULL;
