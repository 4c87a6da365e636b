import type { components } from '../../web/src/api/schema';
import { unit } from './sample-people';

type Schemas = components['schemas'];
type Step = Schemas['ForecastStep'];

const measured = (wmape: number, bias: number) => ({
  wmape,
  accuracy: 1 - wmape,
  bias,
  biasWords: `${Math.abs(100 * bias).toFixed(1)} % ${bias > 0 ? 'over-forecast' : 'under-forecast'}`,
});

const step = (key: Step['key'], name: string, error: number, before: number | null, words: string): Step => ({
  key,
  name,
  ...measured(error, 0.021),
  valueAdded: before === null ? null : before - error,
  words,
});

const steps = [
  step('naive', 'As in the same month last year', 0.21, null, 'to compare with'),
  step('baseline', 'Statistical baseline', 0.142, 0.21, 'took 6.8 points off the error'),
  step('sales', 'After sales', 0.128, 0.142, 'took 1.4 points off the error'),
  step('marketing', 'After marketing', 0.139, 0.128, 'added 1.1 points of error'),
  step('finance', 'After finance', 0.139, 0.139, 'changed nothing'),
  step('consensus', 'Consensus', 0.131, 0.139, 'took 0.8 points off the error'),
];

/** Three passed months of Europe. */
export const forecastAccuracy: Schemas['ForecastAccuracy'] = {
  unit,
  sentence:
    'Forecasts made 2 months ahead were 86.9 % accurate in October 2026 to December 2026, 2.1 % over-forecast. "After marketing" added 1.1 points of error: ask why.',
  lagMonths: 2,
  byLag: [0, 1, 2].map((lagMonths) => ({ lagMonths, ...measured(0.11 + 0.01 * lagMonths, 0.02) })),
  steps,
  families: [
    { familyCode: 'TOOLS', familyName: 'Tools', steps },
    { familyCode: 'PUMPS', familyName: 'Pumps', steps },
  ],
  months: ['2026-10', '2026-11', '2026-12'].map((month) => ({ month, ...measured(0.13, -0.012) })),
};

/** America has planned January, and January is not over. */
export const forecastAccuracyToCome: Schemas['ForecastAccuracy'] = {
  unit: { ...unit, id: 'unit-america', code: 'america', name: 'America' },
  sentence:
    'Here the forecasts are compared with what was sold. The first figures come when January 2027 is over and its sales are loaded, from February 2027 on.',
  lagMonths: null,
  byLag: [],
  steps: [],
  families: [],
  months: [],
};
