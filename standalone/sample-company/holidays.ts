import Holidays from 'date-holidays';
import type { Database } from '../../database/client';

/**
 * Seeds the editable holiday calendars of regions ("DE", "GB-ENG") with the public holidays of some years. Days that
 * are already there stay as they are, also after the owner changed them.
 */
export async function seedHolidays(
  database: Database,
  regions: readonly string[],
  years: readonly number[],
): Promise<void> {
  const rows = regions.flatMap((region) => years.flatMap((year) => publicHolidays(region, year)));
  await database.prisma.holiday.createMany({ data: rows, skipDuplicates: true });
}

function publicHolidays(region: string, year: number) {
  const [country, state] = region.split('-');
  const calendar = state ? new Holidays(country!, state) : new Holidays(country!);
  const days = new Map<string, string>();
  for (const { date, name, type } of calendar.getHolidays(year)) {
    if (type === 'public') days.set(date.slice(0, 10), name);
  }
  return [...days].map(([date, name]) => ({ region, date, name }));
}
