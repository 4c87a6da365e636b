import type { Database } from '../../database/client';

/** What a rehearsal tells. Instants are ISO, floored to the minute; lists are sorted; people are their addresses. */
export interface RehearsalReport {
  readonly seed: number;
  readonly wallSeconds: number;
  /** By how many months the given sales were shifted; 0 for the sample company. */
  readonly shiftedMonths: number;
  readonly months: readonly MonthReport[];
}

export interface MonthReport {
  readonly period: string;
  readonly steps: readonly {
    readonly step: string;
    readonly plannedOpenAt: string;
    readonly openedAt: string | null;
    readonly closedAt: string | null;
    readonly outcome: string | null;
  }[];
  readonly tasks: readonly {
    readonly step: string;
    readonly task: string;
    readonly person: string;
    readonly state: string;
    readonly round: number;
    readonly plannedDueAt: string;
    readonly openedAt: string | null;
    readonly completedAt: string | null;
    readonly completedBy: string | null;
    readonly remindersSent: number;
    readonly escalationLevel: number;
  }[];
  readonly signOffs: readonly {
    readonly step: string;
    readonly person: string;
    readonly decision: string;
    readonly requestedAt: string;
    readonly decidedAt: string | null;
    readonly planVersion: number;
  }[];
  readonly mails: readonly {
    readonly at: string;
    readonly kind: string;
    readonly to: string;
    /** Key of the task, or the step of a sign-off; null: about the month. */
    readonly task: string | null;
  }[];
  readonly plan: { readonly version: number; readonly sha256: string; readonly rows: number } | null;
}

/** Reads one month from the database, where the product keeps it; null when it was never begun. */
export async function reportMonth(
  { prisma }: Database,
  unitId: string,
  period: string,
): Promise<MonthReport | null> {
  const cycle = await prisma.cycle.findFirst({
    where: { unitId, period },
    orderBy: { attempt: 'desc' },
    include: {
      steps: { orderBy: { position: 'asc' } },
      tasks: { include: { step: true } },
      signOffGroups: { include: { step: true, signOffs: true, planVersion: true } },
      mails: { where: { state: 'sent' } },
      publication: { include: { planVersion: true } },
    },
  });
  if (!cycle) return null;
  const people = await prisma.person.findMany({ select: { id: true, email: true } });
  const emails = new Map(people.map(({ id, email }) => [id, email]));
  const email = (id: string) => emails.get(id) ?? id;
  const subjects = new Map([
    ...cycle.tasks.map(({ id, key }) => [id, key] as const),
    ...cycle.signOffGroups.flatMap(({ id, step, signOffs }) => [
      [id, step.key] as const,
      ...signOffs.map((signOff) => [signOff.id, step.key] as const),
    ]),
  ]);
  const { publication } = cycle;
  return {
    period,
    steps: cycle.steps.map(({ key, plannedOpenAt, openedAt, closedAt, outcome }) => ({
      step: key,
      plannedOpenAt: minute(plannedOpenAt),
      openedAt: minuteOrNull(openedAt),
      closedAt: minuteOrNull(closedAt),
      outcome,
    })),
    tasks: sorted(
      cycle.tasks.map((task) => ({
        step: task.step.key,
        task: task.key,
        person: email(task.assigneeId),
        state: task.state,
        round: task.round,
        plannedDueAt: minute(task.plannedDueAt),
        openedAt: minuteOrNull(task.openedAt),
        completedAt: minuteOrNull(task.completedAt),
        completedBy: task.completedById && email(task.completedById),
        remindersSent: task.remindersSent,
        escalationLevel: task.escalationLevel,
      })),
    ),
    signOffs: sorted(
      cycle.signOffGroups.flatMap(({ step, signOffs, requestedAt, planVersion }) =>
        signOffs.map(({ personId, state, decidedAt }) => ({
          step: step.key,
          person: email(personId),
          decision: state,
          requestedAt: minute(requestedAt),
          decidedAt: minuteOrNull(decidedAt),
          planVersion: planVersion.number,
        })),
      ),
    ),
    mails: sorted(
      cycle.mails.map(({ sentAt, createdAt, kind, toAddress, subjectId }) => ({
        at: minute(sentAt ?? createdAt),
        kind,
        to: toAddress,
        task: subjects.get(subjectId) ?? null,
      })),
    ),
    plan: publication && {
      version: publication.planVersion.number,
      sha256: publication.planVersion.sha256,
      rows: publication.rowCount,
    },
  };
}

/** Whether all five steps closed and the plan was published. */
export function isComplete({ steps, plan }: MonthReport): boolean {
  return plan !== null && steps.length === 5 && steps.every(({ closedAt }) => closedAt !== null);
}

function minute(at: Date): string {
  return `${at.toISOString().slice(0, 16)}Z`;
}

function minuteOrNull(at: Date | null): string | null {
  return at && minute(at);
}

/** By their fields in the order in which they are written. */
function sorted<Line extends object>(lines: readonly Line[]): readonly Line[] {
  return [...lines].sort((a, b) => {
    const [left, right] = [JSON.stringify(Object.values(a)), JSON.stringify(Object.values(b))];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}
