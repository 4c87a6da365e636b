import type { CycleFacts } from '../../database/cycle-facts-repository';
import type { StepRecord, TaskRecord } from '../../domain/cycle/records';
import type { StepKey } from '../../domain/cycle/template';
import { DomainError } from '../../domain/errors';
import { whoActsNow } from '../../domain/people/roster';
import { moment } from '../../email/wording';
import {
  cancelCycle as cancelCycleUpdate,
  moveDue,
  moveStep as moveStepUpdate,
  reassign,
  remindNow,
  reopenStep,
  skipStep,
} from '../../workflows/messages';
import { requireVerdict } from '../access';
import type { ApiDependencies } from '../dependencies';
import type { Viewer } from '../viewer';
import { blockedBy, personRef } from '../views/lines';
import {
  barredAuthors,
  cycleVerdicts,
  type Looking,
  signOffVerdicts,
  stepVerdicts,
  taskVerdicts,
} from '../views/who-may';
import { actId } from './id-of-act';
import { loadCycle, loadSignOff, loadTask } from './load-subject';

/** What the process owner does to a running cycle: each one an Update to the workflow that it concerns. */

type Needs = Pick<ApiDependencies, 'database' | 'clock' | 'cycles'>;
type Done = { readonly message: string };
type Reminded = { readonly reminded: number; readonly message: string };

// ── A task ───────────────────────────────────────────────────────────────────

export async function remindTask(needs: Needs, viewer: Viewer, taskId: string): Promise<Reminded> {
  const { facts, task, looking } = await findTask(needs, viewer, taskId);
  requireVerdict(taskVerdicts(facts, task, looking).remind);
  const { remindedIds } = await needs.cycles.act({
    workflowId: workflowOf(task),
    update: remindNow,
    input: { byId: viewer.id },
    updateId: actId('remind', task.id, looking),
  });
  const what = `"${task.title}"`;
  return { reminded: remindedIds.length, message: whoIsReminded(facts, looking, task.assigneeId, what) };
}

export async function reassignTask(
  needs: Needs,
  viewer: Viewer,
  taskId: string,
  to: { readonly toPersonId: string; readonly reason: string },
): Promise<Done> {
  const { facts, task, looking } = await findTask(needs, viewer, taskId);
  requireVerdict(taskVerdicts(facts, task, looking).reassign);
  requireMember(facts, to.toPersonId);
  await needs.cycles.act({
    workflowId: workflowOf(task),
    update: reassign,
    input: { byId: viewer.id, fromPersonId: task.assigneeId, ...to },
    updateId: actId('reassign', task.id, looking, to),
  });
  return { message: `"${task.title}" is now with ${personRef(facts, to.toPersonId).name}, who gets a mail.` };
}

export async function moveTask(
  needs: Needs,
  viewer: Viewer,
  taskId: string,
  to: { readonly dueAt: string; readonly reason: string },
): Promise<Done> {
  const { facts, task, looking } = await findTask(needs, viewer, taskId);
  requireVerdict(taskVerdicts(facts, task, looking).move);
  const dueAt = inFuture(to.dueAt, looking);
  await needs.cycles.act({
    workflowId: workflowOf(task),
    update: moveDue,
    input: { byId: viewer.id, dueAt: dueAt.toISOString(), reason: to.reason },
    updateId: actId('move', task.id, looking, to),
  });
  return { message: `"${task.title}" is now due ${moment(dueAt, viewer.timeZone)}.` };
}

// ── A sign-off ───────────────────────────────────────────────────────────────

export async function remindSignOff(needs: Needs, viewer: Viewer, signOffId: string): Promise<Reminded> {
  const { facts, group, signOff } = await loadSignOff(needs, viewer, signOffId);
  const looking = { viewer, now: needs.clock() };
  requireVerdict(signOffVerdicts(facts, group, signOff, looking).remind);
  const { remindedIds } = await needs.cycles.act({
    workflowId: group.workflowId,
    update: remindNow,
    input: { byId: viewer.id, personIds: [signOff.personId] },
    updateId: actId('remind', signOff.id, looking),
  });
  const others = group.signOffs.filter(({ id }) => id !== signOff.id);
  const cannotStandIn = [
    ...others.flatMap(({ personId, decidedById }) => [personId, decidedById]),
    ...barredAuthors(facts, group),
  ];
  return {
    reminded: remindedIds.length,
    message: whoIsReminded(facts, looking, signOff.personId, 'the sign-off', cannotStandIn),
  };
}

