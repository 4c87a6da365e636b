import { keptPlan } from '../../../domain/plan/kept-plan';
import { planRow } from '../../../domain/plan/plan-row';

const months = ['2027-01', '2027-02', '2027-03'];
const rows = months.flatMap((month, index) => [
  planRow('production', month, 10 * (index + 1), { familyCode: 'TENTS' }),
  planRow('revenue', month, 100 * (index + 1), { familyCode: 'TENTS' }),
  planRow('demand', month, 99, { familyCode: 'TENTS', itemCode: 'T-1' }),
]);
const whole = { months, cost: 400, margin: 200 };

test('A kept plan is read back whole, with what its rows do not say as zero', () => {
  expect(keptPlan(rows, months, whole)).toMatchObject({
    revenue: 600,
    cost: 400,
    margin: 200,
    families: [{ id: 'TENTS', production: [10, 20, 30], backlog: [0, 0, 0], lost: [0, 0, 0] }],
  });
});

test('Over a part of its months it has the revenue of these, and no cost or margin', () => {
  const part = keptPlan(rows, months.slice(1), whole);
  expect(part).toMatchObject({ revenue: 500, cost: null, margin: null });
  expect(part.families[0]!.production).toEqual([20, 30]);
});
