import type { Highs, Model } from 'highs';
import type { SolveControl } from './solve-control';

/** Solving again takes a moment at least: below this it is not begun. */
const leastSeconds = 1e-3;

/**
 * Solves what `live` holds within so many seconds, and returns the solver's status: `timeLimit` when they were too few,
 * `interrupted` when the caller stopped it. The solver is watched only where somebody may stop it or wants to be told:
 * that costs it up to a fifth of its time.
 */
export function runSolver(highs: Highs, live: Model, seconds: number, control: SolveControl = {}): number {
  const { modelStatus, callbackType } = highs.constants;
  if (!(seconds > leastSeconds)) return modelStatus.timeLimit;
  const startedAt = performance.now();
  const { shouldStop, onProgress } = control;
  // The solver's clock adds up over its runs.
  live.zeroAllClocks();
  live.options.set({ time_limit: seconds });
  if (!shouldStop && !onProgress) return live.run().modelStatus;

  const interruptWhenStopped = (event: { interrupt(): void }) => {
    if (shouldStop?.()) event.interrupt();
    return undefined;
  };
  return live.run({
    [callbackType.simplexInterrupt]: interruptWhenStopped,
    [callbackType.ipmInterrupt]: interruptWhenStopped,
    [callbackType.mipInterrupt]: interruptWhenStopped,
    [callbackType.mipLogging](event) {
      onProgress?.({
        elapsedMs: performance.now() - startedAt,
        margin: finiteMargin(event.data.mip_primal_bound),
        boundMargin: finiteMargin(event.data.mip_dual_bound),
      });
      return undefined;
    },
  }).modelStatus;
}

/** Was there not enough time to say whether there is a solution, or did the caller stop it? */
export function isCutShort({ constants }: Highs, status: number): boolean {
  return status === constants.modelStatus.timeLimit || status === constants.modelStatus.interrupted;
}

function finiteMargin(cost: number | undefined): number | null {
  return cost === undefined || Math.abs(cost) > 1e100 ? null : -cost;
}
