-- A cancelled month may be started again: each attempt is a cycle of its own.
ALTER TABLE "Cycle" ADD COLUMN "attempt" INTEGER NOT NULL DEFAULT 1;
DROP INDEX "Cycle_unitId_period_key";
CREATE UNIQUE INDEX "Cycle_unitId_period_attempt_key" ON "Cycle"("unitId", "period", "attempt");
