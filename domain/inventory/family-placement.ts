import { normalQuantile } from './normal-distribution';
import { placeSafetyStock, type Stage, stockAtMarketsOnly } from './stock-placement';

const DAYS_A_MONTH = 365 / 12;

/** A place that a family is stocked at: plant, warehouse, market. */
export interface FamilyStage {
  readonly familyCode: string;
  readonly code: string;
  readonly name: string;
  /** The stage before it; null at the source. */
  readonly suppliedBy: string | null;
  /** Whole days from having the input to having it ready to deliver. */
  readonly leadTimeDays: number;
  /** Of a unit over a month. */
  readonly holdingCost: number;
  /** The market whose demand leaves here; null where none does. */
  readonly marketCode: string | null;
  /** Whole days that this market is promised to wait. */
  readonly serviceDays: number;
}

/** Demand in a market and the deviation of its forecast error, units a month. */
export interface MarketDemand {
  readonly monthlyDemandUnits: number;
  readonly monthlyErrorUnits: number;
}

export interface FamilyToPlace {
  readonly familyCode: string;
  readonly stages: readonly FamilyStage[];
  readonly demand: ReadonlyMap<string, MarketDemand>;
  /** Share of cycles without a stock-out: 0.95. */
  readonly serviceRatio: number;
}

/** A stage with what it should hold; demand and error are those of all markets behind it. */
export interface PlacedFamilyStage extends MarketDemand {
  readonly code: string;
  readonly name: string;
  readonly marketCode: string | null;
  /** Days that its supplier needs, and that it needs itself, to deliver. */
  readonly inboundDays: number;
  readonly promisedDays: number;
  /** Days that its own stock must last. */
  readonly coveredDays: number;
  readonly safetyStockUnits: number;
  readonly monthlyCost: number;
}

/** Where a family's safety stock costs least. Kept with the supply plan. */
export interface FamilyPlacement {
  readonly familyCode: string;
  readonly serviceRatio: number;
  /** In the order in which goods reach them. */
  readonly stages: readonly PlacedFamilyStage[];
  readonly monthlyCost: number;
  /** What the same promise costs when all stock is held where markets are served. */
  readonly marketsOnlyMonthlyCost: number;
}

/**
 * Where to hold a family's safety stock over its plants, warehouses and markets, and what it saves against stock at the
 * markets only; money a month. Errors of months do not know of each other, so a day's deviation is a month's over the
 * root of 365/12. A market without demand needs nothing. Throws what `placeSafetyStock` throws.
 *
 * @example A plant (30 days, holding 1) before two markets (0 days, holding 2) with errors of 30 and 40 a month at 95 %:
 *   the plant holds 1.645 x 50 x sqrt(30 / 30.42) = 81.7 units for 81.7; at the markets only it is 114.4 for 228.7.
 */
export function familyPlacement({
  familyCode,
  stages,
  demand,
  serviceRatio,
}: FamilyToPlace): FamilyPlacement {
  const safetyFactor = normalQuantile(serviceRatio);
  const ordered = fromSource(stages, null);
  const network = ordered.map((stage) => toStage(stage, demand));
  const placed = placeSafetyStock(network, safetyFactor);
  return {
    familyCode,
    serviceRatio,
    stages: ordered.map((stage, index) => {
      const { inboundServiceTime, serviceTime, coveredTime, safetyStockUnits, holdingCost } =
        placed.stages[index]!;
      return {
        code: stage.code,
        name: stage.name,
        marketCode: stage.marketCode,
        ...demandBehind(stage, stages, demand),
        inboundDays: inboundServiceTime,
        promisedDays: serviceTime,
        coveredDays: coveredTime,
        safetyStockUnits,
        monthlyCost: holdingCost,
      };
    }),
    monthlyCost: placed.totalHoldingCost,
    marketsOnlyMonthlyCost: stockAtMarketsOnly(network, safetyFactor).totalHoldingCost,
  };
}

/** Days from the source until a stage can deliver when nothing on the way holds stock. */
export function daysFromSource(stage: FamilyStage, stages: readonly FamilyStage[]): number {
  const supplier = stages.find(({ code }) => code === stage.suppliedBy);
  return stage.leadTimeDays + (supplier ? daysFromSource(supplier, stages) : 0);
}

/** The stages in the order in which goods reach them. */
const fromSource = (stages: readonly FamilyStage[], supplier: string | null): FamilyStage[] =>
  stages
    .filter(({ suppliedBy }) => suppliedBy === supplier)
    .flatMap((stage) => [stage, ...fromSource(stages, stage.code)]);

const NO_DEMAND: MarketDemand = { monthlyDemandUnits: 0, monthlyErrorUnits: 0 };

function toStage(stage: FamilyStage, demand: FamilyToPlace['demand']): Stage {
  const { code, suppliedBy, leadTimeDays, holdingCost, marketCode, serviceDays } = stage;
  const place = { id: code, suppliedBy, processingTime: leadTimeDays, holdingCost };
  if (marketCode === null) return place;
  const { monthlyErrorUnits } = demand.get(marketCode) ?? NO_DEMAND;
  return {
    ...place,
    demandDeviation: monthlyErrorUnits / Math.sqrt(DAYS_A_MONTH),
    promisedServiceTime: serviceDays,
  };
}

function demandBehind(
  stage: FamilyStage,
  stages: readonly FamilyStage[],
  demand: FamilyToPlace['demand'],
): MarketDemand {
  const own = (stage.marketCode !== null && demand.get(stage.marketCode)) || NO_DEMAND;
  const behind = stages
    .filter(({ suppliedBy }) => suppliedBy === stage.code)
    .map((next) => demandBehind(next, stages, demand));
  return {
    monthlyDemandUnits: behind.reduce((sum, each) => sum + each.monthlyDemandUnits, own.monthlyDemandUnits),
    monthlyErrorUnits: Math.hypot(
      own.monthlyErrorUnits,
      ...behind.map(({ monthlyErrorUnits }) => monthlyErrorUnits),
    ),
  };
}
