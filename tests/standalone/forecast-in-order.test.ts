import { type BatchTask, type ForecastSettings, forecastBatch } from '../../standalone/forecast/batch';
import { forecastInOrder } from '../../standalone/forecast/forecast-in-order';
import { AIR_PASSENGERS } from '../domain/demand/air-passengers';

const SETTINGS: ForecastSettings = {
  horizonMonths: 6,
  seasonLengthMonths: 12,
  format: 'json',
  withBacktest: false,
};

describe('forecasting batches on several threads', () => {
  test('gives the answers out in the order of the batches, and leaves their bytes where they are', async () => {
    const tasks = Array.from({ length: 40 }, (_, index) => batchOf(index));
    const results = [];
    for await (const result of forecastInOrder(each(tasks), SETTINGS, 3)) results.push(result);

    expect(results.map(({ index }) => index)).toEqual(tasks.map(({ index }) => index));
    expect(results.map(textOf)).toEqual(tasks.map((task) => textOf(forecastBatch(task, SETTINGS))));
    // A transferred buffer would be empty here, and would slow this thread down for good.
    expect(tasks.every(({ bytes, lengths }) => bytes.byteLength === lengths[0])).toBe(true);
  });
});

function batchOf(index: number): BatchTask {
  const series = { id: index, values: AIR_PASSENGERS.slice(index).map((value) => value * (index + 1)) };
  const bytes = new TextEncoder().encode(JSON.stringify(series));
  return { index, firstSeries: index, bytes, lengths: [bytes.byteLength] };
}

async function* each(tasks: readonly BatchTask[]) {
  yield* tasks;
}

const textOf = ({ bytes }: { bytes: Uint8Array }): string => new TextDecoder().decode(bytes);
