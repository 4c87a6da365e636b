import type { z } from 'zod';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import { signOffAskedAt, signOffDueAt } from '../../domain/approval/sign-off-due';
import { type SignOffState, signOffStanding } from '../../domain/approval/sign-off-rule';
import type { SignOffRowState } from '../../domain/cycle/allowed-acts';
import type { SignOffGroupRecord, SignOffRecord, StepRecord, TaskRecord } from '../../domain/cycle/records';
import type { Role } from '../../domain/cycle/template';
import { counted, listing, moment } from '../../email/wording';
import type { PersonRef, UnitRef } from '../schemas/common';
import type { SignOffLine } from '../schemas/sign-offs';
import type { TaskLine } from '../schemas/tasks';
import { type Looking, signOffPermissions, taskPermissions, templateOf } from './who-may';

/** One line for a task or a sign-off, as lists show it to one person. */

/** The step that must be over before this one can open; null: none, as far as steps go. Skipped ones are passed over. */
export function blockedBy(facts: CycleFacts, { position }: StepRecord): StepRecord | null {
  const earlier = facts.steps.filter((each) => each.position < position && each.state !== 'skipped');
  const before = earlier.sort((a, b) => a.position - b.position).at(-1);
  return before?.state === 'waiting' || before?.state === 'open' ? before : null;
}

export function personRef(facts: CycleFacts, id: string): z.input<typeof PersonRef> {
  return { id, name: facts.people.get(id)?.name ?? 'someone who is no longer here' };
}

export function unitRef({ unit }: { readonly unit: z.input<typeof UnitRef> }): z.input<typeof UnitRef> {
  const { id, code, name, currency, timeZone } = unit;
  return { id, code, name, currency, timeZone };
}

export function isTaskLate(task: TaskRecord, now: Date): boolean {
  if (task.state === 'done') return task.completedAt !== null && task.completedAt > task.dueAt;
  return task.state === 'open' && now > task.dueAt;
}

export function taskLine(facts: CycleFacts, task: TaskRecord, looking: Looking): z.input<typeof TaskLine> {
  const step = stepOf(facts, task.stepId);
  const can = taskPermissions(facts, task, looking);
  return {
    id: task.id,
    key: task.key,
    kind: task.kind,
    title: task.title,
    step: step.key,
    stepName: step.name,
    cycleId: facts.cycle.id,
    period: facts.cycle.period,
    unit: unitRef(facts),
    assignee: personRef(facts, task.assigneeId),
    backup: task.backupId ? personRef(facts, task.backupId) : null,
    state: task.state,
    stateWords: taskWords(facts, task, looking),
    round: task.round,
    isLate: isTaskLate(task, looking.now),
    isStarted: task.startedAt !== null,
    openedAt: task.openedAt?.toISOString() ?? null,
    dueAt: task.dueAt.toISOString(),
    completedAt: task.completedAt?.toISOString() ?? null,
    completedBy: task.completedById ? personRef(facts, task.completedById) : null,
    remindersSent: task.remindersSent,
    escalationLevel: task.escalationLevel,
    minutes: task.minutes ?? templateOf(facts, task)?.minutes ?? 10,
    addedBy: task.addedById ? personRef(facts, task.addedById) : null,
    acts: (['submit', 'remind', 'reassign', 'move', 'skip'] as const).filter(
      (act) => can[act].allowed && (act !== 'submit' || task.state === 'open'),
    ),
  };
}

function taskWords(facts: CycleFacts, task: TaskRecord, { viewer, now }: Looking): string {
  const at = (instant: Date) => moment(instant, viewer.timeZone);
  switch (task.state) {
    case 'waiting':
      return `waits for ${waitsFor(facts, task)}, due ${at(task.dueAt)}`;
    case 'open': {
      const due = now > task.dueAt ? `late, was due ${at(task.dueAt)}` : `open, due ${at(task.dueAt)}`;
      return task.startedAt ? `${due}, started` : `${due}, not started`;
    }
    case 'done': {
      const when = task.completedAt ?? task.dueAt;
      const by =
        task.completedById && task.completedById !== task.assigneeId
          ? ` by ${personRef(facts, task.completedById).name}`
          : '';
      return `done ${at(when)}${by}, ${isTaskLate(task, now) ? 'late' : 'in time'}`;
    }
    case 'skipped':
      return `cancelled: ${task.skipReason ?? 'no reason on record'}`;
    case 'cancelled':
      return 'cancelled with its cycle';
  }
}

/** What a waiting task waits for: its step, or tasks of the same step by title. */
function waitsFor(facts: CycleFacts, task: TaskRecord): string {
  const step = stepOf(facts, task.stepId);
  if (step.state !== 'open') return `the step ${step.name}`;
  const before = openPredecessors(facts, task);
  return before.length === 0 ? 'its turn' : listing([...new Set(before.map(({ title }) => `"${title}"`))]);
}

