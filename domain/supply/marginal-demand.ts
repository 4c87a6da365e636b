import type { Model } from 'highs';
import type { CompleteProblem } from './complete-problem';
import type { PlanModel } from './plan-model';

/** What one more unit of a family's demand does in each period, in money per unit. */
export interface MarginalDemand {
  readonly family: string;
  /** What the plan's margin gains (below 0: loses) by one more unit asked for. */
  readonly margin: readonly number[];
  /** What serving that unit costs: the price less the gain. For demand that is lost anyway it equals the price. */
  readonly cost: readonly number[];
}

/**
 * The marginal margin and cost of demand per family and period: the dual prices of the plan whose optimal basis
 * `live` holds, with integer decisions fixed. They hold for small changes of demand.
 */
export function marginalDemand(live: Model, problem: CompleteProblem, model: PlanModel): MarginalDemand[] {
  const { colDual, rowDual } = live.getSolution();
  return problem.families.map((family, f) => {
    const balance = model.familyRows[f]!.demandBalance;
    const { delivered } = model.families[f]!;
    const margin = family.demand.map((_, t) => {
      const costOfUnit = balance ? rowDual[balance[t]!]! : colDual[delivered[t]!]!;
      const gain = -costOfUnit;
      return family.unmetDemand === 'lost' ? Math.max(0, gain) : gain + 0;
    });
    return { family: family.id, margin, cost: margin.map((gain, t) => family.price[t]! - gain) };
  });
}
