import { appendAudit } from '../../database/audit-repository';
import { updateStepIf } from '../../database/step-repository';
import type { ActivityDependencies } from '../dependencies';
import { loadStepContext } from './step-context';

/** Closes an open step. */
export async function closeStep(
  { database, clock }: ActivityDependencies,
  input: { readonly stepId: string; readonly outcome: 'signed-off' | 'completed' },
): Promise<void> {
  const { stepId, outcome } = input;
  const { cycle, step } = await loadStepContext(database.prisma, stepId);
  const now = clock();
  await database.prisma.$transaction(async (transaction) => {
    const closing = { state: 'closed', closedAt: now, outcome } as const;
    if (!(await updateStepIf(transaction, stepId, 'open', closing))) return;
    await appendAudit(transaction, [
      {
        at: now,
        actorId: null,
        unitId: cycle.unitId,
        cycleId: cycle.id,
        action: 'step-closed',
        subjectType: 'step',
        subjectId: stepId,
        details: { key: step.key, outcome, isLate: now > step.plannedDueAt },
      },
    ]);
  });
}