/** Tasks of the same step that must be done first and are not. */
export function openPredecessors(facts: CycleFacts, task: TaskRecord): TaskRecord[] {
  return facts.tasks.filter(
    (other) =>
      other.stepId === task.stepId &&
      task.dependsOn.includes(other.key.split('/')[0]!) &&
      (other.state === 'open' || other.state === 'waiting'),
  );
}

export function isSignOffLate(group: SignOffGroupRecord, signOff: SignOffRecord, now: Date): boolean {
  if (signOff.decidedAt) return signOff.isLate;
  return signOff.state === 'pending' && group.state === 'open' && now > signOffDueAt(group, signOff);
}

export function signOffLine(
  facts: CycleFacts,
  group: SignOffGroupRecord,
  signOff: SignOffRecord,
  looking: Looking,
): z.input<typeof SignOffLine> {
  const step = stepOf(facts, group.stepId);
  const can = signOffPermissions(facts, group, signOff, looking);
  return {
    id: signOff.id,
    groupId: group.id,
    cycleId: facts.cycle.id,
    step: step.key,
    stepName: step.name,
    period: facts.cycle.period,
    unit: unitRef(facts),
    person: personRef(facts, signOff.personId),
    role: signOff.role as Role,
    state: signOff.state,
    stateWords: signOffWords(facts, group, signOff, looking),
    groupState: group.state,
    decidedAt: signOff.decidedAt?.toISOString() ?? null,
    decidedBy: signOff.decidedById ? personRef(facts, signOff.decidedById) : null,
    comment: signOff.comment,
    isLate: isSignOffLate(group, signOff, looking.now),
    requestedAt: signOffAskedAt(group, signOff).toISOString(),
    dueAt: signOffDueAt(group, signOff).toISOString(),
    planNumber: facts.plans.get(group.planVersionId)?.number ?? 0,
    planHash: group.planHash,
    minutes: facts.template.steps.find(({ key }) => key === step.key)?.signOff?.minutes ?? 10,
    remindersSent: signOff.remindersSent,
    escalationLevel: signOff.escalationLevel,
    acts: (['decide', 'remind', 'reassign'] as const).filter((act) => can[act].allowed),
  };
}

const DECIDED = {
  approved: 'approved',
  'approved-with-conditions': 'approved with conditions',
  rejected: 'rejected',
  abstained: 'abstained',
} as const;

function signOffWords(
  facts: CycleFacts,
  group: SignOffGroupRecord,
  signOff: SignOffRecord,
  { viewer, now }: Looking,
): string {
  const at = (instant: Date) => moment(instant, viewer.timeZone);
  const dueAt = signOffDueAt(group, signOff);
  switch (signOff.state) {
    case 'waiting':
      return group.state === 'open' ? 'asked when the one before has answered' : 'not asked';
    case 'pending':
      if (group.state !== 'open') return 'not asked any more';
      return now > dueAt ? `late, was due ${at(dueAt)}` : `asked, due ${at(dueAt)}`;
    case 'approved':
    case 'approved-with-conditions':
    case 'rejected':
    case 'abstained': {
      const by =
        signOff.decidedById && signOff.decidedById !== signOff.personId
          ? ` by ${personRef(facts, signOff.decidedById).name}`
          : '';
      const when = signOff.decidedAt ? ` ${at(signOff.decidedAt)}` : '';
      return `${DECIDED[signOff.state]}${when}${by}${signOff.isLate ? ', late' : ''}`;
    }
    case 'voided':
      return 'void: the plan has changed since';
    case 'not-needed':
      return 'not needed any more';
  }
}

/** "Everyone of sales and finance must approve." */
export function ruleSentence(group: Pick<SignOffGroupRecord, 'rule' | 'signOffs'>): string {
  const isInSequence = group.rule.order === 'sequence' && group.signOffs.length > 1;
  return isInSequence ? `${whoMust(group)} One is asked after the other.` : whoMust(group);
}

/** Too many have abstained: nobody but the process owner can go on from here. */
export function isOutOfReach(group: SignOffGroupRecord): boolean {
  const states = group.signOffs.map(({ state }) => state);
  return group.state === 'open' && signOffStanding(group.rule, answering(states)) === 'out-of-reach';
}

/** The states of those whose answer counts. */
export function answering(states: readonly SignOffRowState[]): SignOffState[] {
  return states.filter((state) => state !== 'voided' && state !== 'not-needed');
}

function whoMust(group: Pick<SignOffGroupRecord, 'rule' | 'signOffs'>): string {
  const roles = listing(group.rule.roles.map((role) => role.replaceAll('-', ' ')));
  switch (group.rule.kind) {
    case 'everyone':
      return `Everyone asked of ${roles} must approve.`;
    case 'quorum':
      return `${group.rule.quorum ?? 1} of ${counted(group.signOffs.length, 'person').replace('persons', 'people')} asked (${roles}) must approve.`;
    case 'any':
      return `One approval of ${roles} is enough.`;
  }
}

export function stepOf(facts: CycleFacts, stepId: string): StepRecord {
  const step = facts.steps.find(({ id }) => id === stepId);
  if (!step) throw new Error(`Step ${stepId} is missing in cycle ${facts.cycle.id}.`);
  return step;
}
