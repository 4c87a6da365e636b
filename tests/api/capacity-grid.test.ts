import { capacityGrid } from '../../api/views/supply-grids';
import { supplyProblem } from '../../domain/plan/supply-problem';
import { planningInput } from '../domain/plan/planning-input-of';

test('the hours that a task shows are those that the plan takes, also for months without a record', () => {
  const { resources } = planningInput();
  const capacity = [{ month: '2027-02', regularHours: 5, overtimeHours: 1 }];
  const input = planningInput({ resources: [{ ...resources[0]!, capacity }] });
  const [row] = capacityGrid({ input, demand: [], families: [], own: null }).rows;
  const { months } = capacityGrid({ input, demand: [], families: [], own: null });
  const [planned] = supplyProblem({ input, months, demand: [], capacity: [], receipts: [] }).resources;
  expect(row).toMatchObject({ regularHours: [5, 5, 5], overtimeHours: [1, 1, 1] });
  expect(planned).toMatchObject({ regularHours: row!.regularHours, overtimeHours: row!.overtimeHours });
});
