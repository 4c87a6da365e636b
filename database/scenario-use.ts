import { mayGo, type ScenarioUse, UNUSED } from '../domain/cycle/may-remove-scenario';
import { DomainError } from '../domain/errors';
import { appendAudit } from './audit-repository';
import type { Connection, Database } from './client';

/** A choice that was sent this short a time ago may still be accepted. */
const UNDER_WAY_MS = 60_000;

/** What a cycle has built on its scenarios, by their key. */
export async function listScenarioUse(
  connection: Connection,
  cycleId: string,
  now: Date,
): Promise<(key: string) => ScenarioUse> {
  const [choices, asked] = await Promise.all([
    connection.$queryRaw<{ readonly key: string; readonly name: string }[]>`
      SELECT s.content ->> 'scenario' AS key, p.name
      FROM "Task" t
      JOIN "Submission" s ON s."taskId" = t.id AND s.round = t.round
      JOIN "Person" p ON p.id = s."personId"
      WHERE t."cycleId" = ${cycleId} AND t.kind = 'scenario-choice'
        AND (s."isAccepted" OR (s."submittedAt" > ${new Date(now.getTime() - UNDER_WAY_MS)}
                                AND NOT EXISTS (SELECT 1 FROM "Submission" later WHERE later."replacesId" = s.id)))
      ORDER BY s."isAccepted" DESC, s."submittedAt"`,
    connection.signOffGroup.findMany({
      where: { cycleId },
      select: { planVersion: { select: { scenario: true, basedOn: { select: { scenario: true } } } } },
    }),
  ]);
  const askedAbout = new Set(
    asked.flatMap(({ planVersion }) => [planVersion.scenario, planVersion.basedOn?.scenario ?? '']),
  );
  return (key) => ({
    ...UNUSED,
    chosenBy: choices.find((choice) => choice.key === key)?.name ?? null,
    isAskedAbout: askedAbout.has(key),
  });
}

/** Choices and removals of a cycle's scenarios go one after the other, so that none is chosen while it is removed. */
export async function lockScenarios(connection: Connection, cycleId: string): Promise<void> {
  await connection.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(hashtext('scenario'), hashtext(${cycleId}))`;
}

/**
 * Takes a scenario out of the comparison; it stays on record with its plans. The same again changes nothing; one that
 * the month has built on is refused.
 */
export async function removeOwnScenario(
  database: Database,
  { id, byId }: { readonly id: string; readonly byId: string },
  at: Date,
): Promise<void> {
  await database.prisma.$transaction(async (transaction) => {
    const { cycleId } = await transaction.scenario.findUniqueOrThrow({ where: { id } });
    await lockScenarios(transaction, cycleId);
    const scenario = await transaction.scenario.findUniqueOrThrow({
      where: { id },
      include: { cycle: true },
    });
    if (scenario.state === 'removed') return;
    const { allowed, why } = mayGo((await listScenarioUse(transaction, cycleId, at))(scenario.key));
    if (!allowed) throw new DomainError('conflict', why ?? '');
    await transaction.scenario.update({ where: { id }, data: { state: 'removed' } });
    await appendAudit(transaction, [
      {
        at,
        actorId: byId,
        unitId: scenario.cycle.unitId,
        cycleId,
        action: 'scenario-removed',
        subjectType: 'scenario',
        subjectId: id,
        details: { name: scenario.name },
      },
    ]);
  });
}
