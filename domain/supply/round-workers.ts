import type { Highs, Model } from 'highs';
import type { PlanModel } from './plan-model';
import { runSolver } from './run-solver';
import type { SolveControl } from './solve-control';
import type { TimeAllowed } from './time-allowed';

/** Seconds for finding a plan again that is there: a moment, as the solver starts from beside it. */
const longEnough = 60;

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
  { resources, resourceRows, linear }: PlanModel,
  control: SolveControl,
  time: TimeAllowed,
): WholeWorkers | null {
  const { optimal } = highs.constants.modelStatus;
  const costBound = live.getObjectiveValue();
  const startedAt = performance.now();
  const whole = new Set(linear.integerColumns);
  const lines = resources.flatMap(({ workers }) => (workers && whole.has(workers[0]!) ? [workers] : []));
  let longestSolve = 0;
  const solves = (seconds: number) => {
    const before = performance.now();
    const isSolved = runSolver(highs, live, seconds) === optimal;
    longestSolve = Math.max(longestSolve, (performance.now() - before) / 1000);
    return isSolved;
  };
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
  const basis = live.getBasis();
  const counts = lines.map((line) => countsIn(inParts, line).map((count) => Math.ceil(count - 1e-6)));
  for (const [l, line] of lines.entries()) fix(line, counts[l]!);
  if (!solves(time.left())) {
    if (time.left() > 0 || !mayIdle(resourceRows, linear)) return null;
    // The plan with workers in parts can be worked by more workers: too dear, but a plan, and there at once.
    for (const line of lines) free(line);
    live.setBasis(basis);
    if (!solves(longEnough)) throw new Error('The plan with workers in parts was not found again.');
    return { columns: withCounts(inParts, lines, counts), costBound };
  }
  let cost = live.getObjectiveValue();
  // The last solve finds again what has been found.
  const secondsLeft = () => time.left() - longestSolve;
  const isOver = () => control.shouldStop?.() === true || secondsLeft() <= 0 || cost <= costBound;
  longestSolve = 0;
  for (let l = 0; !isOver(); l = (l + 1) % lines.length) {
    const line = lines[l]!;
    free(line);
    if (!solves(secondsLeft())) {
      fix(line, counts[l]!);
      break;
    }
    const nearest = countsIn(live.getSolution().colValue, line).map(Math.round);
    fix(line, nearest);
    if (solves(secondsLeft()) && live.getObjectiveValue() < cost - 1e-9 * Math.abs(cost)) {
      cost = live.getObjectiveValue();
      counts[l] = nearest;
      control.onProgress?.({
        elapsedMs: performance.now() - startedAt,
        margin: -cost,
        boundMargin: -costBound,
      });
    } else fix(line, counts[l]!);
  }
  if (!solves(longEnough)) throw new Error('The plan with whole workers was not found again.');
  return { columns: live.getSolution().colValue, costBound };
}

function mayIdle(resourceRows: PlanModel['resourceRows'], { rowLower }: PlanModel['linear']): boolean {
  return resourceRows.every(({ regularHoursOfWorkers: rows }) =>
    (rows ?? []).every((row) => rowLower[row] === Number.NEGATIVE_INFINITY),
  );
}

function withCounts(
  columns: Float64Array,
  lines: readonly (readonly number[])[],
  counts: readonly (readonly number[])[],
): Float64Array {
  const whole = columns.slice();
  for (const [l, line] of lines.entries()) {
    for (const [t, column] of line.entries()) whole[column] = counts[l]![t]!;
  }
  return whole;
}
