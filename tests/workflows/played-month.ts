import { randomUUID } from 'node:crypto';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { UpdateDefinition } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Database } from '../../database/client';
import type { Decision } from '../../domain/approval/sign-off-rule';
import { addMonths } from '../../domain/cycle/month';
import type { SignOffRecord, TaskRecord } from '../../domain/cycle/records';
import type { TaskKind } from '../../domain/cycle/template';
import { kickOffWorkflowId, TASK_QUEUES, WORKFLOW_TYPES } from '../../domain/cycle/workflow-ids';
import {
  type ChangeSubmission,
  changeSubmission,
  decideSignOff,
  type KickOffResult,
  type Receipt,
  submitTask,
} from '../../workflows/messages';
import type { Name, SmallCompany } from './small-company';

/** A month of a small company that a test plays through, seen in the database and acted on by Updates. */
export class PlayedMonth {
  private constructor(
    private readonly database: Database,
    private readonly client: Client,
    private readonly now: () => Promise<Date>,
    readonly company: SmallCompany,
    readonly cycleId: string,
    readonly workflowId: string,
  ) {}

  /** Starts the month after the present one, or the one that is named. */
  static async start(options: {
    readonly database: Database;
    readonly client: Client;
    readonly now: () => Promise<Date>;
    readonly company: SmallCompany;
    readonly period?: string;
  }): Promise<PlayedMonth> {
    const { database, client, now, company } = options;
    const period = options.period ?? addMonths((await now()).toISOString().slice(0, 7), 1);
    const started = (await client.workflow.execute(WORKFLOW_TYPES.kickOff, {
      taskQueue: TASK_QUEUES.orchestration,
      workflowId: kickOffWorkflowId(company.code, period),
      args: [{ unitId: company.unitId, period, startedById: company.people.owner }],
    })) as KickOffResult;
    const cycleId = started.cycleId!;
    const { workflowId } = await database.prisma.cycle.findUniqueOrThrow({ where: { id: cycleId } });
    return new PlayedMonth(database, client, now, company, cycleId, workflowId);
  }

  personId(name: Name): string {
    return this.company.people[name];
  }

  nameOf(personId: string | null): Name | undefined {
    return (Object.keys(this.company.people) as Name[]).find(
      (name) => this.company.people[name] === personId,
    );
  }

  cycle() {
    return this.database.prisma.cycle.findUniqueOrThrow({ where: { id: this.cycleId } });
  }

  step(key: string) {
    return this.database.prisma.step.findUniqueOrThrow({
      where: { cycleId_key: { cycleId: this.cycleId, key } },
    });
  }

  async task(key: string): Promise<TaskRecord> {
    const row = await this.database.prisma.task.findFirstOrThrow({ where: { cycleId: this.cycleId, key } });
    return row as TaskRecord;
  }

  /** The newest sign-off group of a step. */
  group(stepKey: string) {
    return this.database.prisma.signOffGroup.findFirstOrThrow({
      where: { cycleId: this.cycleId, step: { key: stepKey } },
      orderBy: { number: 'desc' },
      include: { signOffs: true },
    });
  }

  /** Everything mailed about a subject, in order: minute, kind, to whom. */
  async mailsAbout(subjectId: string): Promise<string[]> {
    const mails = await this.database.prisma.mail.findMany({
      where: { subjectId, state: { not: 'suppressed' } },
    });
    return mails
      .map(
        (mail) => `${mail.createdAt.toISOString().slice(0, 16)} ${mail.kind} ${this.nameOf(mail.personId)}`,
      )
      .sort();
  }

  async audit(action: string) {
    const rows = await this.database.prisma.audit.findMany({
      where: { cycleId: this.cycleId, action },
      orderBy: { id: 'asc' },
    });
    return rows.map(({ details, actorId, subjectId }) => ({
      details: details as Record<string, unknown>,
      actor: this.nameOf(actorId),
      subjectId,
    }));
  }

  async submit(key: string, by?: Name, content?: object): Promise<Receipt> {
    const task = await this.task(key);
    const personId = by === undefined ? task.assigneeId : this.personId(by);
    const submissionId = await this.store(task, personId, content ?? contentOf(task.kind));
    return this.send(task.workflowId!, submitTask, { byId: personId, submissionId, round: task.round });
  }

  /** Replaces what was handed in; gives the act, so that it can be repeated. */
  async change(key: string, content: object, by?: Name): Promise<ChangeSubmission> {
    const task = await this.task(key);
    const byId = by === undefined ? task.completedById! : this.personId(by);
    const submissionId = await this.store(task, byId, content);
    const act = { byId, submissionId, round: task.round, taskId: task.id, dueAt: task.dueAt.toISOString() };
    await this.sendChange(act);
    return act;
  }

  async sendChange(act: ChangeSubmission): Promise<Receipt> {
    const { stepId } = await this.database.prisma.task.findUniqueOrThrow({ where: { id: act.taskId } });
    const { workflowId } = await this.database.prisma.step.findUniqueOrThrow({ where: { id: stepId } });
    return this.send(workflowId!, changeSubmission, act);
  }

