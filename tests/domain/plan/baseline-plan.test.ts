import { baselinePlan, forecastQuestions } from '../../../domain/plan/baseline-plan';
import { planningInput } from './planning-input-of';

const forecast = (mean: number[]) => ({
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
  const questions = forecastQuestions(planningInput());
  expect(questions).toMatchObject({ horizonMonths: 3, missingMonths: 0 });
  expect(questions.series.map(({ itemCode, history }) => [itemCode, history])).toEqual([
    ['T-1', [6, 7, 8]],
    ['T-2', [2, 2]],
  ]);
});

test('Missing recent months are forecast as well and left out of the plan', () => {
  const input = planningInput({
    sales: [{ itemCode: 'T-1', marketCode: 'DE', firstMonth: '2026-09', quantityUnits: [5, 6, null, null] }],
  });
  const questions = forecastQuestions(input);
  expect(questions).toMatchObject({ horizonMonths: 5, missingMonths: 2 });
  const { series } = baselinePlan(input, questions, [forecast([1, 2, 3, 4, 5])]);
  expect(series[0]!.quantityUnits).toEqual([3, 4, 5]);
});

test('Sales that ended ten years ago are forecast as far as it goes, then the last year goes on', () => {
  const input = planningInput({
    sales: [{ itemCode: 'T-1', marketCode: 'DE', firstMonth: '2016-12', quantityUnits: [5] }],
  });
  const questions = forecastQuestions(input);
  expect(questions).toMatchObject({ horizonMonths: 120, missingMonths: 120 });
  const { series } = baselinePlan(input, questions, [
    forecast(Array.from({ length: 120 }, (_, month) => month)),
  ]);
  expect(series[0]!.quantityUnits).toEqual([108, 109, 110]);
});

test('Quantities are never negative and kept to a thousandth', () => {
  const input = planningInput();
  const { rows } = baselinePlan(input, forecastQuestions(input), [
    forecast([0.5, 1.23456, 2]),
    forecast([1, 1, 1]),
  ]);
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
