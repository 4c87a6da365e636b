import type { PlanSummary } from '../domain/cycle/plan-summary';
import { templateKeyOf } from '../domain/cycle/records';
import type { CycleTemplate, TaskKind } from '../domain/cycle/template';
import type { ComparedPlans } from '../domain/plan/compared-figures';
import type { Connection } from './client';
import { compareFigures } from './compared-figures-repository';
import { Prisma } from './generated/client';
import type { StoredMail } from './mail-repository';
import { findProcessOwner, processOwnerOf } from './process-owner-repository';

/** What mails tell about the records they are about, read in one place and returned as plain records. */

export interface MailPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  readonly isActive: boolean;
  readonly backupId: string | null;
  readonly managerId: string | null;
}

export async function findMailPerson(connection: Connection, id: string): Promise<MailPerson | null> {
  return connection.person.findUnique({
    where: { id },
    select: {
      id: true,
      name: true,
      email: true,
      timeZone: true,
      isActive: true,
      backupId: true,
      managerId: true,
    },
  });
}

export interface MailCycle {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly period: string;
  readonly state: string;
  readonly publishDueAt: Date;
  readonly cancelReason: string | null;
  readonly template: CycleTemplate;
  /** The unit's process owner, or whoever takes their place; where nobody does, the unit by its name. */
  readonly owner: { readonly id: string; readonly name: string; readonly email: string };
  readonly steps: readonly {
    readonly key: string;
    readonly name: string;
    readonly openAt: Date;
    readonly dueAt: Date;
    readonly skipReason: string | null;
  }[];
}

export async function findMailCycle(connection: Connection, id: string): Promise<MailCycle | null> {
  const cycle = await connection.cycle.findUnique({
    where: { id },
    include: {
      unit: { select: { name: true } },
      templateVersion: { select: { definition: true } },
      steps: { orderBy: { position: 'asc' } },
    },
  });
  if (!cycle) return null;
  return {
    id: cycle.id,
    unitId: cycle.unitId,
    unitName: cycle.unit.name,
    period: cycle.period,
    state: cycle.state,
    publishDueAt: cycle.publishDueAt,
    cancelReason: cycle.cancelReason,
    template: cycle.templateVersion.definition as unknown as CycleTemplate,
    owner: (await findProcessOwner(connection, cycle.unitId)) ?? {
      ...{ id: '', name: cycle.unit.name, email: '' },
    },
    steps: cycle.steps.map(({ key, name, openAt, dueAt, skipReason }) => ({
      ...{ key, name, openAt, dueAt, skipReason },
    })),
  };
}

/** What decides whether a mail still makes sense. */
export interface MailStanding {
  readonly isReaderActive: boolean;
  /** running | published | cancelled | closed-without-plan; null: there is no such cycle, or the mail is about none. */
  readonly cycleState: string | null;
  /** Whose the task or sign-off is now; null: the mail is about neither. */
  readonly holderId: string | null;
  /** Whether the task or sign-off is still asked for. */
  readonly isOpen: boolean;
}

/** What a mail's reader, cycle and subject are at this moment; null: there is no such reader. */
export async function findMailStanding(
  connection: Connection,
  { cycleId, subjectId, personId }: Pick<StoredMail, 'cycleId' | 'subjectId' | 'personId'>,
): Promise<MailStanding | null> {
  const mail = Prisma.sql`SELECT ${cycleId} AS "cycleId", ${subjectId} AS "subjectId", ${personId} AS "personId"`;
  const [standing] = await connection.$queryRaw<MailStanding[]>(standingOf(mail));
  return standing ?? null;
}

/** Whom an answer goes to: the process owner as of now, or whoever takes their place; null for a mail of no cycle. */
export interface AnswersTo {
  readonly answersTo: { readonly name: string; readonly address: string } | null;
}

