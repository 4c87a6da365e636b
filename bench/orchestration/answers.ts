import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { TASK_QUEUES } from '../../domain/cycle/workflow-ids';
import type { RecordedMonth } from './recorded-month';

/** Activities that answer at once what was recorded, by workflow, kind of activity and turn. */
export class RecordedAnswers {
  private readonly months = new Map<string, MonthInPlay>();

  constructor(private readonly types: readonly string[]) {}

  take(month: RecordedMonth): MonthInPlay {
    const inPlay = new MonthInPlay(month);
    this.months.set(month.unitCode, inPlay);
    return inPlay;
  }

  activities(): Record<string, () => Promise<unknown>> {
    return Object.fromEntries(
      this.types.map((type) => [
        type,
        async () => {
          const { taskQueue, workflowExecution } = Context.current().info;
          const workflowId = workflowExecution?.workflowId ?? '';
          const month = this.months.get(workflowId.split('/')[1] ?? '');
          if (month === undefined)
            throw ApplicationFailure.nonRetryable(`${workflowId} is no recorded month.`);
          return month.answer(workflowId, type, taskQueue);
        },
      ]),
    );
  }
}

/** One month that is being played again: the answers that are left, and how many were given. */
export class MonthInPlay {
  private readonly answers = new Map<string, unknown[]>();
  private answered = 0;
  private readonly waiting: { readonly count: number; readonly go: () => void }[] = [];

  constructor({ workflows }: RecordedMonth) {
    for (const { id, activities } of workflows) {
      for (const { type, result } of activities) {
        const key = keyOf(id, type);
        this.answers.set(key, [...(this.answers.get(key) ?? []), result]);
      }
    }
  }

  answer(workflowId: string, type: string, taskQueue: string): unknown {
    const left = this.answers.get(keyOf(workflowId, type));
    if (left === undefined || left.length === 0) {
      throw ApplicationFailure.nonRetryable(
        `${workflowId} asked for more of ${type} than was recorded: record the month again (docs/bench.md).`,
      );
    }
    if (taskQueue !== TASK_QUEUES.mail) this.answered += 1;
    for (const { count, go } of this.waiting) if (count <= this.answered) go();
    return left.shift();
  }

  /** Until so many activities, mails apart, were answered. */
  untilAnswered(count: number): Promise<void> {
    return new Promise((go) => {
      if (count <= this.answered) go();
      else this.waiting.push({ count, go });
    });
  }
}

const keyOf = (workflowId: string, type: string) => `${workflowId} ${type}`;

/** Every kind of activity that the month has used. */
export const activityTypesOf = ({ workflows }: RecordedMonth): string[] => [
  ...new Set(workflows.flatMap(({ activities }) => activities.map(({ type }) => type))),
];
