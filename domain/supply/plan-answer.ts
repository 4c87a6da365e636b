import type { CompleteProblem } from './complete-problem';
import { type PlanMoney, planMoney } from './plan-money';
import { type PlanQuantities, regularHoursAvailable } from './plan-quantities';
import type { BindingCapacity, PlanAnswer, PlannedResource } from './planning-problem';

/** Puts a plan's quantities into the form of the answer, with its money, its proof and what binds. */
export function planAnswer(
  problem: CompleteProblem,
  plan: PlanQuantities,
  valueOfOneMoreHour: readonly (readonly number[])[],
  bound: number,
): PlanAnswer {
  const money = planMoney(problem, plan);
  const boundMargin = provenBound(money, bound);
  const gapRatio = ratioOfGap(money.margin, boundMargin);
  const resources = problem.resources.map((resource, r): PlannedResource => {
    const hours = plan.resources[r]!;
    const available = regularHoursAvailable(resource, hours.workers);
    return {
      id: resource.id,
      ...hours,
      utilisationRatio: hours.regularHours.map((worked, t) => utilisation(worked, available[t]!)),
      valueOfOneMoreHour: valueOfOneMoreHour[r]!,
    };
  });
  return {
    id: problem.id,
    status: gapRatio > problem.gapRatio + arithmetic ? 'feasible' : 'optimal',
    ...money,
    boundMargin,
    gapRatio,
    solveMs: 0,
    families: plan.families,
    resources,
    binding: bindingCapacities(problem, resources),
    conflict: [],
  };
}

/** The answer where there is no plan: why not. */
export function infeasibleAnswer(problem: CompleteProblem, conflict: readonly string[]): PlanAnswer {
  return {
    id: problem.id,
    status: 'infeasible',
    revenue: 0,
    cost: 0,
    margin: 0,
    boundMargin: 0,
    gapRatio: 0,
    solveMs: 0,
    families: [],
    resources: [],
    binding: [],
    conflict,
  };
}

/** Gaps below this lie within the solver's own arithmetic. */
const arithmetic = 1e-6;

/** The bound, not below the plan itself, and equal to it where only arithmetic lies between. */
function provenBound({ revenue, cost, margin }: PlanMoney, bound: number): number {
  return bound - margin < 1e-9 * Math.max(1, revenue, cost) ? margin : bound;
}

function ratioOfGap(margin: number, boundMargin: number): number {
  if (boundMargin === margin) return 0;
  return (boundMargin - margin) / Math.max(Math.abs(margin), 1e-9);
}

function utilisation(worked: number, available: number): number | null {
  if (available === 0 || !Number.isFinite(available)) return null;
  return worked / available;
}

function bindingCapacities(
  problem: CompleteProblem,
  resources: readonly PlannedResource[],
): BindingCapacity[] {
  return resources.flatMap((resource) =>
    resource.valueOfOneMoreHour.flatMap((value, t) =>
      value > 0 ? [{ resource: resource.id, period: problem.periods[t]!, valueOfOneMoreHour: value }] : [],
    ),
  );
}
