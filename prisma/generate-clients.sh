#!/bin/sh
# Writes the typed database clients from the two schemas.
# The CLI would fetch a native schema engine before any command; generating does not need it, so it is told of a
# harmless one. Never do this for `migrate`: it would exit 0 and apply nothing (see prisma/migrate.ts).
set -e
for database in hub body; do
  if [ -f "prisma/$database/schema.prisma" ]; then
    PRISMA_SCHEMA_ENGINE_BINARY=/bin/true prisma generate --config "prisma/$database/prisma.config.ts" >/dev/null
  fi
done
