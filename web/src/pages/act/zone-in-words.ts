import { browserZone, zoneName } from '../../words/dates';

/**
 * The zone of the person the mail went to, from their due time in words: "Fri 4 Dec, 17:00 (Madrid time)" or
 * "(Europe/Madrid)" → Europe/Madrid. Words that name no zone leave this device's.
 */
export function zoneInWords(dueLocal: string): string {
  const named = /\(([^)]+?)(?: time)?\)\s*$/.exec(dueLocal)?.[1];
  if (!named) return browserZone();
  const zones = Intl.supportedValuesOf('timeZone');
  return zones.find((zone) => zone === named || zoneName(zone) === named) ?? browserZone();
}
