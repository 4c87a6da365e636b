import { baselinePlan } from '../../../domain/plan/baseline-plan';
import { baselineQuestion } from '../../../domain/plan/baseline-question';
import { planningInput } from './planning-input-of';

const forecast = (itemCode: string, mean: number[]) => ({
  itemCode,
  marketCode: 'DE',
  corrections: [],
  forecast: forecastOf(mean),
});

const forecastOf = (mean: number[]) => ({
  model: 'known',
  mean,
  lower80: mean.map((value) => value - 1),
  upper80: mean.map((value) => value + 1),
  lower95: [],
  upper95: [],
  note: '',
  backtest: [],
  backtestWmape: null,
});

test('Every series on record is forecast over the horizon', () => {
  const question = baselineQuestion(planningInput());
  expect(question.months).toEqual(['2027-01', '2027-02', '2027-03']);
  expect(question.series.map(({ itemCode, history }) => [itemCode, history])).toEqual([
    ['T-1', [6, 7, 8]],
    ['T-2', [2, 2]],
  ]);
});

test('Missing recent months are forecast as well and left out of the plan', () => {
  const input = planningInput({
    sales: [{ itemCode: 'T-1', marketCode: 'DE', firstMonth: '2026-09', quantityUnits: [5, 6, null, null] }],
  });
  expect(baselineQuestion(input).months).toHaveLength(5);
  const { series } = baselinePlan(input, {
    firstMonth: '2026-11',
    series: [forecast('T-1', [1, 2, 3, 4, 5])],
  });
  expect(series[0]!.quantityUnits).toEqual([3, 4, 5]);
});

test('Sales that ended ten years ago are forecast as far as it goes, then the last year goes on', () => {
  const input = planningInput({
    sales: [{ itemCode: 'T-1', marketCode: 'DE', firstMonth: '2016-12', quantityUnits: [5] }],
  });
  expect(baselineQuestion(input).months).toHaveLength(120);
  const mean = Array.from({ length: 120 }, (_, month) => month);
  const { series } = baselinePlan(input, { firstMonth: '2017-01', series: [forecast('T-1', mean)] });
  expect(series[0]!.quantityUnits).toEqual([108, 109, 110]);
});

test('Quantities are never negative and kept to a thousandth', () => {
  const { rows } = baselinePlan(planningInput(), {
    firstMonth: '2027-01',
    series: [forecast('T-1', [0.5, 1.23456, 2]), forecast('T-2', [1, 1, 1])],
  });
  const first = rows.filter(({ itemCode, month }) => itemCode === 'T-1' && month !== '2027-03');
  expect(first.map(({ measure, value }) => [measure, value])).toEqual([
    ['baseline', 0.5],
    ['lower80', 0],
    ['upper80', 1.5],
    ['baseline', 1.235],
    ['lower80', 0.235],
    ['upper80', 2.235],
  ]);
});
