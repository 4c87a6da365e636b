import { condition, getExternalWorkflowHandle, setHandler, workflowInfo } from '@temporalio/workflow';
import { type CycleState, mayActOnCycle, mayActOnStep, type StepActKind } from '../domain/cycle/allowed-acts';
import type { PlanReference } from '../domain/cycle/plan-summary';
import type { StepKey } from '../domain/cycle/template';
import { stepWorkflowId } from '../domain/cycle/workflow-ids';
import { planActivities, processActivities } from './activity-options';
import { Effects } from './effects';
import { MailRoom } from './mail-room';
import {
  type AddTask,
  addTask,
  type CancelCycle,
  cancelCycle,
  cycleProgress,
  type MonthlyCycleInput,
  type MoveStep,
  moveStep,
  reopenStep,
  reopenWork,
  type SkipWaitingTask,
  type StepAct,
  skipStep,
  skipWaitingTask,
  stepMoved,
} from './messages';
import { Month, type StepOfMonth } from './month';
import { persevere } from './plans-of-step';
import { refuse, refuseUnless, requireAhead, requireInstant, requireReason } from './refusal';
import type { Reopening, StepResult } from './step';
import { tell } from './tell';

/** One unit's month: five steps, each opened by its rule, until the executives' plan is published. */
export async function monthlyCycle({ cycleId }: MonthlyCycleInput): Promise<void> {
  const { workflowId } = workflowInfo();
  const mails = new MailRoom();
  const effects = new Effects({ cycleId, subjectType: 'cycle', subjectId: cycleId });
  let state: CycleState = 'running';
  let isPublishing = false;
  let failure: unknown = null;
  let approvedPlan: PlanReference | null = null;

  const { steps, mailIds } = await processActivities.beginCycle({ cycleId });
  const month = new Month({ cycleId, workflowId }, steps, stepEnded, (error) => {
    failure = error;
  });
  listenToOwner();
  mails.post(mailIds);

  while (state === 'running') {
    for (const step of month.toOpen(now())) month.open(step);
    await nextEvent();
    await effects.carryOut();
    if (state !== 'running') break; // cancelled in the moment in which the executives approved: nothing is published
    if (approvedPlan !== null) await publish(approvedPlan);
    else if (month.isOver()) await closeWithoutPlan();
  }
  await mails.untilAllAreSent();

  // ── What a step's end means for the month ──

  function stepEnded(step: StepOfMonth, result: StepResult): void {
    mails.post(result.mailIds);
    if (result.outcome === 'called-off') return;
    step.underWay = null;
    const { rejection } = result;
    if (result.outcome === 'sent-back' && rejection !== null) {
      effects.add(() => holdPreSopAgain(step, rejection));
      return;
    }
    step.state = 'closed';
    step.plan = result.plan;
    if (step.key === 'executive-meeting') approvedPlan = result.plan;
    const { reopening } = result;
    effects.add(async () => {
      if (reopening !== null) await reopenWithAllAfter(step, reopening);
    });
  }

  /** The executives said no: their comment goes to whoever recommended the scenario, and they meet again. */
  async function holdPreSopAgain(executiveMeeting: StepOfMonth, rejection: Reopening): Promise<void> {
    await waitAgain(executiveMeeting, rejection);
    const preSop = month.step('pre-sop');
    if (preSop !== undefined && preSop.state !== 'open') reopen(preSop, rejection);
  }

  async function publish(plan: PlanReference): Promise<void> {
    isPublishing = true;
    const { planVersionId } = plan;
    const step = month.step('executive-meeting');
    await persevere({ cycleId, stepId: step?.stepId ?? cycleId }, () =>
      planActivities.publishPlan({ cycleId, planVersionId }),
    );
    const ended = await processActivities.endCycle({ cycleId, state: 'published', planVersionId });
    mails.post(ended.mailIds);
    state = 'published';
  }

  async function closeWithoutPlan(): Promise<void> {
    const ended = await processActivities.endCycle({ cycleId, state: 'closed-without-plan' });
    mails.post(ended.mailIds);
    state = 'closed-without-plan';
  }

  async function nextEvent(): Promise<void> {
    const hasWork = () => effects.arePending || failure !== null;
    const date = month.nextDate(now());
    if (date === null) await condition(hasWork);
    else await condition(hasWork, Math.max(1, Date.parse(date) - Date.now()));
    if (failure !== null) throw failure;
  }

  // ── Acts of the process owner ──

  function listenToOwner(): void {
    setHandler(cycleProgress, () => month.progress(state));
    setHandler(moveStep, acceptMove, { validator: checkMove });
    setHandler(reopenStep, acceptReopening, { validator: (act) => checkStep('reopen', act) });
    setHandler(skipStep, acceptSkip, { validator: (act) => checkStep('skip', act) });
    setHandler(cancelCycle, acceptCancel, { validator: checkCancel });
    setHandler(addTask, acceptTask, { validator: checkTask });
    setHandler(skipWaitingTask, acceptTaskSkip, { validator: checkTaskSkip });
  }

  function requireRunning(): void {
    refuseUnless(mayActOnCycle(state));
    if (isPublishing) {
      refuse(
        'conflict',
        'The executives have approved this plan and it is being published; nothing in the month can be changed any more.',
      );
    }
  }

  function checkStep(act: StepActKind, { step: key, reason }: StepAct): void {
    requireRunning();
    const step = month.step(key);
    if (step === undefined) refuse('not-found', `This cycle has no step "${key}".`);
    const isExecutive = key === 'executive-meeting';
    refuseUnless(mayActOnStep(act, { cycle: state, step: step.state, isExecutive }));
    requireReason(reason);
  }

  function checkMove(act: MoveStep): void {
    checkStep('move', act);
    requireInstant(act.openAt);
    requireInstant(act.dueAt);
    const step = month.step(act.step);
    if (act.openAt === undefined && act.dueAt === undefined)
      refuse('invalid-input', 'Give a new opening or due date.');
    if (step?.state === 'open' && act.openAt !== undefined) {
      refuse('conflict', 'This step is open already; only its due date can be moved.');
    }
    const openAt = act.openAt ?? step?.openAt ?? '';
    const dueAt = act.dueAt ?? step?.dueAt ?? '';
    // One that is open already opened when it did, often before its date.
    if (step?.state !== 'open' && Date.parse(dueAt) <= Date.parse(openAt))
      refuse('invalid-input', 'A step is due after it opens; give a later due date.');
    if (act.dueAt !== undefined && Date.parse(act.dueAt) <= Date.now()) {
      refuse('invalid-input', 'The new due date is over already; give one that lies ahead.');
    }
  }

  function acceptMove({ step: key, openAt, dueAt, byId, reason }: MoveStep): void {
    const step = month.step(key);
    if (step === undefined) return;
    step.openAt = openAt ? new Date(openAt).toISOString() : step.openAt;
    step.dueAt = dueAt ? new Date(dueAt).toISOString() : step.dueAt;
    const { stepId } = step;
    effects.add(async () => {
      const dates = { ...(openAt && { openAt }), ...(dueAt && { dueAt }) };
      const requests = await processActivities.moveStep({ stepId, ...dates, byId, reason });
      if (step.state === 'open' && requests.length > 0) await tell(stepHandle(step), stepMoved, { requests });
    });
  }

  function acceptReopening({ step: key, byId, reason }: StepAct): void {
    const step = month.step(key);
    if (step !== undefined) effects.add(() => reopenWithAllAfter(step, { byId, reason }));
  }

  /** Later steps wait for it anew, and what was signed in them is void. */
  async function reopenWithAllAfter(step: StepOfMonth, because: Reopening): Promise<void> {
    for (const later of month.after(step)) {
      if (later.state === 'open' || later.state === 'closed') await waitAgain(later, because);
    }
    approvedPlan = null;
    const { underWay } = step;
    if (underWay !== null && (await tell(stepHandle(step), reopenWork, because))) return;
    await underWay?.ended;
    reopen(step, because);
    if (month.toOpen(now()).includes(step)) return;
    const { stepId, round } = step;
    const stopped = await processActivities.stopStep({ stepId, as: 'waiting', round, ...because });
    mails.post(stopped.mailIds);
  }

  async function waitAgain(step: StepOfMonth, { byId, reason }: Reopening): Promise<void> {
    await month.callOff(step);
    step.state = 'waiting';
    step.round += 1;
    const { stepId, round } = step;
    const stopped = await processActivities.stopStep({ stepId, as: 'waiting', round, byId, reason });
    mails.post(stopped.mailIds);
  }

  function reopen(step: StepOfMonth, because: Reopening): void {
    step.state = 'waiting';
    step.round += 1;
    step.reopened = because;
  }

  function acceptSkip({ step: key, byId, reason }: StepAct): void {
    const step = month.step(key);
    if (step === undefined) return;
    step.state = 'skipped';
    effects.add(async () => {
      await month.callOff(step);
      if (step.state === 'closed') return; // in this very moment: there is nothing left to skip
      const { stepId } = step;
      const stopped = await processActivities.stopStep({ stepId, as: 'skipped', byId, reason });
      mails.post(stopped.mailIds);
    });
  }

  // Tasks of a step that waits; one that is open takes such acts itself.

  function requireWaiting(key: StepKey): void {
    requireRunning();
    const step = month.step(key);
    if (step?.state === 'open') {
      refuse('stale', 'This step has just opened.', stepWorkflowId(workflowId, key, step.round));
    }
    if (step?.state !== 'waiting') {
      refuse('conflict', 'This step is over already. Reopen it if it must be done again.');
    }
  }

  function checkTask({ step: key, dueAt }: AddTask): void {
    requireWaiting(key);
    requireAhead(dueAt);
  }

  function acceptTask({ step: key, ...task }: AddTask): void {
    const stepId = month.step(key)?.stepId;
    if (stepId === undefined) return;
    effects.add(async () => {
      await processActivities.addTask({ stepId, ...task });
    });
  }

  function checkTaskSkip({ step: key, reason }: SkipWaitingTask): void {
    requireWaiting(key);
    requireReason(reason);
  }

  function acceptTaskSkip({ taskId, byId, reason }: SkipWaitingTask): void {
    effects.add(async () => {
      const { mailIds } = await processActivities.recordTaskSkipped({ taskId, byId, reason });
      mails.post(mailIds);
    });
  }

  function checkCancel({ reason }: CancelCycle): void {
    requireRunning();
    requireReason(reason);
  }

  function acceptCancel({ byId, reason }: CancelCycle): void {
    effects.add(async () => {
      for (const step of month.steps) await month.callOff(step);
      const ended = await processActivities.endCycle({ cycleId, state: 'cancelled', byId, reason });
      mails.post(ended.mailIds);
      state = 'cancelled';
    });
  }

  function stepHandle({ key, round }: StepOfMonth) {
    return getExternalWorkflowHandle(stepWorkflowId(workflowId, key, round));
  }
}

const now = () => new Date().toISOString();
