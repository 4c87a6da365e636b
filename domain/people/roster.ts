import { MONDAY_TO_FRIDAY } from '../cycle/business-calendar';
import { localDayOf } from '../cycle/local-time';
import type { CycleTemplate, Role } from '../cycle/template';
import type { WorkingCalendar } from '../cycle/working-time';
import { DomainError } from '../errors';
import type { PeopleAround } from './people-around';
import { type AbsenceDays, whoActsFor } from './stand-in';

/** One person of a unit's roster, or someone they point to. Only active people are in a roster. */
export interface RosterPerson {
  readonly id: string;
  readonly timeZone: string;
  readonly holidayRegion: string;
  readonly managerId: string | null;
  readonly backupId: string | null;
}

export interface RosterMember {
  readonly personId: string;
  readonly role: Role;
  /** Product families that the role is narrowed to; empty = all. */
  readonly families: readonly string[];
}

/** Who does what in a unit, who stands in for whom, and who is away. */
export interface Roster {
  readonly unit: {
    readonly id: string;
    readonly code: string;
    readonly timeZone: string;
    readonly holidayRegion: string;
  };
  /** In a steady order: by name. */
  readonly members: readonly RosterMember[];
  readonly people: ReadonlyMap<string, RosterPerson>;
  readonly absences: readonly AbsenceDays[];
  readonly administratorIds: readonly string[];
  /** Region → holidays "YYYY-MM-DD". */
  readonly holidays: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Who has the role in the unit, in the roster's order; none gives an empty list. */
export const holdersOf = (roster: Roster, role: Role): readonly RosterMember[] =>
  roster.members.filter((member) => member.role === role);

/** The unit's zone and holidays with the template's working days and hours. */
export function unitWorkingCalendar(roster: Roster, template: CycleTemplate): WorkingCalendar {
  return workingCalendar(roster, roster.unit, template);
}

/** A person's own working time; the unit's for someone who is not in the roster (any more). */
export function workingCalendarOf(
  roster: Roster,
  personId: string,
  template: CycleTemplate,
): WorkingCalendar {
  const person = roster.people.get(personId);
  if (person === undefined) return unitWorkingCalendar(roster, template);
  return workingCalendar(roster, person, template);
}

function workingCalendar(
  roster: Roster,
  { timeZone, holidayRegion }: { readonly timeZone: string; readonly holidayRegion: string },
  { workingHours, workingDays = MONDAY_TO_FRIDAY }: CycleTemplate,
): WorkingCalendar {
  return { timeZone, holidays: roster.holidays.get(holidayRegion) ?? new Set(), workingHours, workingDays };
}

/** Those who keep the process going when someone is missing, in order: process owners, sponsors, administrators. */
export function lastResort(roster: Roster): readonly string[] {
  const owners = holdersOf(roster, 'process-owner').map(({ personId }) => personId);
  const sponsors = holdersOf(roster, 'sponsor').map(({ personId }) => personId);
  return [owners, sponsors, roster.administratorIds].find((ids) => ids.length > 0) ?? [];
}

/**
 * The first person to fall back on. Throws conflict when the unit has nobody: a month cannot start without a process
 * owner.
 */
export function processOwnerOf(roster: Roster): string {
  const [first] = lastResort(roster);
  if (first !== undefined) return first;
  throw new DomainError(
    'conflict',
    `Unit ${roster.unit.code} has no process owner; give someone that role, then start again.`,
  );
}

/** Who acts for a person at an instant: the person, their delegate while they are away, at last the process owner. */
export function whoActsNow(roster: Roster, personId: string, now: Date): string {
  const isGone = !roster.people.has(personId);
  const [lastResortId] = lastResort(roster);
  if (isGone) return lastResortId ?? personId;
  return whoActsFor({
    personId,
    absences: roster.absences.map((absence) =>
      absence.delegateId !== null && roster.people.has(absence.delegateId)
        ? absence
        : { ...absence, delegateId: null },
    ),
    today: (id) => localDayOf(roster.people.get(id)?.timeZone ?? roster.unit.timeZone, now),
    lastResortId: lastResortId ?? null,
  });
}

/** The people whom a ladder can reach around a holder; those who are away are replaced by who acts for them. */
export function peopleAround(
  roster: Roster,
  request: { readonly holderId: string; readonly backupId: string | null },
  now: Date,
): PeopleAround {
  const holder = roster.people.get(request.holderId);
  const present = (id: string | null | undefined) =>
    id && roster.people.has(id) ? whoActsNow(roster, id, now) : null;
  const presentAll = (members: readonly RosterMember[]) => [
    ...new Set(members.map(({ personId }) => whoActsNow(roster, personId, now))),
  ];
  return {
    holderId: request.holderId,
    backupId: present(request.backupId ?? holder?.backupId),
    managerId: present(holder?.managerId),
    processOwnerIds: presentAll(holdersOf(roster, 'process-owner')),
    sponsorIds: presentAll(holdersOf(roster, 'sponsor')),
    administratorIds: roster.administratorIds,
  };
}
