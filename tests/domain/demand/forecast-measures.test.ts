import { accuracyByLag } from '../../../domain/demand/accuracy-by-lag';
import { forecastValueAdded } from '../../../domain/demand/forecast-value-added';

describe('forecast value added', () => {
  test('the worked example: the baseline halves the error of the naive forecast', () => {
    const [naive, baseline] = forecastValueAdded(
      [100],
      [
        { name: 'naive', forecast: [120] },
        { name: 'baseline', forecast: [110] },
      ],
    );
    expect(naive).toMatchObject({ wmape: 0.2, bias: 0.2, valueAdded: null });
    expect(baseline!.valueAdded).toBeCloseTo(0.1, 12);
    expect(baseline!.accuracy).toBeCloseTo(0.9, 12);
  });

  test('a step which makes it worse has a negative value', () => {
    const steps = forecastValueAdded(
      [50, 50],
      [
        { name: 'baseline', forecast: [50, 45] },
        { name: 'sales', forecast: [60, 60] },
      ],
    );
    expect(steps[1]!.valueAdded).toBeCloseTo(0.05 - 0.2, 12);
    expect(steps[1]!.bias).toBeCloseTo(0.2, 12);
  });

  test('nothing sold is "n/a" for every measure', () => {
    const [step] = forecastValueAdded([0], [{ name: 'baseline', forecast: [5] }]);
    expect(step).toEqual({ name: 'baseline', wmape: null, accuracy: null, bias: null, valueAdded: null });
  });

  test('a step with missing months is refused by name', () => {
    expect(() => forecastValueAdded([1, 2], [{ name: 'sales', forecast: [1] }])).toThrow(
      'The step "sales" has 1 forecasts for 2 actuals',
    );
  });
});

describe('accuracy by lag', () => {
  test('the worked example, in ascending order of lag', () => {
    const lags = accuracyByLag([
      { lagMonths: 2, actual: 100, forecast: 80 },
      { lagMonths: 1, actual: 100, forecast: 95 },
    ]);
    expect(lags.map(({ lagMonths, wmape }) => [lagMonths, wmape])).toEqual([
      [1, 0.05],
      [2, 0.2],
    ]);
  });

  test('over- and under-forecasts cancel in the bias, not in the error', () => {
    const [lag] = accuracyByLag([
      { lagMonths: 1, actual: 100, forecast: 110 },
      { lagMonths: 1, actual: 100, forecast: 90 },
    ]);
    expect(lag).toMatchObject({ count: 2, bias: 0, wmape: 0.1, accuracy: 0.9 });
  });
});
