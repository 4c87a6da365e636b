import { signOffAskedAt } from '../approval/sign-off-due';
import type { SignOffGroupRecord } from '../cycle/records';
import { type WorkingCalendar, workingHoursBetween } from '../cycle/working-time';

export interface SignOffLatency {
  readonly decisions: number;
  /** Working hours from request to decision; null without a decision. */
  readonly medianHours: number | null;
  readonly p90Hours: number | null;
}

/**
 * How long people take from the request to their decision, in working hours of the unit's calendar: median and 90th
 * percentile, interpolated between neighbours. (Process KPI "sign-off latency".)
 *
 * Example: decisions after 1, 2 and 6 working hours: median 2, p90 5.2.
 */
export function signOffLatency(
  groups: readonly SignOffGroupRecord[],
  calendar: WorkingCalendar,
): SignOffLatency {
  const hours = groups.flatMap((group) =>
    group.signOffs.flatMap((signOff) =>
      signOff.decidedAt
        ? [workingHoursBetween(calendar, signOffAskedAt(group, signOff), signOff.decidedAt)]
        : [],
    ),
  );
  return { decisions: hours.length, medianHours: quantile(hours, 0.5), p90Hours: quantile(hours, 0.9) };
}

/**
 * The value below which a share `p` (0 to 1) of the values lies, interpolated linearly; null for none.
 *
 * Example: quantile([1, 2, 6], 0.9) is 5.2.
 */
export function quantile(values: readonly number[], p: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}
