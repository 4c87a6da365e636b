import type { LocalDay } from '../cycle/local-day';

/** Out of office, first and last day included, in the person's own zone. */
export interface AbsenceDays {
  readonly personId: string;
  readonly delegateId: string | null;
  readonly firstDay: LocalDay;
  readonly lastDay: LocalDay;
}

/**
 * Who acts for a person: the person, or while they are away their delegate, or that one's delegate, and so on. When
 * the chain ends with someone who is away without a delegate, or runs in a circle, it goes to `lastResortId`.
 * `today` gives the day in a person's own zone.
 *
 * Example: A is away with delegate B, B is there: B.
 */
export function whoActsFor(options: {
  readonly personId: string;
  readonly absences: readonly AbsenceDays[];
  readonly today: (personId: string) => LocalDay;
  readonly lastResortId: string | null;
}): string {
  const { absences, today, lastResortId } = options;
  const passed = new Set<string>();
  let current = options.personId;
  for (;;) {
    const absence = absences.find((away) => isAway(away, current, today(current)));
    if (absence === undefined) return current;
    passed.add(current);
    const next = absence.delegateId;
    if (next === null || passed.has(next)) return lastResortId ?? options.personId;
    current = next;
  }
}

/**
 * True when an absence is this person's and covers the day.
 *
 * Example: away from 2027-02-01 to 2027-02-05: true on both of these days, false on the 6th.
 */
function isAway(absence: AbsenceDays, personId: string, day: LocalDay): boolean {
  return absence.personId === personId && absence.firstDay <= day && day <= absence.lastDay;
}
