import { checkPlan } from '../../../domain/supply/check-plan';
import type { PlanningProblem } from '../../../domain/supply/planning-problem';
import { readPlanningProblem } from '../../../domain/supply/planning-problem-schema';
import { solvePlan } from '../../../domain/supply/solve-plan';
import steel from './cases/ampl-steelT.problem.json';
import optima from './cases/optima.json';
import redTomato from './cases/red-tomato.problem.json';
import redTomatoInteger from './cases/red-tomato-integer.problem.json';
import wagnerWhitin from './cases/wagner-whitin.problem.json';

const published = [
  ['red-tomato', redTomato],
  ['red-tomato-integer', redTomatoInteger],
  ['ampl-steelT', steel],
  ['wagner-whitin', wagnerWhitin],
] as const;

describe('published cases', () => {
  test.each(published)(
    'When %s is planned, then its published optimum comes out and adds up',
    async (id, file) => {
      const problem = readPlanningProblem(file);
      const plan = await solvePlan(problem);

      expect(plan.status).toBe('optimal');
      expect(Math.abs(plan.cost - optima[id].cost)).toBeLessThan(1e-6);
      expect(Math.abs(plan.revenue - optima[id].revenue)).toBeLessThan(1e-6);
      expect(Math.abs(plan.margin - optima[id].margin)).toBeLessThan(1e-6);
      expect(plan.boundMargin).toBe(plan.margin);
      expect(checkPlan(problem, plan)).toEqual([]);
    },
  );

  test('When workers must be whole, then they are', async () => {
    const plan = await solvePlan(readPlanningProblem(redTomatoInteger));
    const { workers, hired, laidOff } = plan.resources[0]!;
    for (const count of [...workers, ...hired, ...laidOff]) expect(Number.isInteger(count)).toBe(true);
    expect(workers[0]).toBe(80 + hired[0]! - laidOff[0]!);
  });
});

/** One family, two months, one line; a test changes what matters to it. */
function smallProblem(
  family: Partial<PlanningProblem['families'][number]> = {},
  resource: Partial<PlanningProblem['resources'][number]> = {},
): PlanningProblem {
  return {
    id: 'small',
    periods: ['jan', 'feb'],
    families: [
      {
        id: 'pumps',
        demand: [10, 30],
        productionCost: 2,
        holdingCost: 1,
        hoursPerUnit: { line: 1 },
        ...family,
      },
    ],
    resources: [{ id: 'line', regularHours: 20, ...resource }],
  };
}

