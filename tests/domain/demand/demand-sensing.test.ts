import { type SettledCycle, senseDemand } from '../../../domain/demand/demand-sensing';

const actuals = [90, 130, 70, 150, 110, 80, 120, 140];

describe('demand sensing', () => {
  test('the worked example: actuals are always twice the orders in hand', () => {
    const past = actuals.map((actualUnits) => ({
      baselineUnits: 100,
      ordersUnits: actualUnits / 2,
      actualUnits,
    }));
    const sensed = senseDemand({ baselineUnits: 100, ordersUnits: 60 }, past);
    expect(sensed.isSensed).toBe(true);
    expect(sensed.units).toBeCloseTo(120, 10);
    expect(sensed.gain).toBeCloseTo(1, 10);
  });

  test('orders which say nothing leave the baseline alone', () => {
    const misleading = [80, 20, 60, 90, 30, 70, 10, 50];
    const past: SettledCycle[] = misleading.map((ordersUnits, i) => ({
      baselineUnits: actuals[i]! + (i % 2 === 0 ? 2 : -2),
      ordersUnits,
      actualUnits: actuals[i]!,
    }));
    const sensed = senseDemand({ baselineUnits: 100, ordersUnits: 90 }, past);
    expect(sensed).toMatchObject({ units: 100, isSensed: false });
    expect(sensed.gain).toBeLessThan(0.05);
  });

  test('too few past cycles leave the baseline alone', () => {
    const past = actuals.slice(0, 6).map((actualUnits) => ({
      baselineUnits: 100,
      ordersUnits: actualUnits / 2,
      actualUnits,
    }));
    const sensed = senseDemand({ baselineUnits: 100, ordersUnits: 60 }, past);
    expect(sensed).toEqual({
      units: 100,
      isSensed: false,
      gain: null,
      reason: 'too few past cycles to judge by',
    });
  });
});
