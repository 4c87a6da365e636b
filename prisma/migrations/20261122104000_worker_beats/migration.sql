-- CreateTable
CREATE TABLE "WorkerBeat" (
    "workerId" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "seenAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "WorkerBeat_pkey" PRIMARY KEY ("workerId")
);
