import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { DataReadiness } from '../domain/plan/data-readiness';
import type { PlanningInput } from '../domain/plan/planning-input';
import type { Database } from './client';
import type { Prisma } from './generated/client';

const pack = promisify(gzip);
const unpack = promisify(gunzip);

export interface FrozenInput {
  readonly snapshotId: string;
  readonly sha256: string;
  readonly input: PlanningInput;
}

/** Keeps the input of a cycle for good. The same input again gives the snapshot that is there, as the latest. */
export async function storeSnapshot(
  database: Database,
  cycleId: string,
  facts: { readonly input: PlanningInput; readonly quality: DataReadiness; readonly takenAt: Date },
): Promise<{ readonly snapshotId: string; readonly sha256: string }> {
  const text = JSON.stringify(facts.input);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const content = new Uint8Array(await pack(text));
  const quality = facts.quality as unknown as Prisma.InputJsonObject;
  const { id } = await database.prisma.snapshot.upsert({
    where: { cycleId_sha256: { cycleId, sha256 } },
    create: { cycleId, sha256, takenAt: facts.takenAt, content, quality },
    update: { takenAt: facts.takenAt },
    select: { id: true },
  });
  return { snapshotId: id, sha256 };
}

/** The snapshot that a cycle's plans are to be computed from; null before data gathering has closed. */
export async function findLatestSnapshot(database: Database, cycleId: string): Promise<FrozenInput | null> {
  const row = await database.prisma.snapshot.findFirst({
    where: { cycleId },
    orderBy: [{ takenAt: 'desc' }, { id: 'asc' }],
  });
  return row && { snapshotId: row.id, sha256: row.sha256, input: await readContent(row.content) };
}

export async function readSnapshot(database: Database, snapshotId: string): Promise<PlanningInput> {
  const row = await database.prisma.snapshot.findUniqueOrThrow({ where: { id: snapshotId } });
  return readContent(row.content);
}

const readContent = async (content: Uint8Array): Promise<PlanningInput> =>
  JSON.parse((await unpack(content)).toString('utf8')) as PlanningInput;
