import type { DemandSeries } from '../demand/demand-plan';
import { sumQuantities } from '../demand/spread-quantity';
import {
  daysFromSource,
  type FamilyPlacement,
  type FamilyStage,
  familyPlacement,
  type MarketDemand,
} from '../inventory/family-placement';
import { replenishmentFacts, USUAL_REPLENISHMENT } from '../inventory/replenishment-facts';
import { errorVariances } from './error-variances';
import type { PlanRow } from './plan-row';
import type { PlanningInput } from './planning-input';

const DAYS_A_MONTH = 365 / 12;

/**
 * Where the safety stock of each family that has stages costs least. A market's demand is the mean of the demand plan
 * over the months of its way from the source, rounded up, its error that of the statistical baseline in the last of
 * them; the service is what the family's items promise, weighted by their demand (`serviceRatioOf`). `intervals` are the
 * baseline's rows of baseline, lower80 and upper80. Empty where no family has stages.
 *
 * Example: items of 30 and 10 units with promises of 98 % and 90 % are placed for 96 %.
 */
export function stockPlacements(
  input: PlanningInput,
  months: readonly string[],
  demand: readonly DemandSeries[],
  intervals: readonly PlanRow[],
): FamilyPlacement[] {
  const allStages = input.stages ?? [];
  const placed = new Set(allStages.map(({ familyCode }) => familyCode));
  const familyOfItem = new Map(
    input.items
      .filter(({ familyCode }) => placed.has(familyCode))
      .map((item) => [item.code, item.familyCode]),
  );
  const errorOf = errorDeviations(
    intervals.filter(({ itemCode }) => familyOfItem.has(itemCode)),
    familyOfItem,
  );
  return [...placed].sort().map((familyCode) => {
    const stages = allStages.filter((stage) => stage.familyCode === familyCode);
    const series = demand.filter((each) => each.familyCode === familyCode);
    return familyPlacement({
      familyCode,
      stages,
      demand: marketDemand(stages, months, series, errorOf),
      serviceRatio: serviceRatioOf(input, familyCode, series),
    });
  });
}

type ErrorOf = (familyCode: string, marketCode: string, month: string) => number;

/** The deviation of a family's forecast error in a market and month, over all its items. */
function errorDeviations(intervals: readonly PlanRow[], familyOfItem: ReadonlyMap<string, string>): ErrorOf {
  const variances = new Map<string, number>();
  for (const { itemCode, marketCode, month, variance } of errorVariances(intervals)) {
    const cell = JSON.stringify([familyOfItem.get(itemCode), marketCode, month]);
    variances.set(cell, (variances.get(cell) ?? 0) + variance);
  }
  return (...cell) => Math.sqrt(variances.get(JSON.stringify(cell)) ?? 0);
}

function marketDemand(
  stages: readonly FamilyStage[],
  months: readonly string[],
  series: readonly DemandSeries[],
  errorOf: ErrorOf,
): Map<string, MarketDemand> {
  const demand = new Map<string, MarketDemand>();
  for (const stage of stages) {
    const { familyCode, marketCode } = stage;
    if (marketCode === null) continue;
    const days = daysFromSource(stage, stages);
    const lag = Math.min(months.length, Math.max(1, Math.ceil(days / DAYS_A_MONTH - 1e-9)));
    const inMarket = series.filter((each) => each.marketCode === marketCode);
    demand.set(marketCode, {
      monthlyDemandUnits:
        sumQuantities(inMarket.flatMap(({ quantityUnits }) => quantityUnits.slice(0, lag))) / lag,
      monthlyErrorUnits: errorOf(familyCode, marketCode, months[lag - 1]!),
    });
  }
  return demand;
}

/** A fill rate counts as that share of cycles, which holds rather more; nothing asked for is the usual promise. */
function serviceRatioOf(input: PlanningInput, familyCode: string, series: readonly DemandSeries[]): number {
  const promises = input.items
    .filter((item) => item.familyCode === familyCode)
    .map(({ code, replenishment }) => ({
      ratio: replenishmentFacts(replenishment ?? {}).service.ratio,
      units: sumQuantities(
        series.filter(({ itemCode }) => itemCode === code).flatMap(({ quantityUnits }) => quantityUnits),
      ),
    }));
  const units = promises.reduce((sum, each) => sum + each.units, 0);
  if (units === 0) return USUAL_REPLENISHMENT.servicePercent / 100;
  return promises.reduce((sum, each) => sum + each.ratio * each.units, 0) / units;
}
