import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { addMonths } from '../../domain/cycle/month';
import { STEP_KEYS } from '../../domain/cycle/template';
import type { MonthReport, RehearsalReport } from '../../standalone/rehearsal/report';
import { makeRunFolder } from '../support/run-folder';

const run = promisify(execFile);
const root = path.join(__dirname, '../..');
const folder = makeRunFolder('rehearsal');

/** The month after next: it has certainly not begun, and its kick-off lies ahead. */
const month = addMonths(new Date().toISOString().slice(0, 7), 2);

async function rehearse(name: string, ...words: string[]) {
  const file = path.join(folder, `${name}.json`);
  const command = ['--import', 'tsx', 'standalone/rehearse.ts', '--json', file, ...words];
  const { stderr } = await run(process.execPath, command, { cwd: root, timeout: 170_000 });
  return { report: JSON.parse(readFileSync(file, 'utf8')) as RehearsalReport, stderr };
}

describe('npm run rehearse', () => {
  let first: RehearsalReport;
  let rehearsed: MonthReport;
  let progress: string;

  beforeAll(async () => {
    const { report, stderr } = await rehearse('first', '--month', month);
    first = report;
    rehearsed = report.months[0]!;
    progress = stderr;
  }, 180_000);

  test('goes through the five steps to a published plan', () => {
    expect(first).toMatchObject({ seed: 7, shiftedMonths: 0 });
    expect(first.wallSeconds).toBeGreaterThan(0);
    expect(rehearsed.period).toBe(month);
    expect(rehearsed.steps.map(({ step }) => step)).toEqual([...STEP_KEYS]);
    for (const { closedAt, openedAt } of rehearsed.steps) expect(closedAt! > openedAt!).toBe(true);
    expect(rehearsed.plan?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(rehearsed.plan?.rows).toBeGreaterThan(100);
  });

  test('shows how it gets on', () => {
    expect(progress).toContain(`${month} kicked off`);
    expect(progress).toContain(`${month} Executive meeting: signed-off`);
  });

  test('the same seed and month give the same report, wall seconds apart', async () => {
    const { report } = await rehearse('second', '--month', month);
    expect({ ...report, wallSeconds: 0 }).toEqual({ ...first, wallSeconds: 0 });
  }, 180_000);

  test('steps open on their planned instants unless the one before is late', () => {
    const [gathering, ...later] = rehearsed.steps;
    expect(gathering?.openedAt).toBe(gathering?.plannedOpenAt);
    later.forEach((step, index) => {
      const before = rehearsed.steps[index]!.closedAt!;
      expect(step.openedAt).toBe([before, step.plannedOpenAt].sort().at(-1));
    });
  });

  test('the ladder keeps its instants: first mails at opening, past due at the due time', () => {
    const onTime = rehearsed.tasks.filter(
      ({ step, round }) =>
        round === 1 && rehearsed.steps.find((each) => each.step === step)?.openedAt === plannedOpening(step),
    );
    expect(onTime.length).toBeGreaterThan(2);
    const mailsOf = (kind: string, task: string) =>
      rehearsed.mails.filter((mail) => mail.kind === kind && mail.task === task);
    for (const { task, openedAt, plannedDueAt, completedAt, step } of onTime) {
      expect(mailsOf('task-assigned', task).map(({ at }) => at)).toEqual([openedAt]);
      if (openedAt !== plannedOpening(step)) continue;
      const pastDue = mailsOf('past-due', task).map(({ at }) => at);
      const isLate = completedAt === null || completedAt > plannedDueAt;
      if (isLate) expect(pastDue).toContain(plannedDueAt);
      else expect(pastDue).toEqual([]);
    }
  });

  test('nobody is mailed about a task once it is done', () => {
    for (const { task, completedAt } of rehearsed.tasks) {
      const later = rehearsed.mails.filter(
        ({ at, kind, task: about }) => about === task && kind !== 'task-assigned' && at > completedAt!,
      );
      expect(later).toEqual([]);
    }
  });

  const plannedOpening = (step: string) => rehearsed.steps.find((each) => each.step === step)?.plannedOpenAt;
});

describe('npm run rehearse with words that make no sense', () => {
  test.each([
    [['--month', '2020-01'], '--month 2020-01 has begun already'],
    [['--participants', '5'], '--participants must be a whole number from 12 to 2000'],
    [['--month', month, '--sales', 'nowhere.csv'], 'nowhere.csv cannot be read (ENOENT)'],
  ])(
    '%j says what to do and ends with 2',
    async (words, sentence) => {
      const failed = rehearse('failed', ...words);
      await expect(failed).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining(sentence) });
    },
    60_000,
  );
});
