import type { Role } from '../domain/cycle/template';
import type { Connection } from './client';
import { listUnits, type Unit } from './unit-repository';

export interface Person {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly timeZone: string;
  readonly holidayRegion: string;
  readonly managerId: string | null;
  readonly backupId: string | null;
  readonly isAdministrator: boolean;
  readonly isActive: boolean;
}

export interface PersonWithUnits extends Person {
  /** An administrator has all units, those without a role of theirs with none. */
  readonly units: readonly (Unit & { readonly roles: readonly Role[] })[];
}

export async function findPerson(connection: Connection, id: string): Promise<Person | null> {
  return connection.person.findUnique({ where: { id } });
}

/** By e-mail address in lower case. */
export async function findPersonByEmail(connection: Connection, email: string): Promise<Person | null> {
  return connection.person.findUnique({ where: { email } });
}

/** The administrator who was there first; commands on this machine act as this person. */
export async function findFirstAdministrator(connection: Connection): Promise<Person | null> {
  return connection.person.findFirst({
    where: { isAdministrator: true, isActive: true },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** An active person with the units they may see and their roles there. */
export async function findPersonWithUnits(
  connection: Connection,
  id: string,
): Promise<PersonWithUnits | null> {
  const row = await connection.person.findUnique({
    where: { id, isActive: true },
    include: { memberships: { include: { unit: true }, orderBy: { role: 'asc' } } },
  });
  if (!row) return null;
  const { memberships, ...person } = row;
  const units = person.isAdministrator ? await listUnits(connection) : distinctUnits(memberships);
  return {
    ...person,
    units: units.map((unit) => ({
      ...unit,
      roles: memberships.filter(({ unitId }) => unitId === unit.id).map(({ role }) => role as Role),
    })),
  };
}

function distinctUnits(memberships: readonly { readonly unit: Unit }[]): Unit[] {
  const units = new Map(memberships.map(({ unit }) => [unit.id, unit]));
  return [...units.values()].sort((a, b) => a.name.localeCompare(b.name));
}

export interface Absence {
  readonly id: string;
  readonly personId: string;
  readonly delegateId: string | null;
  /** YYYY-MM-DD in the person's own zone, both included. */
  readonly firstDay: string;
  readonly lastDay: string;
}

export interface UnitMember extends Person {
  readonly roles: readonly { readonly role: Role; readonly families: readonly string[] }[];
  readonly absences: readonly (Absence & { readonly delegateName: string | null })[];
  readonly managerName: string | null;
  readonly backupName: string | null;
}

/** Everybody with a role in the unit, by name; absences that end on or after `today`. */
export async function listUnitMembers(
  connection: Connection,
  unitId: string,
  today: string,
): Promise<UnitMember[]> {
  const rows = await connection.person.findMany({
    where: { memberships: { some: { unitId } } },
    include: {
      memberships: { where: { unitId }, orderBy: { role: 'asc' } },
      absences: {
        where: { lastDay: { gte: today } },
        include: { delegate: { select: { name: true } } },
        orderBy: { firstDay: 'asc' },
      },
      manager: { select: { name: true } },
      backup: { select: { name: true } },
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  });
  return rows.map(({ memberships, absences, manager, backup, ...person }) => ({
    ...person,
    roles: memberships.map(({ role, families }) => ({ role: role as Role, families })),
    absences: absences.map(({ delegate, ...absence }) => ({
      ...absence,
      delegateName: delegate?.name ?? null,
    })),
    managerName: manager?.name ?? null,
    backupName: backup?.name ?? null,
  }));
}

/** Names by id, for pages that show who did what. */
export async function findPersonNames(
  connection: Connection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await connection.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export interface PersonChange {
  readonly email: string;
  readonly name: string;
  readonly timeZone: string;
  readonly holidayRegion: string;
  readonly managerId: string | null;
  readonly backupId: string | null;
  readonly isActive: boolean;
}

/** Stores a new person, or changes the one with this id. */
export async function savePerson(
  connection: Connection,
  id: string | null,
  change: PersonChange,
): Promise<string> {
  const { email, name, timeZone, holidayRegion, managerId, backupId, isActive } = change;
  const data = { email, name, timeZone, holidayRegion, managerId, backupId, isActive };
  const row = id
    ? await connection.person.update({ where: { id }, data })
    : await connection.person.create({ data });
  return row.id;
}

/** Makes these the person's roles in the unit, and no others. */
export async function setRoles(
  connection: Connection,
  unitId: string,
  personId: string,
  roles: readonly { readonly role: Role; readonly families: readonly string[] }[],
): Promise<void> {
  await connection.membership.deleteMany({
    where: { unitId, personId, role: { notIn: roles.map(({ role }) => role) } },
  });
  for (const { role, families } of roles) {
    await connection.membership.upsert({
      where: { unitId_personId_role: { unitId, personId, role } },
      create: { unitId, personId, role, families: [...families] },
      update: { families: [...families] },
    });
  }
}

export async function addAbsence(
  connection: Connection,
  absence: Omit<Absence, 'id'>,
  now: Date,
): Promise<Absence> {
  return connection.absence.create({ data: { ...absence, createdAt: now } });
}

/** False when the person has no such absence. */
export async function removeAbsence(
  connection: Connection,
  personId: string,
  absenceId: string,
): Promise<boolean> {
  const { count } = await connection.absence.deleteMany({ where: { id: absenceId, personId } });
  return count === 1;
}

/** The units in which a person has a role. */
export async function findUnitIdsOfPerson(connection: Connection, personId: string): Promise<string[]> {
  const rows = await connection.membership.findMany({
    where: { personId },
    select: { unitId: true },
    distinct: ['unitId'],
    orderBy: { unitId: 'asc' },
  });
  return rows.map(({ unitId }) => unitId);
}
