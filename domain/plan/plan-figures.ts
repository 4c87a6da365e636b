import type { DemandSeries } from '../demand/demand-plan';
import { sumQuantities } from '../demand/spread-quantity';
import type { PlanningInput } from './planning-input';

/** Money to a hundredth, never "minus nothing". */
export const toCents = (amount: number): number => Math.round(amount * 100) / 100 + 0;

/** Units by family along the months, every family of the input in its order. */
export function familyUnits(
  input: PlanningInput,
  months: readonly string[],
  series: readonly DemandSeries[],
): { readonly familyCode: string; readonly units: readonly number[] }[] {
  return input.families.map(({ code }) => {
    const ofFamily = series.filter(({ familyCode }) => familyCode === code);
    const units = months.map((_, index) => sumQuantities(ofFamily.map((each) => each.quantityUnits[index]!)));
    return { familyCode: code, units };
  });
}

/** Revenue by family along the months, if all demand were delivered in its month at today's prices. */
export function familyRevenue(
  input: PlanningInput,
  months: readonly string[],
  series: readonly DemandSeries[],
): { readonly familyCode: string; readonly revenue: readonly number[] }[] {
  const priceOf = new Map(input.items.map(({ code, price }) => [code, price]));
  return input.families.map(({ code }) => {
    const ofFamily = series.filter(({ familyCode }) => familyCode === code);
    const revenue = months.map((_, index) =>
      toCents(
        ofFamily.reduce(
          (sum, { itemCode, quantityUnits }) => sum + quantityUnits[index]! * (priceOf.get(itemCode) ?? 0),
          0,
        ),
      ),
    );
    return { familyCode: code, revenue };
  });
}
