import { ActivityFailure, CancellationScope, isCancellation, setHandler } from '@temporalio/workflow';
import { planActivities, processActivities } from './activity-options';
import { type AddScenario, addScenario, removeScenario } from './messages';
import type { StepOfCycle } from './plans-of-step';
import { refuse } from './refusal';

/**
 * The scenarios that planners add while the pre-S&OP is open: their plans are computed one after the other, beside the
 * work of the step, which waits for none of them. Every other step refuses them.
 */
export class OwnScenarios {
  private readonly taken = new Set<string>();
  private readonly removed = new Set<string>();
  private readonly computing = new CancellationScope();
  /** What one scenario's computation can be called off by. */
  private readonly scopes = new Map<string, CancellationScope>();
  private underWay: Promise<void> = Promise.resolve();
  private removals: Promise<void> = Promise.resolve();

  constructor(
    private readonly step: StepOfCycle,
    private readonly isClosing: () => boolean,
  ) {
    setHandler(addScenario, (act) => this.add(act), { validator: (act) => this.check(act) });
    setHandler(removeScenario, (act) => this.remove(act), { validator: (act) => this.checkRemoval(act) });
  }

  /** The choice is made: what is not computed by now is not computed any more. */
  async stop(): Promise<void> {
    this.computing.cancel();
    await CancellationScope.nonCancellable(() => this.underWay);
    await CancellationScope.nonCancellable(() => this.removals);
  }

  private check({ scenarioId }: AddScenario): void {
    if (this.taken.has(scenarioId)) return;
    if (this.step.key !== 'pre-sop')
      refuse('conflict', 'Scenarios are added to the pre-S&OP; this step compares none.');
    if (this.isClosing())
      refuse(
        'conflict',
        'The pre-S&OP is over and its scenario is chosen. Ask the process owner to reopen it if another must be compared.',
      );
  }

  private add({ scenarioId }: AddScenario): { isRepeat: boolean } {
    if (this.taken.has(scenarioId)) return { isRepeat: true };
    this.taken.add(scenarioId);
    this.underWay = this.underWay.then(() => this.compute(scenarioId));
    return { isRepeat: false };
  }

  private checkRemoval({ scenarioId }: AddScenario): void {
    if (this.removed.has(scenarioId)) return;
    if (this.step.key !== 'pre-sop' || this.isClosing())
      refuse('conflict', 'The pre-S&OP is over: its scenarios stay as they were compared.');
  }

  private remove({ scenarioId, byId }: AddScenario): { isRepeat: boolean } {
    if (this.removed.has(scenarioId)) return { isRepeat: true };
    this.removed.add(scenarioId);
    this.scopes.get(scenarioId)?.cancel();
    this.removals = this.removals.then(() =>
      CancellationScope.nonCancellable(() => processActivities.removeScenario({ scenarioId, byId })),
    );
    return { isRepeat: false };
  }

  private async compute(scenarioId: string): Promise<void> {
    if (this.removed.has(scenarioId)) return;
    const { cycleId, stepId } = this.step;
    try {
      await this.computing.run(() => {
        const scope = new CancellationScope();
        this.scopes.set(scenarioId, scope);
        return scope.run(() => planActivities.computeOwnScenario({ cycleId, scenarioId }));
      });
    } catch (error) {
      if (isCancellation(error)) return;
      if (!(error instanceof ActivityFailure)) throw error;
      const message = error.cause?.message ?? error.message;
      await processActivities.recordProblem({ cycleId, subjectType: 'step', subjectId: stepId, message });
    }
  }
}
