import type { Connection } from './client';

export interface Holiday {
  /** YYYY-MM-DD */
  readonly date: string;
  readonly name: string;
}

/** The holidays of a region by date. */
export async function listHolidays(connection: Connection, region: string): Promise<Holiday[]> {
  return connection.holiday.findMany({
    where: { region },
    select: { date: true, name: true },
    orderBy: { date: 'asc' },
  });
}

/** Makes these the holidays of the region, and no others. */
export async function replaceHolidays(
  connection: Connection,
  region: string,
  holidays: readonly Holiday[],
): Promise<void> {
  await connection.holiday.deleteMany({ where: { region } });
  await connection.holiday.createMany({ data: holidays.map(({ date, name }) => ({ region, date, name })) });
}

/** True when a unit or a person of these units follows the region's calendar. */
export async function isRegionOfUnits(
  connection: Connection,
  region: string,
  unitIds: readonly string[],
): Promise<boolean> {
  const ids = [...unitIds];
  const [units, people] = await Promise.all([
    connection.unit.count({ where: { id: { in: ids }, holidayRegion: region } }),
    connection.person.count({
      where: { holidayRegion: region, memberships: { some: { unitId: { in: ids } } } },
    }),
  ]);
  return units + people > 0;
}
