-- AlterTable
ALTER TABLE "Unit" ADD COLUMN     "customerPaymentDays" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "supplierPaymentDays" INTEGER NOT NULL DEFAULT 30;

-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "leadTimeDays" DOUBLE PRECISION,
ADD COLUMN     "leadTimeDeviationDays" DOUBLE PRECISION,
ADD COLUMN     "lotUnits" DOUBLE PRECISION,
ADD COLUMN     "reorderPoint" DOUBLE PRECISION,
ADD COLUMN     "reviewDays" DOUBLE PRECISION,
ADD COLUMN     "serviceKind" TEXT,
ADD COLUMN     "servicePercent" DOUBLE PRECISION;

-- CreateTable
CREATE TABLE "InventoryTarget" (
    "planVersionId" TEXT NOT NULL,
    "itemCode" TEXT NOT NULL,
    "target" JSONB NOT NULL,

    CONSTRAINT "InventoryTarget_pkey" PRIMARY KEY ("planVersionId","itemCode")
);

-- CreateTable
CREATE TABLE "Scenario" (
    "id" TEXT NOT NULL,
    "cycleId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "changes" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "problem" TEXT NOT NULL DEFAULT '',
    "personId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Scenario_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Scenario_cycleId_key_key" ON "Scenario"("cycleId", "key");

-- AddForeignKey
ALTER TABLE "InventoryTarget" ADD CONSTRAINT "InventoryTarget_planVersionId_fkey" FOREIGN KEY ("planVersionId") REFERENCES "PlanVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Scenario" ADD CONSTRAINT "Scenario_cycleId_fkey" FOREIGN KEY ("cycleId") REFERENCES "Cycle"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
