import type { Database } from '../../database/client';
import { DEFAULT_TEMPLATE } from '../../domain/cycle/default-template';
import type { CycleTemplate } from '../../domain/cycle/template';
import { seedHolidays } from './holidays';
import type { SamplePerson } from './people';

export interface SeedPeopleRequest {
  readonly unitId: string;
  readonly people: readonly SamplePerson[];
  readonly unitHolidayRegion: string;
  readonly firstYear: number;
  readonly now: Date;
}

/** Writes people with their roles, managers and backups, and the holiday calendars of all their regions. */
export async function seedPeople(database: Database, request: SeedPeopleRequest): Promise<void> {
  const { unitId, people, unitHolidayRegion, firstYear, now } = request;
  const regions = [...new Set([unitHolidayRegion, ...people.map(({ holidayRegion }) => holidayRegion)])];
  await seedHolidays(
    database,
    regions,
    [0, 1, 2, 3, 4].map((year) => firstYear - 1 + year),
  );

  await database.prisma.$transaction(async (transaction) => {
    await transaction.person.createMany({
      data: people.map(({ email, name, timeZone, holidayRegion, isAdministrator }) => ({
        email,
        name,
        timeZone,
        holidayRegion,
        isAdministrator,
        createdAt: now,
      })),
      skipDuplicates: true,
    });
    const stored = await transaction.person.findMany({
      where: { email: { in: people.map(({ email }) => email) } },
      select: { id: true, email: true },
    });
    const idOf = new Map(stored.map(({ id, email }) => [email, id]));
    for (const { email, managerEmail, backupEmail } of people) {
      await transaction.person.update({
        where: { email },
        data: {
          managerId: managerEmail ? idOf.get(managerEmail)! : null,
          backupId: backupEmail ? idOf.get(backupEmail)! : null,
        },
      });
    }
    await transaction.membership.createMany({
      data: people.flatMap(({ email, roles, families }) =>
        roles.map((role) => ({ unitId, personId: idOf.get(email)!, role, families: [...families] })),
      ),
      skipDuplicates: true,
    });
  });
}

/** A template as its own first version, left out: the default one; every company starts with a copy. */
export async function seedTemplate(
  database: Database,
  now: Date,
  definition: CycleTemplate = DEFAULT_TEMPLATE,
): Promise<string> {
  const template = await database.prisma.template.create({
    data: {
      name: definition.name,
      createdAt: now,
      versions: {
        create: { version: 1, definition: JSON.parse(JSON.stringify(definition)), createdAt: now },
      },
    },
  });
  return template.id;
}
