import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DomainError } from '../domain/errors';
import { readPlanningProblem } from '../domain/supply/planning-problem-schema';
import { solvePlan } from '../domain/supply/solve-plan';

/**
 * `npm run --silent plan -- --input FILE`: reads a planning problem, writes the plan as JSON on standard output.
 * Exit code 0 with a plan, 2 when no plan is possible, 1 on bad input with one line per mistake on standard error.
 */
async function main(): Promise<number> {
  const problem = readPlanningProblem(await readJson(inputPath()));
  const answer = await solvePlan(problem);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
  return answer.status === 'infeasible' ? 2 : 0;
}

function inputPath(): string {
  const usage =
    'Usage: npm run --silent plan -- --input FILE (a planning problem in JSON, see docs/planner.md)';
  try {
    const { values } = parseArgs({ options: { input: { type: 'string' } } });
    if (values.input) return values.input;
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
    for (const line of error.details) console.error(line);
  },
);
