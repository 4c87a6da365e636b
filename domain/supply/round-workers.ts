import type { Highs, Model } from 'highs';
import type { PlanModel } from './plan-model';
import type { SolveControl } from './solve-control';

export interface WholeWorkers {
  readonly columns: Float64Array;
  readonly costBound: number;
}

/**
 * Whole workers without branching, for models too large for it. `live` holds the optimal plan with workers in parts,
 * which is the bound. Workers are rounded up; then, line by line until time is up, one line has workers in parts again
 * while all others are whole, and is rounded to the nearest: what is cheaper stays. Null when rounding up is not
 * enough, as where nobody may idle. Leaves `live` at the plan it returns.
 */
export function roundWorkers(
  highs: Highs,
  live: Model,
  { resources, linear }: PlanModel,
  control: SolveControl,
  secondsLeft: () => number,
): WholeWorkers | null {
  const { optimal } = highs.constants.modelStatus;
  const costBound = live.getObjectiveValue();
  const startedAt = performance.now();
  const whole = new Set(linear.integerColumns);
  const lines = resources.flatMap(({ workers }) => (workers && whole.has(workers[0]!) ? [workers] : []));
  const solves = () => live.run().modelStatus === optimal;
  const fix = (line: readonly number[], counts: readonly number[]) => {
    const values = Float64Array.from(counts);
    live.changeColsBounds({ kind: 'set', indices: [...line] }, values, values);
  };
  const free = (line: readonly number[]) =>
    live.changeColsBounds(
      { kind: 'set', indices: [...line] },
      new Float64Array(line.length),
      new Float64Array(line.length).fill(Number.POSITIVE_INFINITY),
    );
  const countsIn = (columns: Float64Array, line: readonly number[]) => line.map((column) => columns[column]!);

  const inParts = live.getSolution().colValue;
  const counts = lines.map((line) => countsIn(inParts, line).map((count) => Math.ceil(count - 1e-6)));
  for (const [l, line] of lines.entries()) fix(line, counts[l]!);
  if (!solves()) return null;
  let cost = live.getObjectiveValue();
  const isOver = () => control.shouldStop?.() === true || secondsLeft() <= 0 || cost <= costBound;
  for (let l = 0; !isOver(); l = (l + 1) % lines.length) {
    const line = lines[l]!;
    free(line);
    if (!solves()) throw new Error('A plan with fewer rules than one that exists was not found.');
    const nearest = countsIn(live.getSolution().colValue, line).map(Math.round);
    fix(line, nearest);
    if (solves() && live.getObjectiveValue() < cost - 1e-9 * Math.abs(cost)) {
      cost = live.getObjectiveValue();
      counts[l] = nearest;
      control.onProgress?.({
        elapsedMs: performance.now() - startedAt,
        margin: -cost,
        boundMargin: -costBound,
      });
    } else fix(line, counts[l]!);
  }
  if (!solves()) throw new Error('The plan with whole workers was not found again.');
  return { columns: live.getSolution().colValue, costBound };
}
