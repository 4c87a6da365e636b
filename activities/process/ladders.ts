import type { DatedRung } from '../../domain/approval/due-rungs';
import { datedLadder } from '../../domain/approval/reminder-ladder';
import { signOffAskedAt, signOffDueAt } from '../../domain/approval/sign-off-due';
import type { SignOffGroupRecord, SignOffRecord, TaskRecord } from '../../domain/cycle/records';
import { workingCalendarOf } from '../../domain/people/roster';
import type { CycleContext } from './step-context';

/** The rungs of one thing asked of one person, in that person's business time. */
export function ladderOf(
  asked: { readonly personId: string; readonly openedAt: Date; readonly dueAt: Date },
  { template, roster }: Pick<CycleContext, 'template' | 'roster'>,
): DatedRung[] {
  const { personId, openedAt, dueAt } = asked;
  const calendar = workingCalendarOf(roster, personId, template);
  return datedLadder({ ladder: template.ladder, openedAt, dueAt, calendar });
}

/** By Task.id. */
export function laddersOfTask(
  task: Pick<TaskRecord, 'id' | 'assigneeId' | 'openedAt' | 'dueAt'>,
  context: Pick<CycleContext, 'template' | 'roster'>,
): Record<string, DatedRung[]> {
  const openedAt = task.openedAt ?? task.dueAt;
  return { [task.id]: ladderOf({ personId: task.assigneeId, openedAt, dueAt: task.dueAt }, context) };
}

export function ladderOfSignOff(
  group: Pick<SignOffGroupRecord, 'requestedAt' | 'dueAt'>,
  signOff: Pick<SignOffRecord, 'personId' | 'askedAt' | 'dueAt'>,
  context: Pick<CycleContext, 'template' | 'roster'>,
): DatedRung[] {
  const openedAt = signOffAskedAt(group, signOff);
  const dueAt = signOffDueAt(group, signOff);
  return ladderOf({ personId: signOff.personId, openedAt, dueAt }, context);
}

/** By SignOff.id, for those who have not decided. */
export function laddersOfGroup(
  group: Pick<SignOffGroupRecord, 'requestedAt' | 'dueAt' | 'signOffs'>,
  context: Pick<CycleContext, 'template' | 'roster'>,
): Record<string, DatedRung[]> {
  const pending = group.signOffs.filter(({ state }) => state === 'pending');
  return Object.fromEntries(pending.map((signOff) => [signOff.id, ladderOfSignOff(group, signOff, context)]));
}
