import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { BenchGoal } from './bench-goal';
import { benchForecast } from './demand/forecast-bench';
import { benchOrchestration } from './orchestration/orchestration-bench';
import { benchMemory } from './standalone/memory-bench';
import { benchStart } from './standalone/start-bench';
import { benchSupply } from './supply/supply-bench';

const parts = {
  forecast: benchForecast,
  supply: benchSupply,
  orchestration: benchOrchestration,
  start: benchStart,
  memory: benchMemory,
} satisfies Record<string, (print: (line: string) => void) => Promise<BenchGoal[]>>;
type Part = keyof typeof parts;
const PARTS = Object.keys(parts) as Part[];

interface Outcome {
  readonly part: Part;
  readonly goals: readonly BenchGoal[];
  /** Why the part could not run at all. */
  readonly failure?: string;
}

/**
 * `npm run bench -- [--only forecast,supply,orchestration,start,memory] [--json FILE]`
 *
 * Every figure with its goal. Exit code 0: all parts ran, whether their goals were met or missed; 1: a part failed;
 * 2: the command was given wrongly.
 */
async function main(): Promise<number> {
  const command = readCommand();
  if (typeof command === 'string') {
    process.stderr.write(`${command}\nUse: npm run bench -- [--only ${PARTS.join(',')}] [--json FILE]\n`);
    return 2;
  }
  const outcomes: Outcome[] = [];
  for (const part of command.only) outcomes.push(await run(part));
  printTable(outcomes);
  if (command.json) {
    const measuredAt = new Date().toISOString();
    writeFileSync(command.json, `${JSON.stringify({ measuredAt, parts: outcomes }, null, 2)}\n`);
  }
  return outcomes.some(({ failure }) => failure !== undefined) ? 1 : 0;
}

function readCommand(): { only: readonly Part[]; json: string | undefined } | string {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string' }, json: { type: 'string' } } });
    const only = values.only?.split(',') ?? PARTS;
    const unknown = only.find((name) => !PARTS.some((part) => part === name));
    if (unknown !== undefined) return `There is no part "${unknown}".`;
    return { only: PARTS.filter((part) => only.includes(part)), json: values.json };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function run(part: Part): Promise<Outcome> {
  try {
    return { part, goals: await parts[part](print) };
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error);
    print(`  FAILED: ${error instanceof Error ? error.stack : failure}`);
    return { part, goals: [], failure };
  }
}

function printTable(outcomes: readonly Outcome[]): void {
  const lines = outcomes.flatMap(({ part, goals, failure }) =>
    failure === undefined
      ? goals.map((line) => [part, line.name, figure(line.measured), line.goal, verdict(line)])
      : [[part, 'did not run: see above', '-', '', 'FAILED']],
  );
  const table = [['part', 'figure', 'measured', 'goal', ''], ...lines];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((line) => line[column]!.length)));
  print('');
  for (const line of table)
    print(
      line
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    );
}

function verdict({ measured, isMet }: BenchGoal): string {
  if (measured === null) return 'not measured';
  if (isMet === null) return 'stated';
  return isMet ? 'met' : 'MISSED';
}

function figure(measured: number | null): string {
  if (measured === null) return '-';
  if (Math.abs(measured) >= 100) return Math.round(measured).toLocaleString('en-US');
  return measured.toPrecision(3);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
