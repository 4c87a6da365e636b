import type { CycleState } from '../domain/cycle/allowed-acts';
import type {
  CycleRecord,
  SignOffGroupRecord,
  SignOffRecord,
  StepRecord,
  TaskRecord,
} from '../domain/cycle/records';
import type { CycleTemplate } from '../domain/cycle/template';
import type { Roster } from '../domain/people/roster';
import type { Connection } from './client';
import { listRefusedMails, type RefusedMail } from './refused-mail-repository';
import { findRosterOfCycle, loadRoster, type NamedRoster } from './roster-repository';
import { asAsked, toGroup } from './sign-off-repository';
import { listStandingProblems, type StandingProblem } from './standing-problem-repository';
import { inOrderOfTheMonth, toStep } from './step-repository';
import { byDueTime, toTask } from './task-repository';
import type { Unit } from './unit-repository';

/** What pages need to say where a cycle stands and who may do what in it, loaded for many cycles at once. */
export interface CycleFacts {
  readonly cycle: CycleRecord;
  readonly unit: Unit;
  readonly template: CycleTemplate;
  readonly templateId: string;
  readonly templateVersion: number;
  /** In the order of the month. */
  readonly steps: readonly StepRecord[];
  /** By due time. */
  readonly tasks: readonly TaskRecord[];
  /** In the order they were asked. */
  readonly groups: readonly SignOffGroupRecord[];
  /** Plans that sign-offs are about, by id. */
  readonly plans: ReadonlyMap<string, PlanFacts>;
  /** Everybody who holds, did or decided something here, and the unit's people. */
  readonly people: ReadonlyMap<string, PersonFacts>;
  readonly roster: Roster;
  readonly publication: PublicationFacts | null;
  /** Of a cancelled month that was started again: the newest attempt. */
  readonly startedAgainAs: string | null;
  /** Whom mails about a task or a sign-off of this running cycle do not reach. */
  readonly refusedMails: readonly RefusedMail[];
  /** What keeps steps of this running cycle from going on by themselves. */
  readonly problems: readonly StandingProblem[];
}

export interface PlanFacts {
  readonly id: string;
  readonly kind: string;
  readonly number: number;
  readonly authorIds: readonly string[];
}

export interface PersonFacts {
  readonly id: string;
  readonly name: string;
  readonly timeZone: string;
}

export interface PublicationFacts {
  readonly planVersionId: string;
  readonly planCsvSha256: string;
  readonly rowCount: number;
  readonly publishedAt: Date;
}

/** Unknown ids are left out; the order is newest month first. */
export async function loadCycleFacts(
  connection: Connection,
  cycleIds: readonly string[],
): Promise<CycleFacts[]> {
  const [firstId] = cycleIds;
  if (firstId === undefined) return [];
  const [cycles, refusedMails, problems, rosterOfOne] = await Promise.all([
    connection.cycle.findMany({
      where: { id: { in: [...cycleIds] } },
      include: {
        unit: true,
        templateVersion: true,
        publication: { omit: { planCsv: true, manifest: true } },
        steps: inOrderOfTheMonth,
        tasks: byDueTime,
        signOffGroups: asAsked,
        planVersions: {
          where: { signOffGroups: { some: {} } },
          select: { id: true, kind: true, number: true, authorIds: true },
        },
      },
      orderBy: [{ period: 'desc' }, { unitId: 'asc' }, { attempt: 'desc' }],
    }),
    listRefusedMails(connection, cycleIds),
    listStandingProblems(connection, cycleIds),
    // Nearly every act asks for one cycle; of many, several belong to one unit.
    cycleIds.length === 1 ? findRosterOfCycle(connection, firstId) : null,
  ]);
  const rosters = rosterOfOne
    ? new Map([[rosterOfOne.unit.id, rosterOfOne]])
    : await loadRosters(connection, cycles);
  const newestAttempts = await findNewestAttempts(connection, cycles);
  const people = await loadPeople(connection, cycles, [...rosters.values()]);
  return cycles.map(({ unit, templateVersion, publication, planVersions, ...rows }) => {
    const { steps, tasks, signOffGroups, ...cycle } = rows;
    return {
      cycle: { ...cycle, state: cycle.state as CycleState },
      unit,
      template: templateVersion.definition as unknown as CycleTemplate,
      templateId: templateVersion.templateId,
      templateVersion: templateVersion.version,
      steps: steps.map(toStep),
      tasks: tasks.map(toTask),
      groups: signOffGroups.map(toGroup),
      plans: new Map(planVersions.map((plan) => [plan.id, plan])),
      people,
      roster: rosters.get(unit.id)!,
      publication,
      startedAgainAs:
        newestAttempts.find(
          (newest) =>
            newest.unitId === unit.id && newest.period === cycle.period && newest.attempt > cycle.attempt,
        )?.id ?? null,
      refusedMails: refusedMails.filter(({ cycleId }) => cycleId === cycle.id),
      problems: problems.filter(({ cycleId }) => cycleId === cycle.id),
    };
  });
}

