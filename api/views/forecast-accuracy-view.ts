import type { z } from 'zod';
import { addMonths } from '../../domain/cycle/month';
import type { ForecastQuality, StepOfForecast } from '../../domain/demand/forecast-quality';
import { month, percent } from '../../email/wording';
import type { ForecastAccuracy, ForecastStep } from '../schemas/forecast';

type View = z.input<typeof ForecastAccuracy>;

export interface AccuracyFacts {
  readonly unit: View['unit'];
  readonly quality: ForecastQuality;
  readonly wantedLagMonths: number;
  readonly familyNames: ReadonlyMap<string, string>;
  /** The first month that a consensus was made for; null before the first one. */
  readonly firstPlannedMonth: string | null;
}

/** Was the forecast good, and who made it better: figures with words beside each. */
export function forecastAccuracyView(facts: AccuracyFacts): View {
  const { unit, quality, familyNames } = facts;
  return {
    unit,
    sentence: quality.lagMonths === null ? nothingYet(facts) : summaryWords(facts),
    lagMonths: quality.lagMonths,
    byLag: quality.byLag.map(({ lagMonths, ...figures }) => ({ lagMonths, ...measured(figures) })),
    steps: quality.steps.map(stepView),
    families: quality.families.map(({ familyCode, steps }) => ({
      familyCode,
      familyName: familyNames.get(familyCode) ?? familyCode,
      steps: steps.map(stepView),
    })),
    months: quality.months.map((each) => ({ month: each.month, ...measured(each.consensus) })),
  };
}

type Figures = Pick<StepOfForecast, 'wmape' | 'accuracy' | 'bias'>;

const measured = ({ wmape, accuracy, bias }: Figures) => ({
  wmape,
  accuracy,
  bias,
  biasWords: biasWords(bias),
});

/** Less than this is neither over nor under: it would not be seen on the page. */
const NO_BIAS = 0.0005;

function biasWords(bias: number | null): string {
  if (bias === null) return 'n/a';
  if (Math.abs(bias) < NO_BIAS) return 'neither over nor under';
  return `${percent(Math.abs(bias))} ${bias > 0 ? 'over-forecast' : 'under-forecast'}`;
}

function stepView({ key, name, valueAdded, ...figures }: StepOfForecast): z.input<typeof ForecastStep> {
  return { key, name, ...measured(figures), valueAdded, words: addedWords(key, valueAdded) };
}

const points = (ratio: number): string => `${(100 * Math.abs(ratio)).toFixed(1)} points`;

function addedWords(key: StepOfForecast['key'], valueAdded: number | null): string {
  if (key === 'naive') return 'to compare with';
  if (valueAdded === null) return 'n/a';
  if (Math.abs(valueAdded) < NO_BIAS) return 'changed nothing';
  return valueAdded > 0 ? `took ${points(valueAdded)} off the error` : `added ${points(valueAdded)} of error`;
}

function nothingYet({ firstPlannedMonth }: AccuracyFacts): string {
  if (firstPlannedMonth === null) {
    return 'Here the forecasts are compared with what was sold. There is no consensus plan yet: the first figures come when a month that was planned here has passed and its sales are loaded.';
  }
  const first = month(firstPlannedMonth);
  return `Here the forecasts are compared with what was sold. The first figures come when ${first} is over and its sales are loaded, from ${month(addMonths(firstPlannedMonth, 1))} on.`;
}

function summaryWords({ quality, wantedLagMonths }: AccuracyFacts): string {
  const lag = quality.lagMonths!;
  const consensus = quality.steps.at(-1)!;
  const ends = new Set([quality.months[0]!.month, quality.months.at(-1)!.month]);
  const span = [...ends].map(month).join(' to ');
  const when = lag === 0 ? 'in the month itself' : `${lag} ${lag === 1 ? 'month' : 'months'} ahead`;
  const parts = [
    consensus.accuracy === null
      ? `Nothing was sold in ${span}, so no accuracy can be told.`
      : `Forecasts made ${when} were ${percent(consensus.accuracy)} accurate in ${span}, ${biasWords(consensus.bias)}.`,
  ];
  const [baseline, ...functions] = quality.steps.slice(1);
  if (baseline?.valueAdded != null) {
    parts.push(
      `The statistical baseline ${addedWords('baseline', baseline.valueAdded)} against the same month last year.`,
    );
  }
  const worst = functions
    .filter(({ valueAdded }) => (valueAdded ?? 0) < -NO_BIAS)
    .sort((a, b) => a.valueAdded! - b.valueAdded!)[0];
  if (worst) parts.push(`"${worst.name}" ${addedWords(worst.key, worst.valueAdded)}: ask why.`);
  if (lag !== wantedLagMonths) {
    parts.push(`No month with forecasts made ${wantedLagMonths} months ahead has passed yet.`);
  }
  return parts.join(' ');
}
