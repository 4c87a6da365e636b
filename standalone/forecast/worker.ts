import { parentPort, workerData } from 'node:worker_threads';
import type { BatchTask, ForecastSettings } from './batch';
import { forecastBatch } from './batch';

/** One thread of the forecast command: takes batches of series as bytes, gives back their answers as bytes. */
const settings = workerData as ForecastSettings;
const port = parentPort;
if (!port) throw new Error('forecast-worker runs as a worker thread of the forecast command only.');

port.on('message', (task: BatchTask) => {
  const result = forecastBatch(task, settings);
  port.postMessage(result);
});
