/** Something that somebody in the rehearsed world does at an instant. */
interface Entry {
  readonly at: Date;
  /** Entries of one instant happen in this order. */
  readonly order: string;
  readonly act: () => Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * People look up from their work at twenty past the hour and five seconds. Deadlines that follow from their acts fall
 * on whole minutes, so that no reminder and no act ever race for the same instant.
 */
const LOOK_UP_MS = 20 * MINUTE_MS + 5_000;
/** In these hours (UTC) somebody in Europe or America is at work. */
const FIRST_HOUR = 6;
const LAST_HOUR = 23;
/** Mails are read in every third of them. */
const READING_EVERY = 3;

/** What is to happen, by instant. */
export class Agenda {
  private entries: Entry[] = [];

  /** At this very instant. */
  plan(at: Date, order: string, act: () => Promise<void>): void {
    this.entries.push({ at, order, act });
  }

  /** The instant of the first entry; null when nothing is planned. */
  next(): Date | null {
    const first = this.entries.map(({ at }) => at.getTime()).sort((a, b) => a - b)[0];
    return first === undefined ? null : new Date(first);
  }

  /** Does everything that is due by now, one after the other; true when there was anything. */
  async doDue(now: Date): Promise<boolean> {
    const due = this.entries.filter(({ at }) => at <= now);
    this.entries = this.entries.filter(({ at }) => at > now);
    due.sort((a, b) => a.at.getTime() - b.at.getTime() || a.order.localeCompare(b.order));
    for (const { act } of due) await act();
    return due.length > 0;
  }
}

/**
 * The next instant after `from` at which somebody may act.
 *
 * Example: after Friday 2027-01-08T23:40Z comes Monday 2027-01-11T06:20:05Z.
 */
export function nextLookUp(from: Date): Date {
  return nextInstant(from, isWorked);
}

/**
 * The next instant after `from` at which people read their mail.
 *
 * Example: after Monday 2027-01-11T06:20:05Z comes 09:20:05Z of that day.
 */
export function nextReading(from: Date): Date {
  return nextInstant(from, (at) => isWorked(at) && at.getUTCHours() % READING_EVERY === 0);
}

function nextInstant(from: Date, isOne: (at: Date) => boolean): Date {
  const lastOne = Math.floor((from.getTime() - LOOK_UP_MS) / HOUR_MS);
  let at = new Date((lastOne + 1) * HOUR_MS + LOOK_UP_MS);
  while (!isOne(at)) at = new Date(at.getTime() + HOUR_MS);
  return at;
}

function isWorked(at: Date): boolean {
  const isWeekday = at.getUTCDay() >= 1 && at.getUTCDay() <= 5;
  return isWeekday && at.getUTCHours() >= FIRST_HOUR && at.getUTCHours() <= LAST_HOUR;
}