describe('what each field of the problem does', () => {
  test('When nothing is limited, then demand is made in its month', async () => {
    const plan = await solvePlan({
      id: 'p',
      periods: ['jan'],
      families: [{ id: 'f', demand: [10], productionCost: 2 }],
      resources: [],
    });
    expect(plan.status).toBe('optimal');
    expect(plan.cost).toBe(20);
    expect(plan.families[0]!.production).toEqual([10]);
  });

  test('When a month lacks hours, then the month before builds ahead', async () => {
    const plan = await solvePlan(smallProblem());
    expect(plan.families[0]!.production).toEqual([20, 20]);
    expect(plan.families[0]!.inventory).toEqual([10, 0]);
    expect(plan.cost).toBe(40 * 2 + 10);
    expect(plan.resources[0]!.utilisationRatio).toEqual([1, 1]);
  });

  test('When overtime is cheaper than holding, then overtime is worked', async () => {
    const plan = await solvePlan(smallProblem({}, { overtimeHours: 15, overtimeCostPerHour: 0.5 }));
    expect(plan.families[0]!.production).toEqual([10, 30]);
    expect(plan.resources[0]!.overtimeHours).toEqual([0, 10]);
    expect(plan.cost).toBe(85);
  });

  test('When subcontracting is limited, then no more than the limit is bought', async () => {
    const plan = await solvePlan(smallProblem({ subcontract: { cost: 2.1, limit: [0, 4] } }));
    expect(plan.families[0]!.subcontracted).toEqual([0, 4]);
    expect(plan.cost).toBeCloseTo(36 * 2 + 4 * 2.1 + 6, 9);
  });

  test('When demand may wait, then it is delivered later and pays for each month of waiting', async () => {
    const plan = await solvePlan(
      smallProblem({ demand: [30, 10], unmetDemand: 'backlog', backlogCost: 3, price: [7, 6] }),
    );
    expect(plan.families[0]!.backlog).toEqual([10, 0]);
    expect(plan.revenue).toBe(20 * 7 + 20 * 6);
    expect(plan.cost).toBe(80 + 30);
  });

  test('When demand may be lost and earns less than it costs, then it is lost', async () => {
    const plan = await solvePlan(smallProblem({ unmetDemand: 'lost', price: [1, 5] }));
    expect(plan.families[0]!.lost).toEqual([10, 0]);
    expect(plan.margin).toBe(30 * 5 - 60 - 10);
  });

  test('When stock, receipts, safety stock and a final stock are given, then the balance keeps all of them', async () => {
    const problem = smallProblem({
      initialInventory: 5,
      receipts: [0, 8],
      safetyStock: [3, 0],
      finalInventoryMinimum: 6,
    });
    const plan = await solvePlan(problem);
    expect(plan.families[0]!.inventory).toEqual([8, 6]);
    expect(plan.families[0]!.production).toEqual([13, 20]);
    expect(checkPlan(problem, plan)).toEqual([]);
  });

  test('When there is a minimum lot and a set-up cost, then lots are nothing or at least that', async () => {
    const problem = smallProblem({ demand: [3, 12], minimumLot: 8, setupCost: 50 }, { regularHours: 10 });
    const plan = await solvePlan(problem);
    expect(plan.families[0]!.production).toEqual([8, 8]);
    expect(plan.cost).toBe(32 + 100 + 5 + 1);
    expect(checkPlan(problem, plan)).toEqual([]);
  });

  test('When production is frozen, then it stands, below the minimum lot too, and its set-up is paid', async () => {
    const plan = await solvePlan(
      smallProblem({ fixedProduction: [12, null], minimumLot: 15, setupCost: [7, 9] }, { regularHours: 40 }),
    );
    expect(plan.families[0]!.production).toEqual([12, 28]);
    expect(plan.cost).toBe(80 + 16 + 2);
  });

  test('When nobody may idle, then every regular hour of every worker is worked', async () => {
    const problem = smallProblem(
      {},
      {
        workforce: {
          initialWorkers: 3,
          hireCost: 1,
          layoffCost: 100,
          wagePerPeriod: 5,
          hoursPerWorker: 10,
          idleAllowed: false,
        },
      },
    );
    const plan = await solvePlan(problem);
    expect(plan.resources[0]!.workers).toEqual([3, 3]);
    expect(plan.families[0]!.production).toEqual([30, 30]);
    expect(checkPlan(problem, plan)).toEqual([]);
  });
});

describe('why the plan is as it is', () => {
  test('When a month is full, then one more hour is worth what it saves, and it is listed as binding', async () => {
    const plan = await solvePlan(smallProblem());
    expect(plan.resources[0]!.valueOfOneMoreHour).toEqual([0, 1]);
    expect(plan.binding).toEqual([{ resource: 'line', period: 'feb', valueOfOneMoreHour: 1 }]);
  });

  test('When only half an hour is missing, then one more hour is worth no more than that half', async () => {
    const plan = await solvePlan(smallProblem({ demand: [10, 20.5] }));
    expect(plan.resources[0]!.valueOfOneMoreHour[1]).toBeCloseTo(0.5, 9);
  });

  test('When there is no plan, then the conflict names demand and hours, and nothing that has no part in it', async () => {
    const plan = await solvePlan({
      ...smallProblem({ demand: [10, 31], safetyStock: 0 }),
      families: [
        { id: 'valves', demand: [5, 5], safetyStock: 1 },
        { id: 'pumps', demand: [10, 31], hoursPerUnit: { line: 1 } },
      ],
    });
    expect(plan.status).toBe('infeasible');
    expect(plan.conflict).toEqual([
      'Family "pumps": demand of 10 to 31 units in jan to feb must be delivered on time (unmetDemand "forbidden").',
      'Resource "line": at most 20 hours of regular time in jan to feb (regularHours).',
      'Resource "line": at most 0 hours of overtime in jan to feb (overtimeHours).',
    ]);
  });

  test('When only the minimum lot is in the way, then the conflict says so', async () => {
    const plan = await solvePlan(smallProblem({ demand: [5, 5], minimumLot: 25 }));
    expect(plan.conflict.some((sentence) => sentence.includes('a lot is at least 25 units'))).toBe(true);
    expect(plan.conflict.some((sentence) => sentence.includes('demand of 5 units'))).toBe(true);
  });
});
