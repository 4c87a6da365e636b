import type { z } from 'zod';
import { listAuditOfSubject } from '../../database/audit-repository';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import { findProcessOwner } from '../../database/process-owner-repository';
import { type FrozenInput, findLatestSnapshot } from '../../database/snapshot-repository';
import { findDraft, listAcceptedSubmissions } from '../../database/submission-repository';
import type { SubmissionRecord, TaskRecord } from '../../domain/cycle/records';
import type { SubmissionContent } from '../../domain/cycle/submission';
import { momentInZone } from '../../email/wording';
import { loadTask } from '../acts/load-subject';
import type { ApiDependencies } from '../dependencies';
import { asSentContent } from '../schemas/submissions';
import type { SubmissionView, TaskView } from '../schemas/tasks';
import type { Viewer } from '../viewer';
import { subjectHistory } from './history';
import { openPredecessors, personRef, stepOf, taskLine } from './lines';
import { cutOffWords, nextAfterTask } from './next-words';
import { readPastDemand } from './past-demand';
import { taskGrid } from './task-grid';
import { taskPermissions } from './who-may';

/** A task with everything to do it, as one person sees it. */
export async function readTaskView(
  dependencies: Pick<ApiDependencies, 'database' | 'clock'>,
  viewer: Viewer,
  taskId: string,
): Promise<z.input<typeof TaskView>> {
  const { prisma } = dependencies.database;
  const { facts, task } = await loadTask(dependencies, viewer, taskId);
  const looking = { viewer, now: dependencies.clock() };
  const can = taskPermissions(facts, task, looking);
  const [frozen, draft, submissions, previous, history, askedBy] = await Promise.all([
    FILLS_IN_FIGURES.has(task.kind) ? findLatestSnapshot(dependencies.database, facts.cycle.id) : null,
    can.submit.allowed ? findDraft(prisma, taskId, viewer.id) : null,
    listAcceptedSubmissions(prisma, taskId),
    whyAgain(dependencies, facts, task),
    subjectHistory(prisma, facts, viewer, [taskId]),
    findProcessOwner(prisma, facts.unit.id),
  ]);
  const last = submissions[0] ?? null;
  const own = (draft?.content ?? last?.content ?? null) as SubmissionContent | null;
  const [grid, past] = await Promise.all([
    taskGrid(dependencies, { facts, task, viewer, own, frozen }),
    pastDemand(dependencies, facts, task, frozen),
  ]);
  return {
    ...taskLine(facts, task, looking),
    instructions: task.instructions,
    dueLocal: momentInZone(task.dueAt, facts.people.get(task.assigneeId)?.timeZone ?? viewer.timeZone),
    askedBy,
    skipReason: task.skipReason,
    waitsFor: waitsFor(facts, task),
    grid,
    past,
    draft: draft && {
      content: asSentContent(draft.content as SubmissionContent),
      comment: draft.comment,
      savedAt: draft.savedAt.toISOString(),
    },
    submission: last && submissionView(facts, last),
    previous,
    next: nextAfterTask(facts, task),
    cutOff: cutOffWords(facts, task),
    can,
    history,
  };
}

const FILLS_IN_FIGURES: ReadonlySet<TaskRecord['kind']> = new Set([
  'demand-input',
  'consensus',
  'capacity-check',
  'supply-input',
]);

async function pastDemand(
  dependencies: Pick<ApiDependencies, 'database'>,
  facts: CycleFacts,
  task: TaskRecord,
  frozen: FrozenInput | null,
) {
  const isDemand = task.kind === 'demand-input' || task.kind === 'consensus';
  return isDemand && frozen ? readPastDemand(dependencies, { facts, task, input: frozen.input }) : null;
}

function submissionView(facts: CycleFacts, submission: SubmissionRecord): z.input<typeof SubmissionView> {
  return {
    id: submission.id,
    round: submission.round,
    person: personRef(facts, submission.personId),
    content: asSentContent(submission.content as SubmissionContent),
    comment: submission.comment,
    submittedAt: submission.submittedAt.toISOString(),
    isLate: submission.isLate,
  };
}

function waitsFor(facts: CycleFacts, task: TaskRecord): string[] {
  if (task.state !== 'waiting') return [];
  const step = stepOf(facts, task.stepId);
  if (step.state !== 'open') return [`The step ${step.name} is not open yet.`];
  return openPredecessors(facts, task).map(
    (before) => `"${before.title}" of ${personRef(facts, before.assigneeId).name} comes first.`,
  );
}

/** Why a task is asked for once more: the rejection's or the owner's words, from its step's audit trail. */
async function whyAgain(
  { database }: Pick<ApiDependencies, 'database'>,
  facts: CycleFacts,
  task: TaskRecord,
) {
  if (task.round === 1) return null;
  const records = await listAuditOfSubject(database.prisma, task.stepId);
  const last = records
    .filter(({ action, details }) => REOPENING.has(action) && typeof details.reason === 'string')
    .at(-1);
  if (!last) return null;
  return {
    comment: String(last.details.reason),
    person: last.actorId === null ? null : personRef(facts, last.actorId),
    at: last.at.toISOString(),
  };
}

const REOPENING = new Set(['work-reopened', 'step-reopened', 'step-sent-back']);
