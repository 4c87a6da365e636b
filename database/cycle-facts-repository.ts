import type { CycleState } from '../domain/cycle/allowed-acts';
import type { CycleRecord, SignOffGroupRecord, StepRecord, TaskRecord } from '../domain/cycle/records';
import type { Roster } from '../domain/cycle/roster';
import type { CycleTemplate } from '../domain/cycle/template';
import type { Connection } from './client';
import { listRefusedMails, type RefusedMail } from './refused-mail-repository';
import { loadRoster } from './roster-repository';
import { listSignOffGroupsOfCycles } from './sign-off-repository';
import { listStepsOfCycles } from './step-repository';
import { listTasksOfCycles } from './task-repository';
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
  if (cycleIds.length === 0) return [];
  const ids = [...cycleIds];
  const [cycles, steps, tasks, groups, refusedMails, plans] = await Promise.all([
    connection.cycle.findMany({
      where: { id: { in: ids } },
      include: {
        unit: true,
        templateVersion: true,
        publication: { omit: { planCsv: true, manifest: true } },
      },
      orderBy: [{ period: 'desc' }, { unitId: 'asc' }, { attempt: 'desc' }],
    }),
    listStepsOfCycles(connection, ids),
    listTasksOfCycles(connection, ids),
    listSignOffGroupsOfCycles(connection, ids),
    listRefusedMails(connection, ids),
    connection.planVersion.findMany({
      where: { cycleId: { in: ids }, signOffGroups: { some: {} } },
      select: { id: true, cycleId: true, kind: true, number: true, authorIds: true },
    }),
  ]);
  const rosters = await loadRosters(connection, cycles);
  const newestAttempts = await findNewestAttempts(connection, cycles);
  const personIds = new Set([
    ...[...rosters.values()].flatMap(({ people }) => [...people.keys()]),
    ...tasks.flatMap(peopleOfTask),
    ...groups.flatMap(peopleOfGroup),
  ]);
  const people = await connection.person.findMany({
    where: { id: { in: [...personIds] } },
    select: { id: true, name: true, timeZone: true },
  });
  const peopleById = new Map(people.map((person) => [person.id, person]));
  return cycles.map(({ unit, templateVersion, publication, ...cycle }) => ({
    cycle: { ...cycle, state: cycle.state as CycleState },
    unit,
    template: templateVersion.definition as unknown as CycleTemplate,
    templateId: templateVersion.templateId,
    templateVersion: templateVersion.version,
    steps: steps.filter(({ cycleId }) => cycleId === cycle.id),
    tasks: tasks.filter(({ cycleId }) => cycleId === cycle.id),
    groups: groups.filter(({ cycleId }) => cycleId === cycle.id),
    plans: new Map(plans.filter(({ cycleId }) => cycleId === cycle.id).map((plan) => [plan.id, plan])),
    people: peopleById,
    roster: rosters.get(unit.id)!,
    publication,
    startedAgainAs:
      newestAttempts.find(
        (newest) =>
          newest.unitId === unit.id && newest.period === cycle.period && newest.attempt > cycle.attempt,
      )?.id ?? null,
    refusedMails: refusedMails.filter(({ cycleId }) => cycleId === cycle.id),
  }));
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

function peopleOfTask(task: TaskRecord): string[] {
  return [task.assigneeId, task.backupId, task.completedById, task.addedById].filter((id) => id !== null);
}

function peopleOfGroup(group: SignOffGroupRecord): string[] {
  return group.signOffs.flatMap(({ personId, decidedById }) =>
    decidedById ? [personId, decidedById] : [personId],
  );
}

async function loadRosters(
  connection: Connection,
  cycles: readonly { readonly unitId: string }[],
): Promise<ReadonlyMap<string, Roster>> {
  const unitIds = [...new Set(cycles.map(({ unitId }) => unitId))];
  const rosters = await Promise.all(unitIds.map((unitId) => loadRoster(connection, unitId)));
  return new Map(rosters.map((roster) => [roster.unit.id, roster]));
}
