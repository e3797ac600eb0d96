-- CreateTable
CREATE TABLE "body_key" (
    "body_code" TEXT NOT NULL,
    "kid" TEXT NOT NULL,
    "jwk" JSONB NOT NULL,
    "valid_from" TIMESTAMPTZ(3) NOT NULL,
    "valid_to" TIMESTAMPTZ(3),

    CONSTRAINT "body_key_pkey" PRIMARY KEY ("body_code","kid")
);

-- AddForeignKey
ALTER TABLE "body_key" ADD CONSTRAINT "body_key_body_code_fkey" FOREIGN KEY ("body_code") REFERENCES "body"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
