import { createReadStream, createWriteStream, existsSync, rmSync, type Stats } from 'node:fs';
import { realpath, rename, rm, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import type { ForecastSettings } from './forecast/batch';
import { forecastInOrder } from './forecast/forecast-in-order';
import { groupCsv, ScatteredSeries, splitCsv } from './forecast/split-csv';
import { splitJsonArray } from './forecast/split-json';
import { UnreadableInput } from './forecast/unreadable-input';

/**
 * `npm run --silent forecast -- --input FILE --horizon 18 --season 12 --output FILE [--workers 2] [--backtest]`
 *
 * The baseline of every series of a JSON or CSV file (docs/forecast.md has the formats). Exit code 0: all done;
 * 1: a series was broken, or the input unreadable; 2: the command was given wrongly.
 */
async function main(): Promise<number> {
  const command = readCommand();
  if (typeof command === 'string') return complain(`${command}\n${USAGE}`, 2);
  const { input, workers, options } = command;

  const format = await formatOf(input);
  if (format === null) return complain(`The input ${input} cannot be read: check the path.`, 1);
  if (format === 'empty') return complain(`The input ${input} is empty: there is nothing to forecast.`, 1);
  const output = await fileToWrite(command.output);
  if ('problem' in output) return complain(output.problem, 2);
  leaveNothingHalf(output.path);
  const settings = { ...options, format };
  const chunks = () => createReadStream(input, { highWaterMark: 256 * 1024 });
  if (format === 'json') return forecastFile(splitJsonArray(chunks()), settings, workers, output.path);
  try {
    return await forecastFile(splitCsv(chunks()), settings, workers, output.path);
  } catch (error) {
    if (!(error instanceof ScatteredSeries)) throw error;
    say(`${error.message}: grouping the whole file in memory`);
    return forecastFile(groupCsv(chunks()), settings, workers, output.path);
  }
}

const USAGE =
  'Use: npm run --silent forecast -- --input FILE(.json|.csv) --horizon 18 --season 12 --output FILE ' +
  '[--workers 2] [--backtest]';

/**
 * By the first sign, whatever the file is called: JSON begins with a bracket. Null for no readable file; a pipe is
 * none either, because it can be read only once.
 */
async function formatOf(input: string): Promise<'json' | 'csv' | 'empty' | null> {
  try {
    if (!(await stat(input)).isFile()) return null;
    for await (const chunk of createReadStream(input, { encoding: 'utf8' })) {
      const first = String(chunk).trimStart()[0];
      if (first !== undefined) return first === '[' || first === '{' ? 'json' : 'csv';
    }
    return 'empty';
  } catch {
    return null;
  }
}

/** Behind a link its target, so that the link stays; a folder or a device cannot be replaced by a file. */
async function fileToWrite(output: string): Promise<{ path: string } | { problem: string }> {
  let found: Stats;
  try {
    found = await stat(output);
  } catch {
    const folder = dirname(resolve(output));
    if (existsSync(folder)) return { path: output };
    return { problem: `The folder ${folder} of the output does not exist: make it, or give another path.` };
  }
  if (found.isFile()) return { path: await realpath(output) };
  return { problem: `The output ${output} is no file: give the path of one.` };
}

interface Command {
  input: string;
  output: string;
  workers: number;
  options: Omit<ForecastSettings, 'format'>;
}

function readCommand(): Command | string {
  let values: Record<string, string | boolean | undefined>;
  try {
    ({ values } = parseArgs({
      options: {
        input: { type: 'string' },
        output: { type: 'string' },
        horizon: { type: 'string', default: '18' },
        season: { type: 'string', default: '12' },
        workers: { type: 'string' },
        backtest: { type: 'boolean', default: false },
      },
    }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }

  const { input, output } = values;
  if (typeof input !== 'string' || typeof output !== 'string') return 'Give --input FILE and --output FILE.';
  const horizonMonths = wholeNumber(values.horizon, 1, 120);
  if (horizonMonths === null) return `--horizon is ${values.horizon}: give 1 to 120 months.`;
  const seasonLengthMonths = wholeNumber(values.season, 1, 60);
  if (seasonLengthMonths === null) return `--season is ${values.season}: give 1 (no season) to 60 months.`;
  const mostWorkers = wholeNumber(values.workers ?? '64', 1, 64);
  if (mostWorkers === null) return `--workers is ${values.workers}: give 1 to 64.`;
  // More workers than cores would only wait for each other.
  const workers = Math.min(mostWorkers, availableParallelism());

  const withBacktest = values.backtest === true;
  return { input, output, workers, options: { horizonMonths, seasonLengthMonths, withBacktest } };
}

function wholeNumber(text: string | boolean | undefined, lowest: number, highest: number): number | null {
  const value = Number(text);
  return typeof text === 'string' && Number.isInteger(value) && value >= lowest && value <= highest
    ? value
    : null;
}

/**
 * Writes beside the output and renames at the end, so that a half file never looks like a whole one. An input of which
 * no series can be read leaves an earlier output as it was.
 */
async function forecastFile(
  tasks: Parameters<typeof forecastInOrder>[0],
  settings: ForecastSettings,
  workers: number,
  output: string,
): Promise<number> {
  const partial = partialBeside(output);
  const progress: Progress = {
    startedAt: performance.now(),
    seriesCount: 0,
    brokenCount: 0,
    unreadable: null,
  };
  try {
    // The stream keeps results which the disk has not taken yet: this thread computes instead of waiting.
    const file = createWriteStream(partial, { highWaterMark: UNWRITTEN_BYTES });
    await pipeline(outputOf(forecastInOrder(tasks, settings, workers), progress), file);
    if (progress.unreadable !== null && progress.seriesCount === 0) {
      await rm(partial);
      return complain(`The input cannot be read: ${progress.unreadable}. Nothing was written.`, 1);
    }
    await rename(partial, output);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }

  const { seriesCount, brokenCount, unreadable } = progress;
  say(`${seriesCount} series in ${output}, ${speed(progress)}, ${workers} workers`);
  if (unreadable !== null) say(`The input cannot be read to its end: ${unreadable}.`);
  if (brokenCount > 0) say(`${brokenCount} of them broken: named above, and without numbers in the output.`);
  return unreadable !== null || brokenCount > 0 ? 1 : 0;
}

const UNWRITTEN_BYTES = 1024 * 1024;

/** Its own for each run, so that two at once do not write into each other. */
const partialBeside = (output: string): string => `${output}.${process.pid}.partial`;

/** Ctrl-C and a request to stop leave no half file behind; the exit codes are those of a shell. */
function leaveNothingHalf(output: string): void {
  const stop = (exitCode: number) => () => {
    rmSync(partialBeside(output), { force: true });
    process.exit(exitCode);
  };
  process.once('SIGINT', stop(130));
  process.once('SIGTERM', stop(143));
}

interface Progress {
  readonly startedAt: number;
  seriesCount: number;
  brokenCount: number;
  /** Why the input could not be read to its end. */
  unreadable: string | null;
}

/** The bytes of the output file; what is broken is named on the way, and once a second how far it is. */
async function* outputOf(
  results: ReturnType<typeof forecastInOrder>,
  progress: Progress,
): AsyncGenerator<string | Uint8Array> {
  let saidAt = progress.startedAt;
  yield '[\n';
  try {
    for await (const { bytes, seriesCount, broken } of results) {
      if (progress.seriesCount > 0 && seriesCount > 0) yield ',\n';
      yield bytes;
      progress.seriesCount += seriesCount;
      progress.brokenCount += broken.length;
      for (const { name, reason } of broken) say(`broken: ${name}: ${reason}`);
      if (performance.now() - saidAt > 1000) {
        saidAt = performance.now();
        say(`${progress.seriesCount} series, ${speed(progress)}`);
      }
    }
  } catch (error) {
    if (!(error instanceof UnreadableInput)) throw error;
    progress.unreadable = error.message;
  }
  yield '\n]\n';
}

const speed = ({ seriesCount, startedAt }: Progress): string =>
  `${Math.round((seriesCount / (performance.now() - startedAt)) * 1000)} a second`;

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

function complain(message: string, exitCode: number): number {
  say(message);
  return exitCode;
}

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.exitCode = complain(error instanceof Error ? error.message : String(error), 1);
  },
);
