import { parentPort } from 'node:worker_threads';
import { smoothFourLanes } from '../../domain/demand/smoothing-lanes';

/** Runs the innermost loop of the forecast as often as asked: it allocates nothing and stays in the first cache. */
const MONTHS = 120;
const values = Float64Array.from({ length: MONTHS }, (_, t) => 1 + Math.sin(t) / 3);
const smoothing = {
  alphas: [0.06, 0.18, 0.4, 0.8],
  trendShare: 0.1,
  damping: 0.93,
  level: 1,
  trend: 0,
} as const;
const ends = {
  squaredErrors: new Float64Array(4),
  levels: new Float64Array(4),
  nextTrends: new Float64Array(4),
};

parentPort!.on('message', (passes: number) => {
  for (let pass = 0; pass < passes; pass++) smoothFourLanes(values, smoothing, ends);
  parentPort!.postMessage('done');
});
