/**
 * Moves the forecast of a near month by the orders already in hand, but only where that has helped: the same
 * month-before-month situation of past cycles is replayed, and without a gain the baseline stays. Units
 * throughout.
 *
 * Orders in hand are scaled up by how much of the final demand was usually in hand at this point
 * (actual / orders), and averaged with the baseline, each weighted by one over its past squared error. The replay uses
 * only earlier cycles for each cycle, from the fourth on; at least four cycles must be judged, and the absolute
 * error must fall by 5 % or more.
 *
 * Source: Utley & May (2010), "The use of advance order data in demand forecasting", Operations Management
 * Research 3, 33-42.
 * Example: baseline always 100, actuals always twice the orders in hand; with 60 in hand now, expects 120.
 */
export function senseDemand(now: OrdersInHand, pastCycles: readonly SettledCycle[]): SensedDemand {
  let baselineError = 0;
  let sensedError = 0;
  let judgedCycles = 0;
  for (let i = FIRST_JUDGED_CYCLE; i < pastCycles.length; i++) {
    const cycle = pastCycles[i]!;
    const sensed = sensedUnits(cycle, pastCycles.slice(0, i));
    if (sensed === null) continue;
    baselineError += Math.abs(cycle.actualUnits - cycle.baselineUnits);
    sensedError += Math.abs(cycle.actualUnits - sensed);
    judgedCycles++;
  }

  const gain = baselineError > 0 ? 1 - sensedError / baselineError : 0;
  const sensed = sensedUnits(now, pastCycles);
  if (sensed === null || judgedCycles < FEWEST_JUDGED_CYCLES) {
    return {
      units: now.baselineUnits,
      isSensed: false,
      gain: null,
      reason: 'too few past cycles to judge by',
    };
  }
  if (gain < SMALLEST_GAIN) {
    return {
      units: now.baselineUnits,
      isSensed: false,
      gain,
      reason: 'orders in hand did not improve the past',
    };
  }
  return { units: sensed, isSensed: true, gain, reason: 'orders in hand improved the past' };
}

export interface OrdersInHand {
  readonly baselineUnits: number;
  /** Ordered so far for the month in question. */
  readonly ordersUnits: number;
}

/** The same point of a past month, oldest first, with what was finally sold. */
export interface SettledCycle extends OrdersInHand {
  readonly actualUnits: number;
}

export interface SensedDemand {
  readonly units: number;
  readonly isSensed: boolean;
  /** How much of the baseline's error sensing took away in the replay; null when it could not be judged. */
  readonly gain: number | null;
  readonly reason: string;
}

const FIRST_JUDGED_CYCLE = 3;
const FEWEST_JUDGED_CYCLES = 4;
const SMALLEST_GAIN = 0.05;

function sensedUnits(now: OrdersInHand, earlier: readonly SettledCycle[]): number | null {
  let orders = 0;
  let actual = 0;
  for (const cycle of earlier) {
    orders += cycle.ordersUnits;
    actual += cycle.actualUnits;
  }
  if (!(orders > 0)) return null;
  const actualPerOrder = actual / orders;

  let baselineError = 0;
  let ordersError = 0;
  for (const cycle of earlier) {
    baselineError += (cycle.actualUnits - cycle.baselineUnits) ** 2;
    ordersError += (cycle.actualUnits - actualPerOrder * cycle.ordersUnits) ** 2;
  }
  const errors = baselineError + ordersError;
  const ordersWeight = errors > 0 ? baselineError / errors : 0.5;
  return ordersWeight * actualPerOrder * now.ordersUnits + (1 - ordersWeight) * now.baselineUnits;
}
