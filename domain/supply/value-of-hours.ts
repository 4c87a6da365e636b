import type { Highs, Model } from 'highs';
import type { CompleteProblem } from './complete-problem';
import type { PlanModel } from './plan-model';

/** Up to this many (cells x rows) each value is that of a whole hour; above, it is the dual price. */
const exactWorkLimit = 300_000;

/**
 * What the margin gains from one more regular hour of each resource in each period, in money, with integer decisions
 * fixed. `live` holds the optimal basis. On small plans it is the gain of a whole hour: the dual price where the basis
 * stays optimal within the hour, found by solving again where it does not. On large ones it is the dual price, which is
 * never below the gain.
 * Unlimited hours are worth 0. Problem and model count in `unit`s; the values are per hour.
 */
export function valueOfHours(
  highs: Highs,
  live: Model,
  problem: CompleteProblem,
  model: PlanModel,
  unit: number,
): number[][] {
  const { colDual, rowDual } = live.getSolution();
  const cost = live.getObjectiveValue();
  const prices = problem.resources.map((_, r) =>
    problem.periods.map((__, t) => {
      const rows = model.resourceRows[r]!.regularHoursOfWorkers;
      const price = rows ? -rowDual[rows[t]!]! : -colDual[model.resources[r]!.regularHours[t]!]!;
      return Math.abs(price) < 1e-9 ? 0 : price;
    }),
  );
  for (const [r, resource] of problem.resources.entries()) {
    if (resource.workforce) continue;
    prices[r] = prices[r]!.map((price, t) =>
      Number.isFinite(resource.regularHours[t]!) ? Math.max(0, price) : 0,
    );
  }
  const cells = prices.flat().filter((price) => price !== 0).length;
  if (cells === 0 || cells * model.linear.rowCount > exactWorkLimit) return prices;

  const { colBoundUp, rowBoundUp } = live.getRanging();
  const holdsForAnHour = (r: number, t: number) => {
    const rows = model.resourceRows[r]!.regularHoursOfWorkers;
    if (rows) return rowBoundUp.value[rows[t]!]! >= 1 / unit;
    const upTo = colBoundUp.value[model.resources[r]!.regularHours[t]!]!;
    return upTo >= problem.resources[r]!.regularHours[t]! + 1 / unit;
  };
  return prices.map((values, r) =>
    values.map((price, t) =>
      price === 0 || holdsForAnHour(r, t)
        ? price
        : gainOfOneHour(highs, live, problem, model, r, t, cost, price, unit),
    ),
  );
}

function gainOfOneHour(
  highs: Highs,
  live: Model,
  problem: CompleteProblem,
  model: PlanModel,
  r: number,
  t: number,
  cost: number,
  price: number,
  unit: number,
): number {
  const rows = model.resourceRows[r]!.regularHoursOfWorkers;
  const setExtraHours = (extra: number) => {
    if (rows) {
      const idleAllowed = problem.resources[r]!.workforce!.idleAllowed;
      live.changeRowBounds(rows[t]!, idleAllowed ? Number.NEGATIVE_INFINITY : extra, extra);
      return;
    }
    live.changeColBounds(
      model.resources[r]!.regularHours[t]!,
      0,
      problem.resources[r]!.regularHours[t]! + extra,
    );
  };
  setExtraHours(1 / unit);
  const status = live.run().modelStatus;
  const gain =
    status === highs.constants.modelStatus.optimal ? (cost - live.getObjectiveValue()) * unit : price;
  setExtraHours(0);
  return Math.abs(gain) < 1e-9 * Math.max(1, Math.abs(cost) * unit) ? 0 : gain;
}
