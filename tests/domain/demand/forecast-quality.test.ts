import { type ForecastRecord, forecastQuality } from '../../../domain/demand/forecast-quality';

const record = (
  place: string,
  period: string,
  month: string,
  actualUnits: number,
  [naive, baseline, sales, marketing, finance, consensus]: [number, number, number, number, number, number],
): ForecastRecord => {
  const [familyCode, marketCode] = place.split('/') as [string, string];
  const units = { naive, baseline, sales, marketing, finance, consensus };
  return { familyCode, marketCode, period, month, actualUnits, units };
};

test('The worked example: sold 100, last year 120, baseline 110, sales 104', () => {
  const { steps } = forecastQuality(
    [record('A/DE', '2027-01', '2027-03', 100, [120, 110, 104, 104, 104, 104])],
    2,
  );
  expect(steps.map(({ key, wmape }) => [key, wmape])).toEqual([
    ['naive', 0.2],
    ['baseline', 0.1],
    ['sales', 0.04],
    ['marketing', 0.04],
    ['finance', 0.04],
    ['consensus', 0.04],
  ]);
  const added = steps.map(({ valueAdded }) => valueAdded);
  expect(added[0]).toBeNull();
  expect(added[1]).toBeCloseTo(0.1, 12);
  expect(added[2]).toBeCloseTo(0.06, 12);
  expect(added.slice(3)).toEqual([0, 0, 0]);
});

describe('two families in two markets over two cycles', () => {
  // At lag 1: A/DE sold 100 (consensus 90), A/FR sold 50 (60), B/DE sold 50 (70): errors 10 + 10 + 20 of 200.
  const records = [
    record('A/DE', '2027-01', '2027-02', 100, [80, 100, 110, 110, 110, 90]),
    record('A/FR', '2027-01', '2027-02', 50, [50, 60, 60, 60, 60, 60]),
    record('B/DE', '2027-01', '2027-02', 50, [90, 40, 40, 70, 70, 70]),
    // At lag 0: sold 100, consensus 100.
    record('A/DE', '2027-02', '2027-02', 100, [80, 90, 90, 90, 90, 100]),
  ];

  test('accuracy by lag is that of the consensus', () => {
    const { byLag } = forecastQuality(records, 1);
    expect(byLag).toEqual([
      { lagMonths: 0, count: 1, wmape: 0, accuracy: 1, bias: 0 },
      { lagMonths: 1, count: 3, wmape: 0.2, accuracy: 0.8, bias: 0.1 },
    ]);
  });

  test('each step is measured on the same sales, too much here not hiding too little there', () => {
    const { steps, lagMonths } = forecastQuality(records, 1);
    expect(lagMonths).toBe(1);
    // naive: 20 + 0 + 40; baseline: 0 + 10 + 10; sales: 10 + 10 + 10; marketing: 10 + 10 + 20; the planner: 10 + 10 + 20
    expect(steps.map(({ wmape }) => wmape)).toEqual([0.3, 0.1, 0.15, 0.2, 0.2, 0.2]);
    expect(steps[1]!.valueAdded).toBeCloseTo(0.2, 12);
    expect(steps[2]!.valueAdded).toBeCloseTo(-0.05, 12);
    expect(steps[3]!.bias).toBeCloseTo((240 - 200) / 200, 12);
  });

  test('by family and by month', () => {
    const { families, months } = forecastQuality(records, 1);
    expect(families.map(({ familyCode, steps }) => [familyCode, steps.at(-1)!.wmape])).toEqual([
      ['A', 20 / 150],
      ['B', 0.4],
    ]);
    expect(months).toMatchObject([{ month: '2027-02', consensus: { wmape: 0.2 } }]);
  });
});

test('Where the lag asked for has not passed yet, the nearest one below counts, else the one above', () => {
  const at = (month: string) => record('A/DE', '2027-01', month, 10, [9, 9, 9, 9, 9, 9]);
  expect(forecastQuality([at('2027-01'), at('2027-02')], 2).lagMonths).toBe(1);
  expect(forecastQuality([at('2027-05')], 2).lagMonths).toBe(4);
});

test('Nothing sold is n/a; nothing forecast gives empty lists', () => {
  const { steps, byLag } = forecastQuality([record('A/DE', '2027-01', '2027-03', 0, [1, 1, 1, 1, 1, 1])], 2);
  expect(steps.map(({ wmape, accuracy, bias, valueAdded }) => [wmape, accuracy, bias, valueAdded])).toEqual(
    new Array(6).fill([null, null, null, null]),
  );
  expect(byLag[0]!.accuracy).toBeNull();
  expect(forecastQuality([], 2)).toEqual({ byLag: [], lagMonths: null, steps: [], families: [], months: [] });
});