/** A reminder of somebody who is away or gone goes to whoever acts for them, who has it from then on. */
function whoIsReminded(
  facts: CycleFacts,
  { now }: Looking,
  holderId: string,
  what: string,
  cannotStandIn: readonly (string | null)[] = [],
): string {
  const holder = personRef(facts, holderId).name;
  const standInId = whoActsNow(facts.roster, holderId, now);
  if (standInId === holderId || cannotStandIn.includes(standInId)) return `${holder} is reminded of ${what}.`;
  const standIn = personRef(facts, standInId).name;
  return `${holder} cannot be reached now: ${standIn} is asked for ${what} instead, by mail.`;
}

// ── A step, the cycle ────────────────────────────────────────────────────────

export async function moveStep(
  needs: Needs,
  viewer: Viewer,
  which: { readonly cycleId: string; readonly stepKey: StepKey },
  to: { readonly openAt?: string | undefined; readonly dueAt?: string | undefined; readonly reason: string },
): Promise<Done> {
  const { facts, step, looking } = await findStep(needs, viewer, which);
  requireVerdict(stepVerdicts(facts, step, looking).move);
  const dueAt = to.dueAt === undefined ? undefined : inFuture(to.dueAt, looking).toISOString();
  const openAt = to.openAt === undefined ? undefined : withinReach(to.openAt, looking).toISOString();
  if (openAt !== undefined && step.state === 'open') {
    throw new DomainError('conflict', `${step.name} is open already; only its due date can be moved.`);
  }
  // One that is open already opened when it did, often before its date.
  if (step.state !== 'open' && new Date(openAt ?? step.openAt) >= new Date(dueAt ?? step.dueAt)) {
    throw new DomainError(
      'invalid-input',
      `${step.name} must open before it is due. Move both dates, or another one.`,
    );
  }
  await needs.cycles.act({
    workflowId: facts.cycle.workflowId,
    update: moveStepUpdate,
    input: {
      byId: viewer.id,
      step: step.key,
      reason: to.reason,
      ...(openAt === undefined ? {} : { openAt }),
      ...(dueAt === undefined ? {} : { dueAt }),
    },
    updateId: actId('move', step.id, looking, to),
  });
  const words = [
    ...(openAt ? [`opens ${moment(new Date(openAt), viewer.timeZone)}`] : []),
    ...(dueAt ? [`is due ${moment(new Date(dueAt), viewer.timeZone)}`] : []),
  ];
  return { message: `${step.name} now ${words.join(' and ')}.` };
}

export async function changeStep(
  needs: Needs,
  viewer: Viewer,
  act: 'reopen' | 'skip',
  which: { readonly cycleId: string; readonly stepKey: StepKey },
  because: { readonly reason: string },
): Promise<Done> {
  const { facts, step, looking } = await findStep(needs, viewer, which);
  requireVerdict(stepVerdicts(facts, step, looking)[act]);
  await needs.cycles.act({
    workflowId: facts.cycle.workflowId,
    update: act === 'reopen' ? reopenStep : skipStep,
    input: { byId: viewer.id, step: step.key, ...because },
    updateId: actId(act, `${step.id}:${step.round}`, looking, because),
  });
  if (act === 'skip') return { message: `The month goes on without ${step.name}. Your reason is on record.` };
  const before = blockedBy(facts, step);
  const again = before === null ? 'is open again' : `opens again as soon as ${before.name} is over`;
  return { message: `${step.name} ${again}; sign-offs given after it are void.` };
}

export async function cancelCycle(
  needs: Needs,
  viewer: Viewer,
  cycleId: string,
  because: { readonly reason: string },
): Promise<Done> {
  const facts = await loadCycle(needs, viewer, cycleId);
  const looking = { viewer, now: needs.clock() };
  requireVerdict(cycleVerdicts(facts, looking).cancel);
  await needs.cycles.act({
    workflowId: facts.cycle.workflowId,
    update: cancelCycleUpdate,
    input: { byId: viewer.id, ...because },
    updateId: actId('cancel', cycleId, looking),
  });
  return {
    message:
      'The cycle is cancelled; everybody who was asked for something gets a mail, and no more after it.',
  };
}

