-- Sign-offs may be asked for one after another.
ALTER TABLE "SignOff" ADD COLUMN "position" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "askedAt" TIMESTAMPTZ(3),
ADD COLUMN "dueAt" TIMESTAMPTZ(3);
