import type { DemandKnowledge } from '../demand/demand-knowledge';
import type { FamilyStage } from '../inventory/family-placement';
import type { StatedReplenishment } from '../inventory/replenishment-facts';

/**
 * Everything a month's plans are computed from, frozen when data gathering closes. Months are "YYYY-MM"; series run
 * month by month from `firstMonth` without gaps, `null` = no record. Quantities in units, money in the unit's currency.
 */
export interface PlanningInput {
  readonly unitCode: string;
  readonly currency: string;
  readonly period: string;
  readonly horizonMonths: number;
  /** Days until customers pay and suppliers are paid; snapshots from before it was known have none. */
  readonly paymentTerms?: { readonly customerDays: number; readonly supplierDays: number };
  readonly families: readonly {
    readonly code: string;
    readonly name: string;
    readonly holdingCost: number;
    readonly backlogCost: number;
    readonly safetyStockUnits: number;
    /** resource code → hours per unit */
    readonly hoursPerUnit: Readonly<Record<string, number>>;
  }[];
  readonly items: readonly {
    readonly code: string;
    readonly name: string;
    readonly familyCode: string;
    readonly price: number;
    readonly unitCost: number;
    readonly stockUnits: number;
    readonly onOrderUnits: number;
    /** What is known of its replenishment; absent in snapshots from before it was asked for. */
    readonly replenishment?: StatedReplenishment;
  }[];
  readonly markets: readonly { readonly code: string; readonly name: string }[];
  readonly sales: readonly {
    readonly itemCode: string;
    readonly marketCode: string;
    readonly firstMonth: string;
    readonly quantityUnits: readonly (number | null)[];
  }[];
  readonly resources: readonly {
    readonly code: string;
    readonly name: string;
    readonly regularCostPerHour: number;
    readonly overtimeCostPerHour: number;
    readonly capacity: readonly {
      readonly month: string;
      readonly regularHours: number;
      readonly overtimeHours: number;
    }[];
  }[];
  readonly budget: readonly {
    readonly familyCode: string;
    readonly month: string;
    readonly quantityUnits: number;
    readonly revenue: number;
  }[];
  /** What people know about demand beyond sales; absent in snapshots from before it was asked for. */
  readonly demandKnowledge?: DemandKnowledge;
  /** The places that families are stocked at; absent in snapshots from before they were asked for. */
  readonly stages?: readonly FamilyStage[];
}
