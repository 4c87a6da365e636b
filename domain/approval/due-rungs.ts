import type { RungAudience } from '../cycle/template';

/** A rung of the ladder with its instant (ISO UTC), computed for one person. Library-free: workflows use this file. */
export interface DatedRung {
  readonly at: string;
  readonly kind: 'assigned' | 'reminder' | 'past-due' | 'escalation';
  readonly audience: readonly RungAudience[];
}

/** One reminder to give now: the highest rung reached, and everyone whom the rungs since the last reminder name. */
export interface DueReminder {
  readonly kind: DatedRung['kind'];
  readonly audience: readonly RungAudience[];
  /** How many rungs are climbed once this one is given. */
  readonly climbed: number;
}

/**
 * How many rungs lie at or before the moment of opening: the first mail stands for all of them.
 *
 * Example: opened on the due day at noon, the rungs "assignment", "two days before" and "due day 09:00" count: 3.
 */
export function rungsPassedAtOpening(rungs: readonly DatedRung[], openedAt: string): number {
  return rungs.filter((rung) => rung.at <= openedAt).length;
}

/**
 * What the ladder asks for at `now`, given how many rungs were climbed; null when nothing is due. Rungs that were
 * missed together (no worker ran) become one reminder: the highest one's kind, to everyone they name.
 *
 * Example: "past due" to the assignee and "escalation" to assignee and backup both missed: one escalation to both.
 */
export function dueReminder(rungs: readonly DatedRung[], climbed: number, now: string): DueReminder | null {
  const missed = rungs.slice(climbed).filter((rung) => rung.at <= now);
  const highest = missed.at(-1);
  if (highest === undefined) return null;
  return {
    kind: highest.kind,
    audience: [...new Set(missed.flatMap((rung) => rung.audience))],
    climbed: climbed + missed.length,
  };
}

/** When the ladder next wants something; null at its end. */
export function nextRungAt(rungs: readonly DatedRung[], climbed: number): string | null {
  return rungs[climbed]?.at ?? null;
}

/**
 * How far a request was escalated: the number of escalation rungs among those climbed. 0 none, and with the default
 * ladder 1 backup, 2 manager, 3 process owner, 4 sponsor.
 */
export function escalationLevel(rungs: readonly DatedRung[], climbed: number): number {
  return rungs.slice(0, climbed).filter((rung) => rung.kind === 'escalation').length;
}

/**
 * True when a person may get one more mail about this request: fewer than `perDay` within the 24 hours before `now`.
 * `mailedAt`: instants of the mails so far, ISO UTC.
 */
export function mayMailAgain(mailedAt: readonly string[], perDay: number, now: string): boolean {
  const dayAgo = new Date(Date.parse(now) - 86_400_000).toISOString();
  return mailedAt.filter((at) => at > dayAgo).length < perDay;
}
