import { CancellationScope, condition } from '@temporalio/workflow';
import { mailActivities } from './activity-options';

/**
 * Sends stored mails beside the main story: a mail server that is down holds up nobody's work. Whoever ends before
 * all are sent hands the rest to its parent, which sends them on.
 */
export class MailRoom {
  private readonly underWay = new Set<string>();

  post(mailIds: readonly string[]): void {
    for (const mailId of mailIds) this.send(mailId);
  }

  /** Gives mails under way a moment, then says which are not sent yet. */
  async handOver(): Promise<readonly string[]> {
    await CancellationScope.nonCancellable(() => condition(() => this.underWay.size === 0, '5 seconds'));
    return [...this.underWay];
  }

  async untilAllAreSent(): Promise<void> {
    await condition(() => this.underWay.size === 0);
  }

  private send(mailId: string): void {
    if (this.underWay.has(mailId)) return;
    this.underWay.add(mailId);
    const done = () => {
      this.underWay.delete(mailId);
    };
    // A refusal for good is on record in the outbox, and the process owner was told: nothing is left to do here.
    CancellationScope.nonCancellable(() => mailActivities.sendMail({ mailId })).then(done, done);
  }
}
