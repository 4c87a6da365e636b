import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createComputeThread } from '../activities/plans/compute-thread';
import { DomainError } from '../domain/errors';
import type { PlanAnswer, PlanningProblem } from '../domain/supply/planning-problem';
import { readPlanningProblem } from '../domain/supply/planning-problem-schema';
import type { SolveProgress } from '../domain/supply/solve-control';
import { solvePlan } from '../domain/supply/solve-plan';

/**
 * `npm run --silent plan -- --input FILE [--progress]`: reads a planning problem, writes the plan as JSON on standard
 * output. Exit code 0 with a plan, 2 when no plan is possible, 1 on bad input with one line per mistake on standard
 * error, and when time was up before either was known. With --progress the best plan and its bound are told on standard error, and Ctrl-C ends with the best so far.
 */
async function main(): Promise<number> {
  const { input, progress } = readCommand();
  const problem = readPlanningProblem(await readJson(input));
  const answer = progress ? await planWithProgress(problem) : await solvePlan(problem);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  return answer.status === 'infeasible' ? 2 : 0;
}

async function planWithProgress(problem: PlanningProblem): Promise<PlanAnswer> {
  const thread = createComputeThread();
  const enough = new AbortController();
  process.once('SIGINT', () => enough.abort());
  process.once('SIGTERM', () => enough.abort());
  try {
    return (
      await thread.run({ kind: 'supply', problem }, { enough: enough.signal, onProgress: tellProgress })
    ).plan;
  } finally {
    await thread.close();
  }
}

function tellProgress({ elapsedMs, margin, boundMargin }: SolveProgress): void {
  const best = margin === null ? 'no plan yet' : `margin ${margin.toFixed(2)}`;
  const bound = boundMargin === null ? 'nothing proven' : `at most ${boundMargin.toFixed(2)}`;
  console.error(`${(elapsedMs / 1000).toFixed(1)} s: ${best}, ${bound}`);
}

function readCommand(): { readonly input: string; readonly progress: boolean } {
  const usage =
    'Use: npm run --silent plan -- --input FILE [--progress] (a planning problem in JSON, see docs/planner.md)';
  try {
    const options = { input: { type: 'string' }, progress: { type: 'boolean' } } as const;
    const { values } = parseArgs({ options });
    if (values.input) return { input: values.input, progress: values.progress ?? false };
  } catch (error) {
    throw new DomainError('invalid-input', usage, [(error as Error).message, usage]);
  }
  throw new DomainError('invalid-input', usage, [usage]);
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const line = `${path}: cannot be read (${code}); give the path of a planning problem after --input`;
    throw new DomainError('not-found', line, [line]);
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    const line = `${path}: is not JSON (${(error as Error).message}); correct it at that place`;
    throw new DomainError('invalid-input', line, [line]);
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.exitCode = 1;
    if (!(error instanceof DomainError)) throw error;
    for (const line of error.details.length > 0 ? error.details : [error.message]) console.error(line);
  },
);
