import { writeFile } from 'node:fs/promises';
import { loadSettingsFile } from '../config/settings-file';
import { DomainError } from '../domain/errors';
import { readOptions } from './rehearsal/options';
import { rehearse } from './rehearsal/rehearse';
import type { MonthReport, RehearsalReport } from './rehearsal/report';

/**
 * `npm run rehearse`: goes through whole months in seconds and tells who would have been reminded and escalated when.
 * Exit code 0 when every month closed its five steps and published its plan, 1 when one did not, 2 on bad input.
 */
async function main(): Promise<number> {
  loadSettingsFile();
  const options = readOptions(process.argv.slice(2), new Date());
  const { report, isComplete } = await rehearse(options, say);
  for (const month of report.months) summarise(month);
  say(`${report.wallSeconds} s${isComplete ? '' : ': not every month came to its end'}`);
  await write(report, options.jsonFile);
  return isComplete ? 0 : 1;
}

async function write(report: RehearsalReport, jsonFile: string | undefined): Promise<void> {
  const json = `${JSON.stringify(report, null, 2)}\n`;
  if (jsonFile === undefined) process.stdout.write(json);
  else await writeFile(jsonFile, json);
}

function summarise({ period, steps, tasks, mails, plan }: MonthReport): void {
  const count = (kind: string) => mails.filter((mail) => mail.kind === kind).length;
  const late = tasks.filter(
    ({ completedAt, plannedDueAt }) => completedAt !== null && completedAt > plannedDueAt,
  );
  say(
    `${period}: ${steps.filter(({ closedAt }) => closedAt).length} of ${steps.length} steps closed, ` +
      `${tasks.length} tasks (${late.length} late), ${mails.length} mails (${count('reminder')} reminders, ` +
      `${count('past-due')} past due, ${count('escalation')} escalations), ` +
      (plan ? `plan version ${plan.version} published with ${plan.rows} rows` : 'no plan published'),
  );
}

/** Progress goes to standard error, so that the report can be piped on. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const isExpected = error instanceof DomainError;
    const lines = isExpected ? (error.details.length > 0 ? error.details : [error.message]) : [String(error)];
    process.stderr.write(`${lines.join('\n')}\n`);
    process.exitCode = isExpected ? 2 : 1;
  },
);
