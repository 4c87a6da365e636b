import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { completeProblem } from '../../domain/supply/complete-problem';
import { loadSolver } from '../../domain/supply/highs-solver';
import { buildPlanModel } from '../../domain/supply/plan-model';
import type { PlanningProblem } from '../../domain/supply/planning-problem';

export interface NativeSolve {
  readonly cpuSeconds: number;
  readonly status: string;
  /** Cost less revenue of the plan it found, and what it proved that none goes below; null where there is none. */
  readonly objective: number | null;
  readonly bound: number | null;
}

/**
 * Native HiGHS on the very model that the planner would give to its own solver: cold, one thread, reading not counted,
 * within `timeLimitSeconds` if given. Needs Python and highspy (`pip install highspy`; HIGHSPY_PATH names a folder that
 * pip's --target filled).
 */
export async function solveNatively(
  problem: PlanningProblem,
  timeLimitSeconds?: number,
): Promise<NativeSolve> {
  const folder = mkdtempSync(path.join(tmpdir(), 'native-highs-'));
  try {
    const file = path.join(folder, 'plan.mps');
    writeFileSync(file, await mpsOf(problem));
    const script = path.join(__dirname, 'native-highs.py');
    const limit = timeLimitSeconds === undefined ? [] : [String(timeLimitSeconds)];
    return JSON.parse(runPython([script, file, ...limit])) as NativeSolve;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Is there a native HiGHS to compare with? */
export function hasNativeHighs(): boolean {
  try {
    runPython(['-c', 'import highspy']);
    return true;
  } catch {
    return false;
  }
}

function runPython(args: readonly string[]): string {
  const search = [process.env.HIGHSPY_PATH, process.env.PYTHONPATH].filter(Boolean).join(path.delimiter);
  return execFileSync('python3', args, {
    env: { ...process.env, PYTHONPATH: search },
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
  });
}

async function mpsOf(problem: PlanningProblem): Promise<Uint8Array> {
  const highs = await loadSolver();
  const model = buildPlanModel(completeProblem(problem));
  return highs.withModel(model.linear.toModelData(true), (live) => live.exportModel('mps'));
}
