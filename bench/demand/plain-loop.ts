/**
 * What one would write first: damped additive Holt-Winters, each set of constants of a grid run through the
 * history with arrays and objects, the best one forecast. One model form, no ranges, no backtest: it does a
 * twentieth of the product's work, and is here as the yardstick of speed.
 */
export function forecastPlainly(values: readonly number[], seasonLength: number, horizon: number): number[] {
  let best = { squaredError: Number.POSITIVE_INFINITY, forecast: [] as number[] };
  for (const alpha of [0.1, 0.3, 0.5, 0.7]) {
    for (const beta of [0.01, 0.1]) {
      for (const gamma of [0.05, 0.2]) {
        for (const damping of [0.9, 0.98]) {
          const tried = run(values, seasonLength, horizon, { alpha, beta, gamma, damping });
          if (tried.squaredError < best.squaredError) best = tried;
        }
      }
    }
  }
  return best.forecast;
}

interface Constants {
  alpha: number;
  beta: number;
  gamma: number;
  damping: number;
}

function run(values: readonly number[], seasonLength: number, horizon: number, constants: Constants) {
  const { alpha, beta, gamma, damping } = constants;
  const firstYear = values.slice(0, seasonLength);
  const average = firstYear.reduce((sum, value) => sum + value, 0) / firstYear.length;
  let state = { level: average, trend: 0, season: firstYear.map((value) => value - average) };
  const errors = values.map((value, t) => {
    const expected = state.level + damping * state.trend;
    const index = state.season[t % seasonLength]!;
    const error = value - expected - index;
    state = {
      level: expected + alpha * error,
      trend: damping * state.trend + beta * error,
      season: state.season.map((s, j) => (j === t % seasonLength ? s + gamma * error : s)),
    };
    return error;
  });
  const forecast = Array.from({ length: horizon }, (_, k) => {
    const trend =
      state.trend * Array.from({ length: k + 1 }, (__, i) => damping ** (i + 1)).reduce((a, b) => a + b, 0);
    return state.level + trend + state.season[(values.length + k) % seasonLength]!;
  });
  return { squaredError: errors.reduce((sum, error) => sum + error * error, 0), forecast };
}
