import { browserZone } from '../../words/dates';

/** "Fri 4 Dec, 17:00 (Europe/Madrid)" → Europe/Madrid: the zone of the person the mail went to; else this device's. */
export function zoneInWords(dueLocal: string): string {
  const named = /\(([A-Za-z_]+(?:\/[A-Za-z_+\-0-9]+)*)\)/.exec(dueLocal)?.[1];
  if (!named) return browserZone();
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: named }).resolvedOptions().timeZone;
  } catch {
    return browserZone();
  }
}
