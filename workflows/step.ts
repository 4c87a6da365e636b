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
import { processActivities } from './activity-options';
import { MailRoom } from './mail-room';
import {
  type PlanChanged,
  planChanged,
  reopenWork,
  signOffWorkflowId,
  stepMoved,
  voidSignOff,
} from './messages';
import { persevere, planAfterWork, planBeforeWork, type StepOfCycle } from './plans-of-step';
import { type SignOffResult, signOffRequest } from './sign-off-request';
import { StepWork } from './step-work';

export interface StepInput extends StepOfCycle {
  readonly round: number;
  readonly hasSignOff: boolean;
  /** The plan that the step before it ended with. */
  readonly plan: PlanReference | null;
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

/** One step of the month: open its tasks, make the plan from what comes in, have it signed; a no reopens the work. */
export async function step(input: StepInput): Promise<StepResult> {
  const { stepId, round, key, hasSignOff } = input;
  const mails = new MailRoom();
  const work = new StepWork(input, mails);
  let newPlan: PlanReference | null = null;
  let reopening: Reopening | null = null;
  let askings = 0;
  let signOffUnderWay: Promise<void> = Promise.resolve();

  setHandler(planChanged, (change) => {
    newPlan = planOf(change);
  });
  setHandler(reopenWork, (act) => {
    reopening = act;
  });
  setHandler(stepMoved, ({ requests }) => work.passOn(requests));

  try {
    await planBeforeWork(input);
    await openStep();
    for (;;) {
      await collectWork();
      const plan = await makePlan();
      if (!hasSignOff) return await close('completed', plan);
      const answer = await askForSignOff(plan);
      if (answer.signedPlan) return await close('signed-off', answer.signedPlan);
      if (answer.rejection && key === 'executive-meeting')
        return await end('sent-back', { rejection: answer.rejection });
      await askAgain(answer.rejection ?? reopening);
    }
  } catch (error) {
    if (!isCancellation(error)) throw error;
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

  async function collectWork(): Promise<void> {
    while (!work.isAllIn()) {
      const ready = work.ready();
      if (ready.length > 0) {
        await showPlanBefore(ready);
        await work.open(ready);
      }
      await work.nextChange(() => reopening !== null);
      if (reopening !== null) await askAgain(reopening);
    }
  }

  /** Whoever checks the supply plan sees it with the capacity and receipts that were stated for it. */
  async function showPlanBefore(tasks: readonly { readonly kind: string }[]): Promise<void> {
    if (!work.isPlanOutdated || !tasks.some(({ kind }) => kind === 'supply-plan')) return;
    work.isPlanOutdated = false;
    await planAfterWork(input);
  }

  /** The executives decide on the plan that the pre-S&OP recommended; every other step makes its own. */
  async function makePlan(): Promise<PlanReference> {
    work.isPlanOutdated = false;
    return key === 'executive-meeting' && input.plan ? input.plan : planAfterWork(input);
  }

  /** Asks until one plan is signed or rejected; a new plan or a reopening voids what was asked and given. */
  async function askForSignOff(
    firstPlan: PlanReference,
  ): Promise<{ signedPlan: PlanReference | null; rejection: Reopening | null }> {
    let plan = firstPlan;
    for (;;) {
      newPlan = null;
      const result = await askOnce(plan);
      mails.post(result.mailIds);
      if (reopening !== null) return { signedPlan: null, rejection: null };
      if (newPlan !== null) plan = newPlan;
      else if (result.state === 'approved') return { signedPlan: plan, rejection: null };
      else if (result.state === 'rejected') return { signedPlan: null, rejection: result.rejection };
    }
  }

  async function askOnce(plan: PlanReference): Promise<SignOffResult> {
    askings += 1;
    const workflowId = signOffWorkflowId(workflowInfo().workflowId, askings);
    const { mailIds, ...requested } = await persevere(input, () =>
      processActivities.requestSignOff({ stepId, workflowId, plan }),
    );
    mails.post(mailIds);
    const { cycleId } = input;
    const group = await startChild(signOffRequest, {
      workflowId,
      args: [{ cycleId, planHash: plan.sha256, requested }],
    });
    let result: SignOffResult | null = null;
    signOffUnderWay = group.result().then((answer) => {
      result = answer;
    });
    await Promise.race([signOffUnderWay, condition(() => newPlan !== null || reopening !== null)]);
    if (result === null) await group.signal(voidSignOff, { reason: voidReason() });
    await signOffUnderWay;
    if (result === null) throw new Error('A sign-off request ended without a result.');
    return result;
  }

  function voidReason(): string {
    return reopening?.reason ?? 'The plan has a new version.';
  }

  async function askAgain(because: Reopening | null): Promise<void> {
    reopening = null;
    if (because === null) return;
    work.takeUpAgain(await processActivities.askAgain({ stepId, ...because }));
  }

  async function close(outcome: 'signed-off' | 'completed', plan: PlanReference): Promise<StepResult> {
    await CancellationScope.nonCancellable(() => processActivities.closeStep({ stepId, outcome }));
    return end(outcome, { plan });
  }

  async function end(
    outcome: StepResult['outcome'],
    facts: Partial<Pick<StepResult, 'plan' | 'rejection'>> = {},
  ): Promise<StepResult> {
    const mailIds = await mails.handOver();
    await CancellationScope.nonCancellable(() => condition(allHandlersFinished));
    return { outcome, plan: null, rejection: null, ...facts, reopening, mailIds };
  }
}

const planOf = ({ planVersionId, sha256 }: PlanChanged): PlanReference => ({
  planVersionId,
  sha256,
  number: 0,
});
