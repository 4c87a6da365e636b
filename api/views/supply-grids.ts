import type { z } from 'zod';
import type { SubmissionContent } from '../../domain/cycle/submission';
import { sumQuantities } from '../../domain/demand/spread-quantity';
import { plannedMonths } from '../../domain/plan/baseline-plan';
import type { PlanRow } from '../../domain/plan/plan-row';
import type { PlanningInput } from '../../domain/plan/planning-input';
import { hoursOnRecord } from '../../domain/plan/supply-problem';
import type { CapacityGrid, ReceiptsGrid } from '../schemas/tasks';

interface SupplyGridFacts {
  readonly input: PlanningInput;
  /** Demand of the consensus plan, by item and market. */
  readonly demand: readonly PlanRow[];
  /** Families that the task is narrowed to; empty: all. */
  readonly families: readonly string[];
  /** The person's own draft or last submission. */
  readonly own: SubmissionContent | null;
}

/** Hours by resource: what is on record, which a statement is compared with, and what the consensus demand would take. */
export function capacityGrid({
  input,
  demand,
}: Pick<SupplyGridFacts, 'input' | 'demand'>): z.input<typeof CapacityGrid> {
  const months = plannedMonths(input);
  const demandOf = demandByFamily(demand, months);
  return {
    kind: 'capacity',
    months,
    rows: input.resources.map((resource) => {
      const hours = months.map((month) => hoursOnRecord(resource, month));
      return {
        resourceCode: resource.code,
        resourceName: resource.name,
        isOnRecord: resource.capacity.length > 0,
        regularHours: hours.map((each) => each?.regularHours ?? 0),
        overtimeHours: hours.map((each) => each?.overtimeHours ?? 0),
        neededHours: months.map((_, index) =>
          input.families.reduce(
            (sum, family) =>
              sum + (demandOf.get(family.code)?.[index] ?? 0) * (family.hoursPerUnit[resource.code] ?? 0),
            0,
          ),
        ),
      };
    }),
  };
}

/** Units by family that come from outside: as stated before, beside stock, orders and demand. */
export function receiptsGrid({
  input,
  demand,
  families,
  own,
}: SupplyGridFacts): z.input<typeof ReceiptsGrid> {
  const months = plannedMonths(input);
  const stated = own?.kind === 'supply-input' ? own.receipts : [];
  const demandOf = demandByFamily(demand, months);
  return {
    kind: 'receipts',
    months,
    rows: input.families
      .filter(({ code }) => families.length === 0 || families.includes(code))
      .map(({ code, name }) => {
        const items = input.items.filter(({ familyCode }) => familyCode === code);
        return {
          familyCode: code,
          familyName: name,
          stockUnits: items.reduce((sum, { stockUnits }) => sum + stockUnits, 0),
          onOrderUnits: items.reduce((sum, { onOrderUnits }) => sum + onOrderUnits, 0),
          demand: demandOf.get(code) ?? months.map(() => 0),
          receipts: months.map((month) =>
            sumQuantities(
              stated
                .filter((each) => each.familyCode === code && each.month === month)
                .map((each) => each.quantityUnits),
            ),
          ),
        };
      }),
  };
}

function demandByFamily(rows: readonly PlanRow[], months: readonly string[]): Map<string, number[]> {
  const sums = new Map<string, number[]>();
  for (const { familyCode, month, value } of rows) {
    const index = months.indexOf(month);
    if (index < 0) continue;
    const sum = sums.get(familyCode) ?? months.map(() => 0);
    sum[index]! += value;
    sums.set(familyCode, sum);
  }
  return sums;
}
