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
  readonly objective: number;
}

/**
 * Native HiGHS on the very model that the planner would give to its own solver: cold, one thread, reading not counted.
 * Null without Python and highspy (`pip install highspy`; HIGHSPY_PATH names a folder that pip's --target filled).
 */
export async function solveNatively(problem: PlanningProblem): Promise<NativeSolve | null> {
  const folder = mkdtempSync(path.join(tmpdir(), 'native-highs-'));
  try {
    const file = path.join(folder, 'plan.mps');
    writeFileSync(file, await mpsOf(problem));
    return JSON.parse(runPython([path.join(__dirname, 'native-highs.py'), file])) as NativeSolve;
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
