-- CreateTable
CREATE TABLE "Stage" (
    "unitId" TEXT NOT NULL,
    "familyCode" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "suppliedBy" TEXT NOT NULL,
    "leadTimeDays" INTEGER NOT NULL,
    "holdingCost" DOUBLE PRECISION NOT NULL,
    "marketCode" TEXT NOT NULL,
    "serviceDays" INTEGER NOT NULL,
    "importId" TEXT NOT NULL,

    CONSTRAINT "Stage_pkey" PRIMARY KEY ("unitId","familyCode","code")
);

-- CreateTable
CREATE TABLE "StockPlacement" (
    "planVersionId" TEXT NOT NULL,
    "familyCode" TEXT NOT NULL,
    "placement" JSONB NOT NULL,

    CONSTRAINT "StockPlacement_pkey" PRIMARY KEY ("planVersionId","familyCode")
);

-- AddForeignKey
ALTER TABLE "StockPlacement" ADD CONSTRAINT "StockPlacement_planVersionId_fkey" FOREIGN KEY ("planVersionId") REFERENCES "PlanVersion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
