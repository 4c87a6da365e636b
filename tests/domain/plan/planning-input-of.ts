import type { PlanningInput } from '../../../domain/plan/planning-input';

/** A small company: one family with two items and one line; a test changes what matters to it. */
export function planningInput(changes: Partial<PlanningInput> = {}): PlanningInput {
  const item = {
    name: 'Item',
    familyCode: 'TENTS',
    price: 100,
    unitCost: 40,
    stockUnits: 10,
    onOrderUnits: 5,
  };
  return {
    unitCode: 'EUROPE',
    currency: 'EUR',
    period: '2027-01',
    horizonMonths: 3,
    families: [
      {
        code: 'TENTS',
        name: 'Tents',
        holdingCost: 1,
        backlogCost: 10,
        safetyStockUnits: 4,
        hoursPerUnit: { SEWING: 0.5 },
      },
    ],
    items: [
      { code: 'T-1', ...item },
      { code: 'T-2', ...item, price: 200, unitCost: 80 },
    ],
    markets: [{ code: 'DE', name: 'Germany' }],
    sales: [
      { itemCode: 'T-1', marketCode: 'DE', firstMonth: '2026-10', quantityUnits: [6, 7, 8] },
      { itemCode: 'T-2', marketCode: 'DE', firstMonth: '2026-11', quantityUnits: [2, 2] },
    ],
    resources: [
      {
        code: 'SEWING',
        name: 'Sewing hall',
        regularCostPerHour: 20,
        overtimeCostPerHour: 30,
        capacity: ['2027-01', '2027-02', '2027-03'].map((month) => ({
          month,
          regularHours: 10,
          overtimeHours: 2,
        })),
      },
    ],
    budget: [{ familyCode: 'TENTS', month: '2027-01', quantityUnits: 10, revenue: 1000 }],
    ...changes,
  };
}

/** Demand of the two items in Germany along January, February and March. */
export const demandOf = (first: number[], second: number[]) => [
  { familyCode: 'TENTS', itemCode: 'T-1', marketCode: 'DE', quantityUnits: first },
  { familyCode: 'TENTS', itemCode: 'T-2', marketCode: 'DE', quantityUnits: second },
];

export const MONTHS = ['2027-01', '2027-02', '2027-03'];
