import { DomainError } from '../errors';

/**
 * Makes a recorded history fit for calculating: months before the first record are dropped, missing months are
 * filled, and everything is divided by the largest value, so that neither millions nor thousandths overflow.
 *
 * `values` run from the first recorded month to the last given one, between -1 and 1; multiply by `scale` to
 * return to the units of the series. `notes` say in words what a planner has to know. No recorded month at all
 * gives empty `values`. A month that is neither a finite number nor null is an `invalid-input` error.
 *
 * A missing month takes the average of the same month one season before and after where both are known, else
 * the straight line between its known neighbours, else the nearest known month.
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
  if (missingMonths > 0) notes.push(`${months(missingMonths)} without a record, filled from the neighbours`);
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
    values[t] = sameMonthOfOtherYears(recorded, t, seasonLength) ?? betweenNeighbours(recorded, t);
  }
}

function sameMonthOfOtherYears(recorded: Float64Array, t: number, seasonLength: number): number | null {
  const before = recorded[t - seasonLength] ?? Number.NaN;
  const after = recorded[t + seasonLength] ?? Number.NaN;
  const average = 0.5 * (before + after);
  return Number.isNaN(average) ? null : average;
}

function betweenNeighbours(recorded: Float64Array, t: number): number {
  let before = t - 1;
  while (before >= 0 && Number.isNaN(recorded[before]!)) before--;
  let after = t + 1;
  while (after < recorded.length && Number.isNaN(recorded[after]!)) after++;
  if (before < 0) return recorded[after]!;
  if (after >= recorded.length) return recorded[before]!;
  const share = (t - before) / (after - before);
  return recorded[before]! + share * (recorded[after]! - recorded[before]!);
}

const months = (count: number): string => (count === 1 ? '1 month' : `${count} months`);
