import { capacityGrid, receiptsGrid } from '../../api/views/supply-grids';
import { supplyProblem } from '../../domain/plan/supply-problem';
import { planningInput } from '../domain/plan/planning-input-of';

test('the hours that a task shows are those that the plan takes, also for months without a record', () => {
  const { resources } = planningInput();
  const capacity = [{ month: '2027-02', regularHours: 5, overtimeHours: 1 }];
  const input = planningInput({ resources: [{ ...resources[0]!, capacity }] });
  const [row] = capacityGrid({ input, demand: [] }).rows;
  const { months } = capacityGrid({ input, demand: [] });
  const [planned] = supplyProblem({ input, months, demand: [], capacity: [], receipts: [] }).resources;
  expect(row).toMatchObject({ regularHours: [5, 5, 5], overtimeHours: [1, 1, 1] });
  expect(planned).toMatchObject({ regularHours: row!.regularHours, overtimeHours: row!.overtimeHours });
});

test('a line without hours on record is not limited, until some are stated: those hold until others are', () => {
  const { resources } = planningInput();
  const input = planningInput({ resources: [{ ...resources[0]!, capacity: [] }] });
  const { months, rows } = capacityGrid({ input, demand: [] });
  expect(rows[0]).toMatchObject({ isOnRecord: false, regularHours: [0, 0, 0] });
  const stated = { resourceCode: resources[0]!.code, month: months[1]!, regularHours: 7, overtimeHours: 0 };
  const plannedWith = (capacity: (typeof stated)[]) =>
    supplyProblem({ input, months, demand: [], capacity, receipts: [] }).resources[0]!.regularHours;
  expect(plannedWith([])).toBeNull();
  expect(plannedWith([stated])).toEqual([7, 7, 7]);
  expect(plannedWith([stated, { ...stated, month: months[2]!, regularHours: 0 }])).toEqual([7, 7, 0]);
});

test('arrivals stated in two rows of a month are shown as the plan takes them: added up', () => {
  const input = planningInput();
  const receipt = { familyCode: 'TENTS', month: '2027-02', quantityUnits: 5.5 };
  const receipts = [receipt, { ...receipt, quantityUnits: 7 }];
  const own = { kind: 'supply-input' as const, receipts };
  const { months, rows } = receiptsGrid({ input, demand: [], families: [], own });
  const [planned] = supplyProblem({ input, months, demand: [], capacity: [], receipts }).families;
  expect(rows[0]!.receipts).toEqual([0, 12.5, 0]);
  expect(planned!.receipts).toEqual([10, 12.5, 0]);
});
