import type { SignOffRecord, TaskRecord } from '../cycle/records';
import { templateKeyOf } from '../cycle/records';
import type { CycleTemplate, Role, RungTiming } from '../cycle/template';
import { holdersOf, type Roster, whoActsNow } from '../people/roster';
import type { ActingFacts } from './who-may-act';

/** What ties a person to a task: holder, delegate, backup once reached, or a fellow of a role that shares it. */
export function actingFactsOfTask(options: {
  readonly personId: string;
  readonly task: Pick<TaskRecord, 'assigneeId' | 'backupId' | 'escalationLevel' | 'key' | 'role'>;
  readonly template: CycleTemplate;
  readonly roster: Roster;
  readonly now: Date;
}): ActingFacts {
  const { personId, task, template, roster, now } = options;
  const ofTemplate = template.steps
    .flatMap((step) => step.tasks)
    .find(({ key, role }) => key === templateKeyOf(task.key) && role === task.role);
  const isShared = ofTemplate?.assign === 'one';
  return {
    personId,
    holderId: task.assigneeId,
    backupId: task.backupId ?? roster.people.get(task.assigneeId)?.backupId ?? null,
    hasReachedBackup: hasReachedBackup(template, task.escalationLevel),
    delegateId: whoActsNow(roster, task.assigneeId, now),
    mayTakeIds: isShared ? holdersOf(roster, task.role as Role).map((holder) => holder.personId) : [],
    barredAuthorIds: [],
    otherSignerIds: [],
  };
}

/**
 * What ties a person to a sign-off: holder, delegate, backup once reached; authors are barred, and so is whoever answered for
 * another of the group.
 */
export function actingFactsOfSignOff(options: {
  readonly personId: string;
  readonly signOff: Pick<SignOffRecord, 'id' | 'personId' | 'escalationLevel'>;
  /** All of its group. */
  readonly signOffs: readonly Pick<SignOffRecord, 'id' | 'personId' | 'decidedById'>[];
  readonly barredAuthorIds: readonly string[];
  readonly template: CycleTemplate;
  readonly roster: Roster;
  readonly now: Date;
}): ActingFacts {
  const { personId, signOff, signOffs, barredAuthorIds, template, roster, now } = options;
  return {
    personId,
    holderId: signOff.personId,
    backupId: roster.people.get(signOff.personId)?.backupId ?? null,
    hasReachedBackup: hasReachedBackup(template, signOff.escalationLevel),
    delegateId: whoActsNow(roster, signOff.personId, now),
    mayTakeIds: [],
    barredAuthorIds,
    otherSignerIds: signOffs
      .filter(({ id }) => id !== signOff.id)
      .flatMap((other) => [other.personId, ...(other.decidedById === null ? [] : [other.decidedById])]),
  };
}

/**
 * Has a request that was escalated this far reached the backup? The level counts escalation rungs as they come in time,
 * wherever the template lists them.
 *
 * Example: with the default ladder, level 0 false, level 1 (backup) true.
 */
export function hasReachedBackup(
  { ladder, workingHours }: Pick<CycleTemplate, 'ladder' | 'workingHours'>,
  level: number,
): boolean {
  const dayHours = hoursOf(workingHours.until) - hoursOf(workingHours.from);
  return ladder
    .filter(({ kind }) => kind === 'escalation')
    .sort((a, b) => daysAfterDue(a.timing, dayHours) - daysAfterDue(b.timing, dayHours))
    .slice(0, level)
    .some(({ audience }) => audience.includes('backup'));
}

/** In business days; before the due time below zero. */
function daysAfterDue(timing: RungTiming, dayHours: number): number {
  switch (timing.at) {
    case 'assignment':
      return Number.NEGATIVE_INFINITY;
    case 'business-days-before-due':
      return -timing.days;
    case 'due-day':
      return -0.5;
    case 'due':
      return 0;
    case 'working-hours-after-due':
      return timing.hours / dayHours;
    case 'business-days-after-due':
      return timing.days;
  }
}

const hoursOf = (time: string): number => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60;
