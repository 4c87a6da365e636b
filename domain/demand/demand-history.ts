import { DomainError } from '../errors';

/**
 * Makes a recorded history fit for calculating: months before the first record are dropped, missing months are
 * filled, and everything is divided by the largest value, so that neither millions nor thousandths overflow.
 *
 * `values` run from the first recorded month to the last given one, between -1 and 1; multiply by `scale` to
 * return to the units of the series. `notes` say in words what a planner has to know. No recorded month at all
 * gives empty `values`. A month that is neither a finite number nor null is an `invalid-input` error.
 *
 * A missing month takes the average of the same month one season before and after where both are known; with only one
 * of them, that one moved by as much as the known months around the gap differ from theirs; else the straight line
 * between its known neighbours, else the nearest known month.
 *
 * Example: null, 10, null, 30 with a season of 12 becomes 10, 20, 30 (divided by 30), with one note on the gap.
 */
export function readHistory(recorded: readonly (number | null)[], seasonLength: number): DemandHistory {
  const wrong = recorded.findIndex((value) => value !== null && !Number.isFinite(value));
  if (wrong >= 0) {
    throw new DomainError(
      'invalid-input',
      `Month ${wrong + 1} is ${String(recorded[wrong])}: give a number, or null where nothing was recorded.`,
    );
  }

  const first = recorded.findIndex((value) => value !== null);
  if (first < 0) return { values: new Float64Array(0), scale: 1, notes: [], missingMonths: 0 };

  const values = new Float64Array(recorded.length - first);
  let largest = 0;
  let missingMonths = 0;
  let negativeMonths = 0;
  for (let t = 0; t < values.length; t++) {
    const value = recorded[first + t] ?? Number.NaN;
    values[t] = value;
    if (Number.isNaN(value)) missingMonths++;
    if (value < 0) negativeMonths++;
    if (Math.abs(value) > largest) largest = Math.abs(value);
  }

  const scale = largest > 0 ? largest : 1;
  for (let t = 0; t < values.length; t++) {
    const scaled = values[t]! / scale;
    values[t] = Math.abs(scaled) < NOTHING ? 0 : scaled;
  }
  if (missingMonths > 0) fillGaps(values, seasonLength);

  const notes: string[] = [];
  if (missingMonths > 0)
    notes.push(`${months(missingMonths)} without a record, filled from other years or the months beside`);
  if (negativeMonths > 0) notes.push(`${months(negativeMonths)} below zero (returns?), taken as recorded`);
  return { values, scale, notes, missingMonths };
}

/** Beside the largest month this is nothing, and its square could no longer be told from zero. */
const NOTHING = 1e-100;

export interface DemandHistory {
  readonly values: Float64Array;
  readonly scale: number;
  readonly notes: readonly string[];
  readonly missingMonths: number;
}

function fillGaps(values: Float64Array, seasonLength: number): void {
  const recorded = Float64Array.from(values);
  for (let t = 0; t < values.length; t++) {
    if (!Number.isNaN(recorded[t]!)) continue;
    values[t] =
      sameMonthOfOtherYears(recorded, t, seasonLength) ??
      sameMonthOfOneYear(recorded, t, seasonLength) ??
      betweenNeighbours(recorded, t);
  }
}

function sameMonthOfOtherYears(recorded: Float64Array, t: number, seasonLength: number): number | null {
  const before = recorded[t - seasonLength] ?? Number.NaN;
  const after = recorded[t + seasonLength] ?? Number.NaN;
  const average = 0.5 * (before + after);
  return Number.isNaN(average) ? null : average;
}

/** A peak that was not recorded is still a peak, which a straight line across the gap would not know. */
function sameMonthOfOneYear(recorded: Float64Array, t: number, seasonLength: number): number | null {
  if (seasonLength < 2) return null;
  const besides = [nearestKnown(recorded, t, -1), nearestKnown(recorded, t, 1)];
  for (const away of [-seasonLength, seasonLength]) {
    const there = recorded[t + away] ?? Number.NaN;
    const differences = besides
      .map((beside) => recorded[beside]! - recorded[beside + away]!)
      .filter((difference) => Number.isFinite(difference));
    if (Number.isNaN(there) || differences.length === 0) continue;
    const moved = there + differences.reduce((sum, difference) => sum + difference, 0) / differences.length;
    return there >= 0 ? Math.max(0, moved) : moved;
  }
  return null;
}

function betweenNeighbours(recorded: Float64Array, t: number): number {
  const before = nearestKnown(recorded, t, -1);
  const after = nearestKnown(recorded, t, 1);
  if (before < 0) return recorded[after]!;
  if (after >= recorded.length) return recorded[before]!;
  const share = (t - before) / (after - before);
  return recorded[before]! + share * (recorded[after]! - recorded[before]!);
}

/** The place of the next known month in that direction; outside of the history when there is none. */
function nearestKnown(recorded: Float64Array, t: number, step: 1 | -1): number {
  let place = t + step;
  while (Number.isNaN(recorded[place])) place += step;
  return place;
}

const months = (count: number): string => (count === 1 ? '1 month' : `${count} months`);