/** A stored mail with what decides whether it still makes sense; null: there is no such mail. */
export async function findMailToSend(
  connection: Connection,
  id: string,
): Promise<{ readonly mail: StoredMail & AnswersTo; readonly standing: MailStanding } | null> {
  const mail = Prisma.sql`
    SELECT *, (
      SELECT json_build_object('name', whoever.name, 'address', whoever.email)
      FROM "Cycle" about CROSS JOIN LATERAL (${processOwnerOf(Prisma.sql`about."unitId"`)}) whoever
      WHERE about.id = "Mail"."cycleId"
    ) AS "answersTo" FROM "Mail" WHERE id = ${id}`;
  const [row] = await connection.$queryRaw<(StoredMail & AnswersTo & MailStanding)[]>(standingOf(mail));
  return row ? { mail: row, standing: row } : null;
}

const standingOf = (mail: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT mail.*, person."isActive" AS "isReaderActive", cycle.state AS "cycleState",
         coalesce(task."assigneeId", sign_off."personId") AS "holderId",
         coalesce(task.state = 'open', sign_off.state = 'pending' AND asked.state = 'open', false) AS "isOpen"
  FROM (${mail}) AS mail
  JOIN "Person" person ON person.id = mail."personId"
  LEFT JOIN "Cycle" cycle ON cycle.id = mail."cycleId"
  LEFT JOIN "Task" task ON task.id = mail."subjectId"
  LEFT JOIN "SignOff" sign_off ON sign_off.id = mail."subjectId"
  LEFT JOIN "SignOffGroup" asked ON asked.id = sign_off."groupId"`;

/** What mails tell of anything that is asked of one person. */
export interface MailRequestRecord {
  readonly stepKey: string;
  readonly stepName: string;
  readonly holder: MailPerson;
  readonly role: string;
  readonly state: string;
  readonly askedAt: Date;
  readonly dueAt: Date;
  readonly isStarted: boolean;
  readonly remindersSent: number;
}

export interface MailTask extends MailRequestRecord {
  readonly id: string;
  readonly key: string;
  readonly kind: TaskKind;
  readonly title: string;
  readonly instructions: string;
  readonly backupId: string | null;
  readonly isStepSkipped: boolean;
  /** Of a task that the template does not have. */
  readonly minutes: number | null;
  readonly sentBack: { readonly by: string; readonly comment: string } | null;
  /** Titles of the open or waiting tasks that depend on this one. */
  readonly dependents: readonly string[];
}

/** Finds who holds it; an act that has read them already need not ask again. */
export type FindMailPerson = (id: string) => Promise<MailPerson | null>;

export async function findMailTask(
  connection: Connection,
  id: string,
  findPerson: FindMailPerson = (personId) => findMailPerson(connection, personId),
): Promise<MailTask | null> {
  const task = await connection.task.findUnique({
    where: { id },
    include: {
      step: { include: { tasks: { orderBy: { dueAt: 'asc' } } } },
      cycle: { select: { startedAt: true } },
    },
  });
  if (!task) return null;
  const holder = await findPerson(task.assigneeId);
  if (!holder) return null;
  const dependents = task.step.tasks.filter(
    ({ dependsOn, state }) =>
      (state === 'open' || state === 'waiting') &&
      dependsOn.some((key) => key === task.key || key === templateKeyOf(task.key)),
  );
  return {
    id: task.id,
    key: task.key,
    kind: task.kind as TaskKind,
    title: task.title,
    instructions: task.instructions,
    backupId: task.backupId,
    isStepSkipped: task.step.state === 'skipped',
    minutes: task.minutes,
    stepKey: task.step.key,
    stepName: task.step.name,
    holder,
    role: task.role,
    state: task.state,
    askedAt: task.openedAt ?? task.cycle.startedAt,
    dueAt: task.dueAt,
    isStarted: task.startedAt !== null,
    remindersSent: task.remindersSent,
    sentBack:
      task.round > 1 ? await findRejectionAfterLastSubmission(connection, task.id, task.cycleId) : null,
    dependents: dependents.map(({ title }) => title),
  };
}

async function findRejectionAfterLastSubmission(connection: Connection, taskId: string, cycleId: string) {
  const last = await connection.submission.findFirst({
    where: { taskId, isAccepted: true },
    orderBy: { submittedAt: 'desc' },
  });
  const rejection = await connection.signOff.findFirst({
    where: {
      state: 'rejected',
      group: { cycleId },
      ...(last ? { decidedAt: { gte: last.submittedAt } } : {}),
    },
    orderBy: { decidedAt: 'desc' },
  });
  if (!rejection) return null;
  const by = await findMailPerson(connection, rejection.decidedById ?? rejection.personId);
  return { by: by?.name ?? 'An approver', comment: rejection.comment };
}

export interface MailPlan {
  readonly id: string;
  readonly kind: string;
  readonly number: number;
  readonly sha256: string;
  readonly summary: PlanSummary;
  /** The version of the same kind before it, in the same cycle. */
  readonly before: { readonly number: number; readonly figures: ComparedPlans | null } | null;
  /** With none: the plan last published before this month. */
  readonly lastMonth: { readonly period: string; readonly figures: ComparedPlans | null } | null;
}

/** A plan version beside the version before it, or else beside the plan published for the month before. */
export async function findMailPlan(connection: Connection, id: string): Promise<MailPlan | null> {
  const plan = await connection.planVersion.findUnique({
    where: { id },
    include: { cycle: { select: { unitId: true, period: true } } },
  });
  if (!plan) return null;
  const { cycleId, kind, scenario, number, sha256 } = plan;
  const [before, lastMonth] = await Promise.all([
    connection.planVersion.findFirst({
      where: { cycleId, kind, scenario, number: { lt: number } },
      orderBy: { number: 'desc' },
      select: { id: true, number: true, summary: true },
    }),
    connection.publication.findFirst({
      where: { cycle: { unitId: plan.cycle.unitId, period: { lt: plan.cycle.period } } },
      orderBy: { cycle: { period: 'desc' } },
      select: { planVersion: { select: { id: true, summary: true } }, cycle: { select: { period: true } } },
    }),
  ]);
  const summary = plan.summary as unknown as PlanSummary;
  const against = (earlier: { readonly id: string; readonly summary: unknown }) =>
    compareFigures(connection, { id, summary }, { id: earlier.id, summary: earlier.summary as PlanSummary });
  return {
    ...{ id, kind, number, sha256, summary },
    before: before && { number: before.number, figures: await against(before) },
    lastMonth:
      before || !lastMonth
        ? null
        : { period: lastMonth.cycle.period, figures: await against(lastMonth.planVersion) },
  };
}

export interface MailRoster {
  readonly roles: readonly string[];
  /** Tasks that this person will be asked for, by due time. */
  readonly asks: readonly { readonly title: string; readonly dueAt: Date }[];
}

/** What the month will ask of one person: their tasks, and the sign-offs of their roles. */
export async function findMailRoster(
  connection: Connection,
  cycle: MailCycle,
  personId: string,
): Promise<MailRoster> {
  const memberships = await connection.membership.findMany({ where: { unitId: cycle.unitId, personId } });
  const tasks = await connection.task.findMany({
    where: { cycleId: cycle.id, assigneeId: personId },
    orderBy: [{ dueAt: 'asc' }, { key: 'asc' }],
  });
  const roles = memberships.map(({ role }) => role).sort();
  const signOffs = cycle.template.steps.flatMap(({ key, name, signOff }) => {
    const isAsked = signOff?.rule.roles.some((role) => roles.includes(role));
    const step = cycle.steps.find((each) => each.key === key);
    return isAsked && step ? [{ title: `Sign-off: ${name}`, dueAt: step.dueAt }] : [];
  });
  const asks = [...tasks.map(({ title, dueAt }) => ({ title, dueAt })), ...signOffs];
  return { roles, asks: asks.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime()) };
}
