-- Tasks that the process owner adds to a running cycle.
ALTER TABLE "Task" ADD COLUMN "minutes" INTEGER,
ADD COLUMN "addedById" TEXT;
