import { DomainError } from '../domain/errors';
import type { StoredChange } from '../domain/finance/stored-change';
import { SCENARIOS } from '../domain/plan/scenario';
import { appendAudit } from './audit-repository';
import type { Connection, Database } from './client';
import type { Prisma } from './generated/client';
import { lockScenarios } from './scenario-use';

/** `offered`: the step has not taken it yet, so nobody sees it; nor one that is `removed`. */
export type OwnScenarioState = 'offered' | 'asked' | 'computed' | 'without-plan' | 'removed';

/** A "what if" of a planner, as kept with the cycle. */
export interface OwnScenario {
  readonly id: string;
  readonly cycleId: string;
  /** What its plan versions are known by. */
  readonly key: string;
  readonly name: string;
  readonly changes: readonly StoredChange[];
  readonly state: OwnScenarioState;
  /** Why there is no plan; empty where there is one. */
  readonly problem: string;
  readonly personId: string;
  readonly createdAt: Date;
}

export type NewScenario = Pick<OwnScenario, 'id' | 'cycleId' | 'name' | 'changes' | 'personId' | 'createdAt'>;

/** A table of more columns says nothing any more. */
const MOST_OWN_SCENARIOS = 12;

/**
 * Keeps a scenario until the step has taken it. The same one again is the one that is there; a name that another
 * scenario of the cycle has, or one too many, is refused.
 */
export async function offerScenario(database: Database, scenario: NewScenario): Promise<OwnScenario> {
  const { id, cycleId, name, personId, createdAt } = scenario;
  return database.prisma.$transaction(async (transaction) => {
    await lockScenarios(transaction, cycleId);
    const standing = await transaction.scenario.findMany({
      where: { cycleId },
      orderBy: { createdAt: 'asc' },
    });
    const same = standing.find((each) => each.id === id);
    if (same) return toOwnScenario(same);
    const visible = standing.filter(({ state }) => state !== 'offered' && state !== 'removed');
    const names = [...SCENARIOS.map((each) => each.name), ...visible.map((each) => each.name)];
    if (names.some((each) => each.toLowerCase() === name.toLowerCase())) {
      throw new DomainError('conflict', `There is a scenario "${name}" already: give yours another name.`);
    }
    if (visible.length >= MOST_OWN_SCENARIOS) {
      throw new DomainError(
        'conflict',
        `This month has ${MOST_OWN_SCENARIOS} scenarios of your own already, which is the most that can be compared: choose among them.`,
      );
    }
    const last = Math.max(0, ...standing.map(({ key }) => Number(key.replace('own-', ''))));
    const row = await transaction.scenario.create({
      data: {
        id,
        cycleId,
        key: `own-${last + 1}`,
        name,
        changes: scenario.changes as unknown as Prisma.InputJsonArray,
        state: 'offered',
        personId,
        createdAt,
      },
    });
    return toOwnScenario(row);
  });
}

/** The step took it: from here on everybody sees it. Says so once, whoever comes first. */
export async function acceptScenario(
  database: Database,
  { id }: { readonly id: string },
  at: Date,
): Promise<void> {
  await database.prisma.$transaction(async (transaction) => {
    const { count } = await transaction.scenario.updateMany({
      where: { id, state: 'offered' },
      data: { state: 'asked' },
    });
    if (count === 0) return;
    const scenario = await transaction.scenario.findUniqueOrThrow({
      where: { id },
      include: { cycle: true },
    });
    await appendAudit(transaction, [
      {
        at,
        actorId: scenario.personId,
        unitId: scenario.cycle.unitId,
        cycleId: scenario.cycleId,
        action: 'scenario-added',
        subjectType: 'scenario',
        subjectId: id,
        details: { name: scenario.name, changes: scenario.changes as unknown as object[] },
      },
    ]);
  });
}

/** The step refused it: nothing of it is left. */
export async function withdrawScenario(connection: Connection, id: string): Promise<void> {
  await connection.scenario.deleteMany({ where: { id, state: 'offered' } });
}

/** Its plan is stored, or there is none, and why. */
export async function settleScenario(
  database: Database,
  id: string,
  outcome: { readonly state: 'computed' | 'without-plan'; readonly problem: string },
  at: Date,
): Promise<void> {
  await database.prisma.$transaction(async (transaction) => {
    const { count } = await transaction.scenario.updateMany({
      where: { id, NOT: [outcome, { state: 'removed' }] },
      data: outcome,
    });
    if (count === 0) return;
    const scenario = await transaction.scenario.findUniqueOrThrow({
      where: { id },
      include: { cycle: true },
    });
    await appendAudit(transaction, [
      {
        at,
        actorId: null,
        unitId: scenario.cycle.unitId,
        cycleId: scenario.cycleId,
        action: `scenario-${outcome.state}`,
        subjectType: 'scenario',
        subjectId: id,
        details: { name: scenario.name, ...(outcome.problem && { problem: outcome.problem }) },
      },
    ]);
  });
}

/** How often a person has removed a scenario of this name: added again, it is another one. */
export async function countRemovedScenarios(
  connection: Connection,
  of: { readonly cycleId: string; readonly personId: string; readonly name: string },
): Promise<number> {
  return connection.scenario.count({ where: { ...of, state: 'removed' } });
}

/** The scenarios that planners added to a cycle and that are compared, oldest first. */
export async function listOwnScenarios(connection: Connection, cycleId: string): Promise<OwnScenario[]> {
  const rows = await connection.scenario.findMany({
    where: { cycleId, state: { notIn: ['offered', 'removed'] } },
    orderBy: [{ createdAt: 'asc' }, { key: 'asc' }],
  });
  return rows.map(toOwnScenario);
}

export async function findOwnScenario(connection: Connection, id: string): Promise<OwnScenario | null> {
  const row = await connection.scenario.findUnique({ where: { id } });
  return row && toOwnScenario(row);
}

interface StoredScenario extends Omit<OwnScenario, 'changes' | 'state'> {
  readonly changes: unknown;
  readonly state: string;
}

const toOwnScenario = (row: StoredScenario): OwnScenario => ({
  ...row,
  changes: row.changes as StoredChange[],
  state: row.state as OwnScenarioState,
});
