import type { BatchTask } from '../../standalone/forecast/batch';
import { forecastInOrder } from '../../standalone/forecast/forecast-in-order';
import { madeUpSeries } from './made-up-series';

const SERIES = 32_000;
const MONTHS = 120;
const SERIES_PER_BATCH = 32;

/**
 * Prints how many seconds the forecast engine takes with the given number of workers, without start and warm-up.
 *
 * The first quarter of the batches warms the threads up. The clock starts when the next one is asked for, and not when
 * the last of them is given out: by then two threads have computed two dozen more.
 */
async function engineSeconds(tasks: readonly BatchTask[], workers: number): Promise<number> {
  const warmUpBatches = Math.floor(tasks.length / 4);
  let startedAt = 0;
  async function* inOrder() {
    for (const task of tasks) {
      if (task.index === warmUpBatches) startedAt = performance.now();
      yield task;
    }
  }
  const settings = {
    horizonMonths: 18,
    seasonLengthMonths: 12,
    format: 'json',
    withBacktest: false,
  } as const;
  for await (const { broken } of forecastInOrder(inOrder(), settings, workers)) {
    if (broken.length > 0) throw new Error(`The bench's own series are broken: ${broken[0]!.reason}`);
  }
  return (performance.now() - startedAt) / 1000;
}

function batchesOf(series: readonly { id: string; values: number[] }[]): BatchTask[] {
  const encoder = new TextEncoder();
  return Array.from({ length: Math.ceil(series.length / SERIES_PER_BATCH) }, (_, index) => {
    const texts = series
      .slice(index * SERIES_PER_BATCH, (index + 1) * SERIES_PER_BATCH)
      .map((one) => JSON.stringify(one));
    return {
      index,
      firstSeries: index * SERIES_PER_BATCH,
      bytes: encoder.encode(texts.join('')),
      lengths: texts.map((text) => encoder.encode(text).length),
    };
  });
}

engineSeconds(batchesOf(madeUpSeries(SERIES, MONTHS)), Number(process.argv[2])).then(
  (seconds) => process.stdout.write(`${seconds}\n`),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
