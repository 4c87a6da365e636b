import { listCyclesOfUnit } from '../../database/cycle-repository';
import { findSkippedPeriods, findUnitTemplate } from '../../database/kick-off-repository';
import { loadRoster } from '../../database/roster-repository';
import { dueMonth } from '../../domain/cycle/monthly-schedule';
import { unitWorkingCalendar } from '../../domain/people/roster';
import type { ActivityDependencies } from '../dependencies';
import { followKickOffTime } from './follow-kick-off-time';

/**
 * Which month of a unit is to be kicked off now; null when none is, or the owner skipped it. Whoever looks because the
 * unit's Schedule said so leaves the Schedule at the template's time: it may have been away when that was changed.
 */
export async function findDueMonth(
  dependencies: ActivityDependencies,
  { unitId }: { readonly unitId: string },
): Promise<string | null> {
  const { database, clock } = dependencies;
  const { prisma } = database;
  const roster = await loadRoster(prisma, unitId);
  const { definition } = await findUnitTemplate(prisma, unitId);
  await followKickOffTime(dependencies, roster.unit, definition);
  const started = await listCyclesOfUnit(prisma, unitId);
  const taken = new Set([
    ...started.map(({ period }) => period),
    ...(await findSkippedPeriods(prisma, unitId)),
  ]);
  return dueMonth({
    template: definition,
    calendar: unitWorkingCalendar(roster, definition),
    now: clock(),
    isTaken: (period) => taken.has(period),
  });
}