/** The rosters' people, and whoever held, did or decided something in the cycles and is not among them any more. */
async function loadPeople(
  connection: Connection,
  cycles: readonly {
    readonly tasks: readonly TaskPeople[];
    readonly signOffGroups: readonly GroupPeople[];
  }[],
  rosters: readonly NamedRoster[],
): Promise<ReadonlyMap<string, PersonFacts>> {
  const people = new Map<string, PersonFacts>();
  for (const roster of rosters) {
    for (const { id, name, timeZone } of roster.people.values()) people.set(id, { id, name, timeZone });
  }
  const ids = cycles.flatMap(({ tasks, signOffGroups }) => [
    ...tasks.flatMap(peopleOfTask),
    ...signOffGroups.flatMap(peopleOfGroup),
  ]);
  const others = [...new Set(ids)].filter((id) => !people.has(id));
  if (others.length === 0) return people;
  const rows = await connection.person.findMany({
    where: { id: { in: others } },
    select: { id: true, name: true, timeZone: true },
  });
  for (const person of rows) people.set(person.id, person);
  return people;
}

/** The later attempts at the months of cancelled cycles, newest first. */
async function findNewestAttempts(
  connection: Connection,
  cycles: readonly { readonly unitId: string; readonly period: string; readonly state: string }[],
) {
  const cancelled = cycles.filter(({ state }) => state === 'cancelled');
  if (cancelled.length === 0) return [];
  return connection.cycle.findMany({
    where: { OR: cancelled.map(({ unitId, period }) => ({ unitId, period, attempt: { gt: 1 } })) },
    select: { id: true, unitId: true, period: true, attempt: true },
    orderBy: { attempt: 'desc' },
  });
}

/** The cycles of some units that run, newest month first. */
export async function listRunningCycleIds(
  connection: Connection,
  unitIds: readonly string[],
): Promise<string[]> {
  const rows = await connection.cycle.findMany({
    where: { unitId: { in: [...unitIds] }, state: 'running' },
    select: { id: true },
    orderBy: [{ period: 'desc' }, { unitId: 'asc' }],
  });
  return rows.map(({ id }) => id);
}

/** The cycles of a unit, newest month first. */
export async function listCycleIdsOfUnit(connection: Connection, unitId: string): Promise<string[]> {
  const rows = await connection.cycle.findMany({
    where: { unitId },
    select: { id: true },
    orderBy: [{ period: 'desc' }, { attempt: 'desc' }],
  });
  return rows.map(({ id }) => id);
}

/** The cycles of some units from a month on. */
export async function listCycleIdsSince(
  connection: Connection,
  unitIds: readonly string[],
  period: string,
): Promise<string[]> {
  const rows = await connection.cycle.findMany({
    where: { unitId: { in: [...unitIds] }, period: { gte: period } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Which unit a cycle belongs to; null for an unknown one. */
export async function findUnitIdOfCycle(connection: Connection, cycleId: string): Promise<string | null> {
  const row = await connection.cycle.findUnique({ where: { id: cycleId }, select: { unitId: true } });
  return row?.unitId ?? null;
}

type TaskPeople = Pick<TaskRecord, 'assigneeId' | 'backupId' | 'completedById' | 'addedById'>;

function peopleOfTask(task: TaskPeople): string[] {
  return [task.assigneeId, task.backupId, task.completedById, task.addedById].filter((id) => id !== null);
}

interface GroupPeople {
  readonly signOffs: readonly Pick<SignOffRecord, 'personId' | 'decidedById'>[];
}

function peopleOfGroup(group: GroupPeople): string[] {
  return group.signOffs.flatMap(({ personId, decidedById }) =>
    decidedById ? [personId, decidedById] : [personId],
  );
}

async function loadRosters(
  connection: Connection,
  cycles: readonly { readonly unitId: string }[],
): Promise<ReadonlyMap<string, NamedRoster>> {
  const unitIds = [...new Set(cycles.map(({ unitId }) => unitId))];
  const rosters = await Promise.all(unitIds.map((unitId) => loadRoster(connection, unitId)));
  return new Map(rosters.map((roster) => [roster.unit.id, roster]));
}
