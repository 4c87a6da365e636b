import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { largeProblem } from '../../bench/supply/large-problem';
import { lotProblem } from '../../bench/supply/lot-problem';
import { checkPlan } from '../../domain/supply/check-plan';
import type { PlanAnswer } from '../../domain/supply/planning-problem';

const root = path.join(__dirname, '../..');
const redTomato = path.join(root, 'tests/domain/supply/cases/red-tomato.problem.json');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'plan-command-'));
});
afterAll(() => rm(folder, { recursive: true }));

function runPlan(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const command = [require.resolve('tsx/cli'), path.join(root, 'standalone/plan.ts'), ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, command, { cwd: root, maxBuffer: 1e9 }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

async function fileWith(content: unknown): Promise<string> {
  const file = path.join(folder, `${Math.random()}.json`);
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

describe('npm run plan', () => {
  test('When a problem has a plan, then it is on standard output and the exit code is 0', async () => {
    const { code, stdout, stderr } = await runPlan('--input', redTomato);
    const plan = JSON.parse(stdout) as PlanAnswer;
    expect([code, stderr, plan.status]).toEqual([0, '', 'optimal']);
    expect(plan.cost).toBeCloseTo(422_275, 6);
  });

  test('When a problem has no plan, then the exit code is 2 and the conflict is told', async () => {
    const file = await fileWith({
      id: 'short',
      periods: ['jan'],
      families: [{ id: 'pumps', demand: [10], hoursPerUnit: { line: 1 } }],
      resources: [{ id: 'line', regularHours: 5 }],
    });
    const { code, stdout } = await runPlan('--input', file);
    const plan = JSON.parse(stdout) as PlanAnswer;
    expect([code, plan.status]).toEqual([2, 'infeasible']);
    expect(plan.conflict).toHaveLength(3);
  });

  test('When time is up before a plan or a proof that there is none, then the exit code is 1 and a line says so', async () => {
    const problem = lotProblem({
      families: 400,
      resources: 20,
      periods: 24,
      seed: 1,
      timeLimitSeconds: 0.01,
    });
    const workforce = {
      initialWorkers: 10,
      hireCost: 1,
      layoffCost: 1,
      wagePerPeriod: 1,
      hoursPerWorker: 160,
      integer: true,
      idleAllowed: false,
    };
    const resources = problem.resources.map(({ id }) => ({ id, workforce }));
    const { code, stdout, stderr } = await runPlan('--input', await fileWith({ ...problem, resources }));
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^No plan for "lots-400x20x24-1" was found in the 0.01 seconds it was allowed, .*\n$/,
    );
  });

  test('When the input is bad, then the exit code is 1 with one line per mistake and no output', async () => {
    const file = await fileWith({
      id: 'x',
      periods: ['jan'],
      families: [{ id: 'f', demand: [-1, 2] }],
      resources: 3,
    });
    const { code, stdout, stderr } = await runPlan('--input', file);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toEqual([
      'families[0].demand: has 2 values, but there is 1 period; give one value for each period',
      'families[0].demand[0]: is -1; give a number of 0 or more',
      'resources: is 3; give a list of resources ([] when nothing is limited)',
    ]);
  });

  test.each([
    [['--input', '/no/such/file.json'], /cannot be read \(ENOENT\)/],
    [[], /^Use: npm run/],
    [['--inptu', 'x'], /--inptu/],
  ])('When it is called with %j, then one clear line says what to do', async (args, reason) => {
    const { code, stderr } = await runPlan(...args);
    expect(code).toBe(1);
    expect(stderr).toMatch(reason);
    expect(stderr).not.toMatch(/at .*\.ts:/);
  });

  test('When the file is not JSON, then that is said', async () => {
    const { code, stderr } = await runPlan('--input', await fileWith('{ not json'));
    expect(code).toBe(1);
    expect(stderr).toMatch(/is not JSON/);
  });

  test('When it is stopped with progress on, then the best plan so far comes out with its gap', async () => {
    const problem = { ...largeProblem({ families: 300, resources: 20, periods: 24, seed: 5 }), options: {} };
    const file = await fileWith(problem);
    const command = [
      require.resolve('tsx/cli'),
      path.join(root, 'standalone/plan.ts'),
      '--progress',
      '--input',
      file,
    ];
    const child = spawn(process.execPath, command, { cwd: root });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
      if (stderr.includes('margin') && !child.killed) child.kill('SIGINT');
    });
    // Not at its exit: its last words may still be on their way then.
    const code = await new Promise((resolve) => child.on('close', resolve));
    const plan = JSON.parse(stdout) as PlanAnswer;
    expect([code, plan.status]).toEqual([0, 'feasible']);
    expect(plan.gapRatio).toBeGreaterThan(0);
    expect(plan.boundMargin).toBeGreaterThan(plan.margin);
    expect(checkPlan(problem, plan)).toEqual([]);
  });
});
