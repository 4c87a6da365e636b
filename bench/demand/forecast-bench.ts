import { existsSync } from 'node:fs';
import { forecastSeries } from '../../domain/demand/forecast-series';
import type { BenchGoal } from '../bench-goal';
import { judge, readJudgingPart } from './m1-accuracy';
import { madeUpSeries } from './made-up-series';
import { forecastPlainly } from './plain-loop';
import { benchTwoThreads } from './two-threads';

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
  const goals = [
    ...measureAccuracy(m1Path, print),
    ...measureSpeed(print),
    ...(await benchTwoThreads(print)),
  ];
  for (const { name, goal, measured, isMet } of goals) {
    if (measured === null) print(`  not measured: ${name} (goal ${goal})`);
    else if (isMet === false) print(`  GOAL MISSED: ${name}, goal ${goal}`);
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

function seriesPerCpuSecond<T>(series: readonly T[], forecast: (one: T) => unknown): number {
  for (const one of series.slice(0, 200)) forecast(one);
  const before = process.cpuUsage();
  for (const one of series) forecast(one);
  const { user, system } = process.cpuUsage(before);
  return series.length / ((user + system) / 1e6);
}

const round = (value: number): string => Math.round(value).toLocaleString('en-US');
const percent = (ratio: number): string => `${(100 * ratio).toFixed(1)} %`;
