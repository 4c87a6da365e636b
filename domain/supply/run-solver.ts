import type { Highs, Model } from 'highs';
import type { SolveControl } from './solve-control';

/** Solving again takes a moment at least: below this it is not begun. */
const leastSeconds = 1e-3;

/**
 * Solves what `live` holds within so many seconds, and returns the solver's status: `timeLimit` when they were too few,
 * `interrupted` when the caller stopped it. Most steps of the solver look at the clock; some (presolve, crossover)
 * are asked to end by its interrupts or go on to their end.
 */
export function runSolver(highs: Highs, live: Model, seconds: number, control: SolveControl = {}): number {
  const { modelStatus, callbackType } = highs.constants;
  if (!(seconds > leastSeconds)) return modelStatus.timeLimit;
  const startedAt = performance.now();
  const { shouldStop, onProgress } = control;
  const isOver = () => shouldStop?.() === true || performance.now() - startedAt > 1000 * seconds;
  const interruptWhenOver = (event: { interrupt(): void }) => {
    if (isOver()) event.interrupt();
    return undefined;
  };
  // The solver's clock adds up over its runs.
  live.zeroAllClocks();
  live.options.set({ time_limit: seconds });
  const status = live.run({
    [callbackType.simplexInterrupt]: interruptWhenOver,
    [callbackType.ipmInterrupt]: interruptWhenOver,
    [callbackType.mipInterrupt]: interruptWhenOver,
    [callbackType.mipLogging](event) {
      onProgress?.({
        elapsedMs: performance.now() - startedAt,
        margin: finiteMargin(event.data.mip_primal_bound),
        boundMargin: finiteMargin(event.data.mip_dual_bound),
      });
      return undefined;
    },
  }).modelStatus;
  return status === modelStatus.interrupted && shouldStop?.() !== true ? modelStatus.timeLimit : status;
}

/** Was there not enough time to say whether there is a solution, or did the caller stop it? */
export function isCutShort({ constants }: Highs, status: number): boolean {
  return status === constants.modelStatus.timeLimit || status === constants.modelStatus.interrupted;
}

function finiteMargin(cost: number | undefined): number | null {
  return cost === undefined || Math.abs(cost) > 1e100 ? null : -cost;
}
