import path from 'node:path';
import type { ComputeJob } from '../../../activities/plans/compute-job';
import { type ComputeThread, createComputeThread } from '../../../activities/plans/compute-thread';
import { largeProblem } from '../../../bench/supply/large-problem';
import { addMonths } from '../../../domain/cycle/month';
import type { BaselineForecasts } from '../../../domain/plan/baseline-forecasts';
import { checkPlan } from '../../../domain/supply/check-plan';
import type { PlanningProblem } from '../../../domain/supply/planning-problem';
import { planningInput } from '../../domain/plan/planning-input-of';

let thread: ComputeThread;

beforeEach(() => {
  thread = createComputeThread();
});
afterEach(() => thread.close());

/** The baseline of series that all began in January 2025, one item each. */
const forecast = (histories: (number | null)[][], horizonMonths = 2) => {
  const codes = histories.map((_, series) => `I-${String(series).padStart(4, '0')}`);
  const months = Math.max(...histories.map(({ length }) => length));
  const item = planningInput().items[0]!;
  return {
    kind: 'forecast',
    input: planningInput({
      period: addMonths('2025-01', months),
      horizonMonths,
      items: codes.map((code) => ({ ...item, code })),
      sales: histories.map((quantityUnits, series) => ({
        itemCode: codes[series]!,
        marketCode: 'DE',
        firstMonth: '2025-01',
        quantityUnits,
      })),
    }),
  } satisfies ComputeJob;
};
const meansOf = ({ series }: BaselineForecasts) => series.map(({ forecast: { mean } }) => mean);

test('Forecasts and plans come back for the job that asked, in whatever order', async () => {
  const flat = new Array<number>(24).fill(5);
  const [forecasts, plan, later] = await Promise.all([
    thread.run(forecast([flat, new Array<number>(24).fill(3)])),
    thread.run({
      kind: 'supply',
      problem: {
        id: 'p',
        periods: ['jan'],
        families: [{ id: 'f', demand: [10], productionCost: 2 }],
        resources: [],
      },
    }),
    thread.run(forecast([flat], 3)),
  ]);
  expect(meansOf(forecasts)).toEqual([
    [5, 5],
    [3, 3],
  ]);
  expect(plan).toMatchObject({
    plan: { status: 'optimal', cost: 20 },
    marginalDemand: [{ family: 'f', cost: [2] }],
  });
  expect(meansOf(later)).toEqual([[5, 5, 5]]);
});

test('A refusal crosses the thread with its code and message', async () => {
  await expect(thread.run(forecast([[1]], 0))).rejects.toMatchObject({
    name: 'DomainError',
    code: 'invalid-input',
    message: expect.stringContaining('horizon'),
  });
});

test('When a forecast is cancelled, then it rejects, and the same thread computes the next job', async () => {
  const cancel = new AbortController();
  const long = Array.from({ length: 2000 }, (_, series) =>
    Array.from(
      { length: 240 },
      (_, month) => 100 + series + 30 * Math.sin(month / 2) + ((month * series) % 17),
    ),
  );
  const first = thread.run(forecast([[3, 3, 3, 3, 3, 3]]));
  const cancelled = thread.run(forecast(long, 24), { cancelled: cancel.signal });
  const next = thread.run(forecast([[7, 7, 7, 7, 7, 7]]));
  await first;
  cancel.abort(new Error('no longer needed'));
  await expect(cancelled).rejects.toThrow('no longer needed');
  // A thread that had to be replaced would have rejected this one too.
  expect(meansOf(await next)).toEqual([[7, 7]]);
});

test('When the thread gives no sign of life, then its jobs fail, to be tried again, and a new one takes the next', async () => {
  const silent = createComputeThread({ file: path.join(__dirname, 'silent-thread.ts'), silentMs: 200 });
  const failed = /^The computing thread gave no sign of life; the job is tried again\.$/;
  const jobs = [forecast([[3, 3, 3]]), forecast([[4, 4, 4]])].map((job) => silent.run(job));
  for (const job of jobs) await expect(job).rejects.toThrow(failed);
  await expect(silent.run(forecast([[5, 5, 5]]))).rejects.toThrow(failed);
  await silent.close();
});

const manyLots = {
  ...largeProblem({ families: 150, resources: 8, periods: 24, seed: 4 }),
  options: { timeLimitSeconds: 600 },
};
const withSetups: PlanningProblem = {
  ...manyLots,
  families: manyLots.families.map((family) => ({ ...family, setupCost: 200 })),
};

test('When a plan is cancelled after minutes were allowed, then the same thread computes the next job', async () => {
  const cancel = new AbortController();
  const cancelled = thread.run(
    { kind: 'supply', problem: withSetups },
    { cancelled: cancel.signal, onProgress: () => cancel.abort(new Error('no longer needed')) },
  );
  const next = thread.run(forecast([[7, 7, 7, 7, 7, 7]]));
  await expect(cancelled).rejects.toThrow('no longer needed');
  expect(meansOf(await next)).toEqual([[7, 7]]);
});

test('When the best plan so far is enough, then it comes with its gap, no worse than progress told', async () => {
  const enough = new AbortController();
  let told: number | null = null;
  const { plan, marginalDemand } = await thread.run(
    { kind: 'supply', problem: withSetups },
    {
      enough: enough.signal,
      onProgress: ({ margin }) => {
        told ??= margin;
        if (margin !== null) enough.abort();
      },
    },
  );
  expect(plan.status).toBe('feasible');
  expect(plan.gapRatio).toBeGreaterThan(0);
  expect(plan.margin).toBeGreaterThanOrEqual(told!);
  expect(checkPlan(withSetups, plan)).toEqual([]);
  expect(marginalDemand).toHaveLength(150);
});

test('When a plan is stopped before there is any, then it says so and what to do', async () => {
  const problem = { ...largeProblem({ families: 50, resources: 5, periods: 24, seed: 1 }), options: {} };
  const answer = thread.run({ kind: 'supply', problem }, { enough: AbortSignal.abort() });
  await expect(answer).rejects.toMatchObject({
    code: 'unavailable',
    message: `The plan "${problem.id}" was stopped before there was any: start it again, or let it run longer.`,
  });
});
