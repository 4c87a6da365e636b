import { MockActivityEnvironment } from '@temporalio/testing';
import { createPlanActivities } from '../../../activities/plans';
import type { PlanActivities } from '../../../activities/process/plan-activities';
import type { Database } from '../../../database/client';
import type { SubmissionContent } from '../../../domain/cycle/submission';
import type { Role, StepKey, TaskKind } from '../../../domain/cycle/template';

/** Runs planning activities as a worker would, on a cycle whose tasks and sign-offs are written by hand. */
export interface MonthOfPlans {
  readonly cycleId: string;
  readonly run: <Name extends keyof PlanActivities>(
    name: Name,
    input?: Partial<Parameters<PlanActivities[Name]>[0]>,
  ) => Promise<Awaited<ReturnType<PlanActivities[Name]>>>;
  /** Hands in something as an accepted submission of a task of its own. */
  readonly submit: (role: Role, kind: TaskKind, content: SubmissionContent) => Promise<{ personId: string }>;
  /** All executives approve a version. */
  readonly approve: (plan: { planVersionId: string; sha256: string }) => Promise<void>;
}

const STEP_OF: Partial<Record<TaskKind, StepKey>> = {
  'demand-input': 'demand-review',
  consensus: 'demand-review',
  'capacity-check': 'supply-review',
  'supply-input': 'supply-review',
  'supply-plan': 'supply-review',
};

export async function beginMonth(
  database: Database,
  options: {
    readonly unitId: string;
    readonly period: string;
    readonly clock: () => Date;
    readonly publishDir?: string;
  },
): Promise<MonthOfPlans> {
  const { prisma } = database;
  const { unitId, period, clock } = options;
  const unit = await prisma.unit.findUniqueOrThrow({
    where: { id: unitId },
    include: { template: { include: { versions: true } } },
  });
  const now = clock();
  const steps = ['demand-review', 'supply-review', 'pre-sop', 'executive-meeting'] as const;
  const cycle = await prisma.cycle.create({
    data: {
      unitId,
      period,
      templateVersionId: unit.template!.versions[0]!.id,
      workflowId: `cycle/${unit.code}/${period}`,
      state: 'running',
      kickOffAt: now,
      publishDueAt: now,
      startedAt: now,
      steps: {
        create: steps.map((key, position) => ({
          key,
          name: key,
          position,
          state: 'open',
          plannedOpenAt: now,
          plannedDueAt: now,
          openAt: now,
          dueAt: now,
        })),
      },
    },
    include: { steps: true },
  });
  const stepId = (key: StepKey) => cycle.steps.find((step) => step.key === key)!.id;
  const activities = createPlanActivities({
    database,
    clock,
    config: {
      publicUrl: 'http://localhost',
      mailFrom: 'sop@localhost',
      linkSecret: 'x'.repeat(32),
      publishDir: options.publishDir,
    },
    mailer: { send: () => Promise.reject(new Error('no mail here')) },
    log: { info: () => {}, warn: () => {}, error: () => {} },
  });
  const holders = (role: Role) =>
    prisma.membership.findMany({ where: { unitId, role }, orderBy: { person: { email: 'asc' } } });
  let tasks = 0;

  return {
    cycleId: cycle.id,
    run: (name, input = {}) => {
      const activity = activities[name] as (input: unknown) => Promise<never>;
      return new MockActivityEnvironment().run(activity, { cycleId: cycle.id, ...input });
    },
    submit: async (role, kind, content) => {
      const people = await holders(role);
      const { personId } = people[tasks % people.length]!;
      tasks++;
      await prisma.task.create({
        data: {
          cycleId: cycle.id,
          stepId: stepId(STEP_OF[kind] ?? 'pre-sop'),
          key: `${kind}/${tasks}`,
          kind,
          title: kind,
          instructions: '',
          role,
          assigneeId: personId,
          state: 'done',
          dueAt: now,
          plannedDueAt: now,
          submissions: {
            create: {
              round: 1,
              personId,
              content: JSON.parse(JSON.stringify(content)),
              submittedAt: new Date(now.getTime() + tasks * 60_000),
              isLate: false,
              isAccepted: true,
            },
          },
        },
      });
      return { personId };
    },
    approve: async ({ planVersionId, sha256 }) => {
      const executives = await holders('executive');
      const number = 1 + (await prisma.signOffGroup.count({ where: { cycleId: cycle.id } }));
      await prisma.signOffGroup.create({
        data: {
          cycleId: cycle.id,
          stepId: stepId('executive-meeting'),
          number,
          rule: {},
          planVersionId,
          planHash: sha256,
          state: 'approved',
          requestedAt: now,
          dueAt: now,
          workflowId: 'sign-off',
          signOffs: {
            create: executives.map(({ personId }) => ({
              personId,
              role: 'executive',
              state: 'approved',
              decidedAt: now,
              decidedById: personId,
            })),
          },
        },
      });
    },
  };
}
