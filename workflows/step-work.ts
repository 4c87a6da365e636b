import {
  CancellationScope,
  condition,
  getExternalWorkflowHandle,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type {
  AskedTask,
  OpenedTasks,
  RequestMoved,
  StepTask,
} from '../activities/process/process-activities';
import type { Allowance } from '../domain/cycle/allowed-acts';
import { mayStillChange } from '../domain/cycle/cut-off';
import type { TaskKind } from '../domain/cycle/template';
import { changesThePlan } from '../domain/cycle/work-on-the-plan';
import { taskWorkflowId } from '../domain/cycle/workflow-ids';
import { processActivities } from './activity-options';
import type { MailRoom } from './mail-room';
import { requestMoved } from './messages';
import { type TaskResult, taskRequest } from './task-request';
import { tell } from './tell';

/** The tasks of one opened step: who is being asked, what waits for what, what is in. */
export class StepWork {
  /** A submission came in that the last computed plan does not know. */
  isPlanOutdated = false;
  private tasks: StepTask[] = [];
  private remindersPerDay = 0;
  private failure: unknown = null;
  private readonly rounds = new Map<string, number>();
  /** By Task.id; the last time it was asked for. */
  private readonly asked = new Map<string, Promise<void>>();

  constructor(
    private readonly step: { readonly cycleId: string; readonly stepId: string },
    private readonly mails: MailRoom,
  ) {}

  begin(tasks: readonly StepTask[], opened: OpenedTasks): void {
    this.remindersPerDay = opened.remindersPerDay;
    this.tasks = [...tasks];
    this.ask(opened);
  }

  isAllIn(): boolean {
    return this.tasks.every(({ state }) => state === 'done' || state === 'skipped');
  }

  /** Waiting tasks whose work before them is in. */
  ready(): readonly StepTask[] {
    const isOver = (key: string) =>
      this.tasks.every((task) => task.key !== key || task.state === 'done' || task.state === 'skipped');
    return this.tasks.filter(({ state, dependsOn }) => state === 'waiting' && dependsOn.every(isOver));
  }

  find(taskId: string): StepTask | undefined {
    return this.tasks.find((task) => task.taskId === taskId);
  }

  hasKey(key: string): boolean {
    return this.tasks.some((task) => task.key === key);
  }

  /** Whether what was handed in for a task may still be replaced, as far as this step's tasks tell. */
  mayChange({ key }: StepTask): Allowance {
    const tasks = this.tasks.map((task) => ({ ...task, title: task.key }));
    return mayStillChange({ cycle: 'running', step: 'open', key, tasks });
  }

  /** What was handed in for a task is another one now. */
  noteChange({ kind }: StepTask): void {
    if (changesThePlan(kind)) this.isPlanOutdated = true;
  }

  hasOpen(kind: TaskKind): boolean {
    return this.tasks.some((task) => task.kind === kind && task.state === 'open');
  }

  /** A task that came to the step while it is open. */
  add(task: StepTask): void {
    if (this.find(task.taskId) === undefined) this.tasks.push(task);
  }

  /** A task that was not asked for yet, and will not be. */
  skip(taskId: string): void {
    this.setState(taskId, 'skipped');
  }

  async open(tasks: readonly StepTask[]): Promise<void> {
    // Asked for again: the request before, of the same id, may still be handing over its mails.
    for (const { taskId } of tasks) await this.asked.get(taskId);
    const opened = await processActivities.openTasks({
      stepId: this.step.stepId,
      taskIds: tasks.map(({ taskId }) => taskId),
      stepWorkflowId: workflowInfo().workflowId,
    });
    this.ask(opened);
  }

  /** Until a task comes in, something becomes ready, or `interrupted` says so. */
  async nextChange(interrupted: () => boolean): Promise<void> {
    const wasAllIn = this.isAllIn();
    await condition(
      () => this.isAllIn() !== wasAllIn || this.ready().length > 0 || this.failure !== null || interrupted(),
    );
    if (this.failure !== null) throw this.failure;
  }

  /** What was handed in once more: these tasks wait again. */
  takeUpAgain(tasks: readonly StepTask[]): void {
    this.tasks = [...tasks];
    for (const { taskId, state } of tasks) if (state === 'waiting') this.rounds.delete(taskId);
    this.isPlanOutdated = true;
  }

  async passOn(moved: readonly RequestMoved[]): Promise<void> {
    for (const request of moved) {
      await tell(getExternalWorkflowHandle(request.workflowId), requestMoved, request);
    }
  }

  /** After the step was called off: until every request has recorded what it had in hand. */
  async untilCalledOff(): Promise<void> {
    await CancellationScope.nonCancellable(async () => {
      await Promise.all(this.asked.values());
    });
  }

  private ask(opened: OpenedTasks): void {
    this.mails.post(opened.mailIds);
    for (const task of opened.asked) {
      this.setState(task.taskId, 'open');
      this.rounds.set(task.taskId, task.round);
      this.asked.set(task.taskId, this.untilAnswered(task));
    }
  }

  private async untilAnswered(task: AskedTask): Promise<void> {
    try {
      const { cycleId } = this.step;
      const child = await startChild(taskRequest, {
        workflowId: taskWorkflowId(workflowInfo().workflowId, task.taskId),
        args: [{ cycleId, remindersPerDay: this.remindersPerDay, task }],
      });
      this.take(task, await child.result());
    } catch (error) {
      this.failure = error;
    }
  }

  private take({ taskId, round }: AskedTask, result: TaskResult): void {
    this.mails.post(result.mailIds);
    const isOfNow = this.rounds.get(taskId) === round;
    if (result.state === 'called-off' || !isOfNow) return;
    this.setState(taskId, result.state);
    const task = this.find(taskId);
    if (result.state === 'done' && task) this.noteChange(task);
  }

  private setState(taskId: string, state: StepTask['state']): void {
    this.tasks = this.tasks.map((task) => (task.taskId === taskId ? { ...task, state } : task));
  }
}
