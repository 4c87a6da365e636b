import type { Connection } from './client';

/** A month that the owner told the schedule to leave out. */
export interface ScheduleSkip {
  readonly period: string;
  readonly reason: string;
}

export async function listScheduleSkips(connection: Connection, unitId: string): Promise<ScheduleSkip[]> {
  return connection.scheduleSkip.findMany({
    where: { unitId },
    select: { period: true, reason: true },
    orderBy: { period: 'asc' },
  });
}

/** False when the month was left out before. */
export async function addScheduleSkip(
  connection: Connection,
  unitId: string,
  skip: ScheduleSkip & { readonly byId: string },
  now: Date,
): Promise<boolean> {
  const { count } = await connection.scheduleSkip.createMany({
    data: [{ unitId, ...skip, createdAt: now }],
    skipDuplicates: true,
  });
  return count === 1;
}

/** The month is to be run after all; false when it was not left out. */
export async function removeScheduleSkip(
  connection: Connection,
  unitId: string,
  period: string,
): Promise<boolean> {
  const { count } = await connection.scheduleSkip.deleteMany({ where: { unitId, period } });
  return count === 1;
}
