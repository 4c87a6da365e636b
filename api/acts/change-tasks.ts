import type { z } from 'zod';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import { type StepRecord, templateKeyOf } from '../../domain/cycle/records';
import type { StepKey } from '../../domain/cycle/template';
import { DomainError } from '../../domain/errors';
import { moment } from '../../email/wording';
import {
  addTask as addTaskUpdate,
  skipTask as skipTaskUpdate,
  skipWaitingTask,
} from '../../workflows/messages';
import { requireVerdict } from '../access';
import type { ApiDependencies } from '../dependencies';
import type { AddTaskBody } from '../schemas/cycles';
import type { Act } from '../temporal/cycle-door';
import type { Viewer } from '../viewer';
import { personRef, stepOf } from '../views/lines';
import { stepVerdicts, taskVerdicts } from '../views/who-may';
import { actId, uuidOf } from './id-of-act';
import { findStep, findTask, inFuture, requireMember, workflowOf } from './owner-acts';

/** Tasks that come to a running month, and those that it goes on without. */

type Needs = Pick<ApiDependencies, 'database' | 'clock' | 'cycles'>;
type Done = { readonly message: string };

/** Adds a task to a step that is open or still to come. A double click adds one. */
export async function addTask(
  needs: Needs,
  viewer: Viewer,
  which: { readonly cycleId: string; readonly stepKey: StepKey },
  body: z.output<typeof AddTaskBody>,
): Promise<Done & { readonly taskId: string }> {
  const { facts, step, looking } = await findStep(needs, viewer, which);
  requireVerdict(stepVerdicts(facts, step, looking)['add-task']);
  requireMember(facts, body.assigneeId);
  const waitsFor = body.waitsFor ?? null;
  requireTaskBefore(facts, step, waitsFor);
  const dueAt = inFuture(body.dueAt, looking);
  const { title, instructions, assigneeId, minutes } = body;
  const task = { title, instructions, assigneeId, minutes, waitsFor, dueAt: dueAt.toISOString() };
  const taskId = uuidOf(actId('add-task', step.id, looking, task));
  await toStep(needs, facts, step, {
    update: addTaskUpdate,
    input: { byId: viewer.id, step: step.key, taskId, ...task },
    updateId: taskId,
  });
  const who = personRef(facts, assigneeId).name;
  const due = moment(dueAt, viewer.timeZone);
  return {
    taskId,
    message:
      step.state === 'open' && waitsFor === null
        ? `${who} is asked for "${title}" by ${due}, by mail.`
        : `"${title}" is planned for ${who}, due ${due}; the mail goes out when its turn comes.`,
  };
}

/** Goes on without a task; whoever holds it is told. */
export async function skipTask(
  needs: Needs,
  viewer: Viewer,
  taskId: string,
  because: { readonly reason: string },
): Promise<Done> {
  const { facts, task, looking } = await findTask(needs, viewer, taskId);
  requireVerdict(taskVerdicts(facts, task, looking).skip);
  const updateId = actId('skip', task.id, looking, because);
  const input = { byId: viewer.id, ...because };
  if (task.state === 'waiting') {
    const step = stepOf(facts, task.stepId);
    await toStep(needs, facts, step, {
      update: skipWaitingTask,
      input: { ...input, step: step.key, taskId },
      updateId,
    });
  } else {
    await needs.cycles.act({ workflowId: workflowOf(task), update: skipTaskUpdate, input, updateId });
  }
  const who = personRef(facts, task.assigneeId).name;
  return { message: `The step goes on without "${task.title}". ${who} gets a mail with your reason.` };
}

/**
 * An open step takes such acts itself, the cycle those for a step that waits. One that opens in this very moment is not
 * open in the database yet: then the refusal names who takes it.
 */
async function toStep<Answer, Input>(
  { cycles }: Needs,
  facts: CycleFacts,
  step: StepRecord,
  act: Omit<Act<Answer, Input>, 'workflowId'>,
): Promise<Answer> {
  const isOpen = step.state === 'open' && step.workflowId !== null;
  try {
    return await cycles.act({ ...act, workflowId: isOpen ? step.workflowId! : facts.cycle.workflowId });
  } catch (error) {
    const hasJustOpened =
      error instanceof DomainError && error.code === 'stale' ? error.details[0] : undefined;
    if (hasJustOpened === undefined) throw error;
    return cycles.act({ ...act, workflowId: hasJustOpened });
  }
}

function requireTaskBefore(facts: CycleFacts, step: StepRecord, key: string | null): void {
  const keys = facts.tasks.filter(({ stepId }) => stepId === step.id).map((task) => templateKeyOf(task.key));
  if (key === null || keys.includes(key)) return;
  throw new DomainError(
    'invalid-input',
    `${step.name} has no task "${key}" to wait for. Load the page again and choose one of its tasks.`,
  );
}
