-- What was written beside the figures is kept with them.
ALTER TABLE "TaskDraft" ADD COLUMN "comment" TEXT NOT NULL DEFAULT '';
