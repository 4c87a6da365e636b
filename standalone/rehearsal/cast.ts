import type { Database } from '../../database/client';
import { MONDAY_TO_FRIDAY } from '../../domain/cycle/business-calendar';
import type { WorkingCalendar } from '../../domain/cycle/working-time';

/** A person of the rehearsed company, as the simulation needs them. */
export interface Actor {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly backupId: string | null;
  readonly calendar: WorkingCalendar;
}

const WORKING_HOURS = { from: '09:00', until: '17:00' };

/** Everybody with a role in the unit, by address. */
export async function readCast({ prisma }: Database, unitId: string): Promise<readonly Actor[]> {
  const people = await prisma.person.findMany({
    where: { isActive: true, memberships: { some: { unitId } } },
    include: { memberships: { where: { unitId } } },
    orderBy: { email: 'asc' },
  });
  const holidays = await prisma.holiday.findMany();
  return people.map(({ id, email, name, timeZone, holidayRegion, backupId, memberships }) => ({
    ...{ id, email, name, backupId },
    roles: memberships.map(({ role }) => role).sort(),
    calendar: {
      timeZone,
      holidays: new Set(holidays.filter(({ region }) => region === holidayRegion).map(({ date }) => date)),
      workingDays: MONDAY_TO_FRIDAY,
      workingHours: WORKING_HOURS,
    },
  }));
}

/** Who puts right what nobody else does: the unit's process owner. */
export function ownerOf(cast: readonly Actor[]): Actor {
  const owner = cast.find(({ roles }) => roles.includes('process-owner'));
  if (!owner) throw new Error('The rehearsed company has no process owner.');
  return owner;
}
