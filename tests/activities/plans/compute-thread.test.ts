import type { ComputeJob } from '../../../activities/plans/compute-job';
import { type ComputeThread, createComputeThread } from '../../../activities/plans/compute-thread';
import { addMonths } from '../../../domain/cycle/month';
import type { BaselineForecasts } from '../../../domain/plan/baseline-forecasts';
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

test('When a job is cancelled, it rejects and the next one is computed', async () => {
  const cancel = new AbortController();
  const long = Array.from({ length: 2000 }, (_, series) =>
    Array.from(
      { length: 240 },
      (_, month) => 100 + series + 30 * Math.sin(month / 2) + ((month * series) % 17),
    ),
  );
  const cancelled = thread.run(forecast(long, 24), cancel.signal);
  setTimeout(() => cancel.abort(new Error('no longer needed')), 200);
  await expect(cancelled).rejects.toThrow('no longer needed');
  expect(meansOf(await thread.run(forecast([[7, 7, 7, 7, 7, 7]])))).toEqual([[7, 7]]);
});
