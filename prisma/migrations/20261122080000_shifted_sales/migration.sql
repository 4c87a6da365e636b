-- AlterTable
ALTER TABLE "Import" ADD COLUMN "shiftedMonths" INTEGER NOT NULL DEFAULT 0;
