import { DomainError } from '../errors';

/** A place that holds or passes on stock: a plant, a warehouse, a market. Times are whole units (say days). */
export interface Stage {
  readonly id: string;
  /** The stage it is supplied by; null for those supplied from outside, which always delivers at once. */
  readonly suppliedBy: string | null;
  /** Time from having the input to having the output ready. */
  readonly processingTime: number;
  /** Cost of one unit in stock for one period. */
  readonly holdingCost: number;
  /** Only for stages that serve customers: deviation of their demand per unit of time. */
  readonly demandDeviation?: number;
  /** Only for stages that serve customers: the service time promised to them; 0 when left out. */
  readonly promisedServiceTime?: number;
}

export interface PlacedStage {
  readonly id: string;
  /** How long the supplier takes to deliver, as guaranteed. */
  readonly inboundServiceTime: number;
  /** How long this stage takes to deliver, as it guarantees to those it serves. */
  readonly serviceTime: number;
  /** Time that its own stock must cover: inbound + processing - its own service time. */
  readonly coveredTime: number;
  readonly safetyStockUnits: number;
  readonly holdingCost: number;
}

export interface StockPlacement {
  readonly stages: readonly PlacedStage[];
  readonly totalHoldingCost: number;
}

/**
 * Where to hold safety stock over plant, warehouses and markets so that every stage keeps its guaranteed service
 * time at the least holding cost: guaranteed-service model, exact by dynamic programming from the markets up to the
 * plants. Demand bound of a stage over time n: safetyFactor x deviation x sqrt(n); markets are independent, so
 * deviations upstream pool as the root of the sum of squares. Each stage has one supplier. Throws a DomainError for
 * an unknown supplier, a circle, times that are not whole, or a market without demandDeviation.
 * Source: Graves & Willems (2000), Optimizing strategic safety stock placement in supply chains, MSOM 2(1).
 *
 * @example A market (processing 4, deviation 10, holding cost 3) alone with factor 2 holds 40 units at cost 120.
 */
export function placeSafetyStock(stages: readonly Stage[], safetyFactor: number): StockPlacement {
  const network = new StageNetwork(stages, safetyFactor);
  return placement(stages, network, (stage, inbound) => network.cheapest(stage, inbound).serviceTime);
}

/**
 * The same promise with stock only where customers are served: every other stage passes on at once what it is supplied
 * with, and delivers as late as that takes. Never cheaper than `placeSafetyStock`, which may choose the same; throws
 * what it throws.
 *
 * @example A plant of 8 before a market of 1 with deviation 10 and holding cost 3, factor 2: 60 units at cost 180.
 */
export function stockAtMarketsOnly(stages: readonly Stage[], safetyFactor: number): StockPlacement {
  const network = new StageNetwork(stages, safetyFactor);
  return placement(stages, network, longestServiceTime);
}

/** Which service time a stage guarantees when its supplier guarantees the inbound one. */
type ServiceTimeChoice = (stage: Stage, inbound: number) => number;

/** The latest that a stage may deliver: what it takes, or what it has promised to customers. */
function longestServiceTime(stage: Stage, inbound: number): number {
  const longest = inbound + stage.processingTime;
  return stage.demandDeviation === undefined ? longest : Math.min(longest, stage.promisedServiceTime ?? 0);
}

function placement(
  stages: readonly Stage[],
  network: StageNetwork,
  serviceTimeOf: ServiceTimeChoice,
): StockPlacement {
  const placed = network.roots.flatMap((root) => network.place(root, 0, serviceTimeOf));
  const byId = new Map(placed.map((stage) => [stage.id, stage]));
  return {
    stages: stages.map((stage) => byId.get(stage.id)!),
    totalHoldingCost: placed.reduce((sum, stage) => sum + stage.holdingCost, 0),
  };
}

class StageNetwork {
  readonly roots: readonly Stage[];
  private readonly customers = new Map<string, Stage[]>();
  private readonly deviations = new Map<string, number>();
  private readonly best = new Map<string, { readonly cost: number; readonly serviceTime: number }>();

  constructor(
    stages: readonly Stage[],
    private readonly safetyFactor: number,
  ) {
    checkStages(stages);
    this.roots = stages.filter((stage) => stage.suppliedBy === null);
    for (const stage of stages) this.customers.set(stage.id, []);
    for (const stage of stages)
      if (stage.suppliedBy !== null) this.customers.get(stage.suppliedBy)!.push(stage);
    checkReached(stages, this.roots, this.customers);
  }

