import { checkPlan } from '../../domain/supply/check-plan';
import { Planner } from '../../domain/supply/planner';
import type { PlanAnswer, PlanningProblem } from '../../domain/supply/planning-problem';
import type { BenchGoal } from '../bench-goal';
import { largeProblem } from './large-problem';
import { lotProblem } from './lot-problem';
import { hasNativeHighs, type NativeSolve, solveNatively } from './native-highs';

const sizes = [
  { families: 10, resources: 5 },
  { families: 100, resources: 20 },
  { families: 1000, resources: 20 },
  { families: 1000, resources: 50 },
] as const;

const periods = 24;
const gapGoal = 0.001;

/** What a plan with lots is allowed. */
const lotSeconds = 10;

interface Measured {
  readonly plan: PlanAnswer;
  readonly cpuSeconds: number;
}

/**
 * Measures the planner beside native HiGHS in the same run, by CPU-seconds on the same model: a first plan proven
 * within 0.1 %, planning again after an edit of a family and of a line, the exact optimum, and the gap with lots. Each plan is checked
 * against the independent add-up, its bound against the native optimum. Without highspy the ratios are left out with
 * a clear line.
 */
export async function benchSupply(print: (line: string) => void): Promise<BenchGoal[]> {
  print('Supply plan (24 months; CPU-seconds)');
  const isNative = hasNativeHighs();
  if (!isNative) print('  native HiGHS left out: pip install highspy, or give its folder as HIGHSPY_PATH');
  const goals: BenchGoal[] = [];
  for (const size of sizes) {
    const problem = largeProblem({ ...size, periods, seed: 1 });
    const isGoalSize = size === sizes.at(-1);
    goals.push(...(await benchSize(problem, isNative, isGoalSize, print)));
  }
  goals.push(...(await benchLots(isNative, print)));
  for (const { name, goal, isMet } of goals) {
    if (isMet === null) print(`  not measured: ${name} (goal ${goal})`);
    else if (!isMet) print(`  GOAL MISSED: ${name}, goal ${goal}`);
  }
  return goals;
}

async function benchSize(
  problem: PlanningProblem,
  isNative: boolean,
  isGoalSize: boolean,
  print: (line: string) => void,
): Promise<BenchGoal[]> {
  const planner = new Planner();
  const first = await measure(planner, problem);
  const familyEdit = await measure(planner, withMoreDemand(problem));
  const lineEdit = await measure(planner, withFewerHours(problem));
  const exact = await measure(new Planner(), { ...problem, options: { gapRatio: 0 } });
  const native = isNative ? await solveNatively(problem) : null;
  const ratio = (measured: Measured) => (native ? measured.cpuSeconds / native.cpuSeconds : null);

  print(`  ${problem.families.length} families x ${problem.resources.length} lines`);
  if (native) print(`    native HiGHS, cold            ${seconds(native.cpuSeconds)}`);
  const tell = (what: string, measured: Measured) =>
    print(
      `    ${what.padEnd(28)}  ${seconds(measured.cpuSeconds)}  gap ${percent(measured.plan.gapRatio)}${timesNative(ratio(measured))}`,
    );
  tell('first plan', first);
  tell('again, one family edited', familyEdit);
  tell('again, one line edited', lineEdit);
  tell('exact optimum', exact);
  const isTrue = isProvenByNative(first.plan, native) && isProvenByNative(exact.plan, native);
  if (!isTrue) print('    WRONG: the native optimum lies outside the proven bounds');
  if (!isGoalSize) return [];

  print(`    memory of this process at its peak  ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
  const editRatio = native ? Math.max(ratio(familyEdit)!, ratio(lineEdit)!) : null;
  return [
    {
      name: '1000 x 50 plan: proven gap',
      measured: first.plan.gapRatio,
      goal: '<= 0.1 %',
      isMet: first.plan.gapRatio <= gapGoal && isTrue,
    },
    goalOf('1000 x 50 plan: time / native HiGHS', ratio(first), 0.2),
    goalOf('re-plan after an edit: time / native HiGHS, the slower of two', editRatio, 0.05),
  ];
}

/** Lots on every family: the gap reached in a stated time, beside native HiGHS on the same model in the same time. */
async function benchLots(isNative: boolean, print: (line: string) => void): Promise<BenchGoal[]> {
  const problem = lotProblem({
    families: 1000,
    resources: 50,
    periods,
    seed: 1,
    timeLimitSeconds: lotSeconds,
  });
  const planned = await measure(new Planner(), problem);
  const native = isNative ? await solveNatively(problem, lotSeconds) : null;
  print(`  1000 families x 50 lines with set-ups, minimum lots and backlog, ${lotSeconds} s allowed`);
  print(
    `    planned                       ${seconds(planned.cpuSeconds)}  gap ${percent(planned.plan.gapRatio)}, answered after ${(planned.plan.solveMs / 1000).toFixed(1)} s`,
  );
  const nativeGap = native ? gapOf(native) : null;
  if (native) {
    const told = nativeGap === null ? 'no plan' : `gap ${percent(nativeGap)}`;
    print(`    native HiGHS                  ${seconds(native.cpuSeconds)}  ${told}`);
  }
  // Without any plan native HiGHS is infinitely far off.
  const measured = native ? planned.plan.gapRatio / (nativeGap ?? Number.POSITIVE_INFINITY) : null;
  const name = `1000 x 50 with lots, ${lotSeconds} s`;
  return [
    goalOf(`${name}: proven gap`, planned.plan.gapRatio, 0.01),
    goalOf(`${name}: gap / native HiGHS's gap (0: it has no plan)`, measured, 0.1),
  ];
}

function gapOf({ objective, bound }: NativeSolve): number | null {
  return objective === null || bound === null ? null : (objective - bound) / Math.abs(objective);
}

async function measure(planner: Planner, problem: PlanningProblem): Promise<Measured> {
  const before = process.cpuUsage();
  const { plan } = await planner.plan(problem);
  const { user, system } = process.cpuUsage(before);
  const mistakes = checkPlan(problem, plan);
  if (mistakes.length > 0) throw new Error(`The plan of ${problem.id} does not add up: ${mistakes[0]}`);
  return { plan, cpuSeconds: (user + system) / 1e6 };
}

function withMoreDemand(problem: PlanningProblem): PlanningProblem {
  const [first, ...others] = problem.families;
  return {
    ...problem,
    families: [{ ...first!, demand: first!.demand.map((units) => units * 1.3) }, ...others],
  };
}

function withFewerHours(problem: PlanningProblem): PlanningProblem {
  const [first, ...others] = problem.resources;
  return {
    ...problem,
    resources: [{ ...first!, regularHours: Number(first!.regularHours) * 0.9 }, ...others],
  };
}

function isProvenByNative(plan: PlanAnswer, native: NativeSolve | null): boolean {
  if (!native || native.objective === null) return true;
  const optimum = -native.objective;
  const tolerance = 1e-6 * Math.max(1, Math.abs(optimum));
  return plan.margin <= optimum + tolerance && plan.boundMargin >= optimum - tolerance;
}

function goalOf(name: string, measured: number | null, most: number): BenchGoal {
  return { name, measured, goal: `<= ${most}`, isMet: measured === null ? null : measured <= most };
}

function seconds(value: number): string {
  return `${value.toFixed(3).padStart(7)} s`;
}

function percent(ratio: number): string {
  return `${(100 * ratio).toFixed(3)} %`;
}

function timesNative(ratio: number | null): string {
  return ratio === null ? '' : `  ${ratio.toFixed(3)} x native`;
}
