-- AlterTable
ALTER TABLE "Item" ADD COLUMN     "likeItemCode" TEXT,
ADD COLUMN     "likeItemPercent" DOUBLE PRECISION,
ADD COLUMN     "launchMonth" TEXT,
ADD COLUMN     "lastMonth" TEXT;

-- AlterTable
ALTER TABLE "SeriesModel" ADD COLUMN     "corrections" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "Promotion" (
    "unitId" TEXT NOT NULL,
    "itemCode" TEXT NOT NULL,
    "marketCode" TEXT NOT NULL DEFAULT '',
    "month" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "upliftPercent" DOUBLE PRECISION,
    "importId" TEXT NOT NULL,

    CONSTRAINT "Promotion_pkey" PRIMARY KEY ("unitId","itemCode","marketCode","month","kind")
);

-- CreateTable
CREATE TABLE "OpenOrder" (
    "unitId" TEXT NOT NULL,
    "itemCode" TEXT NOT NULL,
    "marketCode" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "asOf" TEXT NOT NULL,
    "quantity" DOUBLE PRECISION NOT NULL,
    "importId" TEXT NOT NULL,

    CONSTRAINT "OpenOrder_pkey" PRIMARY KEY ("unitId","itemCode","marketCode","month","asOf")
);

-- CreateTable
CREATE TABLE "KeptDemand" (
    "unitId" TEXT NOT NULL,
    "itemCode" TEXT NOT NULL,
    "marketCode" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "byId" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KeptDemand_pkey" PRIMARY KEY ("unitId","itemCode","marketCode","month")
);
