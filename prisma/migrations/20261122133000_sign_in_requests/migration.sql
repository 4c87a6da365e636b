-- CreateTable
CREATE TABLE "SignInRequest" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SignInRequest_pkey" PRIMARY KEY ("id")
);