  private async store({ id, round }: TaskRecord, personId: string, content: object): Promise<string> {
    const submissionId = randomUUID();
    const submittedAt = await this.now();
    await this.database.prisma.submission.create({
      data: { id: submissionId, taskId: id, round, personId, content, submittedAt, isLate: false },
    });
    return submissionId;
  }

  async decide(
    stepKey: string,
    by: Name,
    decision: Decision = 'approve',
    comment = '',
    actor: Name = by,
  ): Promise<Receipt> {
    const group = await this.group(stepKey);
    const signOff = group.signOffs.find(({ personId }) => personId === this.personId(by)) as
      | SignOffRecord
      | undefined;
    if (!signOff) throw new Error(`${by} is not asked in ${stepKey}.`);
    return this.send(group.workflowId, decideSignOff, {
      byId: this.personId(actor),
      signOffId: signOff.id,
      planHash: group.planHash,
      decision,
      comment,
    });
  }

  async send<Answer, Input>(
    workflowId: string,
    update: UpdateDefinition<Answer, [Input]>,
    input: Input,
  ): Promise<Answer> {
    const handle = this.client.workflow.getHandle(workflowId);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await handle.executeUpdate(update, { args: [input] } as never)) as Answer;
      } catch (error) {
        // A task is open in the database a moment before its workflow runs.
        if (!(error instanceof WorkflowNotFoundError) || attempt === 100) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  }

  /** Waits in real time until a claim about the stored state holds; time is not skipped meanwhile. */
  async until(claim: () => Promise<boolean>, what: string): Promise<void> {
    const giveUpAt = Date.now() + 60_000;
    while (!(await claim())) {
      if (Date.now() > giveUpAt) throw new Error(`Waited in vain: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Of a refusal, or of a task that was added: what is on record already its workflow hears a moment later. */
  async onceHeard(act: () => Promise<unknown>): Promise<void> {
    const isTaken = () =>
      act().then(
        () => true,
        (error) => {
          if (error.cause?.type !== 'conflict') throw error;
          return false;
        },
      );
    await this.until(isTaken, 'its workflow has heard of it');
  }

  async untilTask(key: string, state: string): Promise<void> {
    await this.until(async () => (await this.task(key)).state === state, `${key} is ${state}`);
  }

  async untilStep(key: string, state: string): Promise<void> {
    await this.until(async () => (await this.step(key)).state === state, `${key} is ${state}`);
  }

  async untilAsked(stepKey: string, number: number): Promise<void> {
    await this.until(async () => {
      const groups = await this.database.prisma.signOffGroup.findMany({
        where: { cycleId: this.cycleId, step: { key: stepKey }, number, state: 'open' },
      });
      return groups.length === 1;
    }, `${stepKey} asks for sign-off ${number}`);
  }

  // ── The usual way through ──

  async gatherData(): Promise<void> {
    for (const key of ['attest-sales-history', 'attest-stock', 'attest-capacity']) {
      await this.untilTask(key, 'open');
      await this.submit(key);
    }
    await this.untilStep('data-gathering', 'closed');
  }

  async reviewDemand(): Promise<void> {
    for (const key of ['sales-input/1', 'marketing-input/1', 'finance-input/1', 'consensus']) {
      await this.untilTask(key, 'open');
      await this.submit(key);
    }
    await this.untilAsked('demand-review', 1);
  }

  async reviewSupply(): Promise<void> {
    for (const key of ['capacity-check', 'procurement-input/1', 'logistics-input/1', 'supply-plan']) {
      await this.untilTask(key, 'open');
      await this.submit(key);
    }
    await this.untilAsked('supply-review', 1);
  }

  async preparePreSop(): Promise<void> {
    for (const key of ['finance-review', 'scenario-choice']) {
      await this.untilTask(key, 'open');
      await this.submit(key);
    }
    await this.untilAsked('pre-sop', 1);
  }
}

export const playedOn = (
  stage: { database: Database; env: TestWorkflowEnvironment; now: () => Promise<Date> },
  company: SmallCompany,
  period?: string,
) =>
  PlayedMonth.start({
    database: stage.database,
    client: stage.env.client,
    now: stage.now,
    company,
    ...(period && { period }),
  });

export function contentOf(kind: TaskKind): object {
  switch (kind) {
    case 'attest':
      return { kind, isAttested: true };
    case 'demand-input':
      return { kind, adjustments: [] };
    case 'consensus':
      return { kind, adjustments: [], assumptions: 'As before.' };
    case 'capacity-check':
      return { kind, capacity: [] };
    case 'supply-input':
      return { kind, receipts: [] };
    case 'scenario-choice':
      return { kind, scenario: 'base' };
    case 'supply-plan':
    case 'finance-review':
    case 'general':
      return { kind };
  }
}