/** Reminds everybody who is asked for something. Those who got as many mails as a day allows are left alone. */
export async function remindAll(needs: Needs, viewer: Viewer, cycleId: string): Promise<Reminded> {
  const facts = await loadCycle(needs, viewer, cycleId);
  const looking = { viewer, now: needs.clock() };
  requireVerdict(cycleVerdicts(facts, looking).remindAll);
  const asked = [
    ...facts.tasks
      .filter(({ state, workflowId }) => state === 'open' && workflowId !== null)
      .map((task) => ({ id: task.id, workflowId: workflowOf(task) })),
    ...facts.groups.filter(({ state }) => state === 'open').map(({ id, workflowId }) => ({ id, workflowId })),
  ];
  const people = new Set<string>();
  // One after another: an execution takes ten updates at once, a month has a handful of requests open.
  for (const { id, workflowId } of asked) {
    const remindedIds = await remindUnlessSettled(needs, workflowId, actId('remind', id, looking), viewer);
    for (const personId of remindedIds) people.add(personId);
  }
  const reminded = people.size;
  return {
    reminded,
    message:
      reminded === 0
        ? 'Nobody was reminded: nothing is open, or everyone got as many mails as a day allows.'
        : `${reminded === 1 ? '1 person is' : `${reminded} people are`} reminded.`,
  };
}

async function remindUnlessSettled(
  { cycles }: Needs,
  workflowId: string,
  updateId: string,
  viewer: Viewer,
): Promise<readonly string[]> {
  try {
    const answer = await cycles.act({ workflowId, update: remindNow, input: { byId: viewer.id }, updateId });
    return answer.remindedIds;
  } catch (error) {
    const isSettled =
      error instanceof DomainError && (error.code === 'conflict' || error.code === 'not-found');
    if (isSettled) return [];
    throw error;
  }
}

// ── What these acts share ────────────────────────────────────────────────────

export async function findTask(needs: Needs, viewer: Viewer, taskId: string) {
  const { facts, task } = await loadTask(needs, viewer, taskId);
  return { facts, task, looking: { viewer, now: needs.clock() } };
}

export async function findStep(
  needs: Needs,
  viewer: Viewer,
  { cycleId, stepKey }: { readonly cycleId: string; readonly stepKey: StepKey },
): Promise<{ readonly facts: CycleFacts; readonly step: StepRecord; readonly looking: Looking }> {
  const facts = await loadCycle(needs, viewer, cycleId);
  const step = facts.steps.find(({ key }) => key === stepKey);
  if (!step) throw new DomainError('not-found', `This cycle has no step "${stepKey}".`);
  return { facts, step, looking: { viewer, now: needs.clock() } };
}

export function workflowOf(task: TaskRecord): string {
  if (task.workflowId) return task.workflowId;
  throw new DomainError(
    'unavailable',
    `"${task.title}" is being opened this moment. Try again in a few seconds.`,
  );
}

export function requireMember(facts: CycleFacts, personId: string): void {
  if (facts.roster.members.some((member) => member.personId === personId)) return;
  throw new DomainError(
    'invalid-input',
    `This person has no role in ${facts.unit.name}. Choose someone of the unit, or give them a role on the people page first.`,
  );
}

export function inFuture(instant: string, looking: Looking): Date {
  if (new Date(instant) > looking.now) return withinReach(instant, looking);
  throw new DomainError('invalid-input', 'The new date has passed already. Give one that lies ahead.');
}

const REACH_YEARS = 2;

/** A year mistyped is said at once: reminders are counted in business days, and thousands of years of them take minutes. */
function withinReach(instant: string, { now }: Looking): Date {
  const at = new Date(instant);
  const years = Math.abs(at.getUTCFullYear() - now.getUTCFullYear());
  if (years <= REACH_YEARS) return at;
  throw new DomainError(
    'invalid-input',
    `${instant.slice(0, 10)} is more than ${REACH_YEARS} years away. Look at the year, and give a nearer date.`,
  );
}
