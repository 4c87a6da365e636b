import { recordAudit } from '../../database/audit-repository';
import { saveDraft } from '../../database/submission-repository';
import { markTaskStarted } from '../../database/task-repository';
import type { SubmissionContent } from '../../domain/cycle/submission';
import { DomainError } from '../../domain/errors';
import { requireVerdict } from '../access';
import type { ApiDependencies } from '../dependencies';
import type { Viewer } from '../viewer';
import { taskVerdicts } from '../views/who-may';
import { loadTask } from './load-subject';

type Needs = Pick<ApiDependencies, 'database' | 'clock'>;

/** Keeps what was filled in so far; it is the person's own until they hand it in. */
export async function saveTaskDraft(
  needs: Needs,
  viewer: Viewer,
  taskId: string,
  { content, comment }: { readonly content: SubmissionContent; readonly comment: string },
): Promise<{ readonly savedAt: string }> {
  const { facts, task } = await loadTask(needs, viewer, taskId);
  const savedAt = needs.clock();
  requireVerdict(taskVerdicts(facts, task, { viewer, now: savedAt }).submit);
  if (content.kind !== task.kind) {
    throw new DomainError('invalid-input', `"${task.title}" asks for a "${task.kind}". Load the task again.`);
  }
  const { prisma } = needs.database;
  await saveDraft(prisma, { taskId, personId: viewer.id, content, comment, savedAt });
  await startTask(needs, viewer, taskId);
  return { savedAt: savedAt.toISOString() };
}

/** Notes that the one who does the task has opened it; looking at others' tasks leaves no trace. */
export async function startTask(needs: Needs, viewer: Viewer, taskId: string): Promise<void> {
  const { facts, task } = await loadTask(needs, viewer, taskId);
  const now = needs.clock();
  const { who, state } = taskVerdicts(facts, task, { viewer, now }).submit;
  if (!who.allowed || !state.allowed || task.startedAt) return;
  await markTaskStarted(needs.database.prisma, taskId, now);
  await recordAudit(needs.database, [
    {
      at: now,
      actorId: viewer.id,
      unitId: facts.unit.id,
      cycleId: facts.cycle.id,
      action: 'task-started',
      subjectType: 'task',
      subjectId: taskId,
    },
  ]);
}
