import type { z } from 'zod';
import type { CycleFacts } from '../../database/cycle-facts-repository';
import type { StandingProblem } from '../../database/standing-problem-repository';
import { type OutOfReach, outOfReach } from '../../domain/approval/out-of-reach';
import type { SignOffGroupRecord, SignOffRecord, TaskRecord } from '../../domain/cycle/records';
import { listing } from '../../email/wording';
import { mayIn } from '../access';
import type { Attention } from '../schemas/cycles';
import { isOutOfReach, isSignOffLate, isTaskLate, personRef, signOffLine, stepOf, taskLine } from './lines';
import { type Looking, signOffPermissions, taskPermissions } from './who-may';

/** What waits for this person, and for the process owner what is late or asked of someone out of reach; soonest first. */
export function needsYou(facts: CycleFacts, looking: Looking): z.input<typeof Attention>[] {
  if (facts.cycle.state !== 'running') return [];
  const tasks = facts.tasks.flatMap((task) => {
    if (task.state !== 'open') return [];
    const can = taskPermissions(facts, task, looking);
    const isLate = isTaskLate(task, looking.now);
    const isMine = task.assigneeId === looking.viewer.id || (can.submit.allowed && isLate);
    const isWatched = can.remind.allowed && (isLate || outOfReachOfTask(facts, task) !== null);
    return isMine || isWatched ? [taskAttention(facts, task.id, looking)] : [];
  });
  const signOffs = facts.groups.flatMap((group) =>
    group.signOffs.flatMap((signOff) => {
      if (signOff.state !== 'pending' || group.state !== 'open') return [];
      const can = signOffPermissions(facts, group, signOff, looking);
      const isLate = isSignOffLate(group, signOff, looking.now);
      const isWatched = can.remind.allowed && (isLate || outOfReachOfSignOff(facts, signOff) !== null);
      return can.decide.allowed || isWatched ? [signOffAttention(facts, group.id, signOff.id, looking)] : [];
    }),
  );
  const stuck = facts.groups
    .filter((group) => isOutOfReach(group) && mayIn(looking.viewer, facts.unit.id, 'reopen a step').allowed)
    .map((group) => outOfReachAttention(facts, group));
  const problems = facts.problems
    .filter(() => mayIn(looking.viewer, facts.unit.id, 'reopen a step').allowed)
    .map((problem) => problemAttention(facts, problem, looking));
  return [...tasks, ...signOffs, ...stuck, ...problems].sort((a, b) => a.dueAt.localeCompare(b.dueAt));
}

/** Nobody who is asked can end it: the owner reopens the step, or skips it. */
function outOfReachAttention(facts: CycleFacts, group: SignOffGroupRecord): z.input<typeof Attention> {
  const step = stepOf(facts, group.stepId);
  const abstained = group.signOffs.filter(({ state }) => state === 'abstained');
  const last = abstained.at(-1) ?? group.signOffs[0]!;
  return {
    kind: 'sign-off-group',
    id: group.id,
    title: `${step.name} cannot be approved any more`,
    person: personRef(facts, last.personId),
    step: step.key,
    dueAt: group.dueAt.toISOString(),
    isLate: true,
    remindersSent: 0,
    escalationLevel: 0,
    isStarted: true,
    acts: [],
    outOfReach: null,
    sentence: `${step.name} cannot be approved any more: ${listing(abstained.map(({ personId }) => personRef(facts, personId).name))} abstained. Reopen the step so that everyone is asked again, or skip it.`,
  };
}

/** The step tries again by itself; what keeps it has to be mended by somebody. */
function problemAttention(
  facts: CycleFacts,
  { stepId, at, message }: StandingProblem,
  { viewer }: Looking,
): z.input<typeof Attention> {
  const step = stepOf(facts, stepId);
  return {
    kind: 'step',
    id: step.id,
    title: `${step.name} cannot go on`,
    person: personRef(facts, viewer.id),
    step: step.key,
    dueAt: at.toISOString(),
    isLate: true,
    remindersSent: 0,
    escalationLevel: 0,
    isStarted: true,
    acts: [],
    outOfReach: null,
    sentence: `${message} The step tries again by itself, within half an hour.`,
  };
}

function taskAttention(facts: CycleFacts, taskId: string, looking: Looking): z.input<typeof Attention> {
  const task = facts.tasks.find(({ id }) => id === taskId)!;
  const line = taskLine(facts, task, looking);
  return {
    kind: 'task',
    id: task.id,
    title: task.title,
    person: line.assignee,
    step: line.step,
    dueAt: line.dueAt,
    isLate: line.isLate,
    remindersSent: task.remindersSent,
    escalationLevel: task.escalationLevel,
    isStarted: line.isStarted,
    acts: line.acts,
    outOfReach: outOfReachWords(facts, looking, task.assigneeId, outOfReachOfTask(facts, task)),
    sentence: `${task.title}, ${line.assignee.name}: ${line.stateWords}${reminded(task.remindersSent)}`,
  };
}

function signOffAttention(
  facts: CycleFacts,
  groupId: string,
  signOffId: string,
  looking: Looking,
): z.input<typeof Attention> {
  const group = facts.groups.find(({ id }) => id === groupId)!;
  const signOff = group.signOffs.find(({ id }) => id === signOffId)!;
  const line = signOffLine(facts, group, signOff, looking);
  const title = `Sign-off of ${stepOf(facts, group.stepId).name}`;
  return {
    kind: 'sign-off',
    id: signOff.id,
    title,
    person: personRef(facts, signOff.personId),
    step: line.step,
    dueAt: line.dueAt,
    isLate: line.isLate,
    remindersSent: signOff.remindersSent,
    escalationLevel: signOff.escalationLevel,
    isStarted: false,
    acts: line.acts,
    outOfReach: outOfReachWords(facts, looking, signOff.personId, outOfReachOfSignOff(facts, signOff)),
    sentence: `${title}, ${line.person.name}: ${line.stateWords}${reminded(signOff.remindersSent)}`,
  };
}

function reminded(times: number): string {
  if (times === 0) return '';
  return times === 1 ? ', reminded once' : `, reminded ${times} times`;
}

const outOfReachOfTask = (facts: CycleFacts, task: TaskRecord) =>
  outOfReachOf(facts, { ...task, personId: task.assigneeId });
const outOfReachOfSignOff = (facts: CycleFacts, signOff: SignOffRecord) => outOfReachOf(facts, signOff);

function outOfReachOf(
  { roster, refusedMails, template }: CycleFacts,
  { id, personId, escalationLevel }: Pick<SignOffRecord, 'id' | 'personId' | 'escalationLevel'>,
): OutOfReach | null {
  return outOfReach({
    isActive: roster.people.has(personId),
    isMailRefused: refusedMails.some((mail) => mail.subjectId === id && mail.personId === personId),
    escalationLevel,
    ladder: template.ladder,
  });
}

/** For those around; whoever is asked needs no such words about themselves. */
function outOfReachWords(
  facts: CycleFacts,
  { viewer }: Looking,
  personId: string,
  why: OutOfReach | null,
): string | null {
  if (personId === viewer.id) return null;
  const { name } = personRef(facts, personId);
  switch (why) {
    case null:
      return null;
    case 'has-left':
      return `${name} is no longer active here. Hand it to someone else.`;
    case 'mail-refused':
      return `The mail to ${name} was refused. Hand it to someone else, or correct the address and remind.`;
    case 'ladder-over':
      return `${name} was reminded to the end of the ladder, and nobody else is told after that. Hand it to someone else.`;
  }
}
