import { type ComputeThread, createComputeThread } from '../../../activities/plans/compute-thread';

let thread: ComputeThread;

beforeEach(() => {
  thread = createComputeThread();
});
afterEach(() => thread.close());

const forecast = (histories: (number | null)[][], horizonMonths = 2) =>
  ({ kind: 'forecast', histories, horizonMonths, seasonLengthMonths: 12 }) as const;

test('Forecasts and plans come back for the job that asked, in whatever order', async () => {
  const flat = new Array<number>(24).fill(5);
  const [forecasts, plan, later] = await Promise.all([
    thread.run(forecast([flat, []])),
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
  expect(forecasts.map(({ mean }) => mean)).toEqual([
    [5, 5],
    [0, 0],
  ]);
  expect(plan).toMatchObject({
    plan: { status: 'optimal', cost: 20 },
    marginalDemand: [{ family: 'f', cost: [2] }],
  });
  expect(later[0]!.mean).toEqual([5, 5, 5]);
});

test('A refusal crosses the thread with its code and message', async () => {
  await expect(thread.run(forecast([[1]], 500))).rejects.toMatchObject({
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
  expect((await thread.run(forecast([[7, 7, 7, 7, 7, 7]])))[0]!.mean).toEqual([7, 7]);
});
