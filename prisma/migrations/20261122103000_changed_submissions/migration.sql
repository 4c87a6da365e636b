-- A submission may be put in the place of an earlier one of the same task and round.
ALTER TABLE "Submission" ADD COLUMN "replacesId" TEXT;
