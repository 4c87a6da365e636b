import type { Client } from '@temporalio/client';
import { cycleWorkflowId, TASK_QUEUES, WORKFLOW_TYPES } from '../../domain/cycle/workflow-ids';
import type { RecordedAnswers } from './answers';
import type { BareTree } from './bare-tree';
import { playActs } from './play-acts';
import { moveMonth, type RecordedMonth } from './recorded-month';

/** One way to run a month: its whole tree of workflows, driven to its end. */
export interface Way {
  readonly client: Client;
  /** Makes a month ready under a name of its own, so that only its running is timed. */
  readonly prepare: (name: string) => ReadyMonth;
}

export interface ReadyMonth {
  /** The workflows that it will run. */
  readonly workflowIds: readonly string[];
  readonly run: () => Promise<void>;
}

/** The real workflows: activities answer what was recorded, people say what they said. */
export function realMonths(client: Client, recorded: RecordedMonth, answers: RecordedAnswers): Way {
  const period = recorded.workflows[0]!.id.split('/').at(-1) ?? '';
  return {
    client,
    prepare: (name) => {
      const month = moveMonth(recorded, name, new Date());
      const progress = answers.take(month);
      const acts = month.acts.map(({ workflow, afterAnswers, ...act }) => ({
        ...act,
        workflowId: month.workflows[workflow]!.id,
        due: () => progress.untilAnswered(afterAnswers),
      }));
      return {
        workflowIds: month.workflows.map(({ id }) => id),
        run: async () => {
          const cycle = await client.workflow.start(WORKFLOW_TYPES.monthlyCycle, {
            taskQueue: TASK_QUEUES.orchestration,
            workflowId: cycleWorkflowId(name, period),
            args: [{ cycleId: month.cycleId }],
          });
          await Promise.all([playActs(client, acts), cycle.result()]);
        },
      };
    },
  };
}

/** Bare trees of the recorded month's size. */
export function bareMonths(client: Client, recorded: RecordedMonth): Way {
  return {
    client,
    prepare: (name) => {
      const idOf = (place: number) => `bare/${name}/${place}`;
      const tree = treeOf(recorded, 0, idOf);
      const acts = recorded.acts.map(({ workflow, input }) => ({
        workflowId: idOf(workflow),
        name: 'act',
        input,
        due: async () => undefined,
      }));
      return {
        workflowIds: recorded.workflows.map((_, place) => idOf(place)),
        run: async () => {
          const root = await client.workflow.start('bareTree', {
            taskQueue: TASK_QUEUES.orchestration,
            workflowId: tree.workflowId,
            args: [tree],
          });
          await Promise.all([playActs(client, acts), root.result()]);
        },
      };
    },
  };
}

function treeOf(month: RecordedMonth, place: number, idOf: (place: number) => string): BareTree {
  const { activities, timers, children } = month.workflows[place]!;
  const queues = activities.map(({ queue }) => queue);
  return {
    workflowId: idOf(place),
    activities: queues.filter((queue) => queue !== TASK_QUEUES.mail),
    besides: queues.filter((queue) => queue === TASK_QUEUES.mail).length,
    timers,
    updates: month.acts.filter(({ workflow }) => workflow === place).length,
    children: children.map((child) => treeOf(month, child, idOf)),
  };
}
