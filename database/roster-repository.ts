import type { Roster } from '../domain/cycle/roster';
import type { Role } from '../domain/cycle/template';
import { DomainError } from '../domain/errors';
import type { Connection } from './client';

/** A unit's active people with everyone they point to, their absences and the holidays that count for them. */
export async function loadRoster(connection: Connection, unitId: string): Promise<Roster> {
  const unit = await connection.unit.findUnique({
    where: { id: unitId },
    include: {
      memberships: {
        where: { person: { isActive: true } },
        include: { person: { select: { managerId: true, backupId: true } } },
        orderBy: [{ person: { name: 'asc' } }, { personId: 'asc' }, { role: 'asc' }],
      },
    },
  });
  if (unit === null) throw new DomainError('not-found', `There is no unit ${unitId}.`);
  const memberIds = unit.memberships.map(({ personId }) => personId);
  const absences = await connection.absence.findMany({
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    select: { personId: true, delegateId: true, firstDay: true, lastDay: true },
  });
  const pointedTo = [
    ...unit.memberships.flatMap(({ person }) => [person.managerId, person.backupId]),
    ...absences.map(({ delegateId }) => delegateId),
  ].filter((id) => id !== null);
  const people = await connection.person.findMany({
    where: {
      isActive: true,
      OR: [{ id: { in: [...memberIds, ...pointedTo] } }, { isAdministrator: true }],
    },
    select: {
      id: true,
      timeZone: true,
      holidayRegion: true,
      managerId: true,
      backupId: true,
      isAdministrator: true,
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  const regions = [unit.holidayRegion, ...people.map(({ holidayRegion }) => holidayRegion)];
  return {
    unit: {
      id: unit.id,
      code: unit.code,
      timeZone: unit.timeZone,
      holidayRegion: unit.holidayRegion,
    },
    members: unit.memberships.map(({ personId, role, families }) => ({
      personId,
      role: role as Role,
      families,
    })),
    people: new Map(people.map(({ isAdministrator: _, ...person }) => [person.id, person])),
    absences,
    administratorIds: people.filter(({ isAdministrator }) => isAdministrator).map(({ id }) => id),
    holidays: await loadHolidays(connection, regions),
  };
}

/** Region → its holidays, "YYYY-MM-DD". */
export async function loadHolidays(
  connection: Connection,
  regions: readonly string[],
): Promise<Map<string, Set<string>>> {
  const rows = await connection.holiday.findMany({ where: { region: { in: [...new Set(regions)] } } });
  const holidays = new Map<string, Set<string>>();
  for (const { region, date } of rows) {
    const days = holidays.get(region) ?? new Set<string>();
    holidays.set(region, days.add(date));
  }
  return holidays;
}
