import { existsSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { forecastSeries } from '../../domain/demand/forecast-series';
import type { BatchTask } from '../../standalone/forecast/batch';
import { forecastInOrder } from '../../standalone/forecast/forecast-in-order';
import type { BenchGoal } from '../bench-goal';
import { judge, readJudgingPart } from './m1-accuracy';
import { madeUpSeries } from './made-up-series';
import { forecastPlainly } from './plain-loop';

/** R forecast 8.x on the same kind of machine, series per CPU-second: docs/forecast.md. */
const R_ETS_SPEED = 2;
const R_THETA_SPEED = [230, 340] as const;

const MONTHS = 120;
const HORIZON = 18;
const SEASON = 12;

/**
 * Measures the forecast engine and prints it line by line: accuracy and coverage on the judging part of M1 monthly
 * (`m1Path`, or the environment variable M1_MONTHLY; left out with a clear line when there is no such file), speed
 * beside R's published-package figures and a plain loop of the same run, and the gain of a second thread.
 */
export async function benchForecast(
  print: (line: string) => void,
  m1Path = process.env.M1_MONTHLY ?? '',
): Promise<BenchGoal[]> {
  print('Forecast');
  const goals = [...measureAccuracy(m1Path, print), ...measureSpeed(print), await measureThreads(print)];
  for (const { name, goal, isMet } of goals) {
    if (isMet === null) print(`  not measured: ${name} (goal ${goal})`);
    else if (!isMet) print(`  GOAL MISSED: ${name}, goal ${goal}`);
  }
  return goals;
}

function measureAccuracy(m1Path: string, print: (line: string) => void): BenchGoal[] {
  if (m1Path === '' || !existsSync(m1Path)) {
    print('  accuracy left out: give the M1 monthly series as M1_MONTHLY=FILE (JSON, [{ "x", "xx" }])');
    return [
      { name: 'OWA on M1', measured: null, goal: '<= 0.86', isMet: null },
      { name: '80 % range covers', measured: null, goal: '0.75-0.88', isMet: null },
      { name: '95 % range covers', measured: null, goal: '0.92-0.98', isMet: null },
    ];
  }
  const { seriesCount, owa, smape, mase, coverage80, coverage95 } = judge(readJudgingPart(m1Path));
  print(`  accuracy on ${seriesCount} M1 monthly series which were not used in development:`);
  print(
    `    OWA ${owa.toFixed(4)} (sMAPE ${smape.toFixed(2)}, MASE ${mase.toFixed(3)}); R ets on all of M1: 0.9052`,
  );
  print(`    ranges cover ${percent(coverage80)} (80 %) and ${percent(coverage95)} (95 %)`);
  return [
    { name: 'OWA on M1', measured: owa, goal: '<= 0.86', isMet: owa <= 0.86 },
    {
      name: '80 % range covers',
      measured: coverage80,
      goal: '0.75-0.88',
      isMet: coverage80 >= 0.75 && coverage80 <= 0.88,
    },
    {
      name: '95 % range covers',
      measured: coverage95,
      goal: '0.92-0.98',
      isMet: coverage95 >= 0.92 && coverage95 <= 0.98,
    },
  ];
}

function measureSpeed(print: (line: string) => void): BenchGoal[] {
  const series = madeUpSeries(2000, MONTHS);
  const options = { horizonMonths: HORIZON, seasonLengthMonths: SEASON };
  const product = seriesPerCpuSecond(series, ({ values }) => forecastSeries(values, options));
  const plain = seriesPerCpuSecond(series.slice(0, 500), ({ values }) =>
    forecastPlainly(values, SEASON, HORIZON),
  );

  print(`  speed, ${MONTHS} months each, horizon ${HORIZON}, series per CPU-second on one thread:`);
  print(`    product ${round(product)} (four methods, four backtests, ranges)`);
  print(`    plain loop ${round(plain)} (one model form, no backtest, no ranges)`);
  print(`    R forecast::ets ${R_ETS_SPEED}, thetaf ${R_THETA_SPEED.join('-')} (measured elsewhere)`);
  print(`    product / R ets: ${round(product / R_ETS_SPEED)} times`);
  return [{ name: 'series per CPU-second', measured: product, goal: '>= 2500', isMet: product >= 2500 }];
}

async function measureThreads(print: (line: string) => void): Promise<BenchGoal> {
  const tasks = batchesOf(madeUpSeries(12_800, MONTHS));
  const one = await seriesPerSecond(tasks, 1);
  const two = await seriesPerSecond(tasks, 2);
  const waiting = loadavg()[0]!;
  if (waiting > 1.5 * availableParallelism()) {
    print(`  the machine is busy with other things (load ${waiting.toFixed(1)}): the next line says little`);
  }
  print(
    `  threads: ${round(one)} series a second on one, ${round(two)} on two: ${(two / one).toFixed(2)} times`,
  );
  return { name: 'two threads over one', measured: two / one, goal: '>= 1.9', isMet: two / one >= 1.9 };
}

function seriesPerCpuSecond<T>(series: readonly T[], forecast: (one: T) => unknown): number {
  for (const one of series.slice(0, 200)) forecast(one);
  const before = process.cpuUsage();
  for (const one of series) forecast(one);
  const { user, system } = process.cpuUsage(before);
  return series.length / ((user + system) / 1e6);
}

/** The first quarter of the batches warms the threads up; the clock runs over the rest. */
async function seriesPerSecond(tasks: readonly BatchTask[], workers: number): Promise<number> {
  async function* copies() {
    for (const task of tasks) yield { ...task, bytes: task.bytes.slice() };
  }
  const settings = {
    horizonMonths: HORIZON,
    seasonLengthMonths: SEASON,
    format: 'json',
    withBacktest: false,
  } as const;
  const warmUpBatches = Math.floor(tasks.length / 4);
  let batches = 0;
  let count = 0;
  let startedAt = 0;
  for await (const { seriesCount } of forecastInOrder(copies(), settings, workers)) {
    batches++;
    if (batches === warmUpBatches) startedAt = performance.now();
    if (batches > warmUpBatches) count += seriesCount;
  }
  return (count / (performance.now() - startedAt)) * 1000;
}

function batchesOf(series: readonly { id: string; values: number[] }[]): BatchTask[] {
  const encoder = new TextEncoder();
  const perBatch = 64;
  return Array.from({ length: Math.ceil(series.length / perBatch) }, (_, index) => {
    const texts = series.slice(index * perBatch, (index + 1) * perBatch).map((one) => JSON.stringify(one));
    return {
      index,
      firstSeries: index * perBatch,
      bytes: encoder.encode(texts.join('')),
      lengths: texts.map((text) => encoder.encode(text).length),
    };
  });
}

const round = (value: number): string => Math.round(value).toLocaleString('en-US');
const percent = (ratio: number): string => `${(100 * ratio).toFixed(1)} %`;
