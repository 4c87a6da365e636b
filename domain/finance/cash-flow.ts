import { at } from '../supply/per-period';
import type { PlanAnswer, PlanningProblem, ProblemFamily } from '../supply/planning-problem';

/** When money moves: periods (and parts of one) until customers pay, and until suppliers are paid. */
export interface PaymentTerms {
  readonly receivablePeriods: number;
  readonly payablePeriods: number;
}

/** A month of payment terms has 30 days. */
const DAYS_OF_A_TERM_MONTH = 30;

/** Example: 45 and 30 days are 1.5 and 1 months. */
export const monthlyPaymentTerms = (customerDays: number, supplierDays: number): PaymentTerms => ({
  receivablePeriods: customerDays / DAYS_OF_A_TERM_MONTH,
  payablePeriods: supplierDays / DAYS_OF_A_TERM_MONTH,
});

/**
 * Cash at the end of each period that the plan itself brings: what customers pay less what is paid for material,
 * subcontracting, set-ups, hours and people. It starts from nothing: what is owed when the plan begins is not counted,
 * nor what is paid after its end; holding and backlog cost no cash. A term of 1.5 periods pays half one period
 * later and half two.
 *
 * @example Sales of 100 in each of two months, paid a month later, wages of 20: -20 and 60.
 */
export function cashAtEnd(problem: PlanningProblem, plan: PlanAnswer, terms: PaymentTerms): number[] {
  const { receivablePeriods, payablePeriods } = terms;
  const flow = problem.periods.map(() => 0);
  const book = (t: number, delay: number, money: number) => {
    const whole = Math.floor(delay);
    const later = delay - whole;
    if (t + whole < flow.length) flow[t + whole]! += (1 - later) * money;
    if (later > 0 && t + whole + 1 < flow.length) flow[t + whole + 1]! += later * money;
  };
  problem.periods.forEach((_, t) => {
    problem.families.forEach((family, f) => {
      const planned = plan.families[f]!;
      book(t, receivablePeriods, planned.delivered[t]! * at(family.price, t));
      book(t, payablePeriods, -planned.production[t]! * at(family.productionCost, t));
      book(t, payablePeriods, -planned.subcontracted[t]! * at(family.subcontract?.cost, t));
      book(t, 0, -setupPaid(family, planned.production[t]!, t));
    });
    problem.resources.forEach((resource, r) => {
      const hours = plan.resources[r]!;
      book(t, 0, -hours.regularHours[t]! * at(resource.regularCostPerHour, t));
      book(t, 0, -hours.overtimeHours[t]! * at(resource.overtimeCostPerHour, t));
      const { workforce } = resource;
      if (!workforce) return;
      book(t, 0, -hours.workers[t]! * workforce.wagePerPeriod);
      book(t, 0, -hours.hired[t]! * workforce.hireCost - hours.laidOff[t]! * workforce.layoffCost);
    });
  });
  let cash = 0;
  return flow.map((money) => {
    cash += money;
    return cash;
  });
}

function setupPaid(family: ProblemFamily, production: number, t: number): number {
  return production >= 1e-6 * Math.max(1, ...family.demand) ? at(family.setupCost, t) : 0;
}