  /** The stages from this one down, when its supplier guarantees the given inbound service time. */
  place(stage: Stage, inbound: number, serviceTimeOf: ServiceTimeChoice): PlacedStage[] {
    const serviceTime = serviceTimeOf(stage, inbound);
    const coveredTime = inbound + stage.processingTime - serviceTime;
    const safetyStockUnits = this.safetyStock(stage, coveredTime);
    const placed = {
      id: stage.id,
      inboundServiceTime: inbound,
      serviceTime,
      coveredTime,
      safetyStockUnits,
      holdingCost: stage.holdingCost * safetyStockUnits,
    };
    return [
      placed,
      ...this.customersOf(stage).flatMap((customer) => this.place(customer, serviceTime, serviceTimeOf)),
    ];
  }

  /** The service time to guarantee, and the least cost of this stage and all below it. */
  cheapest(stage: Stage, inbound: number): { readonly cost: number; readonly serviceTime: number } {
    const key = `${stage.id} ${inbound}`;
    const known = this.best.get(key);
    if (known) return known;

    const customers = this.customersOf(stage);
    const longest = inbound + stage.processingTime;
    let best = { cost: Number.POSITIVE_INFINITY, serviceTime: 0 };
    for (let serviceTime = 0; serviceTime <= longestServiceTime(stage, inbound); serviceTime++) {
      let cost = stage.holdingCost * this.safetyStock(stage, longest - serviceTime);
      for (const customer of customers) cost += this.cheapest(customer, serviceTime).cost;
      if (cost < best.cost) best = { cost, serviceTime };
    }
    this.best.set(key, best);
    return best;
  }

  private safetyStock(stage: Stage, coveredTime: number): number {
    return this.safetyFactor * this.deviationOf(stage) * Math.sqrt(coveredTime);
  }

  private deviationOf(stage: Stage): number {
    const known = this.deviations.get(stage.id);
    if (known !== undefined) return known;
    const below = this.customersOf(stage).map((customer) => this.deviationOf(customer));
    const deviation = Math.hypot(stage.demandDeviation ?? 0, ...below);
    this.deviations.set(stage.id, deviation);
    return deviation;
  }

  private customersOf(stage: Stage): readonly Stage[] {
    return this.customers.get(stage.id)!;
  }
}

function checkStages(stages: readonly Stage[]): void {
  const ids = new Set(stages.map((stage) => stage.id));
  if (ids.size < stages.length)
    throw new DomainError('invalid-input', 'Two stages have the same id: give each its own.');
  for (const stage of stages) {
    const { id, suppliedBy, processingTime, holdingCost, promisedServiceTime = 0 } = stage;
    if (suppliedBy !== null && !ids.has(suppliedBy)) {
      throw new DomainError(
        'invalid-input',
        `Stage "${id}" is supplied by "${suppliedBy}", which is not among the stages: add that stage, or correct suppliedBy.`,
      );
    }
    if (![processingTime, promisedServiceTime].every((time) => Number.isInteger(time) && time >= 0)) {
      throw new DomainError('invalid-input', `Stage "${id}": give times as whole numbers of 0 or more.`);
    }
    if (!(holdingCost >= 0))
      throw new DomainError('invalid-input', `Stage "${id}": give a holding cost of 0 or more.`);
    const servesStages = stages.some((other) => other.suppliedBy === id);
    if (!servesStages && stage.demandDeviation === undefined) {
      throw new DomainError(
        'invalid-input',
        `Stage "${id}" serves no other stage: give its demandDeviation.`,
      );
    }
  }
}

function checkReached(
  stages: readonly Stage[],
  roots: readonly Stage[],
  customers: ReadonlyMap<string, readonly Stage[]>,
): void {
  const reached = new Set<string>();
  const visit = (stage: Stage): void => {
    reached.add(stage.id);
    customers.get(stage.id)!.forEach(visit);
  };
  roots.forEach(visit);
  const inCircle = stages.find((stage) => !reached.has(stage.id));
  if (inCircle) {
    throw new DomainError(
      'invalid-input',
      `Stage "${inCircle.id}" supplies itself in a circle: set suppliedBy to null at one end.`,
    );
  }
}
