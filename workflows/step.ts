import {
  allHandlersFinished,
  CancellationScope,
  condition,
  isCancellation,
  setHandler,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { PlanReference } from '../domain/cycle/plan-summary';
import { signOffWorkflowId } from '../domain/cycle/workflow-ids';
import { processActivities } from './activity-options';
import { Effects } from './effects';
import { MailRoom } from './mail-room';
import {
  type AddTask,
  addTask,
  type ChangeSubmission,
  changeSubmission,
  type Receipt,
  reopenWork,
  type SkipWaitingTask,
  skipWaitingTask,
  stepMoved,
  voidSignOff,
} from './messages';
import { OwnScenarios } from './own-scenarios';
import {
  persevereUntil,
  planAfterWork,
  planBeforeWork,
  planWithoutPeople,
  type StepOfCycle,
} from './plans-of-step';
import { refuse, refuseUnless, requireAhead, requireReason } from './refusal';
import { type SignOffResult, signOffRequest } from './sign-off-request';
import { StepWork } from './step-work';
import { tell } from './tell';

export interface StepInput extends StepOfCycle {
  readonly round: number;
  readonly hasSignOff: boolean;
  /** The plan that the step before it ended with. */
  readonly plan: PlanReference | null;
  /**
   * The steps right before it that were skipped: their plans are made when this one opens, from what stands then. Left out
   * in months from before it was known.
   */
  readonly skippedBefore?: readonly StepOfCycle[];
  /** Set when this very step was reopened: by whom, and why. */
  readonly reopened: Reopening | null;
}

export interface Reopening {
  readonly byId: string;
  readonly reason: string;
}

export interface StepResult {
  readonly outcome: 'signed-off' | 'completed' | 'sent-back' | 'called-off';
  readonly plan: PlanReference | null;
  /** The executives said no: by whom, and why. */
  readonly rejection: Reopening | null;
  /** The owner reopened it in the moment it closed: the month has to see to it. */
  readonly reopening: Reopening | null;
  readonly mailIds: readonly string[];
}

/**
 * One step of the month: open its tasks, make the plan from what comes in, have it signed; a no reopens the work. Until it
 * closes, tasks may be added, and a change of what was handed in makes the plan anew and asks for the sign-off again.
 */
export async function step(input: StepInput): Promise<StepResult> {
  const { cycleId, stepId, round, key, hasSignOff } = input;
  const mails = new MailRoom();
  const work = new StepWork(input, mails);
  let isClosing = false; // before the handlers, which are called as soon as they are set
  const scenarios = new OwnScenarios(input, () => isClosing);
  const effects = new Effects({ cycleId, subjectType: 'step', subjectId: stepId });
  let reopening: Reopening | null = null;
  let planBefore = input.plan;
  let plan: PlanReference | null = null;
  let signedHash: string | null = null;
  const changes = new Map<string, Receipt>();
  let askings = 0;
  let signOffUnderWay: Promise<void> = Promise.resolve();

  setHandler(addTask, acceptTask, { validator: checkTask });
  setHandler(skipWaitingTask, acceptSkip, { validator: checkSkip });
  setHandler(changeSubmission, acceptChange, { validator: checkChange });
  setHandler(reopenWork, (act) => {
    reopening = act;
  });
  setHandler(stepMoved, ({ requests }) => work.passOn(requests));

  try {
    for (const skipped of input.skippedBefore ?? []) planBefore = await planWithoutPeople(skipped);
    await planBeforeWork(input);
    await openStep();
    for (;;) {
      await collectWork();
      if (plan === null || work.isPlanOutdated) plan = await makePlan();
      if (plan === null || hasNews() || !work.isAllIn()) continue;
      if (!hasSignOff) return await close('completed', plan);
      if (plan.sha256 === signedHash) return await close('signed-off', plan);
      const answer = await askForSignOff(plan);
      plan = answer.plan;
      signedHash = answer.isSigned ? plan.sha256 : null;
      if (answer.rejection && key === 'executive-meeting')
        return await end('sent-back', { rejection: answer.rejection });
      if (answer.rejection) await askAgain(answer.rejection);
    }
  } catch (error) {
    if (!isCancellation(error)) throw error;
    await effects.carryOut();
    await work.untilCalledOff();
    await CancellationScope.nonCancellable(() => signOffUnderWay);
    return end('called-off');
  }

  async function openStep(): Promise<void> {
    const { workflowId } = workflowInfo();
    const { tasks, ...opened } = await processActivities.openStep({
      stepId,
      round,
      stepWorkflowId: workflowId,
      reopened: input.reopened,
    });
    work.begin(tasks, opened);
  }

  /** Until everything that was asked for is in. */
  async function collectWork(): Promise<void> {
    for (;;) {
      await doWhatIsDue();
      if (reopening !== null) await askAgain(reopening);
      else if (work.isAllIn()) return;
      else await work.nextChange(hasNews);
    }
  }

  function hasNews(): boolean {
    return effects.arePending || reopening !== null;
  }

  /**
   * Accepted acts take effect; tasks whose time has come open. Whoever checks the supply plan sees it with the capacity and
   * receipts that were stated for it.
   */
  async function doWhatIsDue(): Promise<void> {
    await effects.carryOut();
    const ready = work.ready();
    const isChecked = work.hasOpen('supply-plan') || ready.some(({ kind }) => kind === 'supply-plan');
    if (isChecked && work.isPlanOutdated) {
      if ((await makePlan()) === null) return;
      plan = null; // whoever checks it becomes one of its authors: it is stored anew with their submission
    }
    if (ready.length > 0) await work.open(ready);
  }

  /**
   * The executives decide on the plan that the pre-S&OP recommended; every other step makes its own. Null: it could not be made
   * before there was news, which is seen to first.
   */
  async function makePlan(): Promise<PlanReference | null> {
    work.isPlanOutdated = false;
    if (key === 'executive-meeting' && planBefore) return planBefore;
    const made = await planAfterWork(input, hasNews);
    if (made === null) work.isPlanOutdated = true;
    return made;
  }

  /** Asks until one plan is signed or rejected; a new plan or a reopening voids what was asked and given. */
  async function askForSignOff(firstPlan: PlanReference): Promise<{
    readonly plan: PlanReference;
    readonly isSigned: boolean;
    readonly rejection: Reopening | null;
  }> {
    let asked = firstPlan;
    for (;;) {
      const asking = await askOnce(asked);
      if (asking === null) return { plan: asked, isSigned: false, rejection: null };
      const { result, newPlan } = asking;
      mails.post(result.mailIds);
      const isSigned = result.state === 'approved' && newPlan === null && reopening === null;
      if (isSigned || reopening !== null) return { plan: asked, isSigned, rejection: null };
      if (newPlan !== null) asked = newPlan;
      else if (result.state === 'rejected') return { plan: asked, isSigned, rejection: result.rejection };
    }
  }

  /** Null: nobody could be asked before there was news. */
  async function askOnce(
    asked: PlanReference,
  ): Promise<{ readonly result: SignOffResult; readonly newPlan: PlanReference | null } | null> {
    askings += 1;
    const workflowId = signOffWorkflowId(workflowInfo().workflowId, askings);
    const opened = await persevereUntil(hasNews, input, () =>
      processActivities.requestSignOff({ stepId, workflowId, plan: asked }),
    );
    if (opened === null) return null;
    const { mailIds, ...requested } = opened;
    mails.post(mailIds);
    const group = await startChild(signOffRequest, {
      workflowId,
      args: [{ cycleId, planHash: asked.sha256, requested }],
    });
    let result: SignOffResult | null = null;
    signOffUnderWay = group.result().then((answer) => {
      result = answer;
    });
    const newPlan = await untilAnswered(asked, () => result !== null);
    if (result === null) await tell(group, voidSignOff, { reason: voidReason() });
    await signOffUnderWay;
    if (result === null) throw new Error('A sign-off request ended without a result.');
    return { result, newPlan };
  }

  /** Until the sign-off is answered or pointless; the plan that took the place of the one asked about, or null. */
  async function untilAnswered(
    asked: PlanReference,
    isAnswered: () => boolean,
  ): Promise<PlanReference | null> {
    for (;;) {
      await work.nextChange(() => isAnswered() || hasNews());
      if (isAnswered() || reopening !== null) return null;
      await doWhatIsDue();
      if (!work.isPlanOutdated) continue;
      const newPlan = await makePlan();
      if (newPlan !== null && newPlan.sha256 !== asked.sha256) return newPlan;
    }
  }

  function voidReason(): string {
    return reopening?.reason ?? 'What the plan was made from has changed: it has a new version.';
  }

  async function askAgain(because: Reopening): Promise<void> {
    reopening = null;
    signedHash = null;
    work.takeUpAgain(await processActivities.askAgain({ stepId, ...because }));
  }

  async function close(outcome: 'signed-off' | 'completed', last: PlanReference): Promise<StepResult> {
    isClosing = true;
    await CancellationScope.nonCancellable(() => processActivities.closeStep({ stepId, outcome }));
    return end(outcome, { plan: last });
  }

  async function end(
    outcome: StepResult['outcome'],
    facts: Partial<Pick<StepResult, 'plan' | 'rejection'>> = {},
  ): Promise<StepResult> {
    await scenarios.stop();
    const mailIds = await mails.handOver();
    await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
    return { outcome, plan: null, rejection: null, ...facts, reopening, mailIds };
  }
  // ── Acts on the open step ──

  function refuseIfClosed(): void {
    if (isClosing) refuse('conflict', 'This step is closed already. Reopen it if it must be done again.');
  }

  function checkTask({ dueAt }: AddTask): void {
    refuseIfClosed();
    requireAhead(dueAt);
  }

  function acceptTask({ step: _, ...task }: AddTask): void {
    effects.add(async () => work.add(await processActivities.addTask({ stepId, ...task })));
  }

  function checkChange({ taskId, submissionId }: ChangeSubmission): void {
    if (changes.has(submissionId)) return;
    refuseIfClosed();
    const task = work.find(taskId);
    if (task?.state !== 'done' && task?.state !== 'open') {
      refuse('stale', 'This task is asked for anew. Load it again and hand it in.');
    }
    refuseUnless(work.mayChange(task));
  }

  function acceptChange({ dueAt, ...act }: ChangeSubmission): Receipt {
    const before = changes.get(act.submissionId);
    if (before !== undefined) return { ...before, isRepeat: true };
    const at = new Date().toISOString();
    const receipt = { recordedAt: at, isLate: at > dueAt, isRepeat: false, outcome: 'done' };
    changes.set(act.submissionId, receipt);
    effects.add(async () => {
      const { isRecorded } = await processActivities.recordChange({ ...act, at, isLate: receipt.isLate });
      const task = work.find(act.taskId);
      if (isRecorded && task) work.noteChange(task);
    });
    return receipt;
  }

  function checkSkip({ taskId, reason }: SkipWaitingTask): void {
    refuseIfClosed();
    requireReason(reason);
    if (work.find(taskId)?.state !== 'waiting') {
      refuse('conflict', 'This task is not waiting any more. Load the page again to see where it stands.');
    }
  }

  function acceptSkip({ taskId, byId, reason }: SkipWaitingTask): void {
    effects.add(async () => {
      const { mailIds } = await processActivities.recordTaskSkipped({ taskId, byId, reason });
      work.skip(taskId);
      mails.post(mailIds);
    });
  }
}
