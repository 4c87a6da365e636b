/** Dates as `Thu 10 Dec`, times with the zone when it is not the reader's. */

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone}|${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone, ...options });
  formatters.set(key, made);
  return made;
}

function partsOf(instant: Date, timeZone: string, options: Intl.DateTimeFormatOptions) {
  const parts = formatter(timeZone, options).formatToParts(instant);
  return (type: Intl.DateTimeFormatPartTypes) => parts.find((part) => part.type === type)?.value ?? '';
}

export const browserZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "Thu 10 Dec" */
export function formatDay(instant: string | Date, timeZone: string): string {
  const part = partsOf(new Date(instant), timeZone, { weekday: 'short', day: 'numeric', month: 'numeric' });
  return `${part('weekday')} ${Number(part('day'))} ${monthNames[Number(part('month')) - 1]}`;
}

/** "17:00" */
export function formatTime(instant: string | Date, timeZone: string): string {
  return formatter(timeZone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(
    new Date(instant),
  );
}

/** "Thu 10 Dec, 17:00"; with a zone that is not the reader's: "Thu 10 Dec, 17:00 (Madrid)". */
export function formatMoment(instant: string | Date, timeZone: string, readerZone = timeZone): string {
  const text = `${formatDay(instant, timeZone)}, ${formatTime(instant, timeZone)}`;
  return hasSameClock(new Date(instant), timeZone, readerZone) ? text : `${text} (${zoneName(timeZone)})`;
}

/** "Thu 10 Dec 2026, 17:00:05 (Berlin)": for receipts, where nothing may be left to guess. */
export function formatExactMoment(instant: string, timeZone: string): string {
  const seconds = formatter(timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(instant));
  const year = partsOf(new Date(instant), timeZone, { year: 'numeric' })('year');
  return `${formatDay(instant, timeZone)} ${year}, ${seconds} (${zoneName(timeZone)})`;
}

/** Europe/Madrid → "Madrid" */
export function zoneName(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replace(/_/g, ' ');
}

/** Do both zones show the same hour at this instant? Then the zone need not be named. */
function hasSameClock(instant: Date, one: string, other: string): boolean {
  return one === other || localMinutes(instant, one) === localMinutes(instant, other);
}

function localMinutes(instant: Date, timeZone: string): number {
  return Math.round(localAsUtc(instant, timeZone) / 60_000);
}

/** The wall clock of the zone, read as if it were UTC. */
function localAsUtc(instant: Date, timeZone: string): number {
  const part = partsOf(instant, timeZone, {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  });
  return Date.UTC(
    Number(part('year')),
    Number(part('month')) - 1,
    Number(part('day')),
    Number(part('hour')),
    Number(part('minute')),
    Number(part('second')),
  );
}

/** "2026-12-10T17:00", as the browser's date and time field wants it. */
export function toWallTime(instant: string, timeZone: string): string {
  return new Date(localAsUtc(new Date(instant), timeZone)).toISOString().slice(0, 16);
}

/** Back from the field: wall-clock time in the zone → ISO instant. null when the text is not a date and time. */
export function fromWallTime(wallTime: string, timeZone: string): string | null {
  const asUtc = Date.parse(`${wallTime}:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(wallTime) || Number.isNaN(asUtc)) return null;
  // Two passes: the offset at the first guess can be that of the other side of a clock change.
  const guess = asUtc - (localAsUtc(new Date(asUtc), timeZone) - asUtc);
  return new Date(asUtc - (localAsUtc(new Date(guess), timeZone) - guess)).toISOString();
}

/** YYYY-MM-DD in the zone. */
export function dayOf(instant: string | Date, timeZone: string): string {
  return new Date(localAsUtc(new Date(instant), timeZone)).toISOString().slice(0, 10);
}

/** Every day from first to last, both included. */
export function daysBetween(firstDay: string, lastDay: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(firstDay); at <= Date.parse(lastDay) && days.length < 400; at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

export function isWeekend(day: string): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** Is it a month as the planners write it, "2026-12"? */
export const isMonth = (text: string): boolean => /^20\d{2}-(0[1-9]|1[0-2])$/.test(text);

/** "2026-12" → "December 2026" */
export function formatPeriod(period: string): string {
  return formatter('UTC', { month: 'long', year: 'numeric' }).format(new Date(`${period}-01T00:00:00Z`));
}

/** "2026-12" → "Dec 26" */
export function formatMonth(month: string): string {
  return `${monthNames[Number(month.slice(5)) - 1]} ${month.slice(2, 4)}`;
}

export function addMonths(month: string, count: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + count, 1)).toISOString().slice(0, 7);
}

/** "today 17:00", "yesterday 17:00", "tomorrow 09:00", else "Thu 10 Dec, 17:00". */
export function formatDue(instant: string, timeZone: string, now: Date): string {
  const distance = Math.round(
    (Date.parse(dayOf(instant, timeZone)) - Date.parse(dayOf(now, timeZone))) / 86_400_000,
  );
  const time = formatTime(instant, timeZone);
  if (distance === 0) return `today ${time}`;
  if (distance === -1) return `yesterday ${time}`;
  if (distance === 1) return `tomorrow ${time}`;
  return `${formatDay(instant, timeZone)}, ${time}`;
}
