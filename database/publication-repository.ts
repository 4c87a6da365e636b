import { appendAudit } from './audit-repository';
import type { Connection, Database } from './client';
import type { Prisma } from './generated/client';

export interface PublicationRecord {
  readonly cycleId: string;
  readonly planVersionId: string;
  readonly publishedAt: Date;
  readonly planCsv: string;
  readonly planCsvSha256: string;
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly rowCount: number;
}

export async function findPublication(
  connection: Connection,
  cycleId: string,
): Promise<PublicationRecord | null> {
  const row = await connection.publication.findUnique({ where: { cycleId } });
  return row && { ...row, manifest: row.manifest as Record<string, unknown> };
}

/** Freezes a plan version for good and keeps what was published of it, with its audit row, or does nothing at all. */
export async function recordPublication(database: Database, publication: PublicationRecord): Promise<void> {
  const { cycleId, planVersionId, publishedAt, planCsvSha256, rowCount } = publication;
  await database.prisma.$transaction(async (transaction) => {
    const { unitId } = await transaction.cycle.findUniqueOrThrow({ where: { id: cycleId } });
    await transaction.planVersion.updateMany({
      where: { id: planVersionId, frozenAt: null },
      data: { frozenAt: publishedAt },
    });
    const { count } = await transaction.publication.createMany({
      data: [{ ...publication, manifest: publication.manifest as Prisma.InputJsonObject }],
      skipDuplicates: true,
    });
    if (count === 0) return;
    await appendAudit(transaction, [
      {
        at: publishedAt,
        actorId: null,
        unitId,
        cycleId,
        action: 'plan-published',
        subjectType: 'plan-version',
        subjectId: planVersionId,
        details: { planCsvSha256, rowCount },
      },
    ]);
  });
}

export interface ExecutiveApproval {
  readonly name: string;
  readonly role: string;
  readonly decision: 'approved' | 'approved-with-conditions';
  readonly decidedAt: string;
  readonly comment: string;
  readonly decidedByDelegate: string | null;
}

/** Who approved exactly this version at the executive meeting; null when the executives did not approve it. */
export async function findExecutiveApprovals(
  connection: Connection,
  plan: { readonly id: string; readonly cycleId: string; readonly sha256: string },
): Promise<ExecutiveApproval[] | null> {
  const group = await connection.signOffGroup.findFirst({
    where: {
      cycleId: plan.cycleId,
      planVersionId: plan.id,
      planHash: plan.sha256,
      state: 'approved',
      step: { key: 'executive-meeting' },
    },
    orderBy: { number: 'desc' },
    include: { signOffs: true },
  });
  if (!group) return null;
  const people = await connection.person.findMany({
    where: {
      id: { in: group.signOffs.flatMap(({ personId, decidedById }) => [personId, decidedById ?? personId]) },
    },
    select: { id: true, name: true },
  });
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? id;
  return group.signOffs
    .flatMap(({ state, personId, role, decidedAt, decidedById, comment }) => {
      if ((state !== 'approved' && state !== 'approved-with-conditions') || !decidedAt) return [];
      const delegate = decidedById && decidedById !== personId ? nameOf(decidedById) : null;
      return [
        {
          name: nameOf(personId),
          role,
          decision: state as ExecutiveApproval['decision'],
          decidedAt: decidedAt.toISOString(),
          comment,
          decidedByDelegate: delegate,
        },
      ];
    })
    .sort((a, b) =>
      a.decidedAt < b.decidedAt ? -1 : a.decidedAt > b.decidedAt ? 1 : a.name < b.name ? -1 : 1,
    );
}
