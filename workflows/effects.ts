import { ActivityFailure, CancellationScope, log } from '@temporalio/workflow';
import type { RecordProblem } from '../activities/process/process-activities';
import { processActivities } from './activity-options';

/**
 * What accepted acts bring about: handlers leave it here, the main loop carries it out, one after another. One that
 * fails for good is put on record for the owner; the month goes on.
 */
export class Effects {
  private readonly waiting: (() => Promise<void>)[] = [];

  constructor(private readonly subject: Omit<RecordProblem, 'message'>) {}

  get arePending(): boolean {
    return this.waiting.length > 0;
  }

  add(effect: () => Promise<void>): void {
    this.waiting.push(effect);
  }

  /** Also while the workflow is being cancelled: what was accepted is recorded first. */
  async carryOut(): Promise<void> {
    for (let effect = this.waiting.shift(); effect !== undefined; effect = this.waiting.shift()) {
      await this.carryOutOne(effect);
    }
  }

  private async carryOutOne(effect: () => Promise<void>): Promise<void> {
    try {
      await CancellationScope.nonCancellable(effect);
    } catch (error) {
      if (!(error instanceof ActivityFailure)) throw error;
      const message = error.cause?.message ?? error.message;
      log.warn('An act could not be carried out', { subjectId: this.subject.subjectId, message });
      await CancellationScope.nonCancellable(() =>
        processActivities.recordProblem({ ...this.subject, message }),
      );
    }
  }
}
