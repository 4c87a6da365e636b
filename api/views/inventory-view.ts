import type { z } from 'zod';
import type { Database } from '../../database/client';
import {
  findLatestPlan,
  type PlanVersion,
  readInventoryTargets,
  readPlanRows,
  readStockPlacements,
} from '../../database/plan-repository';
import { readSnapshot } from '../../database/snapshot-repository';
import type { FamilyPlacement } from '../../domain/inventory/family-placement';
import { type ItemTarget, proposedSafetyStock } from '../../domain/inventory/item-target';
import { familyName } from '../../domain/plan/describe-changes';
import type { PlanningInput } from '../../domain/plan/planning-input';
import type { Inventory } from '../schemas/plan-reasons';
import { planLine } from './plan-line';

export interface TargetsOfPlan {
  /** The supply plan that they were computed with. */
  readonly plan: PlanVersion;
  readonly targets: readonly ItemTarget[];
}

/** The stock targets that a plan was made beside: its own, or those of the month's latest supply plan. */
export async function findTargets(database: Database, plan: PlanVersion): Promise<TargetsOfPlan | null> {
  const supply =
    plan.kind === 'supply' ? plan : await findLatestPlan(database.prisma, plan.cycleId, 'supply');
  if (!supply) return null;
  const targets = await readInventoryTargets(database.prisma, supply.id);
  return targets.length > 0 ? { plan: supply, targets } : null;
}

/** What the stock of items and families should be, beside what it is and what the plan keeps. */
export async function readInventory(
  database: Database,
  plan: PlanVersion,
): Promise<z.input<typeof Inventory>> {
  const found = await findTargets(database, plan);
  if (!found) return { from: null, items: [], families: [], placements: [] };
  const [input, kept, placements] = await Promise.all([
    readSnapshot(database, plan.snapshotId),
    readPlanRows(database, plan.id, { measures: ['safety-stock'] }),
    readStockPlacements(database.prisma, found.plan.id),
  ]);
  const itemName = new Map(input.items.map(({ code, name }) => [code, name]));
  const proposed = proposedSafetyStock(found.targets);
  return {
    from: { id: found.plan.id, name: planLine(found.plan).name },
    items: found.targets.map(({ proposal, service, assumed, ...target }) => ({
      ...target,
      itemName: itemName.get(target.itemCode) ?? target.itemCode,
      serviceKind: service.kind,
      serviceRatio: service.ratio,
      assumed: [...assumed],
      oldReorderPointUnits: proposal.oldReorderPointUnits,
      computedReorderPointUnits: proposal.computedReorderPointUnits,
      proposedReorderPointUnits: proposal.proposedReorderPointUnits,
      isCapped: proposal.isCapped,
    })),
    families: input.families.map(({ code }) => ({
      familyCode: code,
      familyName: familyName(input, code),
      plannedUnits: Math.max(
        0,
        ...kept.filter(({ familyCode }) => familyCode === code).map(({ value }) => value),
      ),
      proposedUnits: proposed[code] ?? 0,
    })),
    placements: placements.map((placement) => placementInWords(input, placement)),
  };
}

function placementInWords(
  input: PlanningInput,
  { stages, ...placement }: FamilyPlacement,
): z.input<typeof Inventory>['placements'][number] {
  const { familyCode } = placement;
  const nameOfMarket = new Map(input.markets.map(({ code, name }) => [code, name]));
  const served = new Set(stages.map(({ marketCode }) => marketCode));
  const ofFamily = new Set(
    input.items.filter((item) => item.familyCode === familyCode).map(({ code }) => code),
  );
  const bought = new Set(
    input.sales.filter(({ itemCode }) => ofFamily.has(itemCode)).map(({ marketCode }) => marketCode),
  );
  return {
    ...placement,
    familyName: familyName(input, familyCode),
    marketsWithoutStage: input.markets
      .filter(({ code }) => bought.has(code) && !served.has(code))
      .map(({ name }) => name),
    stages: stages.map(({ marketCode, ...stage }) => ({
      ...stage,
      marketName: marketCode === null ? null : (nameOfMarket.get(marketCode) ?? marketCode),
    })),
  };
}
