import { DomainError } from '../domain/errors';
import type { Roster, RosterPerson } from '../domain/people/roster';
import type { Connection } from './client';

type NamedPerson = RosterPerson & { readonly name: string };

export interface NamedRoster extends Roster {
  readonly people: ReadonlyMap<string, NamedPerson>;
}

/** The answer to the one query of `loadRoster`, as JSON that PostgreSQL has built; null where there are no rows. */
interface RosterRow {
  readonly unit: Roster['unit'];
  readonly members: Roster['members'] | null;
  readonly people: readonly (NamedPerson & { readonly isAdministrator: boolean })[] | null;
  readonly absences: Roster['absences'] | null;
  readonly holidays: readonly { readonly region: string; readonly date: string }[] | null;
}

/**
 * A unit's active people with everyone they point to, the holidays that count for them, and their absences, but for those that
 * were over before the oldest month that runs began: whoever is away, is so in a running month. Nearly every act begins with it:
 * in one query it costs a fifth of what a query for each table does.
 */
export async function loadRoster(connection: Connection, unitId: string): Promise<NamedRoster> {
  const roster = await findRoster(connection, unitId, null);
  if (roster === null) throw new DomainError('not-found', `There is no unit ${unitId}.`);
  return roster;
}

/** The same of the unit that a cycle belongs to. Throws not-found. */
export async function loadRosterOfCycle(connection: Connection, cycleId: string): Promise<NamedRoster> {
  const roster = await findRosterOfCycle(connection, cycleId);
  if (roster === null) throw new DomainError('not-found', `There is no cycle ${cycleId}.`);
  return roster;
}

/** null: there is no such cycle. */
export async function findRosterOfCycle(
  connection: Connection,
  cycleId: string,
): Promise<NamedRoster | null> {
  return findRoster(connection, null, cycleId);
}

async function findRoster(
  connection: Connection,
  unitId: string | null,
  cycleId: string | null,
): Promise<NamedRoster | null> {
  const [row] = await connection.$queryRaw<RosterRow[]>`
    WITH RECURSIVE unit AS (
      SELECT id, code, "timeZone", "holidayRegion" FROM "Unit"
      WHERE id = ${unitId} OR id = (SELECT "unitId" FROM "Cycle" WHERE id = ${cycleId})
    ), member AS (
      SELECT "personId", role, families, name, "managerId", "backupId"
      FROM "Membership" JOIN "Person" ON "Person".id = "personId"
      WHERE "unitId" = (SELECT id FROM unit) AND "isActive"
    ), away AS (
      SELECT "personId", "delegateId", "firstDay", "lastDay", "createdAt", id FROM "Absence"
      -- Its days are of the person's zone: in some of them it is still the day before.
      WHERE "lastDay" >= (
        SELECT to_char(min("startedAt") AT TIME ZONE 'UTC' - interval '1 day', 'YYYY-MM-DD') FROM "Cycle"
        WHERE "unitId" = (SELECT id FROM unit) AND state = 'running'
      )
    ), pointed_to AS (
      (
        SELECT unnest(ARRAY["personId", "managerId", "backupId"]) AS id FROM member
        UNION SELECT id FROM "Person" WHERE "isAdministrator"
      )
      UNION SELECT away."delegateId" FROM away JOIN pointed_to ON away."personId" = pointed_to.id
    ), known AS (
      SELECT id, name, "timeZone", "holidayRegion", "managerId", "backupId", "isAdministrator"
      FROM "Person"
      WHERE "isActive" AND id IN (SELECT id FROM pointed_to)
    )
    SELECT
      json_build_object('id', id, 'code', code, 'timeZone', "timeZone", 'holidayRegion', "holidayRegion") AS unit,
      (
        SELECT json_agg(
          json_build_object('personId', "personId", 'role', role, 'families', families)
          ORDER BY name, "personId", role
        ) FROM member
      ) AS members,
      (
        SELECT json_agg(
          json_build_object(
            'id', id, 'name', name, 'timeZone', "timeZone", 'holidayRegion', "holidayRegion",
            'managerId', "managerId", 'backupId', "backupId", 'isAdministrator', "isAdministrator"
          ) ORDER BY name, id
        ) FROM known
      ) AS people,
      (
        SELECT json_agg(
          json_build_object(
            'personId', "personId", 'delegateId', "delegateId", 'firstDay', "firstDay", 'lastDay', "lastDay"
          ) ORDER BY "createdAt" DESC, id
        ) FROM away WHERE "personId" IN (SELECT id FROM known)
      ) AS absences,
      (
        SELECT json_agg(json_build_object('region', region, 'date', date)) FROM "Holiday"
        WHERE region = unit."holidayRegion" OR region IN (SELECT "holidayRegion" FROM known)
      ) AS holidays
    FROM unit`;
  if (row === undefined) return null;
  const people = row.people ?? [];
  return {
    unit: row.unit,
    members: row.members ?? [],
    people: new Map(people.map(({ isAdministrator: _, ...person }) => [person.id, person])),
    absences: row.absences ?? [],
    administratorIds: people.filter(({ isAdministrator }) => isAdministrator).map(({ id }) => id),
    holidays: byRegion(row.holidays ?? []),
  };
}

/** Region → its holidays, "YYYY-MM-DD". */
function byRegion(rows: NonNullable<RosterRow['holidays']>): Map<string, Set<string>> {
  const holidays = new Map<string, Set<string>>();
  for (const { region, date } of rows) {
    const days = holidays.get(region) ?? new Set<string>();
    holidays.set(region, days.add(date));
  }
  return holidays;
}
